// What of campaigns waits for somebody who organises: their last day of keeping comes near.
import type { Wait } from "../web/waits.ts";
import { lastDay } from "./keeping/keeping.ts";
import type { KeptCampaign, LiveCampaigns } from "./live.ts";

/** So many days before its last day a campaign is named. */
export const NEAR = 30;

/** @returns how many days there are until the last day of a published campaign; null when it has none */
export function daysLeft(campaign: KeptCampaign, today: string): number | null {
  const until = campaign.state === "published" ? lastDay(campaign.promised) : null;
  if (until === null) return null;
  return Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(until), { largestUnit: "days" }).days;
}

/** @returns the campaigns whose last day is near, or whose text cannot be read */
export async function waitingCampaigns(live: LiveCampaigns, today: string): Promise<Wait[]> {
  return live.allKept().flatMap((campaign): Wait[] => {
    const days = daysLeft(campaign, today);
    const near = days !== null && days >= 0 && days <= NEAR;
    const { slug } = campaign;
    return [
      ...(campaign.text === null ? [{ kind: "unread" as const, slug, many: 1, since: null }] : []),
      ...(near ? [{ kind: "keep_near" as const, slug, many: days, since: null }] : []),
    ];
  });
}
