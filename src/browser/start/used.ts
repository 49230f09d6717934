// A link that is good for nothing any more.
import { html, type TemplateResult } from "lit-html";
import type { DeskKey, DeskSay } from "../../locales/desk.ts";

/**
 * @param what says which link, and who to ask
 * @param mine what to do for whoever used it themself a moment ago
 */
export function usedLink(t: DeskSay, what: DeskKey, mine: DeskKey): TemplateResult {
  return html`<div class="narrow"><h1 tabindex="-1">${t("start.used.title")}</h1>
    <p>${t(what)}</p><p>${t(mine)}</p>
    <p class="go"><a class="act full" href="/desk/in">${t("in.title")}</a></p></div>`;
}
