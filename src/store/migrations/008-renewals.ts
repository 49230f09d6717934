// More than one request of whoever lost their words may wait, each with what its maker signed: a stranger's must not
// keep theirs out. No network has had any yet.
import type { Kysely } from "kysely";
import { makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  renewals: {
    bytes: "id account salt sign_in wrap xwing ed25519 signature",
    whole: "until done",
    words: "",
    key: ["id"],
  },
};

/** Makes the table anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("renewals").execute();
  await makeTables(db, TABLES);
}
