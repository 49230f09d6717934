// Which line breaks of a pasted text are meant, such as those of a closing or an address, and which come from a program
// that wraps at so many columns. Markdown keeps a break where a line ends with two blanks; wrapped lines become one. Pure.
import { columns, isEntry, joined } from "./pasted/lines.ts";

/** Nobody wraps a text at fewer columns. */
const NARROWEST = 50;
/** A wrapped line and the word that did not fit on it fill so much of the widest line. */
const FULL = 0.8;
/** A line that is so much wider than a paragraph: what shows it does not wrap at that paragraph's width. */
const WIDER = 1.25;

/**
 * @param lines a stretch of a text, blank lines between its paragraphs
 * @returns the same with meant breaks as Markdown has them and wrapped lines put together
 */
export function withBreaks(lines: readonly string[]): string[] {
  const widest = Math.max(0, ...lines.filter((line) => /\S\s+\S/.test(line)).map(columns));
  const kept: string[] = [];
  let block: string[] = [];
  let fenced = false;
  const end = () => {
    kept.push(...paragraph(block, widest));
    block = [];
  };
  for (const line of lines) {
    const fence = /^\s*(?:```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    if (fence || fenced || line.trim() === "" || isLead(line)) {
      end();
      kept.push(line);
      // What follows an entry of a list or a quote without a blank line goes on with it, as it stands.
    } else if (block.length === 0 && goesOn(kept.at(-1))) kept.push(line);
    else block.push(line);
  }
  end();
  return kept;
}

/** Begins something that Markdown reads line by line: an entry, a heading, a quote. */
const isLead = (line: string) => isEntry(line) || /^\s*(?:#{1,6}\s|>)/.test(line);
const goesOn = (before: string | undefined) =>
  before !== undefined && before.trim() !== "" && !/^\s*#{1,6}\s/.test(before);

function paragraph(lines: readonly string[], widest: number): string[] {
  const out: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = out.at(-1);
    if (before === undefined || isMeant(lines, at - 1, widest)) {
      if (before !== undefined)
        out[out.length - 1] = `${before.replace(/\s+$/, "")}${/\\$/.test(before) ? "" : "  "}`;
      out.push(line);
    } else out[out.length - 1] = joined([before, line]);
  }
  return out;
}

/** Whether the break after a line was meant by whoever wrote it. */
function isMeant(lines: readonly string[], at: number, widest: number): boolean {
  const [line = "", next = ""] = [lines[at], lines[at + 1]];
  if (/(?: {2}|\\)$/.test(line)) return true;
  const width = Math.max(...lines.map(columns));
  if (width < NARROWEST) return true;
  // Names with their offices, one a line, are long and all begin like a name.
  const follow = lines.slice(1);
  if (follow.length > 1 && follow.every((one) => /^["“«(]?\p{Lu}/u.test(one.trim()))) return true;
  if (lines.length === 2 && widest > width * WIDER) return true;
  const [word = ""] = /^\S+/.exec(next.trim()) ?? [];
  const least = Math.min(columns(word), width / 4);
  return columns(line.trim()) + 1 + least <= width * FULL;
}
