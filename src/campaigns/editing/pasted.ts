// Reads a declaration as it is pasted from a letter, a mail or a page: its title, the calls (a numbered or dashed
// list), what stands before and after them. Promises that no word is lost: what is no call stays in the text, in its
// place. Pure.
import { HEADED, type Marker, markerOf, markersOf, WORDED } from "./markers.ts";

export interface PastedCall {
  readonly title: string | null;
  readonly text: string | null;
}

export interface Pasted {
  readonly title: string | null;
  /** The line that announces the calls ("We demand:"). */
  readonly heading: string | null;
  readonly calls: readonly PastedCall[];
  /** Markdown. */
  readonly before: string;
  readonly after: string;
}

/** A call of one line is a title up to so many columns (Han, Kana and Hangul count two), else a text. */
const TITLE = 110;
const LONGEST_TITLE = 200;
const LONGEST_HEADING = 200;
const SHORT_HEADING = 40;

interface Entry {
  /** Lines of it, from the first. */
  from: number;
  to: number;
  marker: Marker;
}

/**
 * Reads a pasted text.
 * @param pasted as it came from the clipboard or a document
 */
export function readPasted(pasted: string): Pasted {
  const lines = linesOf(pasted);
  const list = bestList(lines);
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

/** How many columns a text takes. */
export function columns(text: string): number {
  let wide = 0;
  for (const one of text)
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(one)) wide++;
  return [...text].length + wide;
}

function linesOf(pasted: string): string[] {
  const clean = pasted
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/[\ufeff\u00ad]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .normalize("NFC");
  return clean.split("\n").map((line) => line.trimEnd());
}

/** The list that the calls most likely are: numbers before dashes, longer before shorter, never one inside another. */
function bestList(lines: readonly string[]): Entry[] {
  const marked = lines.flatMap((line, at) => markersOf(line).map((marker) => ({ at, marker })));
  const kindOf = ({ marker }: Marked) => `${marker.kind} ${depth(marker)}`;
  const lists = [...Map.groupBy(marked, kindOf).values()].flatMap(runs);
  // Somebody who types "1.", "2.", "3)" means one list.
  const mixed = runs(marked.filter(({ marker }) => isDigits(marker) && depth(marker) === 0));
  const inside = new Set(
    lists
      .filter((list) => lists.some((other) => isInside(list, other)))
      .map((list) => kindOf(list[0] as Marked)),
  );
  const ranked = [...lists, ...mixed]
    .filter((list) => list.length >= 2 && !list.every((one) => inside.has(kindOf(one))))
    .toSorted((a, b) => weight(b) - weight(a) || b.length - a.length);
  const best = ranked[0];
  return best ? spread(lines, best) : [];
}

/** Whether a list stands between two entries of a numbered one. */
function isInside(list: readonly Marked[], other: readonly Marked[]): boolean {
  const [first, last, begin] = [other[0], other.at(-1), list[0]];
  if (!first || !last || !begin || other === list || first.marker.number === null) return false;
  if (first.marker.kind === begin.marker.kind && depth(first.marker) >= depth(begin.marker)) return false;
  return begin.at > first.at && (list.at(-1)?.at ?? 0) < last.at;
}

