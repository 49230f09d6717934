// How wide a text is, about, before any browser has set it: a poster's sizes are chosen on the server, without
// script. The widths are those of Noto Serif, one of the widest faces that pages are set in: with another face a
// text takes less room, not more. Pure.

/** Hundredths of an em, and the letters that are so wide. */
const LATIN: readonly (readonly [number, string])[] = [
  [26, " ,.'`’‘"],
  [32, "-/:;\\ijl|!()IJ[]·"],
  [37, "ft\u00a0\u202f"],
  [45, '"“”r'],
  [50, "s?_{}czv*«»"],
  [57, "$+0123456789<=>^aegy~–×"],
  [61, "CEFLPTZSbdkopqx…"],
  [66, "BRXYhnu#"],
  [72, "AGKUV"],
  [78, "&DNOQ"],
  [84, "Hw"],
  [97, "%@Mm—"],
  [105, "W"],
];
const OF_LETTER: ReadonlyMap<string, number> = new Map(
  LATIN.flatMap(([width, of]) => [...of].map((letter) => [letter, width] as const)),
);

const WIDE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6〇]|\p{Extended_Pictographic}/u;
const NARROWER: readonly (readonly [RegExp, number])[] = [
  [/\p{sc=Thai}/u, 0.6],
  [/\p{sc=Arabic}|\p{sc=Hebrew}/u, 0.55],
  [/\p{Lu}/u, 0.75],
];

/** The width of one letter, in em. */
function widthOfLetter(letter: string): number {
  const known = OF_LETTER.get(letter);
  if (known !== undefined) return known / 100;
  if (/\p{M}|\p{Cf}/u.test(letter)) return 0;
  if (WIDE.test(letter)) return 1;
  // É is as wide as E.
  const bare = OF_LETTER.get(letter.normalize("NFD").charAt(0));
  if (bare !== undefined) return bare / 100;
  return NARROWER.find(([which]) => which.test(letter))?.[1] ?? 0.65;
}

/** The width of a run of text, in em. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter);
  return width;
}
