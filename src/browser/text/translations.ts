// The languages of a campaign beside its first: adding one, writing it word by word or pasting a second text whole.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { CampaignKind } from "../../campaigns/campaign.ts";
import { readPasted } from "../../campaigns/editing/pasted/pasted.ts";
import { listAt, textAt } from "../../campaigns/editing/paths.ts";
import { bodyOf, newTranslation, plainNameFor, wordsOf } from "../../campaigns/editing/starting.ts";
import { writeCampaignFile } from "../../campaigns/editing/writing.ts";
import { directionOf, LANGUAGES, nameOf } from "../../locales/languages.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { openLanguageNames } from "./languages.ts";
import { translatedWords } from "./translated-words.ts";

export interface TranslationState {
  /** The file that is open; 0 for none. */
  at: number;
  wanted: string;
  /** Whether what is wanted is no language, or is there already. */
  unknown: boolean;
  /** Why a pasted text does not fit. */
  wrong: string | null;
  pasted: string;
}

/** @returns nothing opened yet */
export function noTranslation(): TranslationState {
  return { at: 0, wanted: "", unknown: false, wrong: null, pasted: "" };
}

/** The section. */
export function translationsSection(desk: TextDesk, state: TranslationState): TemplateResult {
  const { t, redraw } = desk.context;
  const { editor } = desk;
  const others = editor.files.slice(1).map((_, index) => index + 1);
  if (state.at >= editor.files.length) state.at = 0;
  const open = (at: number) => {
    [state.at, state.wrong, state.pasted] = [state.at === at ? 0 : at, null, ""];
    redraw();
  };
  return html`<section id="translations" aria-labelledby="h-translations"><h2 id="h-translations">${t("text.translations")}</h2>
    <p class="hint">${t("text.translations.hint")}</p>
    ${
      others.length > 0
        ? html`<div class="tool">${others.map((at) => html`<button type="button" id="language-${languageOf(desk, at)}" class=${state.at === at ? "main" : nothing} aria-expanded=${state.at === at} @click=${() => open(at)}><span lang=${languageOf(desk, at)}>${nameOf(languageOf(desk, at))}</span></button>`)}</div>`
        : nothing
    }
    ${state.at > 0 ? translation(desk, state) : nothing}
    ${adding(desk, state)}
  </section>`;
}

function adding(desk: TextDesk, state: TranslationState): TemplateResult {
  const { t, redraw } = desk.context;
  const { editor } = desk;
  const taken = editor.files.map((_, at) => languageOf(desk, at));
  const offered = LANGUAGES.filter((one) => !taken.includes(one));
  const add = () => {
    const language = openLanguageNames(desk.context.language)(state.wanted.trim() || (offered[0] ?? ""));
    state.unknown = language === null || taken.includes(language);
    if (language === null || state.unknown) return redraw();
    const data = editor.files[0]?.data;
    const kind = textAt(data, ["kind"]) as CampaignKind;
    const pasted = { title: null, heading: null, calls: [], before: "", after: "" };
    const words = { slug: textAt(data, ["slug"]), language, kind };
    editor.put(editor.files.length, newTranslation(pasted, words));
    [state.at, state.wanted, state.pasted] = [editor.files.length - 1, "", ""];
    requestAnimationFrame(() => document.getElementById("translation-paste")?.focus());
  };
  return html`<div class="field ${state.unknown ? "bad" : ""}"><label for="language-new">${t("text.language.add")}</label>${state.unknown ? html`<span class="err" id="e-language-new" role="alert">${t("text.language.wrong")}</span>` : nothing}
    <input class="in short" id="language-new" list="languages" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${offered[0] ? nameOf(offered[0]) : nothing} aria-describedby=${state.unknown ? "e-language-new" : nothing} aria-invalid=${state.unknown ? "true" : nothing} .value=${live(state.wanted)} @input=${(
      event: Event,
    ) => {
      state.wanted = (event.currentTarget as HTMLInputElement).value;
      state.unknown = false;
    }}><datalist id="languages">${offered.map((one) => html`<option value=${one}>${nameOf(one)}</option>`)}</datalist>
    <span class="tool"><button type="button" id="language-add" @click=${add}>${t("text.language.go")}</button></span></div>`;
}

function translation(desk: TextDesk, state: TranslationState): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const { at } = state;
  const language = languageOf(desk, at);
  const remove = () => {
    const name = nameOf(language);
    if (!confirm(t("text.language.sure", { name }))) return;
    editor.takeOut(at);
    state.at = 0;
  };
  return html`<div class="translation" role="group" aria-label=${nameOf(language)}>
    ${pasting(desk, state)}
    ${translatedWords(desk, at)}
    <p class="tool"><button type="button" @click=${remove}>${t("text.language.remove", { name: nameOf(language) })}</button></p>
  </div>`;
}

function pasting(desk: TextDesk, state: TranslationState): TemplateResult {
  const { t, redraw } = desk.context;
  const language = languageOf(desk, state.at);
  return html`<details class="more" ?open=${textAt(desk.editor.files[state.at]?.data, ["title"]) === ""}><summary>${t("text.paste.second")}</summary>
    <div class="field ${state.wrong ? "bad" : ""}"><label for="translation-paste">${t("text.paste.second.label", { name: nameOf(language) })}</label><span class="hint" id="h-translation-paste">${t("text.paste.second.hint")}</span>${state.wrong ? html`<span class="err" id="e-translation-paste" role="alert">${state.wrong}</span>` : nothing}
    <textarea class="in" id="translation-paste" rows="6" lang=${language} dir=${directionOf(language)} aria-describedby="h-translation-paste${state.wrong ? " e-translation-paste" : ""}" .value=${live(state.pasted)} @input=${(
      event: Event,
    ) => {
      state.pasted = (event.currentTarget as HTMLTextAreaElement).value;
    }}></textarea></div>
    <p class="tool"><button type="button" id="translation-take" @click=${() => {
      takePasted(desk, state);
      redraw();
    }}>${t("text.paste.second.go")}</button></p></details>`;
}

/** Puts a second text into its language, if it has as many calls. */
function takePasted(desk: TextDesk, state: TranslationState): void {
  const { t } = desk.context;
  const { editor } = desk;
  const original = editor.files[0];
  const file = editor.files[state.at];
  if (!original || !file) return;
  const pasted = readPasted(state.pasted);
  const [many, own] = [pasted.calls.length, listAt(original.data, ["demands"]).length];
  if (state.pasted.trim() === "" || many !== own) {
    state.wrong = t("text.paste.second.number", { many, own });
    return;
  }
  const kind = textAt(original.data, ["kind"]) as CampaignKind;
  const plain = { plain_name: plainNameFor(kind, languageOf(desk, state.at)) };
  const data = { ...plain, ...file.data, ...wordsOf(pasted) };
  editor.put(
    state.at,
    writeCampaignFile({ data, body: bodyOf(pasted.before, pasted.after, many > 0) }, file.text),
  );
  [state.wrong, state.pasted] = [null, ""];
}
