// Counters by name that keep no name: each is found by an HMAC of its name under a random key of the day, which
// lives in this process alone. When the day ends, or there are too many, the oldest are forgotten.
import type { Clock } from "../clock.ts";
import { base64url, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";

const KEY = 32;
/** Of the HMAC, enough that no two names of a day meet. */
const KEPT = 12;

export interface Counters<Counter> {
  /** @returns what is counted under a name, or null */
  find(...name: string[]): Counter | null;
  /** @returns what is counted under a name, made when it is missing */
  get(...name: string[]): Counter;
  forget(...name: string[]): void;
}

/**
 * Opens counters.
 * @param make a new counter
 * @param most counters at once
 */
export function openCounters<Counter>(
  { clock, primitives }: { clock: Clock; primitives: Primitives },
  make: () => Counter,
  most: number,
): Counters<Counter> {
  let day = -1;
  let key = new Uint8Array(0);
  const counters = new Map<string, Counter>();
  const nameOf = (name: readonly string[]) => {
    if (clock.day() !== day) {
      day = clock.day();
      key = new Uint8Array(primitives.random(KEY));
      counters.clear();
    }
    return base64url(primitives.hmac(key, utf8(name.join("\0"))).subarray(0, KEPT));
  };
  return {
    find: (...name) => counters.get(nameOf(name)) ?? null,
    get(...name) {
      const id = nameOf(name);
      const counter = counters.get(id) ?? make();
      // Entered anew, so that the oldest is the one that was not counted for longest.
      counters.delete(id);
      counters.set(id, counter);
      if (counters.size > most) counters.delete(counters.keys().next().value as string);
      return counter;
    },
    forget: (...name) => counters.delete(nameOf(name)),
  };
}
