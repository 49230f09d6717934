// How often one network may knock (docs/mail-and-memory.md, Limits), counted without keeping an address. A limit is for floods:
// a rally behind one carrier's address, or a class signing in at one school, stays under it.
import type { Clock } from "../clock.ts";
import type { Primitives } from "../vault/primitives.ts";
import { openCounters } from "./counters.ts";
import { rangeOf } from "./visitor-address.ts";

export interface RetryAfter {
  /** Seconds. */
  retryAfter: number;
}

export type May = "ok" | RetryAfter;

export interface Limits {
  /** One more signature from this address. */
  signing(address: string): May;
  /** One more look with a code, or request to be taken off, from this address. */
  mine(address: string): May;
  /** May somebody try to sign in to this account from this address now? Counts nothing. */
  signIn(account: string, address: string): May;
  /** A sign-in failed: the next try has to wait longer. */
  signInFailed(account: string, address: string): void;
  /** A sign-in went well: its failures are forgotten. */
  signedIn(account: string, address: string): void;
}

export interface LimitsParts {
  clock: Clock;
  primitives: Primitives;
  /** Setting LIMITS. */
  limits: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const WINDOW = 10;
/** In ten minutes, from one /24 or /48. */
export const MOST = { signing: 300, mine: 600 };
/** Counters of one kind at once: a few MB at most. */
const COUNTERS = 50_000;

/**
 * How failed sign-ins slow down: so many are free, then 1, 2, 4 … seconds up to a most. By account and network,
 * which stops whoever guesses; by network (the /64 of IPv6), for whoever guesses at many accounts; by account, for
 * whoever guesses from many networks, and there so little that nobody can lock a holder out.
 */
export const SLOWING = {
  both: { free: 3, most: 15 * MINUTE },
  network: { free: 20, most: 60 * SECOND },
  account: { free: 20, most: 8 * SECOND },
};
/** After so long without another failure all is as if there had been none. */
const FORGIVEN = 60 * MINUTE;

/** Signatures by minute, in a ring: the present minute and the ten before it, so that no ten minutes hold more. */
interface Minutes {
  counts: Uint16Array;
  present: number;
}

interface Failures {
  count: number;
  last: number;
}

const OFF: Limits = {
  signing: () => "ok",
  mine: () => "ok",
  signIn: () => "ok",
  signInFailed() {},
  signedIn() {},
};

/** Opens the counters, in process memory. */
export function openLimits(parts: LimitsParts): Limits {
  if (!parts.limits) return OFF;
  const { clock } = parts;
  const minutes = openCounters<Minutes>(
    parts,
    () => ({ counts: new Uint16Array(WINDOW + 1), present: 0 }),
    COUNTERS,
  );
  const failures = openCounters<Failures>(parts, () => ({ count: 0, last: 0 }), COUNTERS);

  const oneMore = (what: keyof typeof MOST, address: string): May => {
    const counter = minutes.get(what, rangeOf(address));
    const wait = count(counter, Math.floor(clock.now() / MINUTE), MOST[what]);
    return wait === 0 ? "ok" : { retryAfter: Math.ceil((wait * MINUTE - (clock.now() % MINUTE)) / SECOND) };
  };

  const kinds = (account: string, address: string) => {
    const network = rangeOf(address, 64);
    return [
      { name: ["both", account, rangeOf(address, 56)], ...SLOWING.both },
      { name: ["network", network], ...SLOWING.network },
      { name: ["account", account], ...SLOWING.account },
    ];
  };

  return {
    signing: (address) => oneMore("signing", address),
    mine: (address) => oneMore("mine", address),
    signIn(account, address) {
      let until = 0;
      for (const { name, free, most } of kinds(account, address)) {
        const known = failures.find(...name);
        if (known && known.count > free && clock.now() - known.last < FORGIVEN) {
          until = Math.max(
            until,
            known.last + Math.min(most, SECOND * 2 ** Math.min(known.count - free - 1, 30)),
          );
        }
      }
      return until > clock.now() ? { retryAfter: Math.ceil((until - clock.now()) / SECOND) } : "ok";
    },
    signInFailed(account, address) {
      for (const { name } of kinds(account, address)) {
        const counter = failures.get(...name);
        counter.count = clock.now() - counter.last < FORGIVEN ? counter.count + 1 : 1;
        counter.last = clock.now();
      }
    },
    signedIn(account, address) {
      for (const { name } of kinds(account, address)) if (name[0] !== "network") failures.forget(...name);
    },
  };
}

/** Counts one in the present minute. @returns 0, or how many minutes from its beginning until one more fits */
function count(counter: Minutes, minute: number, most: number): number {
  const size = counter.counts.length;
  if (minute - counter.present >= size) counter.counts.fill(0);
  else for (let at = counter.present + 1; at <= minute; at++) counter.counts[at % size] = 0;
  counter.present = Math.max(counter.present, minute);
  let total = 0;
  for (const many of counter.counts) total += many;
  if (total < most) {
    counter.counts[minute % size] = (counter.counts[minute % size] ?? 0) + 1;
    return 0;
  }
  // The oldest minutes leave the ring one by one.
  for (let wait = 1; wait < size; wait++) {
    total -= counter.counts[(counter.present + wait) % size] ?? 0;
    if (total < most) return wait;
  }
  return size;
}
