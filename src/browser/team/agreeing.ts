// Whether the team that the network tells is that of the chain of vouches, which the open desk checked.
import type { Chain } from "../../vault/vouch.ts";
import { areThose } from "../standing.ts";
import type { Team } from "./team.ts";

/** Whether everybody who can open by the chain is told to be a key holder, nobody else is, and so with the envelope. */
export function agreesWithChain(
  { holders, sheets }: Pick<Chain, "holders" | "sheets">,
  { people, envelope }: Team,
): boolean {
  const told = people.filter(({ role }) => role === "key_holder");
  return areThose(holders, told) && envelope === sheets.size > 0;
}
