// Reads a declaration as it is pasted from a letter, a mail or a page: its title, the calls (a numbered or dashed
// list), what stands before and after them. Promises that no word is lost: what is no call stays in the text, in its
// place. Pure.

import { withBreaks } from "../pasted-breaks.ts";
import { callOf, LONGEST_TITLE, type PastedCall, TITLE } from "./call.ts";
import { columns, joined, linesOf, unstressed } from "./lines.ts";
import { listIn } from "./list.ts";
import { markerOf } from "./markers.ts";

export interface Pasted {
  readonly title: string | null;
  /** The line that announces the calls ("We demand:"). */
  readonly heading: string | null;
  readonly calls: readonly PastedCall[];
  /** Markdown. */
  readonly before: string;
  readonly after: string;
}

const LONGEST_HEADING = 200;
const SHORT_HEADING = 40;

/**
 * Reads a pasted text.
 * @param pasted as it came from the clipboard or a document
 */
export function readPasted(pasted: string): Pasted {
  const lines = linesOf(pasted);
  const list = listIn(lines);
  if (list.length === 0) {
    const { title, rest } = titleOf(lines);
    return { title, heading: null, calls: [], before: paragraphs(rest), after: "" };
  }
  const first = list[0]?.from ?? 0;
  const last = (list.at(-1)?.to ?? first) + 1;
  const { title, rest } = titleOf(lines.slice(0, first));
  const { heading, above } = headingOf(rest);
  return {
    title,
    heading,
    calls: list.map((entry) => callOf(lines, entry)),
    before: paragraphs(above),
    after: paragraphs(lines.slice(last)),
  };
}

/** A first line that stands alone and is short, or a heading, is the title. */
function titleOf(lines: readonly string[]): { title: string | null; rest: readonly string[] } {
  const first = lines.findIndex((line) => line !== "");
  const line = lines[first]?.trim() ?? "";
  if (first < 0 || markerOf(line)) return { title: null, rest: lines };
  const marked = /^#+\s+/.test(line);
  const title = unstressed(line.replace(/^#+\s+/, "").replace(/\s+#+$/, ""));
  const alone = marked || lines[first + 1] === "" || lines[first + 1] === undefined || !lines.includes("");
  const only = lines.slice(first + 1).every((other) => other === "");
  const sentence =
    !marked && (/[,;，；:：]$/.test(title) || (/[.。]$/.test(title) && columns(title) > TITLE / 2));
  if (!alone || sentence || columns(title) > LONGEST_TITLE || (only && columns(title) > TITLE)) {
    return { title: null, rest: lines };
  }
  return { title, rest: lines.slice(first + 1) };
}

/** The paragraph right above the calls announces them when it ends with a colon or is a heading. */
function headingOf(lines: readonly string[]): { heading: string | null; above: readonly string[] } {
  const last = lines.findLastIndex((line) => line !== "");
  if (last < 0) return { heading: null, above: lines };
  const start = lines.includes("") ? lines.findLastIndex((line, at) => at < last && line === "") + 1 : last;
  const text = joined(lines.slice(start, last + 1)).replace(/^#+\s+/, "");
  const marked = /^#+\s/.test(lines[start] ?? "");
  // "Our demands": a few words on a line of their own, that are no sentence.
  const short = lines.includes("") && columns(text) <= SHORT_HEADING && !/[.。!?！？,，;；]$/.test(text);
  const announces = marked || /[:：]$/.test(text) || short;
  if (!announces || columns(text) > LONGEST_HEADING) return { heading: null, above: lines };
  return { heading: unstressed(text), above: lines.slice(0, start) };
}

/** Lines as Markdown: where the text has no blank lines, each line is a paragraph of its own. */
function paragraphs(lines: readonly string[]): string {
  const flush = lines.length > 1 && !lines.some((line, at) => line === "" && at > 0 && at < lines.length - 1);
  const long = lines.filter((line) => columns(line) > 100).length > 0;
  const kept = flush && long ? lines.flatMap((line) => [line, ""]) : lines;
  return withBreaks(kept.map((line) => line.replace(/^[\u3000 ]+(?=\S)/, "")))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
