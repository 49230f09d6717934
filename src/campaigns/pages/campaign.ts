// stub
import type { CampaignPageView, CampaignPart } from "../view.ts";
/** `/:slug`: the text of a campaign and the parts that rooms add, in their order. Gives a full HTML document. */
export function campaignPage(view: CampaignPageView, parts: readonly CampaignPart[]): string { return view.campaign.slug + parts.length; }
