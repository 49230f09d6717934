// How words get into a page: messages with markup in their places, texts in another language than the page's marked
// as such, days with their machine-readable form, lists. Pure.
import { betweenSentences, dayIn, listIn } from "../locales/dates.ts";
import { directionOf, interfaceFor } from "../locales/languages.ts";
import { type SignerKey, sayParts } from "../locales/messages.ts";
import { html, type Markup, type Piece } from "./markup.ts";

/** Words and the language they are in. */
export interface Worded {
  readonly text: string;
  readonly lang: string;
}

/** What fills a place of a message; a function fills a tag and is given what stands inside it. */
export type Filling = string | number | Markup | ((inside: Markup) => Markup);

/**
 * A message whose places hold markup.
 * @param language the page's
 */
export function tell(language: string, key: SignerKey, values: Readonly<Record<string, Filling>>): Markup {
  const filled = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "function" ? (chunks: readonly Piece[]) => value(html`${chunks}`) : value,
  ]);
  return html`${sayParts(language)<Markup>(key, Object.fromEntries(filled))}`;
}

/** `lang` and, where it turns, `dir`; nothing for the page's own language. Goes inside a tag. */
export function langOf(said: Worded, language: string): Markup | null {
  if (said.lang === language) return null;
  const direction = directionOf(said.lang);
  return direction === directionOf(language)
    ? html` lang="${said.lang}"`
    : html` lang="${said.lang}" dir="${direction}"`;
}

/**
 * The language in which the interface speaks on a page: the page's own, or English where a campaign has a language
 * that the interface has not.
 */
export function spokenOn(language: string): string {
  return interfaceFor(language) === "en" && !/^en\b/i.test(language) ? "en" : language;
}

/**
 * Marks what the interface says where it cannot say it in the page's language. Goes inside a tag. The page keeps its
 * direction: a form on the spine stays where it is (style/scripts.css sees to the sentences).
 */
export function inEnglish(language: string): Markup | null {
  return spokenOn(language) === language ? null : html` lang="en"`;
}

/** Words inside a sentence; marked when they are in another language than the page. */
export function words(said: Worded, language: string): Markup {
  const mark = langOf(said, language);
  return mark === null ? html`${said.text}` : html`<span${mark}>${said.text}</span>`;
}

/** A day as people read it. */
export function day(iso: string, language: string): Markup {
  return html`<time datetime="${iso}">${dayIn(language, iso)}</time>`;
}

/** "A, B and C". */
export function list(items: readonly Markup[], language: string): Markup {
  const sound = (item: Markup) => String(item).replace(/<[^>]*>/g, "");
  return html`${listIn(language, items, sound)}`;
}

/** Sentences of the interface one after another, as the language sets them. */
export function sentences(said: readonly (Markup | string)[], language: string): Markup {
  const between = betweenSentences(spokenOn(language));
  return html`${said.map((one, at) => html`${at === 0 ? "" : between}${one}`)}`;
}
