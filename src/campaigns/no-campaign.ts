// The campaign that a call is about, or what every room says of one that is not here.
import type { Campaign } from "../store/schema.ts";
import type { Reading } from "../store/store.ts";
import { Refusal } from "../web/mounting.ts";
import { campaignBySlug } from "./store.ts";

/** @returns the campaign at an address, in whatever state @throws Refusal when there is none */
export async function foundCampaign(db: Reading, slug: string): Promise<Campaign> {
  const campaign = await campaignBySlug(db, slug);
  if (!campaign) throw noCampaign(slug);
  return campaign;
}

/** @returns what is refused to whoever asks for a campaign at an address that has none */
export function noCampaign(slug: string): Refusal {
  return new Refusal(404, `There is no campaign ${JSON.stringify(slug)} here.`, {
    code: "no_campaign",
    values: { slug },
  });
}