const isDigits = ({ kind }: Marker) => /^\(?1/.test(kind);

type Marked = { at: number; marker: Marker };

/** A list inside a call is indented. */
const depth = ({ indent }: Marker) => (indent >= 2 ? 1 : 0);
/** Dashes also stand for what is no call; a numbered list was counted by its author. */
const weight = (list: readonly Marked[]) =>
  (list[0]?.marker.number === null ? 0 : list[0]?.marker.kind === WORDED ? 40 : 100) +
  (list[0] && depth(list[0].marker) === 0 ? 50 : 0) +
  list.length;

/** Numbers go on from 1 without a gap; a list of dashes ends where other text begins after a blank line. */
function runs(marked: readonly Marked[]): Marked[][] {
  const lists: Marked[][] = [];
  for (const one of marked) {
    const list = lists.at(-1);
    const before = list?.at(-1);
    const { number } = one.marker;
    const goesOn =
      before !== undefined &&
      (number === null ? true : before.marker.number !== null && number === before.marker.number + 1);
    if (list && goesOn) list.push(one);
    else if (number === null || number === 1) lists.push([one]);
  }
  return lists;
}

/** Gives each entry the lines that belong to it. */
function spread(lines: readonly string[], list: readonly Marked[]): Entry[] {
  const numbered = list[0]?.marker.number !== null;
  const entries: Entry[] = [];
  for (const [index, { at, marker }] of list.entries()) {
    const next = list[index + 1]?.at;
    const until = next ?? lines.length;
    const close = closeTo(lines, at, until);
    if (next === undefined) {
      entries.push({ from: at, to: lastOf(lines, at, close, entries), marker });
    } else if (numbered || onlyBlank(lines, close + 1, next)) {
      entries.push({ from: at, to: lastFilled(lines, at, next - 1), marker });
    } else {
      // Text stands between two lists of dashes: the longer of both are the calls.
      const rest = spread(lines, list.slice(index + 1));
      const own = [...entries, { from: at, to: close, marker }];
      return rest.length > own.length ? rest : own;
    }
  }
  return entries;
}

/** The last line of the paragraph that an entry begins. */
function closeTo(lines: readonly string[], at: number, until: number): number {
  let to = at;
  while (to + 1 < until && lines[to + 1] !== "" && !closes(lines, to)) to++;
  return to;
}

/** Whether a line begins something new although no blank line stands before it: a text without blank lines. */
function closes(lines: readonly string[], at: number): boolean {
  return !lines.includes("") && !/^\s/.test(lines[at + 1] ?? "");
}

/** The last entry takes as many paragraphs as those before it did, each the same number. */
function lastOf(lines: readonly string[], at: number, close: number, before: readonly Entry[]): number {
  // What stands under a heading belongs to it, up to the next.
  if (markerOf(lines[at] ?? "")?.kind.startsWith(HEADED)) {
    const next = lines.findIndex((line, index) => index > at && /^#{1,6}\s/.test(line));
    return lastFilled(lines, at, (next < 0 ? lines.length : next) - 1);
  }
  const many = new Set(before.map(({ from, to }) => blocks(lines, from, to)));
  const [own] = many;
  if (many.size !== 1 || own === undefined || own < 2) {
    const flush = before.length > 0 && before.every(({ from, to }) => to - from === 1) && !lines.includes("");
    return flush ? Math.min(at + 1, lines.length - 1) : close;
  }
  let to = close;
  for (let block = 1; block < own; block++) {
    const start = lines.findIndex((line, index) => index > to && line !== "");
    if (start < 0 || markerOf(lines[start] ?? "")) return to;
    to = closeTo(lines, start, lines.length);
  }
  return to;
}

/** Paragraphs in a stretch of lines; those of a list inside it are not counted. */
function blocks(lines: readonly string[], from: number, to: number): number {
  const own = lines.slice(from, to + 1);
  const begins = (line: string, at: number) => line !== "" && (at === 0 || own[at - 1] === "");
  return own.filter((line, at) => begins(line, at) && (at === 0 || !isEntry(line))).length;
}

function lastFilled(lines: readonly string[], from: number, to: number): number {
  let at = to;
  while (at > from && lines[at] === "") at--;
  return at;
}

function onlyBlank(lines: readonly string[], from: number, to: number): boolean {
  return lines.slice(from, to).every((line) => line === "");
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

function callOf(lines: readonly string[], { from, to, marker }: Entry): PastedCall {
  const inner = lines.slice(from + 1, to + 1);
  // A number on a line of its own: the call begins below it.
  const begins = inner.findIndex((line) => line !== "");
  if (marker.text === "" && begins >= 0) {
    const text = (inner[begins] ?? "").trim();
    return callOf(lines, { from: from + 1 + begins, to, marker: { ...marker, text } });
  }
  const rest = unwrapped(inner);
  if (inner.length === 0) return oneLine(marker.text);
  // Wrapped lines go on with the same sentence; a title has its own line and what explains it begins anew.
  const listed = inner.findIndex((line) => line === "" || markerOf(line) !== null);
  const whole = joined([marker.text, ...(listed < 0 ? inner : inner.slice(0, listed))]);
  const goesOn =
    inner[0] !== "" &&
    listed !== 0 &&
    (/^\s*[\p{Ll}(]/u.test(inner[0] ?? "") || !endsWell(marker.text, inner[0] ?? ""));
  if (!goesOn) {
    const title = unstressed(marker.text).replace(/\s*[:：]$/, "");
    return columns(title) <= LONGEST_TITLE
      ? { title, text: rest }
      : { title: null, text: `${title}\n\n${rest}` };
  }
  const after = listed < 0 ? "" : unwrapped(inner.slice(listed));
  const call = oneLine(whole);
  if (after === "") return call;
  return call.text === null ? { ...call, text: after } : { ...call, text: `${call.text}\n\n${after}` };
}

/** Lines of a call as they are shown: wrapped ones put together, entries of a list below it each on its own. */
function unwrapped(lines: readonly string[]): string {
  const kept: string[] = [];
  for (const line of lines.map((one) => one.trim())) {
    const last = kept.at(-1);
    // Entries of a list stand close, also where a document had a blank line between them.
    if (isEntry(line) && last === "" && isEntry(kept.at(-2) ?? "")) kept[kept.length - 1] = line;
    else if (line === "" || last === undefined || last === "" || isEntry(line)) kept.push(line);
    else kept[kept.length - 1] = joined([last, line]);
  }
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const isEntry = (line: string) =>
  markerOf(line) !== null || /^\p{Nd}{1,2}(?:\.\p{Nd}{1,2})+[.)]?\s/u.test(line);

/** Whether a line looks ended: the next then begins something of its own. */
function endsWell(line: string, next: string): boolean {
  const bold = /^\*\*.+\*\*$|^__.+__$/.test(line);
  const shorter = columns(line) < 60 || columns(line) < columns(next) * 0.75;
  return bold || /[.。!?！？:：]$/.test(line) || shorter;
}

/** "Title: text", "**Title.** Text", or one of both by its length. */
function oneLine(line: string): PastedCall {
  const bold = /^(?:\*\*|__)(.{2,200}?)[.:。：]?\s*(?:\*\*|__)[.:。：]?\s*(.*)$/s.exec(line);
  if (bold?.[1]) return { title: unstressed(bold[1]), text: bold[2] ? bold[2] : null };
  const colon = /^(.{2,90}?)(?::\s+|：\s*)(\S.*)$/s.exec(line);
  if (colon?.[1] && colon[2] && columns(colon[1]) <= TITLE && !/[.。,，;；]/.test(colon[1])) {
    return { title: colon[1].trim(), text: colon[2].trim() };
  }
  // What goes on in the next entry ends with a comma or a semicolon; a title does not.
  const title = line.replace(/\s*[;；,，]$/, "");
  return columns(title) <= TITLE ? { title, text: null } : { title: null, text: line };
}

function unstressed(text: string): string {
  return text.replace(/^(\*\*|__)(.+)\1$/, "$2").trim();
}

/** Wrapped lines as one; no blank between characters of scripts that have none between words. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .reduce((all, line) => {
      const close =
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]$/u.test(
          all,
        );
      return all === ""
        ? line
        : all +
            (close &&
            /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u.test(
              line,
            )
              ? ""
              : " ") +
            line;
    }, "");
}

/** Lines as Markdown: where the text has no blank lines, each line is a paragraph of its own. */
function paragraphs(lines: readonly string[]): string {
  const flush = lines.length > 1 && !lines.some((line, at) => line === "" && at > 0 && at < lines.length - 1);
  const long = lines.filter((line) => columns(line) > 100).length > 0;
  const kept = flush && long ? lines.flatMap((line) => [line, ""]) : lines;
  return kept
    .map((line) => line.replace(/^[\u3000 ]+(?=\S)/, ""))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
