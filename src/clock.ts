// The only file that reads the time. A network is given its clock, so that tests and demos can move it.

/** Milliseconds in a day and in an hour. */
export const DAY = 86_400_000;
export const HOUR = 3_600_000;

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Whole days since 1970-01-01 UTC. */
  day(): number;
  /** Whole hours since 1970-01-01 UTC. */
  hour(): number;
}

/**
 * The machine's clock, moved by an offset.
 * @param offset milliseconds added to the machine's time (setting CLOCK; 0 in real use)
 * @returns a clock
 */
export function systemClock(offset = 0): Clock {
  const now = () => Date.now() + offset;
  return { now, day: () => Math.floor(now() / DAY), hour: () => Math.floor(now() / HOUR) };
}

/**
 * A day as people write it.
 * @param day whole days since 1970-01-01 UTC
 * @returns the ISO 8601 date, like 2026-11-24
 */
export function isoDay(day: number): string {
  return Temporal.PlainDate.from("1970-01-01").add({ days: day }).toString();
}

/**
 * The day that an ISO 8601 date names.
 * @param iso like 2026-11-24
 * @returns whole days since 1970-01-01 UTC
 * @throws RangeError when there is no such day
 */
export function dayOfIso(iso: string): number {
  return Temporal.PlainDate.from("1970-01-01").until(iso).days;
}
