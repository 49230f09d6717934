// The line on top of a ceremony: which one it is, how far it is, and whose.
import { html, type TemplateResult } from "lit-html";
import type { Context } from "../page.ts";

/** @param which first line of the ceremony @param how far, in words */
export function band({ t, session }: Context, which: string, how: string): TemplateResult {
  return html`<section class="lock" aria-label=${t("start.band")}><div><p><b>${which}</b> ${how}</p><p>${new URL(session.address).host}</p></div></section>`;
}
