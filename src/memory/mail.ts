// Mail that waits, for 24 hours at most: kept so that kill -9 at any moment loses none that was answered.
import type { Batch } from "./waiting.ts";

export interface MailMemory {
  /** Keeps a batch. Returns when it would survive the process. */
  add(batch: Batch): void;
  /** @returns how many mails wait */
  waiting(): number;
}
