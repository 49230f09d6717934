// What signing puts on a campaign's page: the count and the names, the form as the next empty line, what came of it,
// sharing.
import type { LiveCampaign } from "../campaigns/live.ts";
import { type PublicParts, viewOf } from "../campaigns/public.ts";
import type { PartProvider } from "../campaigns/routes.ts";
import type { Store } from "../store/store.ts";
import type { Standing } from "../web/view.ts";
import { readSteps } from "./handing/store.ts";
import { coursePart } from "./pages/course.ts";
import { formPart, namesPart, sharePart } from "./pages/parts.ts";
import { countView, formView, namesPartView } from "./public-view.ts";

export interface SigningPartParts extends PublicParts {
  store: Store;
  standing(): Standing;
  /** Whether the network can send mail. */
  mail: boolean;
}

/** What of the standing a form shows, as part of the key of a page's bytes. */
export function standingKey(standing: Standing): string {
  return JSON.stringify([standing.holders, standing.named, standing.envelope]);
}

/** The same, spelled once for as long as the standing is the same. */
function keptStandingKey(standing: () => Standing): () => string {
  let of = standing();
  let key = standingKey(of);
  return () => {
    if (standing() !== of) {
      of = standing();
      key = standingKey(of);
    }
    return key;
  };
}

/**
 * The parts of signing, in the order in which they stand on the page.
 * @param parts what they need of the network
 */
export function signingParts(parts: SigningPartParts): PartProvider[] {
  const view = (campaign: LiveCampaign, language: string) => viewOf(campaign, language, parts);
  return [
    {
      key: () => "",
      part: async (campaign, language) => {
        if (!campaign.text.sign) return null;
        const names = await namesPartView(parts.store, campaign);
        return namesPart(view(campaign, language), countView(campaign), names);
      },
    },
    {
      key: keptStandingKey(parts.standing),
      part: async (campaign, language) => {
        const as = campaign.text.sign?.as[0];
        if (!as) return null;
        return formPart(
          view(campaign, language),
          formView(as, { mail: parts.mail, standing: parts.standing() }),
          countView(campaign),
        );
      },
    },
    {
      // Whoever changes a step has the campaign read again.
      key: () => "",
      part: async (campaign, language) =>
        coursePart(view(campaign, language), await readSteps(parts.store.read, campaign.id)),
    },
    {
      key: () => "",
      part: async (campaign, language) => (campaign.text.share ? sharePart(view(campaign, language)) : null),
    },
  ];
}
