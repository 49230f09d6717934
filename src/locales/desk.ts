// What the desk says: English and French, one file a page in organiser/<language>/. Bundled into the desk's script,
// so it imports nothing of the signer's catalogue.
import { openCatalogue, type Say } from "./catalogue.ts";
import addressEnglish from "./organiser/en/address.json" with { type: "json" };
import broughtEnglish from "./organiser/en/brought.json" with { type: "json" };
import dailyEnglish from "./organiser/en/daily.json" with { type: "json" };
import frameEnglish from "./organiser/en/frame.json" with { type: "json" };
import handingEnglish from "./organiser/en/handing.json" with { type: "json" };
import inEnglish from "./organiser/en/in.json" with { type: "json" };
import keysEnglish from "./organiser/en/keys.json" with { type: "json" };
import mailTestEnglish from "./organiser/en/mailtest.json" with { type: "json" };
import mistakesEnglish from "./organiser/en/mistakes.json" with { type: "json" };
import newEnglish from "./organiser/en/new.json" with { type: "json" };
import numbersEnglish from "./organiser/en/numbers.json" with { type: "json" };
import peopleEnglish from "./organiser/en/people.json" with { type: "json" };
import readyEnglish from "./organiser/en/ready.json" with { type: "json" };
import refusalsEnglish from "./organiser/en/refusals.json" with { type: "json" };
import settingsEnglish from "./organiser/en/settings.json" with { type: "json" };
import shareEnglish from "./organiser/en/share.json" with { type: "json" };
import startEnglish from "./organiser/en/start.json" with { type: "json" };
import teamEnglish from "./organiser/en/team.json" with { type: "json" };
import textEnglish from "./organiser/en/text.json" with { type: "json" };
import waitsEnglish from "./organiser/en/waits.json" with { type: "json" };
import wordsEnglish from "./organiser/en/words.json" with { type: "json" };
import addressFrench from "./organiser/fr/address.json" with { type: "json" };
import broughtFrench from "./organiser/fr/brought.json" with { type: "json" };
import dailyFrench from "./organiser/fr/daily.json" with { type: "json" };
import frameFrench from "./organiser/fr/frame.json" with { type: "json" };
import handingFrench from "./organiser/fr/handing.json" with { type: "json" };
import inFrench from "./organiser/fr/in.json" with { type: "json" };
import keysFrench from "./organiser/fr/keys.json" with { type: "json" };
import mailTestFrench from "./organiser/fr/mailtest.json" with { type: "json" };
import mistakesFrench from "./organiser/fr/mistakes.json" with { type: "json" };
import newFrench from "./organiser/fr/new.json" with { type: "json" };
import numbersFrench from "./organiser/fr/numbers.json" with { type: "json" };
import peopleFrench from "./organiser/fr/people.json" with { type: "json" };
import readyFrench from "./organiser/fr/ready.json" with { type: "json" };
import refusalsFrench from "./organiser/fr/refusals.json" with { type: "json" };
import settingsFrench from "./organiser/fr/settings.json" with { type: "json" };
import shareFrench from "./organiser/fr/share.json" with { type: "json" };
import startFrench from "./organiser/fr/start.json" with { type: "json" };
import teamFrench from "./organiser/fr/team.json" with { type: "json" };
import textFrench from "./organiser/fr/text.json" with { type: "json" };
import waitsFrench from "./organiser/fr/waits.json" with { type: "json" };
import wordsFrench from "./organiser/fr/words.json" with { type: "json" };

const english = {
  ...addressEnglish,
  ...broughtEnglish,
  ...dailyEnglish,
  ...frameEnglish,
  ...handingEnglish,
  ...inEnglish,
  ...keysEnglish,
  ...mailTestEnglish,
  ...mistakesEnglish,
  ...numbersEnglish,
  ...peopleEnglish,
  ...refusalsEnglish,
  ...settingsEnglish,
  ...newEnglish,
  ...readyEnglish,
  ...teamEnglish,
  ...textEnglish,
  ...shareEnglish,
  ...startEnglish,
  ...waitsEnglish,
  ...wordsEnglish,
};
const french = {
  ...addressFrench,
  ...broughtFrench,
  ...dailyFrench,
  ...frameFrench,
  ...handingFrench,
  ...inFrench,
  ...keysFrench,
  ...mailTestFrench,
  ...mistakesFrench,
  ...numbersFrench,
  ...peopleFrench,
  ...refusalsFrench,
  ...settingsFrench,
  ...newFrench,
  ...readyFrench,
  ...teamFrench,
  ...textFrench,
  ...shareFrench,
  ...startFrench,
  ...waitsFrench,
  ...wordsFrench,
};

/** A string of the desk. */
export type DeskKey = keyof typeof english;
export type DeskSay = Say<DeskKey>;

/** The desk's own languages. */
export const DESK_LANGUAGES = ["en", "fr"] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

/** Gives what says the desk's strings in a language. */
export const sayAtDesk = openCatalogue<DeskKey>(english, { fr: french }).say;
