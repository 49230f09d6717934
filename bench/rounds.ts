// Rounds of load, and what they come to. A round in which the load's core was above 90 % measures the load and not
// the server: it does not count and is fired again.
import type { Work } from "./firing.ts";
import type { Loaded } from "./load.ts";
import type { Cores } from "./machine.ts";
import type { Program } from "./programs.ts";

/** Above it the load's core is what is measured. */
export const MOST_BUSY = 0.9;
/** How often a round is fired again before it is given up. */
export const TRIES = 3;
/** Seconds after which a round is cut short, on a machine that has something else to do. */
const LONGEST = 5;

export interface Loading {
  cores: Cores;
  load: Program;
  connections: number;
  /** Tells whoever waits. */
  tell(line: string): void;
}

/** What several rounds of one kind came to. */
export interface Series {
  /** Requests a second, of each round that counts. */
  rates: number[];
  /** Milliseconds, of all their answers together. */
  latencies: Float64Array[];
  busy: (number | null)[];
  /** Rounds that did not count. */
  discarded: number;
  /** The number of the next request, so that no two forms are the same. */
  next: number;
}

/** A series without rounds. */
export function newSeries(): Series {
  return { rates: [], latencies: [], busy: [], discarded: 0, next: 1 };
}

/** The middle one; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The value under which so large a share of all latencies lies; NaN of none. */
export function quantile(latencies: readonly Float64Array[], share: number): number {
  const all = Float64Array.from(latencies.flatMap((one) => [...one])).sort();
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
}

type Shot = Pick<Work, "port" | "request" | "many">;

/**
 * Fires one round and adds it to its series if it counts.
 * @returns whether it counted
 * @throws Error when an answer was not what it should be
 */
export async function fireRound(loading: Loading, series: Series, shot: Shot): Promise<boolean> {
  const { cores, load, connections } = loading;
  const work: Work = { ...shot, from: series.next, connections, longest: LONGEST };
  series.next += shot.many;
  const loaded = await load.ask<Loaded>("fire", { work, core: cores.load });
  if (loaded.bad > 0)
    throw new Error(`${loaded.bad} of ${shot.many} were not answered 200: ${loaded.badAnswer}`);
  if (loaded.busy !== null && loaded.busy > MOST_BUSY) {
    series.discarded++;
    return false;
  }
  series.busy.push(loaded.busy);
  series.rates.push(loaded.good / loaded.seconds);
  series.latencies.push(loaded.latencies);
  return true;
}

/**
 * Fires until a round counts; where the core was never free its series stays as it is, and is not waited for.
 * @returns whether one counted
 */
export async function fireUntilItCounts(loading: Loading, series: Series, shot: Shot): Promise<boolean> {
  const hopeless = series.rates.length === 0 && series.discarded >= TRIES;
  for (let tries = hopeless ? 1 : TRIES; tries > 0; tries--) {
    if (await fireRound(loading, series, shot)) return true;
  }
  loading.tell("a round did not count: the load's core was above 90 %");
  return false;
}
