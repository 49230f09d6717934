// The text of one batch that waits, in a note of its own, so that two batches can never mix:
//
//   B {"of":"signatures","plain":[18],"mails":1,"since":1795651200000}
//   M 17 {"kind":"confirm","to":"maya@example.org","token":"…","language":"en",…}
//
// Each line has one fate, told by its first letter and written over it in place: M waits, P waits and has paid
// its budget, H was handed over (all but the row is blank then), D was dropped (the same). A line without its
// end was cut by kill -9: its batch was never answered, and it is not remembered.
import type { RowsOf, WaitingMail } from "./waiting.ts";

export type Fate = "M" | "P" | "H" | "D";

/** What is kept of a mail; the network it was typed in only as tags. */
export interface MailWords extends Omit<WaitingMail, "row" | "range"> {
  ranges: string[];
}

export interface ParcelHead {
  of: RowsOf;
  plain: number[];
  mails: number;
  since: number;
}

/** A mail's line: where it lies, in bytes without its end, and what it says. */
export interface ParcelLine {
  fate: Fate;
  row: number;
  at: number;
  length: number;
}

const END = 0x0a;
const FATES = "MPHD";

/** The bytes of a batch. */
export function writeParcel(head: ParcelHead, mails: readonly (MailWords & { row: number })[]): Uint8Array {
  const lines = mails.map(({ row, ...words }) => `M ${row} ${JSON.stringify(words)}\n`);
  return Buffer.from(`B ${JSON.stringify(head)}\n${lines.join("")}`);
}

/** Reads a batch back, as far as it is whole; null when not even its head is. */
export function readParcel(bytes: Uint8Array): { head: ParcelHead; lines: ParcelLine[] } | null {
  const lines: ParcelLine[] = [];
  let head: ParcelHead | null = null;
  for (let at = 0, end = bytes.indexOf(END); end >= 0; at = end + 1, end = bytes.indexOf(END, at)) {
    const line = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at);
    if (head === null) {
      head = line.toString("latin1", 0, 2) === "B " ? (parse(line.toString("utf8", 2)) as ParcelHead) : null;
      if (head === null) return null;
      continue;
    }
    const [, fate, row] = /^([MPHD]) (\d+) /.exec(line.toString("latin1", 0, 24)) ?? [];
    if (fate && FATES.includes(fate))
      lines.push({ fate: fate as Fate, row: Number(row), at, length: end - at });
  }
  return head && { head, lines };
}

/** What a line that waits says; null when it cannot be read. */
export function readWords(line: Uint8Array): MailWords | null {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString();
  return parse(text.slice(text.indexOf("{"))) as MailWords | null;
}

/** What a line becomes once nobody needs its words: the fate and the row, the rest blank. */
export function blankLine(fate: "H" | "D", { row, length }: { row: number; length: number }): Uint8Array {
  return Buffer.from(`${fate} ${row} `.padEnd(length, " "));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
