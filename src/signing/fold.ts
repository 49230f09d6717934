// What words are compared by, in any script: width, case and accents are passed over. Pure.

/** Accents of the scripts in which they are optional. Vowel signs of Thai or Hindi are letters and stay. */
const ACCENTS =
  /[\u0300-\u036f]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;

/** Letters that no normal form takes apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
  "’": "'",
  ʼ: "'",
  "‘": "'",
};
const APART = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/** Text of plain Latin letters is its own fold but for case. */
const ASCII = /^[\x20-\x7e]*$/;

/**
 * Folds words for comparing: NFKC, case and accents.
 * @returns words that are alike for a reader give the same
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replace(APART, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFKC")
    .replace(/\s+/gu, " ");
}

/** A name folded, without what people put in or leave out: dots, commas, hyphens, doubled blanks. */
export function foldName(name: string): string {
  return fold(name)
    .replace(/[\s.,'"‐-―()·・_-]+/gu, " ")
    .trim();
}
