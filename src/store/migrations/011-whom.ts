// For whom an invitation was made, as whoever made it wrote it down; and whom a deed of the team was about: a colleague.
import type { Kysely } from "kysely";
import { isPostgres } from "./tables.ts";

/** Adds the columns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("invitations")
    .addColumn("label", "text", (made) => made.notNull().defaultTo(""))
    .execute();
  await db.schema
    .alterTable("deeds")
    .addColumn("whom", isPostgres(db) ? "bytea" : "blob")
    .execute();
}
