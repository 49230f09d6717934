// What the public sees of a campaign at this moment: its phase, its view for the pages, the key of its bytes.
import { type Clock, isoDay } from "../clock.ts";
import type { Site } from "../web/view.ts";
import { stateOn } from "./dates.ts";
import type { LiveCampaign } from "./live.ts";
import type { CampaignView, Phase } from "./view.ts";

export interface PublicParts {
  clock: Clock;
  site(): Site;
  /** The network's IANA time zone. */
  zone(): string;
}

/** Whether one can sign a campaign now. */
export function phaseOf(campaign: LiveCampaign, { clock, zone }: PublicParts): Phase {
  if (campaign.state === "closed") return "closed";
  const state = stateOn(campaign.text, clock.now(), zone());
  return state === "soon" ? "not-yet" : state;
}

/** The day it is in the network's zone, as an ISO date. */
export function todayIn({ clock, zone }: PublicParts): string {
  return Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(zone())
    .toPlainDate()
    .toString();
}

/** What every page of a campaign is shown with. */
export function viewOf(campaign: LiveCampaign, language: string, parts: PublicParts): CampaignView {
  return {
    site: parts.site(),
    campaign: campaign.text,
    language,
    phase: phaseOf(campaign, parts),
    today: todayIn(parts),
  };
}

/** All that the bytes of a campaign's page depend on, but what the page itself adds. */
export function bytesKey(campaign: LiveCampaign, language: string, parts: PublicParts): string {
  const { slug, lot, version, revision } = campaign;
  return [slug, language, lot, version, revision, todayIn(parts), phaseOf(campaign, parts)].join(" ");
}

/** Days on which the text was amended, as ISO dates. */
export function amendedDays(campaign: LiveCampaign): string[] {
  return campaign.amended.map(isoDay);
}
