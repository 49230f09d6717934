// Chooses how a poster is set: the largest letters with which title and calls fill one page and nothing is cut, and
// what is left out before they become too small to read. No browser is asked, so heights are estimated (widths.ts)
// and a little is kept back. Pure.
import {
  ADDRESS_SIZES,
  CALL_SIZES,
  DIVISIONS,
  type Division,
  PAPERS,
  type Paper,
  SUMMARY_OF_CALL,
  TEXT_OF_CALL,
  TITLE_SIZES,
} from "../../web/paper.ts";
import { leadingOf, openRuler, POINT, type Ruler } from "./heights.ts";
import { widthOf } from "./widths.ts";

/** What stands on a poster. */
export interface PosterWords {
  /** The page's language. */
  language: string;
  who: string;
  title: string;
  summary: string | null;
  calls: readonly { title: string | null; text: string | null }[];
  /** Under the rule, beside the code: what to do, and what to know, each its own paragraph. */
  ask: string;
  beside: readonly string[];
  /** The address that one types. */
  address: string;
}

/** How it is set. */
export interface PosterFit {
  division: Division;
  /** In points. */
  title: number;
  calls: number;
  address: number;
  /** Whether the summary stands under the title. */
  summary: boolean;
  /** Whether the texts of calls stand under their titles. */
  texts: boolean;
  /** How many calls there is room for. */
  shown: number;
  /** How much of the room is filled, from 0 to 1. */
  filled: number;
}

/** So much of the height is kept back: another face may need another line. */
const KEPT_BACK = 0.04;
const WHO_SIZE = 13;
/** A call is so many of its letters away from the next, at the least. */
const GAP = 0.5;
/** Smaller than this, the texts and the summary are left out first. */
const COMFORTABLE = { texts: 20, summary: 18 };
/** Smaller than this, the calls are hard to read: better a smaller title, and a smaller code. */
const READABLE = 14;
const MOST_TITLE_LINES = 7;

/** What is tried. */
interface Try extends Omit<PosterFit, "filled" | "address"> {
  words: PosterWords;
  paper: Paper;
  ruler: Ruler;
}

/** How wide the column beside the spine is, in millimetres. */
function columnOf(division: Division, paper: Paper): number {
  const { spine, pad } = DIVISIONS[division];
  return PAPERS[paper].width - spine - 2 * pad;
}

/** The largest size at which the address stands on one line. */
function addressSize(address: string, column: number): number {
  const smallest = ADDRESS_SIZES[ADDRESS_SIZES.length - 1] ?? 0;
  return ADDRESS_SIZES.find((size) => widthOf(address) * size * POINT <= column) ?? smallest;
}

/** The height of rule, code and address, in millimetres. */
function belowOf({ words, paper, ruler, division }: Try): number {
  const { code, ask, beside } = DIVISIONS[division];
  const column = columnOf(division, paper);
  const across = column - code * 0.82 - 7;
  const leading = leadingOf(words.language);
  let said = ruler.tall(words.ask, { size: ask, lead: leading.title + 0.1, across }) + 2;
  for (const paragraph of words.beside)
    said += ruler.tall(paragraph, { size: beside, lead: 1.45, across }) + 1;
  const size = addressSize(words.address, column);
  const address = ruler.tall(words.address, { size, lead: 1.2, across: column });
  return 3 + 6 + Math.max(code * 0.82, said) + 5 + Math.max(12, address + 2) + 11 + 6;
}

/** How much of the height above the rule a try takes; more than 1 is too much. */
function fillingOf(tried: Try, below: number): number {
  const { words, paper, ruler, ...fit } = tried;
  const leading = leadingOf(words.language);
  const across = columnOf(fit.division, paper);
  const tall = (text: string, size: number, lead: number) => ruler.tall(text, { size, lead, across });
  const summary = words.summary !== null && fit.summary ? words.summary : null;
  const calls = words.calls.slice(0, fit.shown);
  const small = fit.calls * TEXT_OF_CALL;
  let sum = 13 + tall(words.who, WHO_SIZE, 1.35) + 4 + tall(words.title, fit.title, leading.title);
  if (summary !== null) sum += 5 + tall(summary, fit.calls * SUMMARY_OF_CALL, leading.text);
  if (calls.length > 0) sum += 7 + (calls.length - 1) * GAP * fit.calls * POINT;
  for (const { title, text } of calls) {
    sum += tall(title ?? text ?? "", fit.calls, leading.text);
    if (fit.texts && title !== null && text !== null) sum += tall(text, small, leading.text);
  }
  if (calls.length < words.calls.length) sum += small * POINT * 2;
  return sum / ((PAPERS[paper].height - below) * (1 - KEPT_BACK));
}

