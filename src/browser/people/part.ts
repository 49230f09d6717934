// One part of the page of people before the list itself, and what parts share.
import { html, type TemplateResult } from "lit-html";
import type { Work } from "./work.ts";

/** One part. */
export interface Part {
  readonly name: string;
  /** How many there are; a part without any is not offered. */
  many(): number;
  title(): string;
  view(): TemplateResult;
}

/** Shows more groups. */
export function moreButton({ context: { t, redraw } }: Work, show: () => void): TemplateResult {
  const more = () => {
    show();
    redraw();
  };
  return html`<p class="tool"><button type="button" @click=${more}>${t("people.group.show_more")}</button></p>`;
}
