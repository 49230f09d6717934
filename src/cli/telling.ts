// What bringing up to date says to whoever typed the command: ids and counts, and names only where a holder has to
// decide about a name.
import type { Brought } from "../signing/tidying/bringing.ts";
import { groupRequests } from "../signing/tidying/requests.ts";
import type { Findings } from "../signing/tidying/tidying.ts";
import { tell } from "./command.ts";

const MOST = 20;

/** Ids in a sentence, the first of them. */
export function some(ids: readonly number[]): string {
  const more = ids.length > MOST ? ` and ${ids.length - MOST} more` : "";
  return ids.slice(0, MOST).join(", ") + more;
}

/** Says what does not fit together. */
export function tellFindings({ unreadable, wrongEntry, wrongName }: Findings): void {
  for (const [why, ids] of unreadable) tell(`Could not be opened (${why}): ${some(ids)}`);
  if (wrongEntry.length > 0) tell(`The log's entry is not the one that the row gives: ${some(wrongEntry)}`);
  if (wrongName.length > 0) {
    tell(`Shown otherwise than their owners now choose (accept ID --show mends it): ${some(wrongName)}`);
  }
}

/** Says what was done and found. */
export function tellBrought(brought: Brought): void {
  const { expired, replaced, withdrawn, mails, followers, byName, withoutRow, tidying } = brought;
  const done = [
    [expired, "expired"],
    [replaced, "replaced by a later one of the same address"],
    [withdrawn, "withdrawn because their owners asked"],
    [mails, "mails sent again"],
    [followers, "asked for news and are on the followers' list"],
  ] as const;
  const said = done.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`);
  tell(said.length > 0 ? `${said.join(", ")}.` : "Up to date: nothing was to be done.");
  const groups = groupRequests(byName);
  for (const { ids, name, signatures } of groups) {
    const often = ids.length === 1 ? "" : ` ${ids.length} times`;
    const whose = signatures.length > 0 ? `Perhaps: ${some(signatures)}` : "Nobody stands by that name";
    tell(`Request ${ids[0]}: “${name}” asks${often} to be taken off. ${whose}.`);
  }
  if (groups.length > 0) {
    tell("Take off: take-off ID --reason asked. Leave on: tidy --dismiss REQUEST (or a range, 12-40).");
  }
  if (withoutRow.length > 0) tell(`Entries of the log whose rows are missing, by index: ${some(withoutRow)}`);
  tellFindings(tidying.findings);
}
