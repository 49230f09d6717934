// `undersigned tidy`: brings a campaign's signatures up to date.

import type { Desk } from "../organisers/opening.ts";
import { allRequests, bringUpToDate } from "../signing/tidying/bringing.ts";
import { dismissedWith, dismissRequests } from "../signing/tidying/requests.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { readIdRanges } from "./ids.ts";
import { openRows } from "./open-rows.ts";
import { some, tellBrought } from "./telling.ts";

export const help = `
undersigned tidy URL SLUG [--dismiss ID…] --words-file F

Brings a campaign up to date: the last confirmed signature of an address stands, mail
that never went is sent again, requests to be taken off are answered, who asked for
news and confirmed their address is put on the followers' list, what has waited
too long expires. Says what it did, and what does not fit together.

Who asked to be taken off by a name alone is listed for you to decide: by whom it may
be, and how often. take-off … --reason asked does it, and

  --dismiss ID…  only answers these requests and all others by the same names: nothing
                 is taken off. ID may be a range (12-40)

Requests that nobody answers are gone 60 days after they were made.

The network is told the ids, and the address and appearance of signatures whose mail
never went; nothing else of any signature.`;

const OPTIONS = { ...SIGN_IN, dismiss: { type: "boolean" } } as const;

/** Brings up to date, or dismisses requests. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  const ids = readIdRanges(words.slice(2));
  if (given.dismiss) needed(ids[0], "ID");
  else if (ids.length > 0) throw new Mistake("IDs are given with --dismiss only.");
  await atDesk(url, await readSignIn(given), async (desk) => {
    if (given.dismiss) await dismiss(desk, slug, ids, words.slice(2));
    else await tidy(desk, slug);
  });
}

async function dismiss(desk: Desk, slug: string, ids: number[], typed: string[]): Promise<void> {
  const { send } = desk.client;
  const { keys } = await openCampaign(desk, slug);
  const requests = await allRequests({ p: onNode, send, slug, keys });
  const { answered, unknown } = dismissedWith(requests, ids);
  tell(`${await dismissRequests(send, slug, answered)} dismissed; nothing was taken off.`);
  // Within a range there may be others; each that was named by itself has to be one.
  const missing = unknown.filter((id) => typed.includes(String(id)));
  if (missing.length > 0) throw new Mistake(`There is no such request by a name alone: ${some(missing)}.`);
}

/** Brings a campaign up to date and says what was done. @returns what was done and found */
export async function tidy(desk: Desk, slug: string) {
  const campaign = await openCampaign(desk, slug);
  const brought = await bringUpToDate({
    ...campaign,
    p: onNode,
    send: desk.client.send,
    desk,
    rows: () => openRows(desk, campaign),
  });
  tellBrought(brought);
  return brought;
}
