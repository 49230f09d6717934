// Ids are never given twice, also after yesterday's backup was restored: the file of marks says up to which
// id they may have been given, always some way ahead, and exactly after an orderly stop.
import { sql } from "kysely";
import type { Marks } from "./marks.ts";
import type { Store } from "./store.ts";

const TABLES = ["signatures", "requests"] as const;
const AHEAD = 10_000;
const NEAR = 1_000;

export interface Ids {
  /** To be awaited before anybody is told of an id: writes down ids ahead when the last comes near. */
  given(table: (typeof TABLES)[number], last: number): Promise<void>;
  /** Writes down exactly what was given. */
  stop(): Promise<void>;
}

async function last(store: Store, table: (typeof TABLES)[number]): Promise<number> {
  if (store.kind === "sqlite") {
    const found = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(
      store.read,
    );
    return found.rows[0]?.seq ?? 0;
  }
  const found = await sql<{ last: number | null }>`
    select pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass) as last`.execute(
    store.read,
  );
  return found.rows[0]?.last ?? 0;
}

async function goOnAfter(store: Store, table: (typeof TABLES)[number], id: number): Promise<void> {
  await store.write(async (tx) => {
    if (store.kind === "postgres") {
      await sql`select setval(pg_get_serial_sequence(${table}, 'id')::regclass, ${id}::bigint)`.execute(tx);
      return;
    }
    await sql`delete from sqlite_sequence where name = ${table}`.execute(tx);
    await sql`insert into sqlite_sequence (name, seq) values (${table}, ${id})`.execute(tx);
  });
}

/**
 * Brings the database's ids to where the marks say that they may have come.
 * @param store the network's database
 * @param marks the marks in SECRET_DIR
 * @returns the watch over ids that are given from now on
 */
export async function openIds(store: Store, marks: Marks): Promise<Ids> {
  const reserved = new Map<string, number>();
  for (const table of TABLES) {
    const mark = await marks.ids(table);
    const now = await last(store, table);
    if (mark > now) await goOnAfter(store, table, mark);
    const ahead = Math.max(mark, now) + AHEAD;
    await marks.setIds(table, ahead);
    reserved.set(table, ahead);
  }
  return {
    given: async (table, id) => {
      if (id + NEAR < (reserved.get(table) ?? 0)) return;
      reserved.set(table, id + AHEAD);
      await marks.setIds(table, id + AHEAD);
    },
    stop: async () => {
      for (const table of TABLES) await marks.setIds(table, await last(store, table));
    },
  };
}
