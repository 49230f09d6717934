// What of a table may be published: rounded, merged, rarely renewed. A published number never tells of fewer than ten
// people, and where it differs from the one before, ten or more came or went since that was made:
//
// 1. One-way tables only; none of a campaign with fewer than 50 signatures.
// 2. Numbers are rounded to 5. Cells under ten, those of nobody among them, are merged with at least one other until
//    the rest stands for ten. A table of which nothing but the rest is left is not published.
// 3. Renewed once a week at most, and when ten entries or more came to the log since.
// 4. A number that stands is exact to within 2 when it is made, and stays as it is until the exact one is 12 away from it: so
//    ten people or more came or went in that cell. The same holds for the rest while the same cells are merged in it.
// 5. A cell that was merged comes out only with 12 more than the whole rest stood for: so ten or more came to it, however
//    the rest was divided.
//
// What versions do tell: that a cell fell under ten and was merged; and to somebody who knows everybody in a cell but one,
// whether that one was the last that it took for its number to be renewed. Pure.
import type { Cell } from "./counting.ts";

/** A table as everybody sees it. */
export interface Published {
  cells: { label: string; about: number }[];
  /** Labels that are merged; none, or at least two. */
  merged: string[];
  /** What the merged ones stand for together; null where none is merged. */
  rest: number | null;
}

/** A table that was published once: the rules hold against it for ever. */
export interface Before extends Published {
  /** The day it was made, and how many entries the log had then. */
  day: number;
  size: number;
}

export const LEAST_SIGNATURES = 50;
const LEAST_IN_CELL = 10;
export const LEAST_CHANGED = 10;
export const DAYS_BETWEEN = 7;
const STEP = 5;
/** From how far off a rounded number is renewed: rounding has moved it by at most 2. */
const FAR = LEAST_CHANGED + 2;

const rounded = (many: number) => Math.round(many / STEP) * STEP;

/** Why a table cannot be published now. */
export type NotNow =
  /** fewer than 50 signatures */
  | "few"
  /** the last one is less than a week old */
  | "soon"
  /** fewer than ten entries came to the log */
  | "same"
  /** nothing but the rest would be left */
  | "merged";

/**
 * Makes the table that may be published now.
 * @param exact the table; its labels are all that there are, those of nobody among them
 * @param now how many signatures are counted, the day, and how many entries the log has
 * @param before the last table that was published of this; null for the first
 */
export function publishable(
  exact: readonly Cell[],
  now: { counted: number; day: number; size: number },
  before: Before | null,
): Published | NotNow {
  if (now.counted < LEAST_SIGNATURES) return "few";
  if (before && now.day < before.day + DAYS_BETWEEN) return "soon";
  if (before && now.size - before.size < LEAST_CHANGED) return "same";
  const shown = exact.filter((cell) => mayShow(cell, before));
  const merged = exact.filter((cell) => !shown.includes(cell));
  fill(shown, merged);
  if (shown.length === 0) return "merged";
  return {
    cells: shown.map(({ label, many }) => ({ label, about: renewed(many, aboutOf(before, label)) })),
    merged: merged.map(({ label }) => label),
    rest: merged.length === 0 ? null : renewed(sum(merged), restOf(before, merged)),
  };
}

function mayShow({ label, many }: Cell, before: Before | null): boolean {
  if (many < LEAST_IN_CELL) return false;
  if (before?.rest == null || !before.merged.includes(label)) return true;
  return many >= before.rest + FAR;
}

/** Moves the smallest cells into the rest until it holds at least two and stands for ten. */
function fill(shown: Cell[], merged: Cell[]): void {
  while (merged.length > 0 && shown.length > 0 && (merged.length < 2 || sum(merged) < LEAST_IN_CELL)) {
    const least = shown.reduce((small, cell) => (cell.many < small.many ? cell : small));
    shown.splice(shown.indexOf(least), 1);
    merged.push(least);
  }
}

const sum = (cells: readonly Cell[]) => cells.reduce((all, { many }) => all + many, 0);

function renewed(many: number, stands: number | null): number {
  return stands !== null && Math.abs(many - stands) < FAR ? stands : rounded(many);
}

function aboutOf(before: Before | null, label: string): number | null {
  return before?.cells.find((cell) => cell.label === label)?.about ?? null;
}

/** What the rest stood for, where the same cells are merged in it as before. */
function restOf(before: Before | null, merged: readonly Cell[]): number | null {
  if (before?.rest == null || before.merged.length !== merged.length) return null;
  return merged.every(({ label }) => before.merged.includes(label)) ? before.rest : null;
}

/**
 * Whether a table keeps the rules as far as they can be seen from outside; the network asks before it publishes one.
 * @param labels all that there are
 * @returns what is wrong with it; null when nothing is
 */
export function faultOf(table: Published, labels: readonly string[], before: Before | null): string | null {
  const { cells, merged, rest } = table;
  const all = [...cells.map(({ label }) => label), ...merged];
  if (new Set(all).size !== all.length || all.length !== labels.length) return "labels";
  if (!all.every((label) => labels.includes(label))) return "labels";
  const numbers = [...cells.map(({ about }) => about), ...(rest === null ? [] : [rest])];
  if (cells.length === 0) return "nothing but the rest";
  if (!numbers.every((about) => about % STEP === 0 && about >= LEAST_IN_CELL))
    return "not rounded, or under ten";
  if (merged.length === 1 || (rest === null) !== (merged.length === 0)) return "the rest";
  const jump = (about: number, stands: number | null) =>
    stands !== null && about !== stands && Math.abs(about - stands) < LEAST_CHANGED;
  if (cells.some(({ label, about }) => jump(about, aboutOf(before, label)))) return "changed by too few";
  const same = restOf(
    before,
    merged.map((label) => ({ label, many: 0 })),
  );
  if (rest !== null && jump(rest, same)) return "changed by too few";
  const early = cells.some(
    ({ label, about }) =>
      before?.rest != null && before.merged.includes(label) && about < before.rest + LEAST_CHANGED,
  );
  return early ? "a merged cell came out too early" : null;
}
