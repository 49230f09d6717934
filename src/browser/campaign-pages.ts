// The pages of one campaign: the same links, in one order, above each of them and under the campaign on the first page.
import { html, nothing, type TemplateResult } from "lit-html";
import { campaignApi } from "../campaigns/desk-api.ts";
import type { DeskKey, DeskSay } from "../locales/desk.ts";
import { ApiRefused } from "../organisers/client.ts";
import type { Answered } from "../web/api.ts";
import type { Session } from "./session.ts";
import { square } from "./waits/square.ts";

/** A campaign, as its pages are headed; `state` is `new` before it was first sent. */
export type CampaignAtDesk = Answered<typeof campaignApi.campaign>;

/** What comes first to hand comes first. `new`: makes sense before there is a campaign; `opens`: for key holders alone. */
const PAGES: readonly { path: string; key: DeskKey; new?: true; opens?: true }[] = [
  { path: "people", key: "people.title", opens: true },
  { path: "text", key: "text.page", new: true },
  { path: "share", key: "share.title", new: true },
  { path: "hand-over", key: "handing.title", opens: true },
  { path: "brought-in", key: "brought.title", opens: true },
  { path: "numbers", key: "numbers.title", opens: true },
  { path: "keys", key: "keys.title" },
  { path: "versions", key: "text.versions", new: true },
];

/** @returns the campaign under an address, or its draft while nothing else is there; null for neither */
export async function campaignAt({ client }: Session, slug: string): Promise<CampaignAtDesk | null> {
  try {
    return await client.send(campaignApi.campaign, { slug });
  } catch (error) {
    if (error instanceof ApiRefused && error.status === 404) return null;
    throw error;
  }
}

/**
 * The links. The public page opens in another tab: leaving this one would lock the desk.
 * @param current the page that is shown, as the end of its address
 */
export function campaignLinks(
  t: DeskSay,
  session: Session,
  { slug, state }: Pick<CampaignAtDesk, "slug" | "state">,
  current?: string,
): TemplateResult {
  const opens = session.me?.role === "key_holder";
  const shown = PAGES.filter((one) => (state === "new" ? one.new : opens || !one.opens));
  return html`${shown.map(
    ({ path, key }) =>
      html`<a href="/desk/${encodeURIComponent(slug)}/${path}" aria-current=${path === current ? "page" : nothing}>${t(key)}</a> `,
  )}${
    state === "published" || state === "closed"
      ? html`<a href="${session.address}/${slug}" target="_blank" rel="noopener">${t("campaign.page")}<span class="vh"> ${t("campaign.page.tab")}</span></a>`
      : nothing
  }`;
}

/** What stands above each page of a campaign: which one it is, and its pages. */
export function campaignBar(
  t: DeskSay,
  session: Session,
  campaign: CampaignAtDesk,
  current: string,
): TemplateResult {
  return html`<nav class="campaign" aria-label=${t("campaign.pages")}>
    <b>${square(campaign)} <span lang=${campaign.languages[0] ?? nothing}>${campaign.title || t("text.untitled")}</span></b>
    <div>${campaignLinks(t, session, campaign, current)}</div></nav>`;
}
