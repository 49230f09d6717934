// Whether every entry of the log that counts somebody has its row: the desk walks the log and compares it with the
// rows it saw. Pure. What is counted can be dropped neither by losing a row nor by losing an entry unnoticed.
import { readUnsigned } from "../../vault/bytes.ts";
import { ENTRY } from "../../vault/entry.ts";

const COUNTS: readonly number[] = [
  ENTRY.personByMail,
  ENTRY.organisationByMail,
  ENTRY.personAccepted,
  ENTRY.organisationAccepted,
];

export interface LogCheck {
  /** A row that was seen says that it stands at this index. */
  seeRow(index: number): void;
  /** The log's next entries, in their order. */
  seeEntries(entries: readonly Uint8Array[]): void;
  /** Entries that wait to be numbered. */
  seeWaiting(entries: readonly Uint8Array[]): void;
  /** Indices that count somebody whose row is not there. */
  withoutRow(): number[];
}

/**
 * Opens a check.
 * @param size how many entries the log had before the first row was asked for: later ones are left to the next time
 */
export function checkLog(size: number): LogCheck {
  const [HAS_ROW, COUNTED, TAKEN] = [1, 2, 4];
  const marks = new Uint8Array(size);
  const mark = (index: number, what: number) => {
    if (index < size) marks[index] = (marks[index] ?? 0) | what;
  };
  let at = 0;
  const take = (entry: Uint8Array) => {
    if (entry[0] !== ENTRY.takenBack && entry[0] !== ENTRY.takenOff) return;
    // The first two of the eight bytes are zero in any log that fits on a disk.
    mark(readUnsigned(entry.subarray(3, 9)), TAKEN);
  };
  return {
    seeRow: (index) => mark(index, HAS_ROW),
    seeEntries: (entries) => {
      for (const entry of entries) {
        if (COUNTS.includes(entry[0] ?? -1)) mark(at, COUNTED);
        else take(entry);
        at++;
      }
    },
    seeWaiting: (entries) => entries.forEach(take),
    withoutRow: () => [...marks.keys()].filter((index) => marks[index] === COUNTED),
  };
}
