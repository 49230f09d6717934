// A catalogue: ICU messages from JSON in every language, one formatter for each message, made when it is first
// needed. Promises that every key of the English strings is always answered: where a translation is missing, in
// English. No file is read while pages are served.
import { IntlMessageFormat } from "intl-messageformat";
import { interfaceFor, type Language, localeOf } from "./languages.ts";

/** The strings of one file in one language. */
export type Strings = Readonly<Partial<Record<string, string>>>;

/** Its languages beside English. */
export type Translations = Readonly<Partial<Record<Exclude<Language, "en">, Strings>>>;

/** What fills the places of a message: `{name}`, `{count, plural, …}`. */
export type Values = Readonly<Record<string, string | number>>;

/** Says one string of a catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** The parts of a message whose places hold things that are not text (`T`), or whose tags make them. */
export type SayParts<Key extends string> = <T extends object>(
  key: Key,
  values: Readonly<Record<string, string | number | T | ((chunks: readonly (string | T)[]) => T)>>,
) => readonly (string | number | T)[];

/** Strings in all their languages. */
export interface Catalogue<Key extends string> {
  /** The language that really speaks on a page in `language` is `interfaceFor(language)`. */
  say(language: string): Say<Key>;
  sayParts(language: string): SayParts<Key>;
}

/**
 * Opens a catalogue.
 * @param english its English strings, which say which keys there are
 * @param translations the same in other languages; what is missing there is said in English
 */
export function openCatalogue<Key extends string>(
  english: Readonly<Record<Key, string>>,
  translations: Translations,
): Catalogue<Key> {
  const made = new Map<string, IntlMessageFormat>();
  const textsIn = (language: Language): Strings => (language === "en" ? {} : (translations[language] ?? {}));

  const message = (language: Language, key: Key): IntlMessageFormat => {
    const id = `${language} ${key}`;
    let format = made.get(id);
    if (format === undefined) {
      const own = textsIn(language)[key];
      format = new IntlMessageFormat(own ?? english[key], localeOf(own === undefined ? "en" : language));
      made.set(id, format);
    }
    return format;
  };

  return {
    say(language) {
      const spoken = interfaceFor(language);
      return (key, values) => String(message(spoken, key).format(values));
    },
    sayParts(language) {
      const spoken = interfaceFor(language);
      return (key, values) => {
        const parts = message(spoken, key).format(values as never) as unknown;
        return (Array.isArray(parts) ? parts : [parts]) as never;
      };
    },
  };
}
