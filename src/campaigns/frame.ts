// The frame of every page that belongs to one campaign: its accent, its languages, its addresses. Pure.
import { say } from "../locales/messages.ts";
import { layout, type Sheet } from "../web/layout.ts";
import { html, type Markup } from "../web/markup.ts";
import { list, spokenOn, tell, words } from "../web/words.ts";
import type { Contact, Edition } from "./campaign.ts";
import type { CampaignView } from "./view.ts";

/**
 * The address of a page of the campaign, from the root, in the page's language.
 * @param below such as `/names`; empty for the campaign's own page
 * @param query without `?`, such as `as=organisation`
 */
export function pathTo(view: CampaignView, below: string, query = ""): string {
  const original = view.campaign.languages[0];
  const asked = [query, view.language === original ? "" : `lang=${view.language}`].filter(
    (part) => part !== "",
  );
  return `/${view.campaign.slug}${below}${asked.length > 0 ? `?${asked.join("&")}` : ""}`;
}

/** What a page of a campaign says of itself; the rest of the sheet comes from the campaign. */
export type CampaignSheet = Pick<Sheet, "title" | "main" | "kind" | "found" | "preview" | "skip" | "sheet">;

/** Gives the full HTML document of a page that belongs to a campaign. */
export function campaignLayout(view: CampaignView, sheet: CampaignSheet): string {
  const { campaign, language, site } = view;
  const t = say(language);
  const foot = [{ href: pathTo(view, ""), text: t("foot.text") }];
  if (campaign.sign !== null) {
    foot.push({ href: pathTo(view, "/names"), text: t("foot.names") });
    foot.push({ href: pathTo(view, "/mine"), text: t("foot.mine") });
  }
  foot.push({ href: pathTo(view, "/print"), text: t("foot.print") });
  if (view.changed) foot.push({ href: pathTo(view, "/versions"), text: t("foot.versions") });
  const languages =
    view.languages ?? campaign.languages.map((one) => ({ language: one, href: `?lang=${one}` }));
  return layout({ site, language, languages, accent: campaign.accent, band: view.band, foot, ...sheet });
}

/** How many hosts are named before the others become a number. */
const HOSTS_NAMED = 3;

/** The hosts as one list: "A, B and 5 more organisations". */
export function hostsOf(view: CampaignView, edition: Edition): Markup {
  const spoken = spokenOn(view.language);
  const names = edition.hosts.map((host) => words(host.name, spoken));
  const shown = names.length > HOSTS_NAMED ? names.slice(0, HOSTS_NAMED - 1) : names;
  const more = names.length - shown.length;
  return list(more > 0 ? [...shown, tell(view.language, "who.more", { count: more })] : shown, spoken);
}

/** Who speaks: "A and B declare:"; an alert or a gathering has its hosts alone. */
export function whoOf(view: CampaignView, edition: Edition): Markup {
  const { kind } = view.campaign;
  const hosts = hostsOf(view, edition);
  if (kind === "alert" || kind === "gathering") return hosts;
  const key = kind === "petition" ? "who.petition" : "who.declaration";
  return tell(view.language, key, { count: edition.hosts.length, hosts });
}

/** Ways to reach somebody, as links: mail, telephone, page. */
export function waysTo(contact: Contact): Markup {
  const ways = [
    contact.email === null ? null : html`<a href="mailto:${contact.email}">${contact.email}</a>`,
    contact.phone === null
      ? null
      : html`<a href="tel:${contact.phone.replace(/[^+\d]/g, "")}">${contact.phone}</a>`,
    contact.url === null
      ? null
      : html`<a href="${contact.url}" rel="noopener noreferrer">${contact.url.replace(/^https?:\/\/|\/$/g, "")}</a>`,
  ].filter((way) => way !== null);
  return html`${ways.map((way, at) => (at === 0 ? way : html` · ${way}`))}`;
}
