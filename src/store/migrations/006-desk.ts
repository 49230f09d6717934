// What the desk in the browser adds: passkeys, a language for each account, when and how a session began, and the
// languages of the network's own pages.
import type { Kysely } from "kysely";
import { isPostgres, makeIndexes, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  passkeys: { bytes: "id account public_key", whole: "counter made_day", words: "name", key: ["id"] },
};

/** Makes the table, and the columns of those that are there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  await makeIndexes(db, [["passkeys", ["account"]]]);
  const whole = isPostgres(db) ? "bigint" : "integer";
  const add = (table: string, column: string, type: "text" | typeof whole, value: string | number) =>
    db.schema
      .alterTable(table)
      .addColumn(column, type, (made) => made.notNull().defaultTo(value))
      .execute();
  await add("accounts", "language", "text", "en");
  await add("sessions", "made", whole, 0);
  await add("sessions", "way", "text", "words");
  await add("network", "languages", "text", "");
}
