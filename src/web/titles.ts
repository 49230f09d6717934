// How large a title is set, and which of its words are too long for a telephone. Pure; the desk's script reads it, too.
import { localeOf } from "../locales/languages.ts";

/** A title and the language it is in. */
interface Said {
  readonly text: string;
  readonly lang: string;
}

/** A word of more letters may have to break where no language breaks it. */
const LONG = 13;
/** Where a word may break, without being seen there when it does not. */
export const SOFT_HYPHEN = "\u00ad";

const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Scripts without blanks between words break between them, and without a hyphen. */
const UNHYPHENATED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** How wide a title is set: Han, Kana and Hangul count two. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of letters.segment(bareTitle(text))) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function wordsIn({ text, lang }: Said): string[] {
  const inWords = new Intl.Segmenter(localeOf(lang), { granularity: "word" });
  return Array.from(inWords.segment(text))
    .filter(({ segment, isWordLike }) => isWordLike && !WIDE.test(segment))
    .map(({ segment }) => segment);
}

const lettersIn = (word: string) => [...letters.segment(word)].length;

/** A title without the places where its words may break: for tabs, previews, mails. */
export function bareTitle(text: string): string {
  return text.replaceAll(SOFT_HYPHEN, "");
}

/** Words of more than 13 letters, each once, with the soft hyphens that they have. */
export function longWords(said: Said): string[] {
  const long = wordsIn(said).filter((word) => lettersIn(bareTitle(word)) > LONG && !UNHYPHENATED.test(word));
  return [...new Set(long)];
}

/** The class of a title by its length: short ones are posters, long ones are read. */
export function titleClass(said: Said): "t1" | "t2" | "t3" {
  const width = widthOf(said.text);
  const longest = Math.max(
    0,
    ...wordsIn(said).flatMap((word) => word.split(SOFT_HYPHEN).map((part) => lettersIn(part))),
  );
  if (width > 60 || longest > LONG) return "t3";
  return width > 24 ? "t2" : "t1";
}
