// The SQLite database as a file: who serves it, a copy as it goes into a backup, and its place after a restore.
// Sessions are in no backup; what a backup brings back has no mail on its way any more.
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { SCHEMA } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { copySqlite, holdAlone, isSqliteInUse, isWholeSqlite, openSmallSqlite } from "./sqlite.ts";
import { SQLITE_FILE } from "./store.ts";

/** Which network a database is, and the value that shows whose server key it was made with. */
export interface NetworkMark {
  id: Uint8Array;
  mark: Uint8Array;
  name: string;
}

/**
 * Copies a network's database consistently, also while it is served, and leaves the sessions out.
 * @param dataDir DATA_DIR
 * @param to a file that must not exist; made with mode 600
 * @throws Error when there is no database, or `to` exists or cannot be written
 */
export async function copyDatabase(dataDir: string, to: string): Promise<void> {
  const from = join(dataDir, SQLITE_FILE);
  if (!existsSync(from)) throw new Error(`there is no database ${from}`);
  await copySqlite(from, to);
  const copy = openSmallSqlite<Schema>(to);
  try {
    await copy.deleteFrom("sessions").execute();
  } finally {
    await copy.destroy();
  }
}

/**
 * Makes a copy of a backup ready to be served: every mail counts as not sent, since its link is dead.
 * @param file the copy; it is changed
 * @returns which network it is, or null when it is no database of a network
 */
export async function prepareRestored(file: string): Promise<NetworkMark | null> {
  if (!isWholeSqlite(file)) return null;
  const db = openSmallSqlite<Schema>(file);
  try {
    return await asRestored(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Brings a restored database, of either dialect, to where it may be served.
 * @returns which network it is, or null when it is no database of a network; then it is not changed
 */
export async function asRestored(db: Kysely<Schema>): Promise<NetworkMark | null> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name, schema }) => name === "network" && (schema ?? SCHEMA) === SCHEMA)) return null;
  const network = await db.selectFrom("network").select(["id", "mark", "name"]).executeTakeFirst();
  await db.updateTable("signatures").set({ mailed: 0 }).where("state", "=", "pending").execute();
  await db.updateTable("requests").set({ mailed: 0 }).where("confirmed", "=", 0).execute();
  await db.deleteFrom("sessions").execute();
  return network ?? null;
}

/** Held by the process that serves: two would write the same mails into the same files of RUN_DIR. */
const SERVING = "serving";

/**
 * Makes this process the only one that serves a network on SQLite.
 * @param dataDir DATA_DIR
 * @returns ends it; null when another process serves it
 */
export function serveAlone(dataDir: string): (() => void) | null {
  return holdAlone(join(dataDir, SERVING));
}

/** Whether a process has the network's database open. */
export function isServed(dataDir: string): boolean {
  const path = join(dataDir, SQLITE_FILE);
  return existsSync(path) && isSqliteInUse(path);
}

/**
 * Puts a prepared database into its place; what was there is kept beside it.
 * @param dataDir DATA_DIR, whose database nobody has open
 * @param prepared a file in DATA_DIR
 * @returns where the database that was there is kept, or null when there was none
 */
export function replaceDatabase(dataDir: string, prepared: string): string | null {
  const path = join(dataDir, SQLITE_FILE);
  const kept = `${path}.before-restore`;
  const was = existsSync(path);
  if (was) renameSync(path, kept);
  // A log that belongs to the old database must not be applied to the new one.
  for (const beside of ["-wal", "-shm", "-journal"]) rmSync(path + beside, { force: true });
  renameSync(prepared, path);
  return was ? kept : null;
}
