// `undersigned take-off`: takes signatures off by a key holder's hand; the log shows that it was one.

import type { Desk } from "../organisers/opening.ts";
import { allRequests, pieces } from "../signing/bringing.ts";
import { MOST_IDS, REASONS, type Reason, signingApi } from "../signing/desk-api.ts";
import { openPage } from "../signing/opening.ts";
import { answeredBy } from "../signing/tidying.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake, needed, readArguments, tell } from "./command.ts";
import { atDesk, openCampaign, readSignIn, SIGN_IN } from "./desk.ts";
import { readIds } from "./ids.ts";
import { some } from "./telling.ts";

export const help = `
undersigned take-off URL SLUG ID… --reason REASON --words-file F

Takes signatures off, whether they stand or wait. What was typed is destroyed, a shown
name is taken away, and the public log says that a key holder did it. REASON is kept:

  duplicate   the same person or organisation signed more than once
  spam        it is not meant
  asked       whoever signed asked for it; answers their request
  not-theirs  somebody signed for somebody else`;

const OPTIONS = { ...SIGN_IN, reason: { type: "string" } } as const;

/** Takes off. @throws Mistake */
export async function run(args: string[]): Promise<void> {
  const { given, words } = readArguments(args, OPTIONS);
  const [url, slug] = [needed(words[0], "URL"), needed(words[1], "SLUG")];
  const ids = readIds(words.slice(2));
  needed(ids[0], "ID");
  const reason = readReason(needed(given.reason, "--reason"));
  await atDesk(url, await readSignIn(given), async (desk) => {
    let many = 0;
    const unknown: number[] = [];
    for (const group of pieces(ids, MOST_IDS)) {
      const requests = reason === "asked" ? await answered(desk, slug, group) : [];
      const done = await desk.client.send(signingApi.takeOff, { slug, ids: group, reason, requests });
      many += done.taken.length;
      unknown.push(...done.unknown);
    }
    tell(`${many} taken off.`);
    if (unknown.length > 0) throw new Mistake(`There is no such signature: ${some(unknown)}.`);
  });
}

function readReason(typed: string): Reason {
  const reason = REASONS.find((one) => one === typed);
  if (reason) return reason;
  throw new Mistake(`--reason cannot be ${typed}. Allowed: ${REASONS.join(", ")}.`);
}

/** Requests by name that are answered by taking these off. */
async function answered({ client, ...desk }: Desk, slug: string, ids: number[]): Promise<number[]> {
  const { keys } = await openCampaign({ client, ...desk }, slug);
  const page = await client.send(signingApi.rowsById, { slug, ids });
  const requests = await allRequests({ p: onNode, send: client.send, slug, keys });
  return answeredBy(requests, await openPage(onNode, keys, page)).slice(0, MOST_IDS);
}
