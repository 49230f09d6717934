// Somebody with a copy of a whole database and old keys, who tries: every row under every seed, epoch and purpose, with
// every envelope as it stands and as an outer one gives it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { onNode } from "../src/vault/on-node.ts";
import { openOuter, openResealed } from "../src/vault/resealed.ts";
import { info, openRow, PURPOSE } from "../src/vault/row.ts";
import type { DeskNetwork } from "./desk-network.ts";

/** What was kept of a campaign's or the list's key. */
export interface Kept {
  campaign: Uint8Array;
  seed: Uint8Array;
}

const TABLES = ["signatures", "appearances", "requests", "brought_rows", "followers"] as const;
const OF_ROWS = [PURPOSE.signature, PURPOSE.follower, PURPOSE.request, PURPOSE.appearance];
const EPOCHS = [1, 2, 3];

/** Every sealed row of the database with its envelope record. */
export async function sealedRows({ store: { read } }: DeskNetwork) {
  const rows = [];
  for (const table of TABLES) {
    const found = await read
      .selectFrom(table)
      .innerJoin("envelopes", "envelopes.id", `${table}.envelope`)
      .select([`${table}.row`, `${table}.sealed_hash as hash`, "envelopes.id", "envelopes.bytes"])
      .orderBy("hash")
      .execute();
    for (const one of found) if (one.row) rows.push({ ...one, row: one.row, table });
  }
  return rows;
}

/**
 * Tries.
 * @returns of which tables rows opened, each as often as one did
 */
export async function steal(
  here: DeskNetwork,
  network: Uint8Array,
  kept: readonly Kept[],
): Promise<string[]> {
  const envelopes = await here.store.read.selectFrom("envelopes").select(["id", "bytes"]).execute();
  const opened: string[] = [];
  for (const { table, row, bytes } of await sealedRows(here)) {
    const candidates = [bytes, ...(await gotBack(network, kept, envelopes, bytes))];
    if (await opensWithAny(network, kept, candidates, row)) opened.push(table);
  }
  return opened.toSorted();
}

/** An envelope out of whichever other record unlocks it. */
async function gotBack(
  network: Uint8Array,
  kept: readonly Kept[],
  envelopes: readonly { bytes: Uint8Array }[],
  row: Uint8Array,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const { bytes: outer } of envelopes.filter(({ bytes }) => bytes.length === 1120)) {
    for (const { campaign, seed } of kept) {
      for (const epoch of EPOCHS) {
        const exporter = await openOuter(onNode, seed, { network, campaign, epoch }, outer);
        const got = await openResealed(onNode, exporter, outer, row);
        if (got.ok) found.push(got.envelope);
      }
    }
  }
  return found;
}

async function opensWithAny(
  network: Uint8Array,
  kept: readonly Kept[],
  envelopes: readonly Uint8Array[],
  row: Uint8Array,
): Promise<boolean> {
  for (const envelope of envelopes.filter(({ length }) => length === 1120)) {
    for (const { campaign, seed } of kept) {
      for (const epoch of EPOCHS) {
        for (const purpose of OF_ROWS) {
          const bound = info({ purpose, network, campaign, epoch });
          const exporter = await onNode.openEnvelope(seed, envelope, bound);
          if ((await openRow(onNode, exporter, envelope, row, null, purpose)).ok) return true;
        }
      }
    }
  }
  return false;
}

/** How many of some bytes stand in the files of the database: of PostgreSQL, in the file of its envelopes. */
export async function inTheFiles(
  here: { store: DeskNetwork["store"]; settings: { dataDir: string } },
  all: readonly Uint8Array[],
): Promise<number> {
  const { kind, read } = here.store;
  const files: Buffer[] = [];
  if (kind === "sqlite") {
    for (const name of readdirSync(here.settings.dataDir))
      files.push(readFileSync(join(here.settings.dataDir, name)));
  } else {
    await sql`checkpoint`.execute(read);
    const { rows } = await sql<{ bytes: Uint8Array }>`
      select pg_read_binary_file(pg_relation_filepath('envelopes')) as bytes`.execute(read);
    files.push(...rows.map(({ bytes }) => Buffer.from(bytes)));
  }
  // A part of it is enough to be found, and none of its parts is anywhere else.
  return all.filter((bytes) => files.some((file) => file.includes(bytes.subarray(64, 128)))).length;
}
