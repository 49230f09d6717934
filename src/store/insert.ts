// Multi-row inserts, compiled once for each size: building a query costs more than running it. Sizes are powers
// of two, so that there are nine and not 256: each takes memory in the database too, and the first of each size
// makes everybody wait.
import { type CompiledQuery, SqliteAdapter } from "kysely";
import type { Schema } from "./schema.ts";
import type { Writing } from "./store.ts";

type Value = string | number | Uint8Array | null;

/** SQLite gives the rows of one statement numbers that follow each other, and tells the last. */
function isSqlite(tx: Writing): boolean {
  return tx.getExecutor().adapter instanceof SqliteAdapter;
}

function upTo(last: number, many: number): number[] {
  return Array.from({ length: many }, (_, at) => last - many + 1 + at);
}

/** Rows of the largest statement. */
const LARGEST = 256;

export interface Inserter {
  /**
   * Inserts rows, in as few statements as their number has parts.
   * @param tx the transaction
   * @param rows values in the order of the columns
   * @returns the ids given, in the order of the rows; empty for a table without `id`
   */
  insert(tx: Writing, rows: Value[][]): Promise<number[]>;
}

/**
 * Prepares inserts into one table.
 * @param table its name
 * @param columns the columns that each row gives
 * @param numbered whether the database gives ids that are wanted back
 * @returns the inserter; it keeps one compiled statement for each database and power of two
 */
export function inserter<T extends keyof Schema & string>(
  table: T,
  columns: readonly (keyof Schema[T] & string)[],
  numbered: boolean,
): Inserter {
  // One process may serve networks on both databases, whose SQL differs.
  const compiled = new WeakMap<object, Map<number, CompiledQuery<{ id: number }>>>();
  const compiledFor = (tx: Writing) => {
    const { adapter } = tx.getExecutor();
    const known = compiled.get(adapter) ?? new Map<number, CompiledQuery<{ id: number }>>();
    compiled.set(adapter, known);
    return known;
  };
  const compile = (tx: Writing, many: number): CompiledQuery<{ id: number }> => {
    const row = Object.fromEntries(columns.map((column) => [column, null]));
    const rows = Array.from({ length: many }, () => ({ ...row }));
    const query = tx.insertInto(table as "signatures").values(rows as never);
    const asks = numbered && !isSqlite(tx);
    return (asks ? query.returning("id") : query).compile() as CompiledQuery<{ id: number }>;
  };
  const insertPart = async (tx: Writing, rows: Value[][]): Promise<number[]> => {
    const known = compiledFor(tx);
    let query = known.get(rows.length);
    if (!query) {
      query = compile(tx, rows.length);
      known.set(rows.length, query);
    }
    const result = await tx.executeQuery<{ id: number }>({ ...query, parameters: rows.flat() });
    if (numbered && isSqlite(tx)) return upTo(Number(result.insertId), rows.length);
    // One statement gives ids in the order of its rows, but may return them in another.
    return result.rows.map((given) => given.id).sort((a, b) => a - b);
  };
  return {
    insert: async (tx, rows) => {
      const ids: number[] = [];
      for (let at = 0; at < rows.length; ) {
        const many = Math.min(LARGEST, 2 ** Math.floor(Math.log2(rows.length - at)));
        ids.push(...(await insertPart(tx, rows.slice(at, at + many))));
        at += many;
      }
      return ids;
    },
  };
}
