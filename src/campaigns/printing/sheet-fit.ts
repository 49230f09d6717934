// Chooses how a sheet to sign on is set: one page with as many lines as can be written on, and above them what is
// signed, as large and as whole as there is room for. Pure.
import { PAPERS, type Paper, SHEET, SHEET_TITLE_SIZES } from "../../web/paper.ts";
import { leadingOf, openRuler, type Ruler } from "./heights.ts";

/** What stands above and below the lines. */
export interface SheetWords {
  language: string;
  who: string;
  title: string;
  summary: string | null;
  /** All calls as one paragraph; null when there are none. */
  calls: string | null;
  /** What whoever signs should know, each its own paragraph. */
  promises: readonly string[];
  foot: string;
  /** How many boxes to tick stand above each line. */
  ticks: number;
}

/** How it is set. */
export interface SheetFit {
  /** Of the title, in points. */
  title: number;
  /** Whether the calls stand above the lines. */
  calls: boolean;
  rows: number;
}

/** A line that one can write on, in millimetres, with so many boxes above it, and how many lines there should be. */
const rowOf = (ticks: number) => (ticks > 2 ? 18.5 : 15.5);
const ENOUGH_ROWS = 8;
const MOST_ROWS = 12;
const FEWEST_ROWS = 3;
/** What is above, between and below, in millimetres: edges, rule, heads of columns, gaps. */
const AROUND = 47;

/** Sets a sheet. @param words what stands on it */
export function fitSheet(words: SheetWords, paper: Paper): SheetFit {
  const ruler = openRuler(words.language);
  const tries = (words.calls === null ? [false] : [true, false]).flatMap((calls) =>
    SHEET_TITLE_SIZES.map((title) => ({ title, calls, rows: rowsOf(words, paper, ruler, title, calls) })),
  );
  const good = tries.find(({ rows }) => rows >= ENOUGH_ROWS);
  const best = good ?? tries.reduce((one, other) => (other.rows > one.rows ? other : one));
  return { ...best, rows: Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, best.rows)) };
}

function rowsOf(words: SheetWords, paper: Paper, ruler: Ruler, title: number, calls: boolean): number {
  const { width, height } = PAPERS[paper];
  const { spine, pad, code, small } = SHEET;
  const leading = leadingOf(words.language);
  const across = width - spine - 2 * pad;
  const beside = across - code - 4;
  const lead = leading.text + 0.12;
  let head = ruler.tall(words.who, { size: small + 0.5, lead: 1.35, across: beside }) + 2;
  head += ruler.tall(words.title, { size: title, lead: leading.title + 0.04, across: beside });
  if (words.summary !== null)
    head += 2 + ruler.tall(words.summary, { size: small + 1.5, lead, across: beside });
  if (calls && words.calls !== null)
    head += 2 + ruler.tall(words.calls, { size: small, lead, across: beside });
  let around = 0;
  for (const promise of [...words.promises, words.foot])
    around += 1 + ruler.tall(promise, { size: small, lead, across });
  return Math.floor((height - AROUND - Math.max(head, code) - around) / rowOf(words.ticks));
}
