// The ceiling's table: the product's own, made by its own migrations, so that it has the same columns, the same
// indexes and the same settings. Written by nothing but the driver: one multi-row statement a group, prepared once
// for each size of group.
import { randomFillSync } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import pg from "pg";
import { openStore, SQLITE_FILE } from "../src/store/store.ts";

/** Where rows go: a folder for SQLite, an address for PostgreSQL. */
export type CeilingRows = { kind: "sqlite"; dir: string } | { kind: "postgres"; url: string };

const COLUMNS = "campaign,epoch,envelope,as,text,state,row,sealed_hash,day,mailed,check".split(",");
const QUOTED = COLUMNS.map((name) => `"${name}"`).join(",");
const ENVELOPE = new Uint8Array(1_120).fill(7);
const CAMPAIGN = new Uint8Array(16).fill(1);
const DAY = 20_000;

type Commit = (items: null[]) => Promise<null[]>;
type Value = string | number | Uint8Array;

/** Makes the rows of one group, each with random bytes where the product's have them. */
function rowsOf(many: number, envelope: number, row: Uint8Array): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < many; at++) {
    const hash = randomFillSync(new Uint8Array(32));
    const check = randomFillSync(new Uint8Array(32));
    values.push(CAMPAIGN, 1, envelope, "person", 1, "pending", row, hash, DAY, 1, check);
  }
  return values;
}

/** The text of the statement for so many rows; `mark` gives the n-th parameter's. */
function insertText(many: number, mark: (n: number) => string): string {
  const row = (at: number) =>
    `(${COLUMNS.map((_, column) => mark(at * COLUMNS.length + column + 1)).join(",")})`;
  return `insert into signatures (${QUOTED}) values ${Array.from({ length: many }, (_, at) => row(at)).join(",")}`;
}

/**
 * Makes the table and what commits groups to it.
 * @param rows where they go
 * @param rowBytes bytes of a sealed row
 */
export async function openCeilingStore(rows: CeilingRows, rowBytes: number): Promise<Commit> {
  const row = randomFillSync(new Uint8Array(rowBytes));
  const database = rows.kind === "sqlite" ? { kind: rows.kind } : { kind: rows.kind, url: rows.url };
  const dataDir = rows.kind === "sqlite" ? rows.dir : "";
  const store = await openStore({ database, dataDir, onError: () => {} });
  await store.close();
  return rows.kind === "sqlite" ? onSqlite(join(rows.dir, SQLITE_FILE), row) : onPostgres(rows.url, row);
}

function onSqlite(path: string, row: Uint8Array): Commit {
  const db = new DatabaseSync(path);
  // As src/store/sqlite.ts sets them.
  db.exec(
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=OFF",
  );
  db.exec("PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=16000");
  const begin = db.prepare("begin");
  const commit = db.prepare("commit");
  const envelope = db.prepare("insert into envelopes (campaign, epoch, purpose, bytes) values (?, 1, 1, ?)");
  const inserts = new Map<number, StatementSync>();
  return async (items) => {
    let insert = inserts.get(items.length);
    if (!insert) {
      insert = db.prepare(insertText(items.length, () => "?"));
      inserts.set(items.length, insert);
    }
    begin.run();
    const { lastInsertRowid } = envelope.run(CAMPAIGN, ENVELOPE);
    insert.run(...rowsOf(items.length, Number(lastInsertRowid), row));
    commit.run();
    return items;
  };
}

async function onPostgres(url: string, row: Uint8Array): Promise<Commit> {
  const client = new pg.Client(url);
  await client.connect();
  return async (items) => {
    await client.query("begin");
    const made = await client.query<{ id: string }>({
      name: "envelope",
      text: "insert into envelopes (campaign, epoch, purpose, bytes) values ($1, 1, 1, $2) returning id",
      values: [CAMPAIGN, ENVELOPE],
    });
    await client.query({
      name: `rows${items.length}`,
      text: insertText(items.length, (n) => `$${n}`),
      values: rowsOf(items.length, Number(made.rows[0]?.id), row),
    });
    await client.query("commit");
    return items;
  };
}
