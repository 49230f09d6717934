// Which lines of a pasted text are its calls: the numbered or dashed list that they most likely are, each entry with the
// lines that belong to it. Pure.

import { isEntry } from "./lines.ts";
import { HEADED, type Marker, markerOf, markersOf, WORDED } from "./markers.ts";

/** One entry of the list. */
export interface Entry {
  /** Lines of it, from the first. */
  from: number;
  to: number;
  marker: Marker;
}

/**
 * The list that the calls most likely are: numbers before dashes, longer before shorter, never one inside another.
 * @returns its entries; none where the text has no list
 */
export function listIn(lines: readonly string[]): Entry[] {
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
