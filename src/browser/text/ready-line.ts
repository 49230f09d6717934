// One line of what should stand before people are asked to sign.
import { html, nothing, type TemplateResult } from "lit-html";

/** @param more what can be done about it */
export function line(
  good: boolean,
  said: string,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<li class=${good ? "good" : "open"}><span class="mark" aria-hidden="true">${good ? "✓" : "○"}</span><div><p>${said}</p>${more}</div></li>`;
}
