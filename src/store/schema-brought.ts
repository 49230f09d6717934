// The tables of what belongs to a campaign beside its signatures, as Kysely types; schema.ts joins them to the others.
// Of people they hold sealed rows and numbers alone.
import type { Generated } from "kysely";

/** What came of a campaign: an organiser's words, public. */
export interface StepTable {
  id: Generated<number>;
  campaign: Uint8Array;
  who: Uint8Array;
  kind: "delivered" | "answered" | "outcome";
  /** The day of it. */
  day: number;
  /** To whom, or who answered. */
  whom: string;
  text: string;
  /** An address of the web; empty for none. */
  link: string;
  /** Of the words. */
  language: string;
  made_day: number;
}

/** What was collected elsewhere: a list that was brought in, or paper. */
export interface BroughtTable {
  id: Generated<number>;
  campaign: Uint8Array;
  who: Uint8Array;
  kind: "rows" | "paper";
  /** Where it was collected, in the organisers' words: public. */
  label: string;
  /** Under which the desk brings it; the same once more changes nothing. */
  pass: Uint8Array;
  /** 1 once all of it is there: before that it counts nowhere. */
  done: number;
  made_day: number;
}

/** Purpose 1, but never in the count: somebody whom a list named. */
export interface BroughtRowTable {
  id: Generated<number>;
  campaign: Uint8Array;
  source: number;
  /** Which piece of its list it came in. */
  piece: number;
  as: "person" | "organisation";
  epoch: number;
  envelope: number;
  row: Uint8Array;
  sealed_hash: Uint8Array;
  /** Version of the text to whose form it was mapped. */
  text: number;
  /** The day it was brought in. */
  day: number;
}

/** How many were counted on paper; the last one of a source stands, the others are its history. */
export interface BroughtNumberTable {
  id: Generated<number>;
  campaign: Uint8Array;
  source: number;
  who: Uint8Array;
  people: number;
  organisations: number;
  /** The day on which it was so many. */
  day: number;
  made_day: number;
}

/** A table of numbers as it was published: rounded and merged, never the exact one. */
export interface BreakdownTable {
  campaign: Uint8Array;
  /** The field's id, or `day`. */
  of: string;
  day: number;
  /** Entries of the log when it was made. */
  size: number;
  /** JSON of the finished table. */
  cells: string;
}

export interface BroughtTables {
  steps: StepTable;
  brought: BroughtTable;
  brought_rows: BroughtRowTable;
  brought_numbers: BroughtNumberTable;
  breakdowns: BreakdownTable;
}
