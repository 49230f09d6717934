// The queries of the ledger: entries that wait, entries numbered, lots.

import { inserter } from "../store/insert.ts";
import type { Campaign } from "../store/schema.ts";
import { setterById } from "../store/set-by-id.ts";
import type { Reading, Writing } from "../store/store.ts";

const waitingRows = inserter("waiting", ["campaign", "entry", "signature"], false);
const entryRows = inserter("entries", ["campaign", "index", "entry"], false);
const indices = setterById("signatures", "index");
const GROUP = 256;

export interface NewWaiting {
  campaign: Uint8Array;
  entry: Uint8Array;
  signature: number | null;
}

/** Lets entries of one campaign wait for its next lot. `hour` is whole hours since 1970-01-01. */
export async function addWaiting(tx: Writing, entries: NewWaiting[], hour: number): Promise<void> {
  const campaign = entries[0]?.campaign;
  if (!campaign) return;
  for (let at = 0; at < entries.length; at += GROUP) {
    const group = entries.slice(at, at + GROUP);
    await waitingRows.insert(
      tx,
      group.map((entry) => [entry.campaign, entry.entry, entry.signature]),
    );
  }
  await tx
    .updateTable("campaigns")
    .set({ waiting_since: hour })
    .where("id", "=", campaign)
    .where("waiting_since", "is", null)
    .execute();
}

/** What is taken back while it waits is never numbered. @returns how many waited and are gone */
export async function dropWaiting(tx: Writing, signatures: number[]): Promise<void> {
  if (signatures.length === 0) return;
  await tx.deleteFrom("waiting").where("signature", "in", signatures).execute();
}

/** Forgets since when a campaign waits, if nothing does. */
export async function endWait(tx: Writing, campaign: Uint8Array): Promise<void> {
  await tx
    .updateTable("campaigns")
    .set({ waiting_since: null })
    .where("id", "=", campaign)
    .where((where) =>
      where.not(where.exists(where.selectFrom("waiting").select("id").where("campaign", "=", campaign))),
    )
    .execute();
}

/** @returns the entries that wait, oldest first */
export function readWaiting(db: Reading, campaign: Uint8Array) {
  return db
    .selectFrom("waiting")
    .select(["id", "entry", "signature"])
    .where("campaign", "=", campaign)
    .orderBy("id")
    .execute();
}

/** @returns what waits, oldest first, without the entries: there may be a hundred thousand */
export function idsWaiting(db: Reading, campaign: Uint8Array) {
  return db
    .selectFrom("waiting")
    .select(["id", "signature"])
    .where("campaign", "=", campaign)
    .orderBy("id")
    .execute();
}

/** @returns those of these entries that still wait, by id */
export async function entriesWaiting(
  db: Reading,
  ids: readonly number[],
): Promise<Map<number, Omit<Numbered, "index">>> {
  const still = new Map<number, Omit<Numbered, "index">>();
  for (let at = 0; at < ids.length; at += GROUP) {
    const rows = await db
      .selectFrom("waiting")
      .select(["id", "entry", "signature"])
      .where("id", "in", ids.slice(at, at + GROUP))
      .execute();
    for (const row of rows) still.set(row.id, row);
  }
  return still;
}

/** @returns whether any entry of a campaign waits */
export async function anyWaits(db: Reading, campaign: Uint8Array): Promise<boolean> {
  const one = await db
    .selectFrom("waiting")
    .select("id")
    .where("campaign", "=", campaign)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** @returns the campaigns with something that waits: an entry, or a name that was approved */
export function campaignsWaiting(db: Reading) {
  return db
    .selectFrom("campaigns")
    .select(["id", "slug", "waiting_since"])
    .where((where) =>
      where.or([
        where("waiting_since", "is not", null),
        where.exists(
          where
            .selectFrom("names")
            .select("names.signature")
            .whereRef("names.campaign", "=", "campaigns.id")
            .where("names.lot", "is", null),
        ),
      ]),
    )
    .execute();
}

/** @returns the first bytes of the entries at these indices */
export async function entryTypes(
  db: Reading,
  campaign: Uint8Array,
  indices: number[],
): Promise<Map<number, number>> {
  const types = new Map<number, number>();
  for (let at = 0; at < indices.length; at += GROUP) {
    const rows = await db
      .selectFrom("entries")
      .select(["index", "entry"])
      .where("campaign", "=", campaign)
      .where("index", "in", indices.slice(at, at + GROUP))
      .execute();
    for (const row of rows) types.set(row.index, row.entry[0] ?? -1);
  }
  return types;
}

export interface Numbered {
  id: number;
  entry: Uint8Array;
  signature: number | null;
  index: number;
}

/** Writes numbered entries, their signatures' indices, and takes them from those that wait. */
export async function writeEntries(tx: Writing, campaign: Uint8Array, lot: Numbered[]): Promise<void> {
  for (let at = 0; at < lot.length; at += GROUP) {
    const group = lot.slice(at, at + GROUP);
    await entryRows.insert(
      tx,
      group.map((entry) => [campaign, entry.index, entry.entry]),
    );
    await tx
      .deleteFrom("waiting")
      .where(
        "id",
        "in",
        group.map((entry) => entry.id),
      )
      .execute();
    await indices.set(
      tx,
      group.flatMap(({ signature, index }) => (signature === null ? [] : [[signature, index] as const])),
    );
  }
}

/** Shows the approved names whose signatures are numbered. @returns how many appear now */
export async function showNames(tx: Writing, campaign: Uint8Array, lot: number): Promise<number> {
  const shown = await tx
    .updateTable("names")
    .set({ lot })
    .where("campaign", "=", campaign)
    .where("lot", "is", null)
    .where("signature", "in", (where) =>
      where
        .selectFrom("signatures")
        .select("signatures.id")
        .whereRef("signatures.id", "=", "names.signature")
        .where("signatures.index", "is not", null),
    )
    .executeTakeFirst();
  return Number(shown.numUpdatedRows);
}

/** @returns the frontier of the last lot, or null before the first */
export async function lastLot(db: Reading, campaign: Campaign) {
  const lot = await db
    .selectFrom("lots")
    .select(["lot", "size", "root", "frontier"])
    .where("campaign", "=", campaign.id)
    .where("lot", "=", campaign.lot)
    .executeTakeFirst();
  return lot ?? null;
}
