// What must never go back, in a small SQLite file in SECRET_DIR, apart from the database and its backups:
// how far each log went, and how far ids were given. After a restore the network goes on from here, so that
// no index and no id is given twice.
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { openSmallSqlite } from "./sqlite.ts";

interface MarksSchema {
  logs: { campaign: Uint8Array; lot: number; size: number; root: Uint8Array; frontier: Uint8Array };
  ids: { name: string; given: number };
}

export interface LogMark {
  lot: number;
  size: number;
  root: Uint8Array;
  frontier: Uint8Array;
}

export interface Marks {
  /** @returns how far a campaign's log went, or null when no lot of it was published */
  log(campaign: Uint8Array): Promise<LogMark | null>;
  /** Writes down how far a log went, before anything shows it. */
  setLog(campaign: Uint8Array, mark: LogMark): Promise<void>;
  /** @returns up to which id a table's ids may have been given */
  ids(name: "signatures" | "requests"): Promise<number>;
  setIds(name: "signatures" | "requests", given: number): Promise<void>;
  close(): Promise<void>;
}

/** The file's name in SECRET_DIR. */
export const MARKS_FILE = "lots.sqlite";

async function prepare(db: Kysely<MarksSchema>): Promise<void> {
  await db.schema
    .createTable("logs")
    .ifNotExists()
    .addColumn("campaign", "blob", (c) => c.primaryKey().notNull())
    .addColumn("lot", "integer", (c) => c.notNull())
    .addColumn("size", "integer", (c) => c.notNull())
    .addColumn("root", "blob", (c) => c.notNull())
    .addColumn("frontier", "blob", (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
  await db.schema
    .createTable("ids")
    .ifNotExists()
    .addColumn("name", "text", (c) => c.primaryKey().notNull())
    .addColumn("given", "integer", (c) => c.notNull())
    .modifyEnd(sql`strict`)
    .execute();
}

/**
 * Opens the marks.
 * @param secretDir SECRET_DIR
 * @returns the marks; every write is durable when its promise resolves
 */
export async function openMarks(secretDir: string): Promise<Marks> {
  const db = openSmallSqlite<MarksSchema>(join(secretDir, MARKS_FILE));
  await prepare(db);
  return {
    log: async (campaign) => {
      const mark = await db
        .selectFrom("logs")
        .select(["lot", "size", "root", "frontier"])
        .where("campaign", "=", campaign)
        .executeTakeFirst();
      return mark ?? null;
    },
    setLog: async (campaign, mark) => {
      await db
        .insertInto("logs")
        .values({ campaign, ...mark })
        .onConflict((conflict) => conflict.column("campaign").doUpdateSet(mark))
        .execute();
    },
    ids: async (name) => {
      const row = await db.selectFrom("ids").select("given").where("name", "=", name).executeTakeFirst();
      return row?.given ?? 0;
    },
    setIds: async (name, given) => {
      await db
        .insertInto("ids")
        .values({ name, given })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ given }))
        .execute();
    },
    close: () => db.destroy(),
  };
}
