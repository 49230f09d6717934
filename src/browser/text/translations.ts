// Translations side by side with the original: word by word, or a second text pasted whole. What is left out is the
// original's, and said so.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { CampaignKind } from "../../campaigns/campaign.ts";
import { aroundCalls } from "../../campaigns/editing/around.ts";
import { setTranslated } from "../../campaigns/editing/lists.ts";
import { readPasted } from "../../campaigns/editing/pasted.ts";
import { isBlock, listAt, same, textAt, valueAt, type Way } from "../../campaigns/editing/paths.ts";
import { bodyOf, newTranslation, plainNameFor, wordsOf } from "../../campaigns/editing/starting.ts";
import { writeCampaignFile } from "../../campaigns/editing/writing.ts";
import { canonicalLanguage } from "../../campaigns/values.ts";
import { directionOf, LANGUAGES, nameOf } from "../../locales/languages.ts";
import { signWay } from "./asking.ts";
import { bodyInput, languageOf } from "./calls.ts";
import { fieldId } from "./checks.ts";
import type { TextDesk } from "./desk.ts";
import { errorsOf } from "./inputs.ts";
import { longWordsOf } from "./long-words.ts";

export interface TranslationState {
  /** The file that is open; 0 for none. */
  at: number;
  wanted: string;
  /** Why no language was added, or why a pasted text does not fit. */
  wrong: string | null;
  pasted: string;
}

