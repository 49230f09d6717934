// Sets one number in each of many rows, each to its own, in one statement a power of two of rows: as insert.ts
// inserts them, and for the same reasons.
import { type CompiledQuery, sql } from "kysely";
import type { Schema } from "./schema.ts";
import type { Writing } from "./store.ts";

/** Rows of the largest statement. */
const LARGEST = 256;

export interface SetterById {
  /**
   * Sets the column of rows by their id; ids that are not there are passed over.
   * @param tx the transaction
   * @param values pairs of an id and what the column becomes
   */
  set(tx: Writing, values: readonly (readonly [id: number, value: number])[]): Promise<void>;
}

/**
 * Prepares the setting of a column.
 * @param table a table whose key is `id`
 * @param column a column of whole numbers
 * @returns the setter; it keeps one compiled statement for each database and power of two
 */
export function setterById<T extends keyof Schema & string>(
  table: T,
  column: keyof Schema[T] & string,
): SetterById {
  const compiled = new WeakMap<object, Map<number, CompiledQuery>>();
  const compile = (tx: Writing, many: number): CompiledQuery => {
    // Both databases call the columns of VALUES so; PostgreSQL has to be told what they are.
    const pair = sql`(cast(${0} as bigint), cast(${0} as bigint))`;
    const pairs = sql.join(Array.from({ length: many }, () => pair));
    return sql`update ${sql.table(table)} set ${sql.ref(column)} = given.column2
      from (values ${pairs}) as given where ${sql.ref(`${table}.id`)} = given.column1`.compile(tx);
  };
  return {
    set: async (tx, values) => {
      const { adapter } = tx.getExecutor();
      const known = compiled.get(adapter) ?? new Map<number, CompiledQuery>();
      compiled.set(adapter, known);
      for (let at = 0; at < values.length; ) {
        const many = Math.min(LARGEST, 2 ** Math.floor(Math.log2(values.length - at)));
        const query = known.get(many) ?? compile(tx, many);
        known.set(many, query);
        await tx.executeQuery({ ...query, parameters: values.slice(at, at + many).flat() });
        at += many;
      }
    },
  };
}
