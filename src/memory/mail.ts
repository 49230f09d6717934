// Mail that waits, for 24 hours at most. Kept in RUN_DIR/mail, one note a batch (parcel-text.ts), and not a second
// time in this process: a batch is read when its turn comes, a mail that is put off is let go and read again.
// So kill -9 at any moment loses none that was answered, and what was handed over is wiped at once.
import { HOUR } from "../clock.ts";
import { dueQueue } from "./due.ts";
import type { Note } from "./note.ts";
import {
  finish,
  holdsRow,
  type KeptMail,
  leftParcel,
  lose,
  newParcel,
  type Parcel,
  type Place,
  takeAll,
  takeOne,
} from "./parcel.ts";
import { blankLine, writeParcel } from "./parcel-text.ts";
import type { Batch, Handed, RowsOf } from "./waiting.ts";

/** How long a mail may wait. */
export const MAIL_LIFE = 24 * HOUR;
const MOST_AT_ONCE = 64;
/** Rows marked by one statement. */
const MOST_MARKED = 1_000;
const TABLES: readonly RowsOf[] = ["signatures", "requests"];

export interface MailMemory {
  /** Keeps a batch. It would survive the process when this returns. */
  add(batch: Batch): void;
  /** @returns how many mails wait */
  waiting(): number;
  /** @returns whether the mail of a row waits, or was handed over and is not marked yet */
  waits(of: RowsOf, row: number): boolean;
  /** @returns mails that are due, oldest first; empty when none is */
  take(now: number): KeptMail[];
  /** @returns when the first that was put off is due; null when there is none */
  nextDue(): number | null;
  /** The mail has paid its budget and need not after a restart. */
  paid(mail: KeptMail): void;
  /** Lets go of a mail until a moment. */
  putOff(mail: KeptMail, until: number): void;
  /** Lets go of a mail untried, to be taken again at once. */
  giveBack(mail: KeptMail): void;
  /** The mail was handed over: its words are wiped, its row waits to be marked. */
  handed(mail: KeptMail): void;
  /** The mail will not be handed over: its words are wiped. */
  drop(mail: KeptMail): void;
  /** @returns rows to be marked now, a thousand or so, and what to call once they are; null when there are none */
  toMark(): { handed: Handed[]; marked(): void } | null;
  /** Drops what nobody holds and whose time is over. @returns how many mails that were */
  expire(now: number): number;
  forget(): void;
  rest(): void;
}

export interface MailParts {
  /** Makes the note of a batch; in this process alone when `name` is null. */
  note(name: string | null): Note;
  /** Names of the notes that an earlier process left, in order. */
  left: string[];
  /** The tags of the network in which an address was typed. */
  rangeTags(address: string, range: string): string[];
  /** Told when the folder takes no more: the batch is then known to this process alone. */
  full(): void;
}

