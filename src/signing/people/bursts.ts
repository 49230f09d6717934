// Bursts: many signatures of one kind close together, as one person or a program makes them. The network keeps no time
// finer than a day, so what is close together is told by the order in which rows came. Pure; decides nothing: a union
// whose members all sign in their break looks the same.
import type { Person } from "./person.ts";

export interface Burst {
  /** Addresses of one domain in a row; rows without an address in a row; a day with far more of those than others. */
  kind: "domain" | "no_address" | "day";
  /** The addresses' domain; "" for rows without one. */
  domain: string;
  day: number;
  /** The oldest first. */
  ids: number[];
  /** How many rows lie between the first and the last of them, themselves included. */
  span: number;
  /** How many of a hundred rows elsewhere are of this kind; of a day, how many came on a usual one. */
  usually: number;
}

/** Rows of others that may stand in between. */
const BETWEEN = 2;
/** Fewer in a row are no burst. */
const LEAST = 10;
/** So many rows elsewhere tell what is usual; with fewer nothing is surprising. */
const ELSEWHERE = 30;
/** How often a list without any burst may show one. */
const BY_CHANCE = 0.01;
/** Fewer rows without an address on one day are no burst. */
const LEAST_A_DAY = 30;
/** How many times a usual day. */
const TIMES = 5;
/** The first days of a campaign are always its fullest. */
const FIRST_DAYS = 2;

interface Run {
  day: number;
  first: number;
  last: number;
  ids: number[];
}

/**
 * Finds bursts.
 * @param people everybody, by id
 * @returns them, the largest first
 */
export function burstsIn(people: readonly Person[]): Burst[] {
  const found = [...runsIn(people), ...fullDays(people)];
  return found.sort((a, b) => b.ids.length - a.ids.length);
}

/** The domain of an address, for grouping. */
function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

/** Stretches in which one domain, or none, comes more closely than chance would have it. */
function runsIn(people: readonly Person[]): Burst[] {
  const kinds = new Map<string, { many: number; run: Run | null; runs: Run[] }>();
  const end = (kind: { run: Run | null; runs: Run[] }) => {
    if (kind.run && kind.run.ids.length >= LEAST) kind.runs.push(kind.run);
  };
  for (const [at, { id, day, typed }] of people.entries()) {
    if (!typed) continue;
    const domain = domainOf(typed.email);
    const kind = kinds.get(domain) ?? { many: 0, run: null, runs: [] };
    kinds.set(domain, kind);
    kind.many++;
    const { run } = kind;
    if (run && run.day === day && at - run.last <= BETWEEN + 1) {
      run.ids.push(id);
      run.last = at;
    } else {
      end(kind);
      kind.run = { day, first: at, last: at, ids: [id] };
    }
  }
  return [...kinds].flatMap(([domain, kind]) => {
    end(kind);
    return kind.runs.flatMap((run) => burstOf(domain, run, kind.many, people.length));
  });
}

/** A run that chance hardly makes: each row of it came within three of the one before. */
function burstOf(domain: string, { day, first, last, ids }: Run, many: number, all: number): Burst[] {
  const span = last - first + 1;
  if (all - span < ELSEWHERE) return [];
  // As if two more stood elsewhere, one of them of this kind: what was never seen is rare, not impossible.
  const elsewhere = (many - ids.length + 1) / (all - span + 2);
  const near = 1 - (1 - elsewhere) ** (BETWEEN + 1);
  if (Math.log(all) + (ids.length - 1) * Math.log(near) > Math.log(BY_CHANCE)) return [];
  const kind = domain === "" ? "no_address" : "domain";
  return [{ kind, domain, day, ids, span, usually: Math.round(100 * elsewhere) }];
}

/** Days on which far more came without an address than on a usual one. */
function fullDays(people: readonly Person[]): Burst[] {
  const days = new Map<number, number[]>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { id, day, typed } of people) {
    first = Math.min(first, day);
    last = Math.max(last, day);
    if (typed?.email !== "") continue;
    const ids = days.get(day);
    if (ids) ids.push(id);
    else days.set(day, [id]);
  }
  if (!(last - first > FIRST_DAYS)) return [];
  return [...days].flatMap(([day, ids]): Burst[] => {
    if (ids.length < LEAST_A_DAY || day - first < FIRST_DAYS) return [];
    const usually = usualDay(days, first, last, day);
    if (ids.length < TIMES * Math.max(1, usually)) return [];
    return [{ kind: "day", domain: "", day, ids, span: ids.length, usually }];
  });
}

/** How many came on the middle one of the other days; days on which nobody came count. */
function usualDay(days: ReadonlyMap<number, readonly number[]>, first: number, last: number, but: number) {
  const others = [...days]
    .filter(([day]) => day !== but)
    .map(([, ids]) => ids.length)
    .sort((a, b) => a - b);
  const none = last - first - others.length;
  const middle = Math.floor((last - first) / 2);
  return middle < none ? 0 : (others[middle - none] ?? 0);
}
