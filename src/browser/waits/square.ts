// The only colour at the desk: a campaign's accent as a square beside its title.
import { html, type TemplateResult } from "lit-html";

/** @param campaign whose accent it is (#rrggbb, checked when the text was read); null for the network's own */
export function square({ accent }: { accent: string | null }): TemplateResult {
  // Set as a property: the page's rules refuse styles in attributes.
  return html`<span class="sq" .style=${accent === null ? "" : `--accent:${accent}`}></span>`;
}
