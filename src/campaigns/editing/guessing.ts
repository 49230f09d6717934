// Which language a pasted text is in, by its script and its commonest words. A first guess that whoever pastes can
// change. Pure.

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["th", /\p{Script=Thai}/gu],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["zh", /\p{Script=Han}/gu],
];

/** Characters that only one of both ways of writing Chinese has. */
const TRADITIONAL = /[們這個為無國學會來時說對過還與從種經動關應當權勞聯東車長門開間問書發實樣線點華層號處]/g;
const SIMPLIFIED = /[们这个为无国学会来时说对过还与从种经动关应当权劳联东车长门开间问书发实样线点华层号处]/g;

const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set("the and of to in that is we for with our who are this".split(" ")),
  fr: new Set("le la les des et de en un une que nous pour dans qui sont avec au".split(" ")),
  es: new Set("el la los las de y en un una que nosotros para con por se son del".split(" ")),
};

/**
 * Guesses.
 * @param otherwise what is said when nothing speaks for any
 * @returns a language's code
 */
export function guessLanguage(text: string, otherwise: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, script] of SCRIPTS) {
    if ((text.match(script)?.length ?? 0) <= letters * (language === "ja" ? 0.1 : 0.3)) continue;
    if (language !== "zh") return language;
    const [old, simple] = [TRADITIONAL, SIMPLIFIED].map((only) => text.match(only)?.length ?? 0);
    return (simple ?? 0) > (old ?? 0) ? "zh-Hans" : "zh-Hant";
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counted = Object.entries(WORDS).map(([language, common]) => ({
    language,
    many: words.filter((word) => common.has(word)).length,
  }));
  const best = counted.toSorted((a, b) => b.many - a.many)[0];
  return best && best.many > 1 ? best.language : otherwise;
}
