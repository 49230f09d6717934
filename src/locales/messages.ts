// What the signer's pages and mails say, in the reader's language. A new language is a folder and a line in each
// of these lists.
import { openCatalogue, type Translations } from "./catalogue.ts";
import { SHARED } from "./sharing.ts";
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

/** Every file in every language but English. */
export const TRANSLATIONS: Readonly<Record<"pages" | "mail" | "share", Translations>> = {
  pages: { fr: french, es: spanish, "zh-Hant": traditional, "zh-Hans": simplified, th: thai },
  mail: {
    fr: frenchMail,
    es: spanishMail,
    "zh-Hant": traditionalMail,
    "zh-Hans": simplifiedMail,
    th: thaiMail,
  },
  share: SHARED,
};

/** A string of the signer's pages. */
export type SignerKey = keyof typeof english;

const pages = openCatalogue<SignerKey>(english, TRANSLATIONS.pages);

/** Gives what says the strings of the signer's pages in a language. */
export const say = pages.say;

/** The same for messages that hold markup. */
export const sayParts = pages.sayParts;
