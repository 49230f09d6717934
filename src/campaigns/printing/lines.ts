// Breaks a text into lines of a given width, by whatever measures words: an estimate on the server, a canvas in the
// browser. Promises to break where the language breaks, also where no blank stands between words. Pure.
import { localeOf } from "../../locales/languages.ts";

/** Gives the width of a run of text, in whatever unit the line's width is in. */
export type Measure = (text: string) => number;

/** What may not begin a line: it stays with the word before it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Pd}、。，．：；！？…‥・ー々,.;:!?%/]+$/u;
/** What may not end a line: it goes with the word after it. */
const OPENING = /[\p{Ps}\p{Pi}¿¡]$/u;

/**
 * The pieces between which a line may break, blanks at their ends.
 * @param lang of the text; Chinese and Thai are cut by words
 */
export function piecesOf(text: string, lang: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const { segment } of new Intl.Segmenter(localeOf(lang), { granularity: "word" }).segment(text)) {
    const blank = /^[^\S\u00a0\u202f]+$/.test(segment);
    const last = pieces.length - 1;
    // Between letters that need no blank a line breaks as well, but not before a comma or after a bracket.
    const stays =
      last >= 0 && (blank || open || CLOSING.test(segment) || !(mayPart(pieces[last]) || mayPart(segment)));
    if (stays) pieces[last] += blank ? " " : segment;
    else pieces.push(segment);
    open = OPENING.test(segment);
    if (blank) open = false;
  }
  return pieces;
}

/** Whether a line may break beside this piece without a blank. */
function mayPart(piece: string | undefined): boolean {
  return (
    piece !== undefined &&
    (/\s$/.test(piece) ||
      /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]|[-–—/]$/u.test(piece))
  );
}

/**
 * The lines of a text.
 * @param pieces of `piecesOf`
 * @param width of a line
 * @returns at least one; a piece that is wider than a line is cut by its letters
 */
export function linesOf(pieces: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  const put = (piece: string) => {
    const longer = line + piece;
    if (line === "" || measure(longer.trimEnd()) <= width) line = longer;
    else {
      lines.push(line.trimEnd());
      line = piece;
    }
  };
  for (const piece of pieces) {
    if (measure(piece.trimEnd()) <= width) put(piece);
    else for (const letter of letters.segment(piece)) put(letter.segment);
  }
  return [...lines, line.trimEnd()];
}

const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
