// What every room says of a campaign that is not here.
import { Refusal } from "../web/api.ts";

/** @returns what is refused to whoever asks for a campaign at an address that has none */
export function noCampaign(slug: string): Refusal {
  return new Refusal(404, `There is no campaign ${JSON.stringify(slug)} here.`, {
    code: "no_campaign",
    values: { slug },
  });
}
