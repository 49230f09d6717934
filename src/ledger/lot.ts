// When a campaign's waiting entries are published, and which of them. Pure; the coin and the shuffle are
// given. A lot blurs time: at least five together or a day's wait, each left behind with probability one half,
// in random order. It does not hide one entry from somebody who made all the others.

/** A lot goes out when so many entries wait, */
export const ENOUGH = 5;
/** or when the oldest has waited so many hours. */
export const LONGEST_HOURS = 24;

export interface LotRules {
  /** Minutes between lots; 0 publishes any number within a second and leaves none behind (for tests). */
  publishEvery: number;
  /** Uniform whole number from 0 to below `limit`. */
  below(limit: number): number;
}

/**
 * Draws a lot.
 * @param waiting the entries that wait
 * @param hours how long the oldest may have waited
 * @param rules how lots are drawn
 * @returns those to be numbered now, in the order of their indices; empty when no lot is due
 */
export function drawLot<E>(waiting: readonly E[], hours: number, rules: LotRules): E[] {
  if (waiting.length === 0) return [];
  const overdue = hours >= LONGEST_HOURS;
  const atOnce = rules.publishEvery === 0;
  if (!atOnce && !overdue && waiting.length < ENOUGH) return [];
  const going = atOnce || overdue ? [...waiting] : waiting.filter(() => rules.below(2) === 1);
  for (let at = going.length - 1; at > 0; at--) {
    const other = rules.below(at + 1);
    [going[at], going[other]] = [going[other] as E, going[at] as E];
  }
  return going;
}