/** Opens the mail and reads back what an earlier process left: what waits, and what is not yet marked. */
export function openMail(parts: MailParts): MailMemory {
  const all = new Set<Parcel>();
  /** Batches that nobody has taken yet, from `first` on. */
  let untaken: Parcel[] = [];
  let first = 0;
  const later = dueQueue<{ place: Place; tries: number; paid: boolean }>();
  /** Batches with rows to be marked. */
  const due = new Set<Parcel>();
  let waiting = 0;
  let number = 0;

  /** Does something to a batch and keeps the books: what waits, what is due, what is done. */
  const change = <T>(parcel: Parcel, what: () => T): T => {
    const before = parcel.waiting.length;
    const result = what();
    waiting += parcel.waiting.length - before;
    if (parcel.waiting.length === 0 && !parcel.lost) parcel.unmarked.push(...parcel.plain.splice(0));
    if (parcel.unmarked.length > 0) due.add(parcel);
    if (parcel.waiting.length === 0 && parcel.unmarked.length === 0) {
      parcel.note.remove();
      all.delete(parcel);
    } else if (parcel.held === 0) parcel.note.rest();
    return result;
  };
  /** Lets go of a mail, unless all was forgotten meanwhile: then nothing may be written any more. */
  const release = ({ place: { parcel } }: KeptMail, what: () => void) => {
    if (!all.has(parcel)) return;
    parcel.held--;
    change(parcel, what);
  };
  const letGo = (mail: KeptMail, until: number) =>
    release(mail, () => later.add(until, { place: mail.place, tries: mail.tries, paid: mail.paid }));
  const write = ({ parcel, at }: Place, bytes: Uint8Array) => {
    try {
      parcel.note.write(at, bytes);
    } catch {
      parts.full();
    }
  };
  /** A mail is done, and its words are wiped. */
  const end = (place: Place, fate: "H" | "D") => {
    finish(place, fate);
    write(place, blankLine(fate, place));
  };
  const nextUntaken = (): Parcel | null => {
    const parcel = untaken[first++] ?? null;
    if (first >= untaken.length || first === 1_024) {
      untaken = untaken.slice(first);
      first = 0;
    }
    return parcel;
  };

  for (const name of parts.left) {
    number = Math.max(number, Number(name));
    const note = parts.note(name);
    const parcel = leftParcel(note);
    if (parcel === null) {
      note.remove();
      continue;
    }
    all.add(parcel);
    waiting += parcel.waiting.length;
    if (parcel.waiting.length > 0) untaken.push(parcel);
    change(parcel, () => {});
  }

  return {
    add(batch) {
      const { of, plain, mails } = batch;
      const note = parts.note(mails.length > 0 ? String(++number).padStart(12, "0") : null);
      const parcel = newParcel(note, batch);
      all.add(parcel);
      change(parcel, () => {
        if (mails.length === 0) return;
        const words = mails.map(({ range, ...mail }) => {
          return { ...mail, ranges: range ? parts.rangeTags(mail.to, range) : [] };
        });
        const bytes = writeParcel({ of, plain, mails: mails.length, since: parcel.since }, words);
        try {
          note.write(0, bytes);
        } catch {
          note.remove();
          parcel.note = parts.note(null);
          parcel.note.write(0, bytes);
          parts.full();
        }
        parcel.waiting = mails.map(({ row }) => row);
        untaken.push(parcel);
      });
    },
    waiting: () => waiting,
    waits: (of, row) => all.values().some((one) => one.of === of && holdsRow(one, row)),
    take(now) {
      const mails: KeptMail[] = [];
      while (mails.length < MOST_AT_ONCE) {
        const next = later.take(now);
        if (next === null) break;
        const { place, ...known } = next;
        const mail = change(place.parcel, () => takeOne(place, known));
        if (mail) mails.push(mail);
      }
      while (mails.length === 0) {
        const parcel = nextUntaken();
        if (!parcel) break;
        mails.push(...change(parcel, () => takeAll(parcel)));
      }
      return mails;
    },
    nextDue: () => later.next(),
    paid(mail) {
      mail.paid = true;
      if (all.has(mail.place.parcel)) write(mail.place, Buffer.from("P"));
    },
    putOff: letGo,
    giveBack: (mail) => letGo(mail, 0),
    handed: (mail) => release(mail, () => end(mail.place, "H")),
    drop: (mail) => release(mail, () => end(mail.place, "D")),
    toMark() {
      if (due.size === 0) return null;
      const now: { parcel: Parcel; rows: number[] }[] = [];
      let many = 0;
      for (const parcel of due) {
        now.push({ parcel, rows: parcel.unmarked.slice() });
        many += parcel.unmarked.length;
        if (many >= MOST_MARKED) break;
      }
      const rowsOf = (of: RowsOf) => now.flatMap(({ parcel, rows }) => (parcel.of === of ? rows : []));
      return {
        handed: TABLES.map((of) => ({ of, rows: rowsOf(of) })).filter(({ rows }) => rows.length > 0),
        marked() {
          for (const { parcel, rows } of now) {
            if (!all.has(parcel)) continue;
            due.delete(parcel);
            change(parcel, () => parcel.unmarked.splice(0, rows.length));
          }
        },
      };
    },
    expire(now) {
      const before = waiting;
      const over = (parcel: Parcel) => parcel.since + MAIL_LIFE <= now;
      for (let next = untaken[first]; next && over(next); next = untaken[first]) {
        const parcel = next;
        nextUntaken();
        change(parcel, () => lose(parcel, parcel.waiting));
      }
      for (const { place } of later.pull(({ place }) => over(place.parcel))) {
        change(place.parcel, () => end(place, "D"));
      }
      return before - waiting;
    },
    forget() {
      for (const parcel of all) parcel.note.remove();
      all.clear();
      due.clear();
      later.clear();
      untaken = [];
      first = 0;
      waiting = 0;
    },
    rest() {
      for (const parcel of all) parcel.note.rest();
    },
  };
}
