// The languages of the interface, and what the browser asks for. A campaign may be in any other language too: then
// what the interface says is English.

/** In this order the switcher of the network's own pages names them. */
export const LANGUAGES = ["en", "fr", "es", "zh-Hant", "zh-Hans", "th"] as const;
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ckb", "dv", "ug", "yi"]);

/** `rtl` for languages written from right to left, else `ltr`. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The script a language is written in, "Latn" where nobody knows. Both ways of writing Chinese are "Hani". */
export function scriptOf(language: string): string {
  try {
    const script = new Intl.Locale(language).maximize().script ?? "Latn";
    return script === "Hant" || script === "Hans" ? "Hani" : script;
  } catch {
    return "Latn";
  }
}

/** Intl gives these in lower case or with a country; speakers write them so. */
const NAMES: Readonly<Record<string, string>> = {
  en: "English",
  fr: "Français",
  es: "Español",
  "zh-Hant": "繁體中文",
  "zh-Hans": "简体中文",
  th: "ไทย",
};

/** A language's name in itself; the tag when nobody knows one. */
export function nameOf(language: string): string {
  const own = NAMES[language];
  if (own !== undefined) return own;
  try {
    const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}

/** The interface's language for a page in any language: its own, the same language in another form, or English. */
export function interfaceFor(language: string): Language {
  const exact = LANGUAGES.find((one) => one.toLowerCase() === language.toLowerCase());
  return exact ?? matchLanguage(language, LANGUAGES) ?? "en";
}

/** The locale by which Intl writes dates, numbers and lists: English without a country is written as in Britain. */
export function localeOf(language: string): string {
  if (language === "en") return "en-GB";
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}

/** Chinese by country, where the script is not said (CLDR's likely subtags for the places where it matters). */
function withScript(tag: string): string {
  try {
    const locale = new Intl.Locale(tag).maximize();
    return locale.language === "zh" ? `zh-${locale.script ?? "Hans"}` : locale.language;
  } catch {
    return tag.toLowerCase();
  }
}

/**
 * Most browsers ask like `en-CA`; Intl, which is slow, is asked only where the first part tells too little. Chinese in
 * the other script comes after Chinese in this one, and before any other language.
 */
function nearest<L extends string>(tag: string, offered: readonly L[]): L | undefined {
  const alike = sameFirst(tag, offered);
  if (alike !== undefined) return alike;
  const wanted = withScript(tag);
  const same = offered.find((one) => withScript(one) === wanted);
  return same ?? (firstOf(tag) === "zh" ? offered.find((one) => firstOf(one) === "zh") : undefined);
}

function exactly<L extends string>(tag: string, offered: readonly L[]): L | undefined {
  return offered.find((one) => one === tag) ?? offered.find((one) => one.toLowerCase() === tag.toLowerCase());
}

/** One of the same language, but for Chinese, where the script decides. */
function sameFirst<L extends string>(tag: string, offered: readonly L[]): L | undefined {
  const first = firstOf(tag);
  return first === "zh" ? undefined : offered.find((one) => firstOf(one) === first);
}

function firstOf(tag: string): string {
  return (tag.split("-", 1)[0] ?? "").toLowerCase();
}

/**
 * The best of the languages on offer for what a browser asks (RFC 9110, 12.5.4; Chinese goes by script).
 * @param accept the Accept-Language header, or one tag
 * @returns null when nothing fits
 */
export function matchLanguage<L extends string>(
  accept: string | null | undefined,
  offered: readonly L[],
): L | null {
  if (!accept || accept.length > 500) return null;
  // What stands first without a weight nothing outweighs; almost every browser asks so.
  const first = /^([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)(?:,|$)/.exec(accept)?.[1];
  const best = first === undefined ? undefined : (exactly(first, offered) ?? sameFirst(first, offered));
  if (best !== undefined) return best;
  const asked = accept
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const q = parameters
        .map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1])
        .find((v) => v !== undefined);
      return { tag: tag.trim(), q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag }) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag));
  const refused = new Set(asked.filter(({ q }) => q === 0).map(({ tag }) => tag.toLowerCase()));
  const open = offered.filter((one) => !refused.has(one.toLowerCase()));
  for (const { tag } of asked.filter(({ q }) => q > 0).sort((one, other) => other.q - one.q)) {
    const exact = exactly(tag, open);
    if (exact !== undefined) return exact;
    const near = nearest(tag, open);
    if (near !== undefined) return near;
  }
  return null;
}
