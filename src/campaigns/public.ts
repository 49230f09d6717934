// What the public sees of a campaign at this moment: its phase, its view for the pages, the key of its bytes.
import { type Clock, isoDay } from "../clock.ts";
import type { Site } from "../web/view.ts";
import { stateOnDay } from "./dates.ts";
import { changesOf } from "./keeping/keeping.ts";
import type { LiveCampaign } from "./live.ts";
import type { CampaignView, KeptView, Phase } from "./view.ts";

export interface PublicParts {
  clock: Clock;
  site(): Site;
  /** The network's IANA time zone. */
  zone(): string;
  /** The day it is there, as an ISO date (`openToday`). */
  today(): string;
}

/** Whether one can sign a campaign now. */
export function phaseOf({ text, state: kept }: LiveCampaign, { today }: PublicParts): Phase {
  // What is about to be destroyed is asked of nobody any more.
  if (kept === "closed" || (text.keepUntil !== null && today() > text.keepUntil)) return "closed";
  const state = stateOnDay(text, today());
  return state === "soon" ? "not-yet" : state;
}

/** What every page of a campaign is shown with. */
export function viewOf(campaign: LiveCampaign, language: string, parts: PublicParts): CampaignView {
  return {
    site: parts.site(),
    campaign: campaign.text,
    language,
    phase: phaseOf(campaign, parts),
    today: parts.today(),
    changed: campaign.version > 1,
  };
}

/** All that the bytes of a campaign's page depend on, but what the page itself adds. */
export function bytesKey(campaign: LiveCampaign, language: string, parts: PublicParts): string {
  const { slug, lot, version, revision } = campaign;
  const { name } = parts.site();
  return `${slug} ${language} ${lot} ${version} ${revision} ${parts.today()} ${phaseOf(campaign, parts)} ${name}`;
}

/** Days on which the text was amended, as ISO dates, each once. */
export function amendedDays(campaign: LiveCampaign): string[] {
  return [...new Set(campaign.amended)].map(isoDay);
}

/** What the public is told of how long a campaign is kept. */
export function keptView({ promised, destroyed, anew }: LiveCampaign): KeptView {
  const changes = changesOf(promised).map(({ day, ...change }) => ({ on: isoDay(day), ...change }));
  return { changes, destroyed: destroyed === null ? null : isoDay(destroyed), anew: anew.map(isoDay) };
}
