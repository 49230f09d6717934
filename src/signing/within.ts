// How long it takes at the latest, in the words of the pages.
import { isoDay } from "../clock.ts";
import { LONGEST_HOURS } from "../ledger/lot.ts";

/** A pending row expires so many days after a key holder's desk first listed it, */
export const EXPIRES_AFTER_LISTING = 15;
/** or so many days after signing. */
export const EXPIRES_AFTER_SIGNING = 60;
/** A link works on its own day and so many after. */
const LINK_WORKS_DAYS = 15;

/**
 * Within how many hours a counted signature shows.
 * @param publishEvery minutes between lots
 * @returns whole hours; 0 for at once
 */
export function withinHours(publishEvery: number): number {
  return publishEvery === 0 ? 0 : LONGEST_HOURS + Math.ceil(publishEvery / 60);
}

/** The last day on which a link made today works, as an ISO date. */
export function linkWorksUntil(day: number): string {
  return isoDay(day + LINK_WORKS_DAYS);
}

/** The last day on which a row without a link waits for a key holder. */
export function rowWaitsUntil(day: number): string {
  return isoDay(day + EXPIRES_AFTER_SIGNING);
}
