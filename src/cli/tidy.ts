// `undersigned tidy`: brings a campaign's signatures up to date.

import type { Desk } from "../organisers/opening.ts";
import { bringUpToDate } from "../signing/bringing.ts";
import { onNode } from "../vault/on-node.ts";
import { needed, readArguments } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { openRows } from "./open-rows.ts";
import { tellBrought } from "./telling.ts";

export const help = `
undersigned tidy URL SLUG --words-file F

Brings a campaign up to date: the last confirmed signature of an address stands, mail
that never went is sent again, requests to be taken off are answered, what has waited
too long expires. Says what it did, and what does not fit together.

The network is told the ids, and the address and appearance of signatures whose mail
never went; nothing else of any signature.`;

/** Brings up to date. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, SIGN_IN);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  await atDesk(url, await readSignIn(given), async (desk) => {
    await tidy(desk, slug);
  });
}

/** Brings a campaign up to date and says what was done. @returns what was done and found */
export async function tidy(desk: Desk, slug: string) {
  const campaign = await openCampaign(desk, slug);
  const brought = await bringUpToDate({
    ...campaign,
    p: onNode,
    send: desk.client.send,
    rows: () => openRows(desk, campaign),
  });
  tellBrought(brought);
  return brought;
}
