// Says which rows were mailed, many at once and one call at a time: marks that come while one is under way, or
// within a twentieth of a second, share the next transaction.
import type { MailMemory } from "../memory/mail.ts";
import type { Handed } from "../memory/waiting.ts";
import type { Alarm } from "./alarm.ts";
import { pauseAfter } from "./pauses.ts";

const GATHER = 50;

export interface Marks {
  /** There may be rows to mark. */
  soon(): void;
  /** Marks now what there is. @returns when it is tried: what failed is kept and tried again later */
  now(): Promise<void>;
  stop(): void;
}

/** Opens the marks. */
export function openMarks(parts: {
  mail: MailMemory;
  onHanded(handed: Handed[]): Promise<void>;
  alarm: Alarm;
  warn(line: string): void;
}): Marks {
  let cancel: (() => void) | null = null;
  let running: Promise<void> | null = null;
  let failures = 0;

  const set = (milliseconds: number) => {
    cancel = parts.alarm(milliseconds, () => {
      cancel = null;
      void now();
    });
  };
  const run = async () => {
    for (let due = parts.mail.toMark(); due; due = parts.mail.toMark()) {
      try {
        await parts.onHanded(due.handed);
      } catch (error) {
        failures++;
        parts.warn(`mails were handed over and could not be marked yet: ${(error as Error).message}`);
        return;
      }
      failures = 0;
      due.marked();
    }
  };
  const now = (): Promise<void> => {
    cancel?.();
    cancel = null;
    running ??= run().finally(() => {
      running = null;
      if (failures > 0) set(pauseAfter(failures));
    });
    return running;
  };
  return {
    soon() {
      if (!cancel && !running) set(GATHER);
    },
    now,
    stop: () => cancel?.(),
  };
}
