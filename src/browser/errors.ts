// What went wrong, in words for the person at the desk.
import type { DeskSay } from "../locales/desk.ts";
import { ApiRefused, NoAnswer } from "../organisers/client.ts";
import { DeskRefused } from "../organisers/opening.ts";
import { NotOpened } from "../signing/opening/open-campaign.ts";
import { REFUSALS } from "../web/refusals.ts";

/** Something that was asked for did not happen: which, and why. */
export class NotDone extends Error {
  constructor(what: string, why: unknown) {
    super(what, { cause: why });
  }
}

/**
 * @param error what was thrown
 * @returns a sentence that says what to do; what the network said without a code is shown as it is
 */
export function sayError(t: DeskSay, error: unknown): string {
  if (error instanceof NotDone) return `${error.message} ${sayError(t, error.cause)}`;
  if (error instanceof NoAnswer) return t("frame.no_answer");
  if (error instanceof ApiRefused && error.status === 429 && error.code === null) {
    return t("frame.slow", { minutes: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) });
  }
  if (error instanceof ApiRefused && error.status === 401 && error.code === null) {
    return t("frame.session_ended");
  }
  if (error instanceof ApiRefused || error instanceof DeskRefused || error instanceof NotOpened) {
    return sayRefused(t, error);
  }
  console.error(error);
  return t("frame.bug");
}

/** By its code; a network of another version may send one that is not known here, or other values for its places. */
function sayRefused(t: DeskSay, { code, values, message }: ApiRefused | DeskRefused | NotOpened): string {
  const known = REFUSALS.find((one) => one === code);
  if (known === undefined) return message;
  try {
    return t(`refused.${known}`, values);
  } catch {
    return message;
  }
}