/** The widest word must stand on one line, and a title is read at a glance. */
function titleFits({ words, paper, ruler, division, title }: Try): boolean {
  const across = columnOf(division, paper);
  const smallest = title === TITLE_SIZES[TITLE_SIZES.length - 1];
  const fits = ruler.widest(words.title) * title * POINT <= across;
  return smallest || (fits && ruler.lines(words.title, { size: title, across }) <= MOST_TITLE_LINES);
}

/** Calls are the larger part of what is read; the title and the code should still be seen from across the street. */
function worthOf(fit: Omit<PosterFit, "filled" | "address">): number {
  const { calls, title, division, shown } = fit;
  const hard = calls < READABLE ? 3 * Math.log(READABLE / calls) : 0;
  const more = (fit.texts ? 0.2 : 0) + (fit.summary ? (shown === 0 ? 1 : 0.1) : 0);
  return Math.log(calls) + 0.6 * Math.log(title) + 0.4 * Math.log(DIVISIONS[division].code) + more - hard;
}

/**
 * Sets a poster.
 * @param words what stands on it
 * @returns the sizes; where even the smallest are too large, fewer calls
 */
export function fitPoster(words: PosterWords, paper: Paper): PosterFit {
  const ruler = openRuler(words.language);
  for (let shown = words.calls.length; shown >= 0; shown--) {
    const best = bestOf({ words, paper, ruler, shown });
    if (best !== null) return best;
  }
  const address = addressSize(words.address, columnOf("dense", paper));
  return { ...SMALLEST, address };
}

const SMALLEST = {
  division: "dense",
  title: TITLE_SIZES[TITLE_SIZES.length - 1] ?? 0,
  calls: CALL_SIZES[CALL_SIZES.length - 1] ?? 0,
  summary: false,
  texts: false,
  shown: 0,
  filled: 1,
} as const;

function bestOf(given: Pick<Try, "words" | "paper" | "ruler" | "shown">): PosterFit | null {
  const { words, paper } = given;
  const hasTexts = words.calls.some(({ title, text }) => title !== null && text !== null);
  let best: PosterFit | null = null;
  for (const division of Object.keys(DIVISIONS) as Division[]) {
    const address = addressSize(words.address, columnOf(division, paper));
    for (const texts of hasTexts ? [true, false] : [false]) {
      for (const summary of words.summary === null ? [false] : [true, false]) {
        const found = largest({ ...given, division, texts, summary, title: 0, calls: 0 });
        if (found !== null && (best === null || worthOf(found) > worthOf(best))) best = { ...found, address };
      }
    }
  }
  return best;
}

/** The best sizes for one division and choice of words. */
function largest(tried: Try): Omit<PosterFit, "address"> | null {
  const { words: _, paper: __, ruler: ___, ...fit } = tried;
  const below = belowOf(tried);
  let best: Omit<PosterFit, "address"> | null = null;
  for (const title of TITLE_SIZES) {
    if (!titleFits({ ...tried, title })) continue;
    for (const calls of CALL_SIZES) {
      if (title < calls * 1.5) continue;
      if (fit.texts && calls < COMFORTABLE.texts) break;
      if (fit.summary && fit.shown > 0 && calls < COMFORTABLE.summary) break;
      const filled = fillingOf({ ...tried, title, calls }, below);
      if (filled > 1) continue;
      const found = { ...fit, title, calls, filled };
      if (best === null || worthOf(found) > worthOf(best)) best = found;
      break;
    }
  }
  return best;
}
