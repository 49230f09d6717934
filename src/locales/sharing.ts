// What stands in texts for chat groups and on pictures that are passed on, in the language of the campaign. Apart from
// the pages' strings, so that the desk's script need not hold those.
import { openCatalogue, type Translations } from "./catalogue.ts";
import english from "./signer/en/share.json" with { type: "json" };
import spanish from "./signer/es/share.json" with { type: "json" };
import french from "./signer/fr/share.json" with { type: "json" };
import thai from "./signer/th/share.json" with { type: "json" };
import simplified from "./signer/zh-Hans/share.json" with { type: "json" };
import traditional from "./signer/zh-Hant/share.json" with { type: "json" };

/** Every language but English. */
export const SHARED: Translations = {
  fr: french,
  es: spanish,
  "zh-Hant": traditional,
  "zh-Hans": simplified,
  th: thai,
};

const shared = openCatalogue<keyof typeof english>(english, SHARED);

/** Gives what says these strings in a language. */
export const sayShared = shared.say;
