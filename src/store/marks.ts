// What must never go back, in a small SQLite file in SECRET_DIR, apart from the database and its backups: how far each
// log went, how far ids were given, and which campaigns were closed. After a restore the network goes on from here, so
// that no index and no id is given twice, and what was destroyed does not come back.
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { openSmallSqlite } from "./sqlite.ts";

interface MarksSchema {
  logs: { campaign: Uint8Array; lot: number; size: number; root: Uint8Array; frontier: Uint8Array };
  ids: { name: string; given: number };
  closed: { campaign: Uint8Array; certificate: string };
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
  /** @returns the certificate of a campaign that was closed here, or null */
  closed(campaign: Uint8Array): Promise<string | null>;
  /** @returns the ids of the campaigns that were closed here */
  allClosed(): Promise<Uint8Array[]>;
  /** Writes down that a campaign is closed, before its key is destroyed. */
  setClosed(campaign: Uint8Array, certificate: string): Promise<void>;
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
  await db.schema
    .createTable("closed")
    .ifNotExists()
    .addColumn("campaign", "blob", (c) => c.primaryKey().notNull())
    .addColumn("certificate", "text", (c) => c.notNull())
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
    closed: async (campaign) => {
      const row = await db
        .selectFrom("closed")
        .select("certificate")
        .where("campaign", "=", campaign)
        .executeTakeFirst();
      return row?.certificate ?? null;
    },
    allClosed: async () => {
      const rows = await db.selectFrom("closed").select("campaign").execute();
      return rows.map(({ campaign }) => campaign);
    },
    setClosed: async (campaign, certificate) => {
      await db
        .insertInto("closed")
        .values({ campaign, certificate })
        .onConflict((conflict) => conflict.column("campaign").doUpdateSet({ certificate }))
        .execute();
    },
    close: () => db.destroy(),
  };
}