/** @returns nothing opened yet */
export function noTranslation(): TranslationState {
  return { at: 0, wanted: "", wrong: null, pasted: "" };
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
    const language = canonicalLanguage(state.wanted.trim() || (offered[0] ?? ""));
    state.wrong = language === null || taken.includes(language) ? t("text.language.wrong") : null;
    if (language === null || state.wrong !== null) return redraw();
    const data = editor.files[0]?.data;
    const kind = textAt(data, ["kind"]) as CampaignKind;
    const pasted = { title: null, heading: null, calls: [], before: "", after: "" };
    const words = { slug: textAt(data, ["slug"]), language, kind };
    editor.put(editor.files.length, newTranslation(pasted, words));
    [state.at, state.wanted, state.pasted] = [editor.files.length - 1, "", ""];
    requestAnimationFrame(() => document.getElementById("translation-paste")?.focus());
  };
  return html`<div class="field ${state.wrong && state.at === 0 ? "bad" : ""}"><label for="language-new">${t("text.language.add")}</label>${state.wrong && state.at === 0 ? html`<span class="err">${state.wrong}</span>` : nothing}
    <input class="in short" id="language-new" list="languages" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${offered[0] ?? ""} .value=${live(state.wanted)} @input=${(
      event: Event,
    ) => {
      state.wanted = (event.currentTarget as HTMLInputElement).value;
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
    ${rows(desk, at)}
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

/** One text beside the other. */
interface Row {
  label: string;
  /** What the original says. */
  original: string;
  way: Way;
  /** For an entry of a list: the list, the entry's place and what is under it. */
  entry?: { list: Way; place: number; below: Way; many: number; fill: (place: number) => unknown };
  long?: boolean;
}

function rows(desk: TextDesk, at: number): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const from = editor.files[0]?.data;
  const word = (label: string, way: Way, long = false): Row[] => {
    const original = textAt(from, way);
    return original === "" ? [] : [{ label, original, way, long }];
  };
  const many = listAt(from, ["demands"]).length;
  const calls = listAt(from, ["demands"]).flatMap((one, place) =>
    (["title", "text"] as const).flatMap((key): Row[] => {
      const original = textAt(one, [key]);
      const way = ["demands", place, key];
      const entry = { list: ["demands"], place, below: [key], many, fill: () => ({}) };
      return original === ""
        ? []
        : [
            {
              label: t("text.of", {
                label: t("text.call", { number: place + 1 }),
                what: t(`text.call.${key}`),
              }),
              original,
              way,
              entry,
              long: key === "text",
            },
          ];
    }),
  );
  const around = aroundCalls(editor.files[0]?.body ?? "");
  const body = (part: "before" | "after", label: string) =>
    around[part] === ""
      ? nothing
      : html`<div class="sides"><div class="side" lang=${languageOf(desk, 0)}><p class="said">${around[part]}</p></div>${bodyInput(desk, at, part, { label, rows: Math.min(14, 3 + Math.ceil(around[part].length / 60)) })}</div>`;
  return html`
    ${word(t("text.title"), ["title"]).map((row) => side(desk, at, row))}
    ${longWordsOf(desk, at)}
    ${[...word(t("text.summary"), ["summary"], true), ...word(t("text.plain_name"), ["plain_name"])].map((row) => side(desk, at, row))}
    ${body("before", t(many > 0 ? "text.before" : "text.body"))}
    ${[...word(t("text.heading"), ["demands_heading"]), ...calls].map((row) => side(desk, at, row))}
    ${body("after", t("text.after"))}
    ${[
      ...names(desk, ["hosts"], "name", t("text.hosts")),
      ...word(t("text.of", { label: t("text.contact"), what: t("text.contact.name") }), ["contact", "name"]),
      ...word(t("text.of", { label: t("text.press"), what: t("text.contact.name") }), ["press", "name"]),
      ...word(t("text.decision.what"), ["decision", "what"]),
      ...word(t("text.decision.by"), ["decision", "by"]),
      ...(["name", "role", "organisation"] as const).flatMap((key) =>
        word(t(`text.target.${key}`), ["target", key]),
      ),
      ...word(t("text.opposition"), ["opposition"], true),
      ...word(t("text.picture.alt"), ["picture", "alt"]),
      ...word(t("text.picture.credit"), ["picture", "credit"]),
      ...names(desk, ["brought_in"], "label", t("text.brought.label")),
    ].map((row) => side(desk, at, row))}
    ${questions(desk, at)}`;
}

function names(desk: TextDesk, list: Way, key: string, label: string): Row[] {
  const own = listAt(desk.editor.files[0]?.data, list);
  return own.map((one, place) => ({
    label: `${label} ${place + 1}`,
    original: textAt(one, [key]),
    way: [...list, place, key],
    // A name that is not translated is the original's.
    entry: {
      list,
      place,
      below: [key],
      many: own.length,
      fill: (nth: number) => ({ [key]: textAt(own[nth], [key]) }),
    },
  }));
}

function side(desk: TextDesk, at: number, { label, original, way, entry, long }: Row): TemplateResult {
  const { editor, context } = desk;
  const id = fieldId(at, way);
  const language = languageOf(desk, at);
  const data = editor.files[at]?.data ?? {};
  const given = textAt(data, way);
  const filled = entry !== undefined && same(listAt(data, entry.list)[entry.place], entry.fill(entry.place));
  const value = filled && given === original ? "" : given;
  const change = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).value;
    if (entry)
      editor.set(
        at,
        [],
        setTranslated(data, entry.list, { ...entry, value: typed === "" ? undefined : typed }),
      );
    else if (typed === "") editor.remove(at, way);
    else editor.set(at, way, typed);
  };
  const shared = { id, lang: language };
  const placeholder = context.t("text.original");
  return html`<div class="sides"><div class="side" lang=${languageOf(desk, 0)}><p class="said">${original}</p></div>
    <div class="field"><label for=${id}>${label}</label>${errorsOf(desk, at, way)}${
      long
        ? html`<textarea class="in" rows="3" id=${shared.id} lang=${shared.lang} dir=${directionOf(language)} placeholder=${placeholder} .value=${live(value)} @input=${change}></textarea>`
        : html`<input class="in" id=${shared.id} lang=${shared.lang} dir=${directionOf(language)} autocomplete="off" placeholder=${placeholder} .value=${live(value)} @input=${change}>`
    }</div></div>`;
}

/** The words of the form: labels, what is done with an answer, options. */
function questions(desk: TextDesk, at: number): TemplateResult[] {
  const { t } = desk.context;
  const { editor } = desk;
  const sign = signWay(desk);
  if (!sign) return [];
  const fields = listAt(editor.files[0]?.data, [...sign, "fields"]).filter(isBlock);
  return fields.flatMap((field) => {
    const id = textAt(field, ["id"]);
    const options = listAt(field, ["options"]).map(String);
    const one = (key: string, label: string, original: string) =>
      original === ""
        ? []
        : [wordOf(desk, at, id, key, `${label} (${textAt(field, ["label"]) || id})`, original)];
    return [
      ...one("label", t("text.field.label"), textAt(field, ["label"])),
      ...one("hint", t("text.field.why"), textAt(field, ["hint"])),
      ...options.map((option, place) => optionOf(desk, at, id, options, place, option)),
    ];
  });
}

/** The words that a translation has for a field, and how they are set. */
function fieldWords(desk: TextDesk, at: number, id: string) {
  const data = desk.editor.files[at]?.data ?? {};
  const actions = listAt(data, ["actions"]);
  const found = actions.findIndex((one) => isBlock(one) && "sign" in one);
  const place = found < 0 ? actions.length : found;
  const list: Way = ["actions", place, "sign", "fields"];
  const fields = listAt(data, list);
  const own = fields.findIndex((one) => textAt(one, ["id"]) === id);
  const way: Way = [...list, own < 0 ? fields.length : own];
  const words = own < 0 ? { id } : (valueAt(data, way) as Record<string, unknown>);
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = words;
    desk.editor.set(at, way, value === undefined ? rest : { ...rest, [key]: value });
  };
  return { words, set, way };
}

function wordOf(
  desk: TextDesk,
  at: number,
  field: string,
  key: string,
  label: string,
  original: string,
): TemplateResult {
  const { words, set, way } = fieldWords(desk, at, field);
  return pairOf(desk, at, {
    id: fieldId(at, [...way, key]),
    label,
    original,
    value: textAt(words, [key]),
    set: (typed) => set(key, typed === "" ? undefined : typed),
  });
}

function optionOf(
  desk: TextDesk,
  at: number,
  field: string,
  options: readonly string[],
  place: number,
  original: string,
): TemplateResult {
  const { words, set, way } = fieldWords(desk, at, field);
  const given = listAt(words, ["options"]).map(String);
  const value = given[place] === original ? "" : (given[place] ?? "");
  const change = (typed: string) => {
    // All options or none: one that is not translated is the original's.
    const next = options.map((option, nth) => (nth === place ? typed || option : (given[nth] ?? option)));
    set("options", same(next, options) ? undefined : next);
  };
  return pairOf(desk, at, {
    id: fieldId(at, [...way, "options", place]),
    label: `${desk.context.t("text.field.options")} ${place + 1}`,
    original,
    value,
    set: change,
  });
}

function pairOf(
  desk: TextDesk,
  at: number,
  {
    id,
    label,
    original,
    value,
    set,
  }: { id: string; label: string; original: string; value: string; set(typed: string): void },
): TemplateResult {
  const language = languageOf(desk, at);
  return html`<div class="sides"><div class="side" lang=${languageOf(desk, 0)}><p class="said">${original}</p></div><div class="field"><label for=${id}>${label}</label><input class="in" id=${id} lang=${language} dir=${directionOf(language)} autocomplete="off" placeholder=${desk.context.t("text.original")} .value=${live(value)} @input=${(event: Event) => set((event.currentTarget as HTMLInputElement).value)}></div></div>`;
}
