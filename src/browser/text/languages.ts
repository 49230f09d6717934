// Which language somebody means who types a code or a name: organisers write "French", or "français", not "fr".
import { canonicalLanguage } from "../../campaigns/file/values.ts";
import { LANGUAGES, nameOf } from "../../locales/languages.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Of three letters, and spoken where people move to and from. */
const LONGER = ["fil", "yue", "ckb", "ceb", "hmn"];
/** Nobody can say for a coalition in which of the two its people read. */
const WITHOUT_SCRIPT = "zh";

/**
 * Knows languages by code, and by name: in themselves, in English and in the desk's language, without regard to case
 * and accents.
 * @param spoken the desk's language
 * @returns the canonical code of what was typed; null for what is neither, and for Chinese without its script
 */
export function openLanguageNames(spoken: string): (typed: string) => string | null {
  let names: Map<string, string> | undefined;
  return (typed) => {
    const code = canonicalLanguage(typed.trim());
    if (code !== null) return code;
    names ??= namesOfLanguages(["en", spoken]);
    return names.get(folded(typed)) ?? null;
  };
}

function namesOfLanguages(speakers: readonly string[]): Map<string, string> {
  const ways = speakers.map((one) => new Intl.DisplayNames(one, { type: "language", fallback: "none" }));
  const names = new Map<string, string>();
  const short = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  for (const code of [...LANGUAGES, ...short, ...LONGER]) {
    // Codes that were given up mean another one, which comes under its own.
    if (code === WITHOUT_SCRIPT || canonicalLanguage(code) !== code) continue;
    const given = ways.map((way) => way.of(code)).filter((name) => name !== undefined);
    if (given.length === 0) continue;
    for (const name of [...given, nameOf(code)]) {
      if (!names.has(folded(name))) names.set(folded(name), code);
    }
  }
  return names;
}

const folded = (name: string) => name.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
