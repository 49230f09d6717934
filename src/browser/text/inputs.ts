// The fields of the editor: each stands for one value of a campaign file, is kept with every key, and tells what the
// file's reader finds wrong in it.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { textAt, type Way } from "../../campaigns/editing/paths.ts";
import { isMissing } from "../../campaigns/file/mistakes.ts";
import { directionOf } from "../../locales/languages.ts";
import { fieldId, isAbout, type Wrong } from "./checks.ts";
import type { TextDesk } from "./desk.ts";
import { growingField } from "./growing.ts";
import { sayWrong } from "./wrong.ts";

export interface Bound {
  /** Place of the file: 0 is the original. */
  at: number;
  way: Way;
  label: string;
  /** Said to voices when the label alone would be heard many times. */
  named?: string;
  hint?: string | TemplateResult;
  type?: "text" | "email" | "url" | "tel" | "date" | "number";
  /** More than one line. */
  rows?: number;
  /** One line that may be long: the field grows with it. */
  grows?: true;
  lang?: string;
  /** What is shown where nothing is typed. */
  placeholder?: string;
  locked?: boolean;
}

/** What is to be told beside a field. */
function wrongAt(desk: TextDesk, at: number, way: Way): Wrong[] {
  desk.drawn.add(fieldId(at, way));
  return desk.wrong.filter((one) => isAbout(one, at, way) && (desk.strict || !isMissing(one)));
}

/** The mistakes of a value as they stand in a field. */
export function errorsOf(desk: TextDesk, at: number, way: Way): TemplateResult | typeof nothing {
  const wrong = wrongAt(desk, at, way);
  if (wrong.length === 0) return nothing;
  return html`<span class="err" id="e-${fieldId(at, way)}">${wrong.map((one) => html`<span>${sayWrong(desk.context, one)}</span> `)}</span>`;
}

/** A text of one line or several. */
export function textInput(desk: TextDesk, bound: Bound): TemplateResult {
  const {
    at,
    way,
    label,
    named,
    hint,
    type = "text",
    rows,
    grows,
    lang,
    placeholder,
    locked = false,
  } = bound;
  const { editor } = desk;
  const id = fieldId(at, way);
  const wrong = wrongAt(desk, at, way).length > 0;
  const described = [hint && `h-${id}`, wrong && `e-${id}`].filter(Boolean).join(" ") || nothing;
  const value = textAt(editor.files[at]?.data, way);
  const set = (typed: string) => {
    if (typed === "") editor.remove(at, way);
    else editor.set(at, way, type === "number" ? Number(typed) : typed);
  };
  const change = (event: Event) => set((event.currentTarget as HTMLInputElement).value);
  const [language, direction] = [lang ?? nothing, lang === undefined ? nothing : directionOf(lang)];
  return html`<div class="field ${wrong ? "bad" : ""}">
    <label for=${id}>${label}${named === undefined ? nothing : html`<span class="vh"> ${named}</span>`}</label>${hint ? html`<span class="hint" id="h-${id}">${hint}</span>` : nothing}${errorsOf(desk, at, way)}
    ${
      grows
        ? growingField({
            ...{ id, value, set, described, lang: language, dir: direction },
            ...{ placeholder: placeholder ?? nothing, invalid: wrong ? "true" : nothing },
          })
        : rows === undefined
          ? html`<input class="in" id=${id} type=${type} autocomplete="off" ?readonly=${locked} lang=${language} dir=${direction} placeholder=${placeholder ?? nothing} aria-describedby=${described} aria-invalid=${wrong ? "true" : nothing} .value=${live(value)} @input=${change}>`
          : html`<textarea class="in" id=${id} rows=${rows} lang=${language} dir=${direction} placeholder=${placeholder ?? nothing} aria-describedby=${described} aria-invalid=${wrong ? "true" : nothing} .value=${live(value)} @input=${change}></textarea>`
    }
  </div>`;
}

/** One of a few words. */
export function choiceInput(
  desk: TextDesk,
  { at, way, label, hint, named }: Pick<Bound, "at" | "way" | "label" | "hint" | "named">,
  options: readonly { value: string; label: string }[],
  otherwise = "",
): TemplateResult {
  const id = fieldId(at, way);
  const value = textAt(desk.editor.files[at]?.data, way) || otherwise;
  const known = options.some((one) => one.value === value) ? options : [...options, { value, label: value }];
  return html`<div class="field">
    <label for=${id}>${label}${named === undefined ? nothing : html`<span class="vh"> ${named}</span>`}</label>${hint ? html`<span class="hint" id="h-${id}">${hint}</span>` : nothing}${errorsOf(desk, at, way)}
    <select class="in" id=${id} aria-describedby=${hint ? `h-${id}` : nothing} .value=${live(value)} @change=${(event: Event) => desk.editor.set(at, way, (event.currentTarget as HTMLSelectElement).value)}>${known.map(
      (one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.label}</option>`,
    )}</select>
  </div>`;
}

/** A box to tick. */
export function tick(
  id: string,
  label: string | TemplateResult,
  ticked: boolean,
  change: (ticked: boolean) => void,
  locked = false,
): TemplateResult {
  return html`<label class="choice" for=${id}><input type="checkbox" id=${id} ?disabled=${locked} .checked=${live(ticked)} @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}> <span>${label}</span></label>`;
}

/** Up, down and away: for an entry of a list. The focus stays with the entry. */
export function moveButtons(
  desk: TextDesk,
  entry: {
    at: number;
    list: Way;
    place: number;
    many: number;
    named: string;
    move(by: -1 | 1): void;
    remove(): void;
  },
): TemplateResult {
  const { t } = desk.context;
  const { at, list, place, many, named } = entry;
  const id = (what: string, where: number) => `${what}-${fieldId(at, [...list, where])}`;
  const move = (by: -1 | 1) => {
    entry.move(by);
    const to = place + by;
    const back = by < 0 ? (to === 0 ? "down" : "up") : to === many - 1 ? "up" : "down";
    requestAnimationFrame(() => document.getElementById(id(back, to))?.focus());
  };
  return html`<span class="do moves">
    <button type="button" id=${id("up", place)} ?disabled=${place === 0} @click=${() => move(-1)}>${t("text.up")}<span class="vh"> ${named}</span></button>
    <button type="button" id=${id("down", place)} ?disabled=${place === many - 1} @click=${() => move(1)}>${t("text.down")}<span class="vh"> ${named}</span></button>
    <button type="button" @click=${entry.remove}>${t("text.remove")}<span class="vh"> ${named}</span></button>
  </span>`;
}
