// For tests of what both databases must do alike: each promise becomes two tests, one on SQLite in a folder of its
// own, one on a PostgreSQL database of its own.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Insertable } from "kysely";
import { NOBODY } from "../../src/ledger/count.ts";
import type { CampaignTable, NewSignature } from "../../src/store/schema.ts";
import { openStore, type Store, type StoreOptions } from "../../src/store/store.ts";
import { freshDatabase } from "../postgres.ts";

export type Kind = Store["kind"];
export const KINDS: readonly Kind[] = ["sqlite", "postgres"];

export interface OnStore {
  kind: Kind;
  store: Store;
  dataDir: string;
  secretDir: string;
  database: StoreOptions["database"];
  /** Errors that the store reported beside its answers. */
  errors: Error[];
  /** Opens the same database once more, as another process would. */
  again(options?: Partial<StoreOptions>): Promise<Store>;
}

/**
 * Makes one test for each database.
 * @param promise what is promised; the database's name is added
 * @param run the test, given an empty network's store
 */
export function onBoth(promise: string, run: (on: OnStore) => Promise<void>): void {
  for (const kind of KINDS) test(`${promise} (${kind})`, () => onStore(kind, run));
}

/** Opens an empty store of one kind, runs, and takes everything away again. */
export async function onStore(
  kind: Kind,
  run: (on: OnStore) => Promise<void>,
  options: Partial<StoreOptions> = {},
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-store-"));
  const [dataDir, secretDir] = [join(dir, "data"), join(dir, "secret")];
  for (const folder of [dataDir, secretDir]) mkdirSync(folder, { mode: 0o700 });
  const fresh = kind === "postgres" ? await freshDatabase() : null;
  const database: StoreOptions["database"] = fresh
    ? { kind: "postgres", url: fresh.url }
    : { kind: "sqlite" };
  const errors: Error[] = [];
  const opened: Store[] = [];
  const again: OnStore["again"] = async (more = {}) => {
    const onError = (error: Error) => errors.push(error);
    const store = await openStore({ database, dataDir, onError, ...options, ...more });
    opened.push(store);
    return store;
  };
  try {
    await run({ kind, store: await again(), dataDir, secretDir, database, errors, again });
  } finally {
    for (const store of opened.reverse()) await store.close().catch(() => undefined);
    await fresh?.drop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A campaign as it is before its first signature. */
export function campaignRow(slug = "night-work"): Insertable<CampaignTable> & { id: Uint8Array } {
  return {
    id: new Uint8Array(randomBytes(16)),
    slug,
    state: "published",
    text: 1,
    epoch: 1,
    size: 0,
    term: 0,
    lot: 0,
    turn: 0,
    waiting_since: null,
    counted: JSON.stringify(NOBODY),
    made_day: 20_000,
    published_day: 20_000,
  };
}

/** A row as signing appends it; its sealed bytes are noise. */
export function signatureRow(campaign: Uint8Array, more: Partial<NewSignature> = {}): NewSignature {
  return {
    campaign,
    epoch: 1,
    envelope: null,
    as: "person",
    text: 1,
    state: "pending",
    row: new Uint8Array(randomBytes(1_729)),
    sealed_hash: new Uint8Array(randomBytes(32)),
    day: 20_000,
    listed: null,
    mailed: 1,
    check: new Uint8Array(randomBytes(32)),
    salt: null,
    entry: null,
    turn: null,
    index: null,
    ...more,
  };
}

/** Appends rows as they are. @returns their ids, in order */
export async function addSignatures(store: Store, rows: readonly NewSignature[]): Promise<number[]> {
  const given = await store.write((tx) =>
    tx
      .insertInto("signatures")
      .values([...rows])
      .returning("id")
      .execute(),
  );
  return given.map(({ id }) => id).sort((a, b) => a - b);
}
