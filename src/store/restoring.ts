// A backup on its way back into the database, in two steps that look the same on both: it is made ready, so that it can
// be seen whose it is, and then takes its place. Until then what was there can be had back as it was.
import { chmodSync, copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { asRestored, type NetworkMark, prepareRestored, replaceDatabase } from "./backup.ts";
import { openOnePostgres, SCHEMA } from "./postgres.ts";
import { undumpPostgres } from "./postgres-dump.ts";
import type { Schema } from "./schema.ts";

export interface Restoring {
  /** Which network the backup is of; null when it is none of ours. */
  network: NetworkMark | null;
  /** Puts it into its place. @returns where what was there is kept, in words; null when there was nothing */
  take(): Promise<string | null>;
  /** Ends it; what was not taken is gone, and what was there is as before. */
  end(): Promise<void>;
}

const ASIDE = "restoring.sqlite";
/** Where PostgreSQL's tables of before stand while others come, and where they are kept. */
const WAITING = "before_restore_waiting";
const KEPT = "before_restore";
const LOOKS = 10;
const LOOK_AGAIN = 200;

/**
 * Makes a backup of an SQLite database ready.
 * @param dataDir DATA_DIR, whose database nobody has open
 * @param file the backup; it stays as it is
 */
export async function restoreSqlite(dataDir: string, file: string): Promise<Restoring> {
  const prepared = join(dataDir, ASIDE);
  const end = async () => {
    for (const path of readdirSync(dataDir)) if (path.startsWith(ASIDE)) rmSync(join(dataDir, path));
  };
  try {
    copyFileSync(file, prepared);
    chmodSync(prepared, 0o600);
    const network = await prepareRestored(prepared);
    return { network, take: async () => replaceDatabase(dataDir, prepared), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Whether anybody else of this role is connected to the database: a server, as a rule. One that has just gone is listed
 * for a moment more, so it is looked at again before that is said.
 */
export async function isPostgresInUse(url: string): Promise<boolean> {
  const db = openOnePostgres<Schema>(url);
  try {
    for (let looks = 0; looks < LOOKS; looks++) {
      const others = await sql`select 1 from pg_stat_activity
        where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(
        db,
      );
      if (others.rows.length === 0) return false;
      await setTimeout(LOOK_AGAIN);
    }
    return true;
  } finally {
    await db.destroy();
  }
}

/**
 * Makes a dump of a PostgreSQL database ready. The tables that are there step aside into a schema of their own.
 * @param url DATABASE_URL, to which nobody else is connected and whose role owns the database
 * @param file the dump, as `dumpPostgres` writes it
 * @throws Error in PostgreSQL's words; then everything is as it was
 */
export async function restorePostgres(url: string, file: string): Promise<Restoring> {
  const db = openOnePostgres<Schema>(url);
  let taken = false;
  const end = async () => {
    try {
      if (!taken) await comeBack(db);
    } finally {
      await db.destroy();
    }
  };
  try {
    // A restore that was cut short left them aside.
    await comeBack(db);
    await stepAside(db);
    await undumpPostgres(url, file);
    const network = await asRestored(db);
    const take = async () => {
      const kept = await keep(db);
      taken = true;
      return kept;
    };
    return { network, take, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function hasSchema(db: Kysely<Schema>, name: string): Promise<boolean> {
  const found = await sql`select 1 from information_schema.schemata where schema_name = ${name}`.execute(db);
  return found.rows.length > 0;
}

async function stepAside(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`alter schema ${sql.id(SCHEMA)} rename to ${sql.id(WAITING)}`.execute(tx);
    await sql`create schema ${sql.id(SCHEMA)}`.execute(tx);
  });
}

async function comeBack(db: Kysely<Schema>): Promise<void> {
  if (!(await hasSchema(db, WAITING))) return;
  await db.transaction().execute(async (tx) => {
    await sql`drop schema if exists ${sql.id(SCHEMA)} cascade`.execute(tx);
    await sql`alter schema ${sql.id(WAITING)} rename to ${sql.id(SCHEMA)}`.execute(tx);
  });
}

async function keep(db: Kysely<Schema>): Promise<string | null> {
  const tables = await sql`select 1 from information_schema.tables where table_schema = ${WAITING}`.execute(
    db,
  );
  const was = tables.rows.length > 0;
  await db.transaction().execute(async (tx) => {
    if (!was) {
      await sql`drop schema ${sql.id(WAITING)} cascade`.execute(tx);
      return;
    }
    await sql`drop schema if exists ${sql.id(KEPT)} cascade`.execute(tx);
    await sql`alter schema ${sql.id(WAITING)} rename to ${sql.id(KEPT)}`.execute(tx);
  });
  return was ? `the schema ${KEPT}` : null;
}
