// What organisers write before it is public: drafts, links by which partners may look at them, pictures, when a
// campaign is to be published by itself, and whose test mail arrived.
import type { Kysely } from "kysely";
import { makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  drafts: { bytes: "who", whole: "revision saved", words: "address files", key: ["address"] },
  preview_links: { bytes: "hash who", whole: "until", words: "address", key: ["hash"] },
  pictures: { bytes: "bytes", whole: "day", words: "name", key: ["name"] },
  schedules: { bytes: "campaign who", whole: "at", words: "why", key: ["campaign"] },
  mail_tests: { bytes: "account", whole: "day", words: "carrier", key: ["account"] },
};

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  await makeIndexes(db, [["preview_links", ["address"]]]);
}
