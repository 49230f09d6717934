// What carries mails: a mail server, or a folder. And what became of one.
import type { MailFault } from "../locales/mail-faults.ts";
import type { ReadyLetter } from "./letter.ts";

/**
 * `handed`: somebody else answers for it now. `refused`: the mail server will never take this mail. `later`: not
 * now, this mail; others may go. `trouble`: nothing goes (no connection, no sign-in, the sender is refused).
 * `kept`: the carrier was closed before it tried.
 */
export type Outcome =
  | { is: "handed" | "kept" }
  /** `why` never holds an address. */
  | { is: "refused" | "later" | "trouble"; why: string; fault?: MailFault | undefined };

export interface Carrier {
  carry(letter: ReadyLetter): Promise<Outcome>;
  /** Takes no more and lets those under way end. */
  close(): void;
  /** Gives up on those under way. */
  breakOff(): void;
}
