// Whether the team that the network tells is that of the chain of vouches, which the open desk checked.
import { hex } from "../../vault/bytes.ts";
import type { Chain } from "../../vault/vouch.ts";
import type { Team } from "./team.ts";

/** Whether everybody who can open by the chain is told to be a key holder, nobody else is, and so with the envelope. */
export function agreesWithChain(
  { holders, sheets }: Pick<Chain, "holders" | "sheets">,
  { people, envelope }: Team,
): boolean {
  const told = new Set(people.filter(({ role }) => role === "key_holder").map(({ id }) => hex(id)));
  return (
    told.size === holders.size && [...told].every((id) => holders.has(id)) && envelope === sheets.size > 0
  );
}
