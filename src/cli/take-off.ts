// `undersigned take-off`: takes signatures off by a key holder's hand; the log shows that it was one.

import { REASONS, type Reason } from "../signing/desk/api.ts";
import { sendTakenOff } from "../signing/people/deciding.ts";
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
    const { send } = desk.client;
    const open = async () => ({ p: onNode, send, slug, keys: (await openCampaign(desk, slug)).keys });
    const { taken, unknown } = await sendTakenOff({ send, slug }, ids, reason, open);
    tell(`${taken.length} taken off.`);
    if (unknown.length > 0) throw new Mistake(`There is no such signature: ${some(unknown)}.`);
  });
}

function readReason(typed: string): Reason {
  const reason = REASONS.find((one) => one === typed);
  if (reason) return reason;
  throw new Mistake(`--reason cannot be ${typed}. Allowed: ${REASONS.join(", ")}.`);
}
