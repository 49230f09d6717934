// A glance at a database, for whoever looks after the machine: read, not changed, and closed again.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { openOnePostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { openToRead } from "./sqlite.ts";
import { SQLITE_FILE, type StoreOptions } from "./store.ts";

const OF_INTEREST = [
  "log_statement",
  "log_min_duration_statement",
  "log_min_error_statement",
  "archive_mode",
  "wal_level",
];

export interface Glance {
  /** Whether the network has begun. */
  begun: boolean;
  /** Of PostgreSQL: what it keeps, by the names of its settings. */
  settings: Readonly<Record<string, string>>;
}

/**
 * Looks.
 * @returns what was seen; null when there is no SQLite database yet
 * @throws Error when it cannot be had or read
 */
export async function glanceAtDatabase(
  database: StoreOptions["database"],
  dataDir: string,
): Promise<Glance | null> {
  if (database.kind === "sqlite") {
    const path = join(dataDir, SQLITE_FILE);
    if (!existsSync(path)) return null;
    return looking(openToRead<Schema>(path), async () => ({}));
  }
  return looking(openOnePostgres<Schema>(database.url), async (db) => {
    const found = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name = any(${OF_INTEREST})`.execute(db);
    return Object.fromEntries(found.rows.map(({ name, setting }) => [name, setting]));
  });
}

async function looking(
  db: Kysely<Schema>,
  settingsOf: (db: Kysely<Schema>) => Promise<Record<string, string>>,
): Promise<Glance> {
  try {
    const settings = await settingsOf(db);
    const network = await db.selectFrom("network").select("set_up").executeTakeFirst();
    return { begun: network !== undefined && network.set_up === null, settings };
  } finally {
    await db.destroy();
  }
}
