// A campaign's days against the clock. A day belongs to the network's time zone: a campaign opens when its
// day begins there and closes when its day has ended there, wherever the signer is.
import type { CampaignText } from "./campaign.ts";

export type OpenState = "soon" | "open" | "closed";

/**
 * Whether one can sign now, as far as the file's days say (a hand can close a campaign earlier).
 * @param text a campaign's days
 * @param clockMs milliseconds since 1970-01-01 UTC
 * @param zone the network's IANA time zone
 * @throws RangeError when there is no such zone
 */
export function stateOn(
  text: Pick<CampaignText, "opens" | "closes">,
  clockMs: number,
  zone: string,
): OpenState {
  return stateOnDay(text, todayIn(clockMs, zone).toString());
}

/** The same for the ISO day that it is in the network's zone. */
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
export function startOfDay(isoDay: string, zone: string): number {
  return Temporal.PlainDate.from(isoDay).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * The first moment at which a day has ended in a zone: when a campaign closes, when what was typed may go.
 * @param isoDay for example 2027-12-31
 * @returns milliseconds since 1970-01-01 UTC
 * @throws RangeError when there is no such day or zone
 */
export function endOfDay(isoDay: string, zone: string): number {
  return Temporal.PlainDate.from(isoDay).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * How many days there are from today in the zone until a day: 0 on the day itself, negative when it is past.
 * @throws RangeError when there is no such day or zone
 */
export function daysUntil(isoDay: string, clockMs: number, zone: string): number {
  return todayIn(clockMs, zone).until(Temporal.PlainDate.from(isoDay), { largestUnit: "days" }).days;
}

/**
 * Whether what people typed must be gone: its last day has ended in the zone.
 * @throws RangeError when there is no such zone
 */
export function isPastKeeping(text: Pick<CampaignText, "keepUntil">, clockMs: number, zone: string): boolean {
  return text.keepUntil !== null && todayIn(clockMs, zone).toString() > text.keepUntil;
}

function todayIn(clockMs: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(clockMs).toZonedDateTimeISO(zone).toPlainDate();
}
