// A text of the original and, beside it, the field of its translation.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Way } from "../../campaigns/editing/paths.ts";
import { directionOf } from "../../locales/languages.ts";
import { fieldId } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { growingField } from "./growing.ts";
import { errorsOf } from "./inputs.ts";

/** One text in two languages. */
export interface Pair {
  label: string;
  /** What the original says. */
  original: string;
  /** Where the translation has it. */
  way: Way;
  /** What the translation says; "" while it says nothing. */
  value: string;
  /** More than one line. */
  long?: boolean | undefined;
  set(typed: string): void;
}

/** @param at the translation's place among the files */
export function pairOf(desk: TextDesk, at: number, pair: Pair): TemplateResult {
  const { label, original, way, value, long, set } = pair;
  const id = fieldId(at, way);
  const language = languageOf(desk, at);
  const placeholder = desk.context.t("text.original");
  const change = (event: Event) => set((event.currentTarget as HTMLInputElement).value);
  return html`<div class="sides"><div class="side" lang=${languageOf(desk, 0)}><p class="said">${original}</p></div>
    <div class="field"><label for=${id}>${label}</label>${errorsOf(desk, at, way)}${
      long
        ? html`<textarea class="in" rows="3" id=${id} lang=${language} dir=${directionOf(language)} placeholder=${placeholder} .value=${live(value)} @input=${change}></textarea>`
        : growingField({
            ...{ id, value, set, placeholder, lang: language, dir: directionOf(language) },
            ...{ described: nothing, invalid: nothing },
          })
    }</div></div>`;
}
