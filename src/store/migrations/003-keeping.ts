// How long things are kept, and how that ends: certificates of what was destroyed, versions of a text whose promise
// has ended, when a campaign was brought up to date, who wants a mail a day and what they were reminded of.
import type { Kysely } from "kysely";
import { isPostgres, makeTables, type TableSpec } from "./tables.ts";

const TABLES: Record<string, TableSpec> = {
  certificates: { bytes: "campaign", whole: "day done?", words: "text", key: ["campaign"] },
  endings: { bytes: "campaign", whole: "version day many", words: "", key: ["campaign", "version"] },
  reminders: {
    bytes: "account campaign",
    whole: "until step",
    words: "",
    key: ["account", "campaign", "until", "step"],
  },
};

/** Makes the tables, and the columns of those that are there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db, TABLES);
  const whole = isPostgres(db) ? "bigint" : "integer";
  for (const column of ["brought", "brought_turn"]) {
    await db.schema.alterTable("campaigns").addColumn(column, whole).execute();
  }
  await db.schema
    .alterTable("accounts")
    .addColumn("daily", whole, (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("accounts").addColumn("mailed_day", whole).execute();
}
