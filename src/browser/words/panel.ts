// Words as they are shown to be written down: numbered, in their order. Promises that no translator of the browser
// is handed them, and that voices read them as the English words that they are.
import { html, type TemplateResult } from "lit-html";

/**
 * @param words joined by blanks
 * @param label what voices call the list
 */
export function wordsPanel(words: string, label: string): TemplateResult {
  return html`<ol class="words notranslate" translate="no" lang="en" role="list" aria-label=${label}>${words
    .split(" ")
    .map((word) => html`<li>${word}</li>`)}</ol>`;
}
