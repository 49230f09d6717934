// One batch that waits: its note, and what has become of each of its mails. When the last is handed over the rows
// of the same commit without an address go with it; when all are marked the note is destroyed.
import type { Note } from "./note.ts";
import { type MailWords, readParcel, readWords } from "./parcel-text.ts";
import type { Batch, RowsOf } from "./waiting.ts";

/** Where a mail's line lies in its batch's note. */
export interface Place {
  parcel: Parcel;
  row: number;
  at: number;
  length: number;
}

/** A mail in somebody's hand: taken, and not yet put off, handed over or dropped. */
export interface KeptMail extends MailWords {
  row: number;
  /** Whether it has paid its budget. */
  paid: boolean;
  /** How often it was tried in vain, in this process. */
  tries: number;
  place: Place;
}

export interface Parcel {
  note: Note;
  of: RowsOf;
  /** Rows without an address, until they go with the last mail. */
  plain: number[];
  /** When its youngest mail came. */
  since: number;
  /** The least and the greatest row among its mails. */
  span: readonly [number, number];
  /** Rows whose mails wait, also those in somebody's hand. */
  waiting: number[];
  /** Rows to be marked. */
  unmarked: number[];
  /** Mails in somebody's hand. */
  held: number;
  /** Whether a mail of it was dropped or cut; then its plain rows are never marked, and look like that one. */
  lost: boolean;
}

function spanOf(rows: readonly number[]): readonly [number, number] {
  return [Math.min(...rows), Math.max(...rows)];
}

/** A batch that is about to be kept: none of its mails waits yet. */
export function newParcel(note: Note, { of, plain, mails }: Batch): Parcel {
  const since = Math.max(0, ...mails.map((mail) => mail.since));
  const span = spanOf(mails.map(({ row }) => row));
  return { note, of, plain: [...plain], since, span, waiting: [], unmarked: [], held: 0, lost: false };
}

/** Whether a row's mail waits, or was handed over and is not marked yet. */
export function holdsRow({ span: [least, most], waiting, unmarked }: Parcel, row: number): boolean {
  return row >= least && row <= most && (waiting.includes(row) || unmarked.includes(row));
}

/** Reads back a batch that an earlier process left; null when it was cut before its head was whole. */
export function leftParcel(note: Note): Parcel | null {
  const read = readParcel(note.read());
  if (read === null) return null;
  const { head, lines } = read;
  const rows = (fates: string) => lines.filter(({ fate }) => fates.includes(fate)).map(({ row }) => row);
  return {
    note,
    ...{
      of: head.of,
      plain: head.plain,
      since: head.since,
      span: spanOf(lines.map(({ row }) => row)),
      waiting: rows("MP"),
      unmarked: rows("H"),
      held: 0,
    },
    lost: lines.length < head.mails || rows("D").length > 0,
  };
}

/** Takes all mails of a batch that nobody holds; those that are not in its note any more are lost. */
export function takeAll(parcel: Parcel): KeptMail[] {
  const bytes = parcel.note.read();
  const lines = readParcel(bytes)?.lines.filter(({ fate }) => fate === "M" || fate === "P") ?? [];
  const mails = lines.flatMap(({ fate, row, at, length }) => {
    const words = readWords(bytes.subarray(at, at + length));
    return words ? [{ ...words, row, paid: fate === "P", tries: 0, place: { parcel, row, at, length } }] : [];
  });
  const there = mails.map(({ row }) => row);
  lose(
    parcel,
    parcel.waiting.filter((row) => !there.includes(row)),
  );
  parcel.held += mails.length;
  return mails;
}

/** Takes one mail that was put off; null when its line is not there any more. */
export function takeOne(place: Place, known: { paid: boolean; tries: number }): KeptMail | null {
  const { parcel, row, at, length } = place;
  const words = readWords(parcel.note.readAt(at, length));
  if (words === null) {
    lose(parcel, [row]);
    return null;
  }
  parcel.held++;
  return { ...words, row, ...known, place };
}

/** These mails will never be handed over. */
export function lose(parcel: Parcel, rows: readonly number[]): void {
  if (rows.length === 0) return;
  parcel.lost = true;
  parcel.waiting = parcel.waiting.filter((row) => !rows.includes(row));
}

/** A mail is done: it was handed over (`H`) or dropped (`D`). */
export function finish({ parcel, row }: Place, fate: "H" | "D"): void {
  if (fate === "D") {
    lose(parcel, [row]);
    return;
  }
  parcel.waiting.splice(parcel.waiting.indexOf(row), 1);
  parcel.unmarked.push(row);
}
