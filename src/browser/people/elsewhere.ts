// Where else a campaign's people are worked with: pages of their own.
import { html, type TemplateResult } from "lit-html";
import type { DeskKey } from "../../locales/desk.ts";
import type { Work } from "./work.ts";

/** Under the campaign's address at the desk. */
const PAGES: readonly { path: string; key: DeskKey }[] = [
  { path: "brought-in", key: "brought.link" },
  { path: "numbers", key: "numbers.title" },
  { path: "hand-over", key: "handing.link" },
  { path: "keys", key: "waits.keys" },
];

/** Links to them. */
export function elsewhere({ context: { t, session }, campaign: { slug } }: Work): TemplateResult {
  return html`<p class="links">${PAGES.map(
    ({ path, key }) => html`<a href="/desk/${slug}/${path}">${t(key)}</a> `,
  )}<a href="${session.address}/${slug}">${t("waits.page")}</a></p>`;
}
