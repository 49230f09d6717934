// The number of new keys, to be read out on the telephone: six groups of four digits. It is no secret.
import { html, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";

/** @param digits 24, in groups apart by blanks @param to who listens */
export function numberToRead(t: DeskSay, digits: string, to: string): TemplateResult {
  return html`<p>${t("start.number.read", { to })}</p>
    <ol class="digits" role="list" aria-label=${t("start.number")}>${digits.split(" ").map((group) => html`<li>${group}</li>`)}</ol>
    <p>${t("start.number.secret")}</p>`;
}
