// The only file that opens SQLite databases, and only those that the settings name. A statement or an open
// can reach any file (Node's permission model does not cover node:sqlite), so: no ATTACH, no extension, no
// path from a request. Writing goes over one connection, reading over a second, read-only one.
import { chmodSync, existsSync } from "node:fs";
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect, type SqliteStatement } from "kysely";

const STATEMENTS_KEPT = 400;
/**
 * Pages of the write-ahead log (64 MB) after which it is put back into the database. Everybody waits meanwhile: a
 * tenth of a second once in some 10,000 signatures, which together is half of what four times as often would cost.
 */
const CHECKPOINT_PAGES = 16_000;
/** More pages than a database can have. */
const WHOLE = 2 ** 31 - 1;
/** SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_NOTADB */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Opens a database file made with mode 600; SQLite itself would make it readable by others. */
function open(path: string, options: { readOnly?: boolean; timeout?: number } = {}): DatabaseSync {
  const before = process.umask(0o077);
  try {
    const db = new DatabaseSync(path, {
      readOnly: options.readOnly ?? false,
      timeout: options.timeout ?? 5_000,
      allowExtension: false,
      limits: { attach: 0 },
    });
    db.exec("PRAGMA trusted_schema=OFF");
    return db;
  } finally {
    process.umask(before);
  }
}

/** What a statement may be given: node:sqlite silently shifts parameters when the first one is an object. */
function bindable(values: readonly unknown[]): SQLInputValue[] {
  for (const value of values) {
    const ok =
      value === null ||
      typeof value === "string" ||
      typeof value === "bigint" ||
      value instanceof Uint8Array ||
      (typeof value === "number" && Number.isFinite(value));
    if (!ok) throw new TypeError(`SQLite is given a ${typeof value}, which it cannot hold`);
  }
  return values as SQLInputValue[];
}

/** Shows one connection to Kysely, with its prepared statements kept. */
function forKysely(db: DatabaseSync): SqliteDialect {
  const kept = new Map<string, SqliteStatement>();
  const wrap = (statement: StatementSync): SqliteStatement => ({
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bindable(values)),
    run: (values) => statement.run(...bindable(values)),
    iterate: (values) => statement.iterate(...bindable(values)),
  });
  return new SqliteDialect({
    database: {
      close: () => db.close(),
      prepare: (sql) => {
        const known = kept.get(sql);
        if (known) return known;
        if (kept.size >= STATEMENTS_KEPT) kept.clear();
        const made = wrap(db.prepare(sql));
        kept.set(sql, made);
        return made;
      },
    },
  });
}

export interface SqliteConnections<S> {
  write: Kysely<S>;
  read: Kysely<S>;
  /** Puts the write-ahead log back into the database and empties it. @returns false while somebody reads */
  truncate(): boolean;
  close(): Promise<void>;
}

/**
 * Opens the network's database for one process that writes.
 * @param path the database's file, from the settings alone
 * @returns a writing and a read-only connection, and the emptying of the write-ahead log
 * @throws Error when the file is no database or cannot be opened
 */
export function openSqlite<S>(path: string): SqliteConnections<S> {
  const writer = open(path);
  writer.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
  writer.exec("PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192");
  writer.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
  const reader = open(path, { readOnly: true });
  reader.exec("PRAGMA temp_store=MEMORY; PRAGMA query_only=ON; PRAGMA cache_size=-4096");
  const cleaner = open(path, { timeout: 0 });
  const write = new Kysely<S>({ dialect: forKysely(writer) });
  const read = new Kysely<S>({ dialect: forKysely(reader) });
  return {
    write,
    read,
    truncate: () => {
      const [result] = cleaner.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      return result?.busy === 0;
    },
    close: async () => {
      cleaner.close();
      // Kysely closes only what it has used.
      if (reader.isOpen) reader.close();
      if (writer.isOpen) writer.close();
    },
  };
}

/**
 * Opens a small database of one process (the marks in SECRET_DIR), every write durable.
 * @param path the database's file
 * @returns its Kysely instance
 */
export function openSmallSqlite<S>(path: string): Kysely<S> {
  const db = open(path);
  // No write-ahead log beside it: one file, that can be copied as one.
  db.exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON");
  return new Kysely<S>({ dialect: forKysely(db) });
}

/**
 * Opens a database to read it once, also while another process writes to it.
 * @param path the database's file, which exists
 */
export function openToRead<S>(path: string): Kysely<S> {
  return new Kysely<S>({ dialect: forKysely(open(path, { readOnly: true })) });
}

/**
 * Copies a database consistently while another process writes to it.
 * @param from the database's file
 * @param to a file that must not exist; made with mode 600
 * @throws Error when `to` exists or cannot be written
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Error(`${to} exists already`);
  const source = open(from, { readOnly: true });
  const before = process.umask(0o077);
  try {
    // All in one step: between two steps a write would make it begin again, and under load it would never end.
    await backup(source, to, { rate: WHOLE });
    chmodSync(to, 0o600);
  } finally {
    process.umask(before);
    source.close();
  }
}

/**
 * Holds a file for as long as this process lives, or until told: a lock that no crash leaves behind.
 * @param path made when it is missing; it stays empty
 * @returns lets go of it; null when another process has held it for five seconds
 */
export function holdAlone(path: string): (() => void) | null {
  const db = open(path);
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode === BUSY) return null;
    throw error;
  }
  return () => db.close();
}

/**
 * Whether another connection has a database open. Puts its write-ahead log back into the file if none has.
 * @param path the database's file, which exists
 */
export function isSqliteInUse(path: string): boolean {
  const db = open(path, { timeout: 0 });
  try {
    // Leaving the write-ahead log needs the database for oneself.
    const [mode] = db.prepare("PRAGMA journal_mode=DELETE").all();
    return mode?.journal_mode !== "delete";
  } catch (error) {
    if ((error as { errcode?: number }).errcode === BUSY) return true;
    throw error;
  } finally {
    db.close();
  }
}

/** Whether a file is an SQLite database with nothing missing or damaged. */
export function isWholeSqlite(path: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = open(path);
    const [first] = db.prepare("PRAGMA quick_check").all();
    return first?.quick_check === "ok";
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if (errcode === CORRUPT || errcode === NOT_A_DATABASE) return false;
    throw error;
  } finally {
    db?.close();
  }
}
