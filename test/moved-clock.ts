// For tests: a clock that stands until it is moved, and alarms that ring when it is.
import { type Clock, DAY, HOUR } from "../src/clock.ts";

export interface MovedClock extends Clock {
  /** Moves the time on and rings what is due by then, in order. */
  move(milliseconds: number): void;
  /** Rings once after so many milliseconds, unless the function it gives back is called. */
  alarm(milliseconds: number, ring: () => void): () => void;
  /** @returns how many alarms are set */
  alarms(): number;
}

/** A clock that stands at a moment; noon of 2026-11-24 (UTC) unless told otherwise. */
export function movedClock(start = Date.UTC(2026, 10, 24, 12)): MovedClock {
  let now = start;
  const set = new Set<{ at: number; ring: () => void }>();
  return {
    now: () => now,
    day: () => Math.floor(now / DAY),
    hour: () => Math.floor(now / HOUR),
    move(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [first] = [...set].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!first) break;
        set.delete(first);
        now = Math.max(now, first.at);
        first.ring();
      }
      now = end;
    },
    alarm(milliseconds, ring) {
      const one = { at: now + milliseconds, ring };
      set.add(one);
      return () => set.delete(one);
    },
    alarms: () => set.size,
  };
}
