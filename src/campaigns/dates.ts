// A campaign's days against the clock. A day belongs to the network's time zone: a campaign opens when its
// day begins there and closes when its day has ended there, wherever the signer is.
import type { Clock } from "../clock.ts";
import type { CampaignText } from "./campaign.ts";

export type OpenState = "soon" | "open" | "closed";

/**
 * Tells the day it is, asking the calendar once a day: to ask it for every page costs as much as sending one.
 * @param clock the network's clock, which may also go back
 * @param zone the network's time zone, which may change
 * @returns gives an ISO date
 */
export function openToday(clock: Clock, zone: () => string): () => string {
  let known = { zone: "", day: "", from: 0, until: 0 };
  return () => {
    const now = clock.now();
    const there = zone();
    if (now < known.from || now >= known.until || there !== known.zone) {
      const day = Temporal.Instant.fromEpochMilliseconds(now)
        .toZonedDateTimeISO(there)
        .toPlainDate()
        .toString();
      known = { zone: there, day, from: startOfDay(day, there), until: endOfDay(day, there) };
    }
    return known.day;
  };
}

/**
 * Whether one can sign on a day, as far as the file's days say (a hand can close a campaign earlier).
 * @param text a campaign's days
 * @param today the ISO day that it is in the network's zone
 */
export function stateOnDay(text: Pick<CampaignText, "opens" | "closes">, today: string): OpenState {
  if (text.opens !== null && today < text.opens) return "soon";
  return text.closes !== null && today > text.closes ? "closed" : "open";
}

/**
 * The first moment of a day in a zone.
 * @param isoDay for example 2027-12-31
 * @returns milliseconds since 1970-01-01 UTC
 * @throws RangeError when there is no such day or zone
 */
function startOfDay(isoDay: string, zone: string): number {
  return Temporal.PlainDate.from(isoDay).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * The first moment at which a day has ended in a zone: when a campaign closes, when what was typed may go.
 * @param isoDay for example 2027-12-31
 * @returns milliseconds since 1970-01-01 UTC
 * @throws RangeError when there is no such day or zone
 */
function endOfDay(isoDay: string, zone: string): number {
  return Temporal.PlainDate.from(isoDay).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}
