// Envelopes that were locked again under a later key: which outer envelope is needed to get one back. The index finds what
// is still under an older key, and whether an outer envelope is needed by any other.
import type { Kysely } from "kysely";
import { isPostgres, makeIndexes } from "./tables.ts";

/** Adds the column and its index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("envelopes")
    .addColumn("inside", isPostgres(db) ? "bigint" : "integer")
    .execute();
  await makeIndexes(db, [["envelopes", ["campaign", "inside", "epoch", "purpose"]]]);
}
