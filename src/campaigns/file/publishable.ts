// What a draft may say and a published campaign may not yet: actions whose rooms are not built, and an e-mail
// that is required where no mail can be sent. And what neither may: a last day of keeping that is over.
import { mistakeAt, type OriginalFile } from "./file.ts";
import type { Mistake } from "./mistakes.ts";

/**
 * Why a campaign cannot be published as it is; a draft of it is fine.
 * @param original the file with `kind`
 * @returns a mistake for each action whose room is not there yet, at its line; empty when it can be published
 */
export function publishable(original: OriginalFile): Mistake[] {
  const { data } = original;
  const later = data.actions.flatMap((action, at) =>
    (["letter", "attend", "memorial"] as const)
      .filter((room) => action[room] !== undefined)
      .map((room) => mistakeAt(original, ["actions", at, room], "action_later", { action: room })),
  );
  return data.comments === "moderated"
    ? [...later, mistakeAt(original, ["comments"], "comments_later")]
    : later;
}

/**
 * The mistake of a campaign that requires an e-mail in a network that sends none.
 * @param original the file with `kind`
 * @param mail whether the network can send mail (MAIL_URL)
 * @returns null when nothing stands in the way
 */
export function needsMail(original: OriginalFile, mail: boolean): Mistake | null {
  const at = original.data.actions.findIndex((action) => action.sign?.email === "required");
  if (mail || at < 0) return null;
  return mistakeAt(original, ["actions", at, "sign", "email"], "email_unsendable");
}

/**
 * The mistake of a campaign whose last day of keeping is over: all that people type, and the keys that open it,
 * would be destroyed within the hour.
 * @param original the file with `kind`
 * @param today the day it is in the network's zone, as an ISO date
 * @returns null when nothing stands in the way
 */
export function keepsNothing(original: OriginalFile, today: string): Mistake | null {
  const { keep_until: until } = original.data;
  if (until === undefined || today <= until) return null;
  return mistakeAt(original, ["keep_until"], "keep_until_over", { day: today });
}
