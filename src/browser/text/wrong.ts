// What is wrong in a campaign's files, in the words of the desk.
import { html, nothing, type TemplateResult } from "lit-html";
import { sayMistake } from "../../campaigns/file/mistake-words.ts";
import { isMissing, knownMistake } from "../../campaigns/file/mistakes.ts";
import { dayIn } from "../../locales/dates.ts";
import { nameOf } from "../../locales/languages.ts";
import type { Context } from "../page.ts";
import { fieldId, type Wrong } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { nameOfPlace } from "./places.ts";

/** Whom to ask, without a way to do it: on the page these are fields of their own, with names of their own. */
const NO_WAY = "no_way";
/** A list of words that are not free is told by its first ones. */
const LONGEST = 80;

/** What is wrong, and what is allowed instead; where it stands is said around it. */
export function sayWrong({ t, language }: Pick<Context, "t" | "language">, wrong: Wrong): TemplateResult {
  if (wrong.code === NO_WAY) return html`${t("text.wrong.no_way")}`;
  const told = toldIn({ t, language }, wrong);
  if (told === null) return html`<span lang="en">${wrong.what}</span>`;
  const needless = isMissing(wrong) && wrong.form !== undefined;
  return html`${told.what}${needless ? nothing : ` ${t("text.wrong.allowed", { what: told.allowed })}`}`;
}

/** Null for a mistake that is not known here, or has other places: of a network of another version. */
function toldIn({ t, language }: Pick<Context, "t" | "language">, wrong: Wrong) {
  if (!knownMistake(wrong.code)) return null;
  const spoken = (values: Wrong["values"] = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        if (key === "day") return [key, dayIn(language, String(value))];
        return [key, key === "words" ? shortened(String(value)) : value];
      }),
    );
  const { form } = wrong;
  try {
    return sayMistake(
      t,
      {
        ...wrong,
        values: spoken(wrong.values),
        ...(form && { form: { ...form, values: spoken(form.values) } }),
      },
      "this",
    );
  } catch {
    return null;
  }
}

function shortened(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, words.lastIndexOf(",", LONGEST))} …` : words;
}

/** Mistakes one below the other, each leading to the part of the page that it is about. */
export function listOfWrong(desk: TextDesk, wrong: readonly Wrong[]): TemplateResult {
  return html`<ul role="list">${wrong.map((one) => {
    const id = fieldOf(desk, one);
    const said = html`<b>${placeOf(desk, one)}</b> ${sayWrong(desk.context, one)}`;
    return html`<li>${id ? html`<a class="tap" href="#${id}" @click=${(event: Event) => lead(event, id)}>${said}</a>` : said}</li>`;
  })}</ul>`;
}

/** Mistakes of files that were opened, by their lines: no part of the page is about them. */
export function listInFiles({ t, language }: Context, wrong: readonly Wrong[]): TemplateResult {
  return html`${t("text.files.unreadable")}<ul role="list">${wrong.map((one) => html`<li><b>${t("text.files.line", { name: one.file, line: one.line })}</b> ${sayWrong({ t, language }, one)}</li>`)}</ul>`;
}

/** The nearest field that was drawn. */
function fieldOf(desk: TextDesk, { at, path = [], code }: Wrong): string | null {
  if (path[0] === "body") return fieldId(at, ["before"]);
  if (code === NO_WAY) return fieldId(at, [...path, "email"]);
  for (let length = path.length; length > 0; length--) {
    const id = fieldId(at, path.slice(0, length));
    if (desk.drawn.has(id)) return document.getElementById(id) ? id : fieldInside(id);
  }
  return null;
}

/** A block is no field: its first one is. */
function fieldInside(id: string): string | null {
  return document.querySelector(`[id^="${CSS.escape(id)}-"]`)?.id ?? null;
}

/** Leads to a field, also into what is folded. */
export function lead(event: Event, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

/** In the words of the page; by its line where the page has none. */
function placeOf(desk: TextDesk, { at, path = [], line }: Wrong): string {
  const { t } = desk.context;
  const name = nameOfPlace(t, path) || t("text.line", { line });
  const label = at > 0 ? `${nameOf(languageOf(desk, at))}, ${name}` : name;
  return t("text.of", { label, what: "" }).trim();
}
