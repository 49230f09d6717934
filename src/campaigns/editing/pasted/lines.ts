// The lines of a text as it was pasted: cleaned of what word processors leave behind, measured, put together again. Pure.
import { markerOf } from "./markers.ts";

/**
 * @param pasted as it came from the clipboard or a document
 * @returns its lines; blanks at their ends are gone, but for the two with which Markdown keeps a break
 */
export function linesOf(pasted: string): string[] {
  const clean = pasted
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/[\ufeff\u00ad]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .normalize("NFC");
  const lines = clean.split("\n");
  return lines.map((line, at) => {
    const breaks = /\S {2,}$/.test(line) && (lines[at + 1] ?? "").trim() !== "";
    return `${line.trimEnd()}${breaks ? "  " : ""}`;
  });
}

/** How many columns a text takes: Han, Kana and Hangul take two. */
export function columns(text: string): number {
  let wide = 0;
  for (const one of text)
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(one)) wide++;
  return [...text].length + wide;
}

/** Whether a line begins an entry of a list, also "1.2. …". */
export function isEntry(line: string): boolean {
  return markerOf(line) !== null || /^\p{Nd}{1,2}(?:\.\p{Nd}{1,2})+[.)]?\s/u.test(line);
}

/** @returns a text without the stars that make all of it bold */
export function unstressed(text: string): string {
  return text.replace(/^(\*\*|__)(.+)\1$/, "$2").trim();
}

/** Characters of scripts that have no blanks between words. */
const CLOSE =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u3000-\\u303f\\uff00-\\uffef]";
const ENDS_CLOSE = new RegExp(`${CLOSE}$`, "u");
const BEGINS_CLOSE = new RegExp(`^${CLOSE}`, "u");

/** Wrapped lines as one; no blank between characters of scripts that have none between words. */
export function joined(lines: readonly string[]): string {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  return filled.reduce((all, line) => {
    const close = all === "" || (ENDS_CLOSE.test(all) && BEGINS_CLOSE.test(line));
    return `${all}${close ? "" : " "}${line}`;
  }, "");
}
