// How a draft would look in public: the campaign's own page, with everything that rooms add to it, and nothing in it
// that does anything.
import { isoDay } from "../../clock.ts";
import { html, type Markup } from "../../web/markup.ts";
import { STAMP_MARK } from "../../web/page-marks.ts";
import type { CampaignText } from "../campaign.ts";
import { mendedCampaign } from "../editing/mending.ts";
import type { LiveCampaign } from "../live.ts";
import { campaignPage } from "../pages/campaign.ts";
import { amendedDays, keptView, type PublicParts, viewOf } from "../public.ts";
import type { PartProvider } from "../routes.ts";
import type { CampaignPart } from "../view.ts";

export interface ShowingParts extends PublicParts {
  /** In the order in which they stand on the page. */
  providers: readonly PartProvider[];
  live: { bySlug(slug: string): LiveCampaign | null };
}

/**
 * The page of a draft.
 * @param files its campaign files, right or wrong, the original first
 * @param language one of the campaign's; another gives the original's
 * @param band what stands above the page, by its language
 * @returns a full HTML document; null when nothing can be shown
 */
export async function draftPage(
  parts: ShowingParts,
  files: readonly string[],
  language: string,
  band?: (language: string) => string,
): Promise<{ page: string; language: string; text: CampaignText } | null> {
  const text = mendedCampaign(files, parts.today());
  if (!text) return null;
  const shown = text.languages.includes(language) ? language : (text.languages[0] ?? "en");
  const campaign = asIfLive(parts, text);
  const made: CampaignPart[] = [];
  for (const provider of parts.providers) {
    const part = await provider.part(campaign, shown);
    if (part) made.push(part.body ? { ...part, body: inert(part.body) } : part);
  }
  const view = {
    ...viewOf(campaign, shown, parts),
    amended: amendedDays(campaign),
    kept: keptView(campaign),
    band: band?.(shown),
  };
  return { page: campaignPage(view, made).replaceAll(STAMP_MARK, ""), language: shown, text };
}

/** The controls of a disabled fieldset cannot be used in any browser; newer ones do not even reach them. */
function inert(body: Markup): Markup {
  return html`<fieldset disabled inert>${body}</fieldset>`;
}

/** The campaign as it would stand in public, with the count that it has. */
function asIfLive(parts: ShowingParts, text: CampaignText): LiveCampaign {
  const standing = parts.live.bySlug(text.slug);
  if (standing) return { ...standing, text };
  return {
    id: new Uint8Array(16),
    slug: text.slug,
    state: "published",
    version: 1,
    text,
    epoch: 0,
    key: null,
    lot: 0,
    lotDay: null,
    counted: "{}",
    revision: 0,
    amended: [],
    promised: [],
    destroyed: null,
    brought: [],
    anew: [],
    since: 0,
  };
}

/** The last day on which a link works, in words' form: ISO. */
export const lastDay = (until: number): string => isoDay(until - 1);
