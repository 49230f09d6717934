// A title with a very long word, as a telephone of 320 pixels shows it, and where such a word may break.
import { html, nothing, type TemplateResult } from "lit-html";
import { textAt } from "../../campaigns/editing/paths.ts";
import { directionOf } from "../../locales/languages.ts";
import { bareTitle, longWords, SOFT_HYPHEN, titleClass } from "../../web/titles.ts";
import { languageOf, type TextDesk } from "./desk.ts";

/** What somebody types where a word may break: it stands in no word. */
const BREAK = "|";

/** The offer for the title of one language; nothing where all its words are short. */
export function longWordsOf(desk: TextDesk, at: number): TemplateResult | typeof nothing {
  const { t } = desk.context;
  const lang = languageOf(desk, at);
  const title = textAt(desk.editor.files[at]?.data, ["title"]);
  const words = longWords({ text: title, lang });
  if (words.length === 0) return nothing;
  const change = (word: string) => (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).value.trim().replaceAll(BREAK, SOFT_HYPHEN);
    // Only where it breaks: the word itself is changed in the title.
    if (bareTitle(typed) === bareTitle(word)) desk.editor.set(at, ["title"], title.replace(word, typed));
    else (event.currentTarget as HTMLInputElement).value = word.replaceAll(SOFT_HYPHEN, BREAK);
  };
  return html`<div class="long-words"><p>${t("text.long", { many: words.length })}</p>
    <p class="at-320 ${titleClass({ text: title, lang })}" lang=${lang} dir=${directionOf(lang)}>${title}</p>
    ${words.map((word, place) => {
      const id = `long-${at}-${place}`;
      return html`<div class="field"><label for=${id}>${t("text.long.word", { word: bareTitle(word) })}</label><span class="hint" id="h-${id}">${t("text.long.hint")}</span><input class="in" id=${id} lang=${lang} autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="h-${id}" .value=${word.replaceAll(SOFT_HYPHEN, BREAK)} @change=${change(word)}></div>`;
    })}</div>`;
}
