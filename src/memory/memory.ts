// What a network knows only while the machine is on: mail that waits, which row
// belongs to which tag of an address, budgets. In a folder in memory (RUN_DIR), so that a crash or a restart
// loses nothing; without one in this process alone; never on disk. docs/mail-and-memory.md says what lies where.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { sameAddress } from "../vault/address.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Budgets, openBudgets } from "./budgets.ts";
import { checkFolder, folderInside } from "./folder.ts";
import { openDayKeys } from "./keys.ts";
import { type MailMemory, openMail } from "./mail.ts";
import { fileNote, processNote } from "./note.ts";
import { openRecords, type Records } from "./records.ts";
import { openTags, type TagMemory } from "./tags.ts";

export interface Memory {
  where: "folder" | "process";
  mail: MailMemory;
  tags: TagMemory;
  /** Null when LIMITS are off. */
  budgets: Budgets | null;
  /**
   * Destroys keys, entries and mails whose time is over; all, when somebody emptied the folder (`undersigned
   * forget`). @returns how many mails were dropped
   */
  expire(): number;
  /** Empties everything, also the folder; the memory goes on, empty. */
  forget(): void;
  /** Closes its files; keeps what they hold. */
  close(): void;
}

export interface MemoryParts {
  /** RUN_DIR, or null for process memory alone. */
  runDir: string | null;
  clock: Clock;
  primitives: Primitives;
  /** Setting LIMITS; without it there are no budgets. */
  limits: boolean;
  /** For the operator's log. */
  warn?: (line: string) => void;
}

/**
 * Opens the memory and reads back what an earlier process left in its folder.
 * @throws MemoryFolderError when the folder is missing, a link, another user's, or open to others
 */
export function openMemory(parts: MemoryParts): Memory {
  const { runDir, clock, primitives } = parts;
  if (runDir !== null) checkFolder(runDir);
  const inside = (name: string) => (runDir === null ? null : folderInside(runDir, name));
  const makeFolders = () => {
    return { tags: inside("tags"), rows: inside("rows"), budgets: inside("budgets"), mail: inside("mail") };
  };
  const folders = makeFolders();
  const noteIn = (dir: string | null, name: string) =>
    dir === null ? processNote() : fileNote(join(dir, name));
  const namesIn = (dir: string | null) => (dir === null ? [] : readdirSync(dir).sort());

  let warned = false;
  const full = () => {
    if (!warned)
      parts.warn?.(`RUN_DIR ${runDir} takes no more: what comes now is lost when the process ends`);
    warned = true;
  };

  const keys = openDayKeys(folders.tags, { clock, primitives, full });
  /** One set of records a day, for as long as the day's key lives. */
  const dayRecords = (dir: string | null, once: boolean) => {
    const days = new Map<number, Records>();
    const of = (day: number): Records => {
      const known = days.get(day) ?? openRecords(noteIn(dir, String(day)), { once, full });
      days.set(day, known);
      return known;
    };
    for (const name of namesIn(dir)) {
      if (keys.living().some(({ day }) => String(day) === name)) of(Number(name));
      else noteIn(dir, name).remove();
    }
    const bury = (day: number) => {
      (days.get(day) ?? noteIn(dir, String(day))).remove();
      days.delete(day);
    };
    return { of, bury, all: () => [...days] };
  };
  keys.expire(() => {});
  const rows = dayRecords(folders.rows, true);
  const spent = dayRecords(folders.budgets, false);
  const bury = (day: number) => {
    rows.bury(day);
    spent.bury(day);
  };

  const budgets = parts.limits ? openBudgets(keys, spent.of, { clock, primitives }) : null;
  const mail = openMail({
    note: (name) => (name === null ? processNote() : noteIn(folders.mail, name)),
    left: namesIn(folders.mail),
    rangeTags: (to, range) => budgets?.rangeTags(sameAddress(to) ?? to, range) ?? [],
    full,
  });

  const forget = () => {
    for (const [day] of [...rows.all(), ...spent.all()]) bury(day);
    keys.forget();
    mail.forget();
  };
  return {
    where: runDir === null ? "process" : "folder",
    mail,
    tags: openTags(keys, rows.of, primitives),
    budgets,
    expire() {
      if (folders.mail !== null && !existsSync(folders.mail)) {
        forget();
        makeFolders();
      }
      keys.expire(bury);
      return mail.expire(clock.now());
    },
    forget,
    close() {
      for (const [, records] of [...rows.all(), ...spent.all()]) records.rest();
      mail.rest();
    },
  };
}
