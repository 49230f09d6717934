// What the interface says, in the reader's language: ICU messages from JSON files, one formatter for each message,
// made when it is first needed. Promises that every key of the English catalogue is always answered: where a
// translation is missing, in English. No file is read while pages are served.
import { IntlMessageFormat } from "intl-messageformat";
import { interfaceFor, type Language, localeOf } from "./languages.ts";
import english from "./signer/en/pages.json" with { type: "json" };
import spanishMail from "./signer/es/mail.json" with { type: "json" };
import spanish from "./signer/es/pages.json" with { type: "json" };
import frenchMail from "./signer/fr/mail.json" with { type: "json" };
import french from "./signer/fr/pages.json" with { type: "json" };
import thaiMail from "./signer/th/mail.json" with { type: "json" };
import thai from "./signer/th/pages.json" with { type: "json" };
import simplifiedMail from "./signer/zh-Hans/mail.json" with { type: "json" };
import simplified from "./signer/zh-Hans/pages.json" with { type: "json" };
import traditionalMail from "./signer/zh-Hant/mail.json" with { type: "json" };
import traditional from "./signer/zh-Hant/pages.json" with { type: "json" };

/** The strings of one file in one language. */
type Strings = Readonly<Partial<Record<string, string>>>;

/** Every file in every language but English: a new language is a folder and a line in each of these. */
const TRANSLATIONS: Readonly<Record<"pages" | "mail", Readonly<Record<Exclude<Language, "en">, Strings>>>> = {
  pages: { fr: french, es: spanish, "zh-Hant": traditional, "zh-Hans": simplified, th: thai },
  mail: {
    fr: frenchMail,
    es: spanishMail,
    "zh-Hant": traditionalMail,
    "zh-Hans": simplifiedMail,
    th: thaiMail,
  },
};

/** A string of the signer's pages. */
export type SignerKey = keyof typeof english;

/** What fills the places of a message: `{name}`, `{count, plural, …}`. */
export type Values = Readonly<Record<string, string | number>>;

/** Says one string of a catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** The parts of a message whose places hold things that are not text (`T`), or whose tags make them. */
export type SayParts<Key extends string> = <T extends object>(
  key: Key,
  values: Readonly<Record<string, string | number | T | ((chunks: readonly (string | T)[]) => T)>>,
) => readonly (string | number | T)[];

/** One file of strings in all its languages. */
export interface Catalogue<Key extends string> {
  /** The language that really speaks on a page in `language` is `interfaceFor(language)`. */
  say(language: string): Say<Key>;
  sayParts(language: string): SayParts<Key>;
}

/**
 * Opens the strings of `signer/<language>/<name>.json` in every language there is.
 * @param name of the file, without `.json`
 * @param english its English strings, which say which keys there are
 */
export function openCatalogue<Key extends string>(
  name: keyof typeof TRANSLATIONS,
  english: Readonly<Record<Key, string>>,
): Catalogue<Key> {
  const made = new Map<string, IntlMessageFormat>();
  const textsIn = (language: Language): Strings => (language === "en" ? {} : TRANSLATIONS[name][language]);

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

const pages = openCatalogue<SignerKey>("pages", english);

/** Gives what says the strings of the signer's pages in a language. */
export const say = pages.say;

/** The same for messages that hold markup. */
export const sayParts = pages.sayParts;
