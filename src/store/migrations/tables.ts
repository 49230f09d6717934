// How a migration makes tables: named columns by kind, the same on both databases. On SQLite every table is STRICT,
// and words are compared byte by byte on both.
import { type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from "kysely";

/** Column types and the table option of the database at hand. */
function dialect(db: Kysely<unknown>) {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  return {
    postgres,
    bytes: postgres ? sql`bytea` : sql`blob`,
    whole: postgres ? sql`bigint` : sql`integer`,
    // Compared byte by byte on both, whatever the database's own order is.
    words: postgres ? sql`text collate "C"` : sql`text`,
  };
}

type Kinds = ReturnType<typeof dialect>;
type Table = CreateTableBuilder<string, string>;

/** Adds columns by kind; a name with ? may be null. */
function columns(bare: Table, kinds: Kinds, spec: Record<"bytes" | "whole" | "words", string>): Table {
  let table = bare;
  for (const kind of ["bytes", "whole", "words"] as const) {
    for (const name of spec[kind].split(" ").filter(Boolean)) {
      const optional = name.endsWith("?");
      table = table.addColumn(name.replace("?", ""), kinds[kind], (column) =>
        optional ? column : column.notNull(),
      );
    }
  }
  return table;
}

/** `id`, never given twice. */
function numbered(table: Table, kinds: Kinds): Table {
  return kinds.postgres
    ? table.addColumn("id", kinds.whole, (column) => column.generatedByDefaultAsIdentity().primaryKey())
    : table.addColumn("id", kinds.whole, (column) => column.primaryKey().autoIncrement());
}

/** A table: its columns by kind, apart by blanks; a name with ? may be null. */
export interface TableSpec {
  bytes: string;
  whole: string;
  words: string;
  /** "id" for a number that the database gives, else the columns of the key. */
  key: "number" | string[];
}

/** Columns of a table that are looked up by; `true` where no two rows may be the same in them. */
export type IndexSpec = [table: string, columns: string[], unique?: true];

/** Whether the database at hand is PostgreSQL. */
export function isPostgres(db: Kysely<unknown>): boolean {
  return dialect(db).postgres;
}

/** Makes tables. @param tables by name */
export async function makeTables(db: Kysely<unknown>, tables: Record<string, TableSpec>): Promise<void> {
  const kinds = dialect(db);
  for (const [name, spec] of Object.entries(tables)) {
    let table = db.schema.createTable(name) as unknown as Table;
    if (spec.key === "number") table = numbered(table, kinds);
    table = columns(table, kinds, spec);
    if (spec.key !== "number") table = table.addPrimaryKeyConstraint(`${name}_key`, spec.key);
    if (!kinds.postgres) table = table.modifyEnd(sql`strict`);
    await table.execute();
  }
}

/** Makes indexes. */
export async function makeIndexes(db: Kysely<unknown>, indexes: readonly IndexSpec[]): Promise<void> {
  for (const [table, of, unique] of indexes) {
    let index = db.schema
      .createIndex(`${table}_${of.join("_")}`)
      .on(table)
      .columns(of);
    if (unique) index = index.unique();
    await index.execute();
  }
}
