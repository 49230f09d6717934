// Who follows: lists with a key of their own, sealed rows that belong to no signature, and for each signature whether
// a desk has gone through it. A row with a `pass` is one that a desk is still bringing; it counts only once that is over.
import type { Kysely } from "kysely";
import { isPostgres, makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  follower_lists: { bytes: "id", whole: "epoch made_day keep_until", words: "", key: ["id"] },
  followers: { bytes: "list row sealed_hash pass?", whole: "epoch envelope", words: "", key: "number" },
};

/** Makes the tables, and the column of the signatures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  await makeIndexes(db, [
    ["followers", ["list", "id"]],
    ["followers", ["envelope"]],
    ["followers", ["pass"]],
  ]);
  await db.schema
    .alterTable("signatures")
    .addColumn("followed", isPostgres(db) ? "bigint" : "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
