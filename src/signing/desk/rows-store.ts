// What the desk is given of signatures: sealed rows in pages, by id, with the envelopes they need. Promises that
// no row that stands or waits is missed, or given twice, while others change their state.

import type { RowsOf } from "../../memory/waiting.ts";
import type { SignAs } from "../../store/schema.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Request, RequestPage, Row, RowPage } from "./api.ts";
import { readPageEnvelopes } from "./envelopes-store.ts";

/** Rows of one page. Each is up to 53 KB, by the form. */
const PAGE = 256;
/** In the order in which a row may go through them: asked in this order, one that moves meanwhile is found twice. */
const STANDING = ["pending", "accepted", "confirmed"] as const;

/** Whether the mail of a row waits in memory. */
export type Waits = (of: RowsOf, row: number) => boolean;

/** @returns the ids of the next page and after which id the one behind it begins; null when there is none */
async function idsAfter(
  db: Reading,
  campaign: Uint8Array,
  after: number,
): Promise<{ ids: number[]; next: number | null }> {
  const found = new Set<number>();
  for (const state of STANDING) {
    const rows = await db
      .selectFrom("signatures")
      .select("id")
      .where("campaign", "=", campaign)
      .where("state", "=", state)
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE + 1)
      .execute();
    for (const { id } of rows) found.add(id);
  }
  return cut([...found].sort((a, b) => a - b));
}

function cut(sorted: number[]): { ids: number[]; next: number | null } {
  const ids = sorted.slice(0, PAGE);
  return { ids, next: sorted.length > PAGE ? (ids.at(-1) ?? null) : null };
}

/** @returns the page of signatures that comes after an id */
export async function readRowsAfter(
  db: Reading,
  campaign: Uint8Array,
  after: number,
  waits: Waits,
): Promise<RowPage> {
  const { ids, next } = await idsAfter(db, campaign, after);
  return { next, ...(await readRows(db, campaign, ids, waits)) };
}

/** @returns those of some signatures that stand or wait, with their envelopes */
export async function readRows(
  db: Reading,
  campaign: Uint8Array,
  ids: readonly number[],
  waits: Waits,
): Promise<Omit<RowPage, "next">> {
  if (ids.length === 0) return { rows: [], envelopes: [], outer: [] };
  const found = await db
    .selectFrom("signatures as s")
    .leftJoin("appearances as a", "a.signature", "s.id")
    .leftJoin("names as n", "n.signature", "s.id")
    .select([
      "s.id",
      "s.as",
      "s.state",
      "s.text",
      "s.day",
      "s.mailed",
      "s.followed",
      "s.turn",
      "s.index",
      "s.entry",
      "s.salt",
    ])
    .select(["s.epoch", "s.envelope", "s.row", "s.sealed_hash as hash", "n.words", "n.detail"])
    .select(["a.epoch as a_epoch", "a.envelope as a_envelope", "a.row as a_row", "a.sealed_hash as a_hash"])
    .where("s.id", "in", ids)
    .where("s.campaign", "=", campaign)
    .where("s.state", "in", STANDING)
    .orderBy("s.id")
    .execute();
  const rows = found.map((row): Row => {
    const { a_epoch, a_envelope, a_row, a_hash, words, detail, mailed, followed, state, as, ...plain } = row;
    return {
      ...plain,
      as: as as SignAs,
      state: state as Row["state"],
      mailed: mailed === 1,
      waits: mailed === 0 && waits("signatures", plain.id),
      followed: followed === 1,
      appearance:
        a_hash === null || a_epoch === null
          ? null
          : { epoch: a_epoch, envelope: a_envelope, row: a_row, hash: a_hash },
      name: words === null ? null : { words, detail: detail ?? "" },
    };
  });
  const of = rows.flatMap((row) => [row.envelope, row.appearance?.envelope ?? null]);
  return { rows, ...(await readPageEnvelopes(db, of)) };
}

/** Notes that a holder's desk listed these rows, the first time that it did. */
export async function markListed(
  db: { read: Reading; write<T>(work: (tx: Writing) => Promise<T>): Promise<T> },
  ids: readonly number[],
  today: number,
): Promise<void> {
  if (ids.length === 0) return;
  const fresh = await db.read
    .selectFrom("signatures")
    .select("id")
    .where("id", "in", ids)
    .where("listed", "is", null)
    .execute();
  if (fresh.length === 0) return;
  await db.write((tx) =>
    tx
      .updateTable("signatures")
      .set({ listed: today })
      .where(
        "id",
        "in",
        fresh.map(({ id }) => id),
      )
      .where("listed", "is", null)
      .execute(),
  );
}

/** @returns the page of requests that comes after an id */
export async function readRequestsAfter(
  db: Reading,
  campaign: Uint8Array,
  after: number,
  waits: Waits,
): Promise<RequestPage> {
  const found = await db
    .selectFrom("requests")
    .select(["id", "day", "mailed", "confirmed", "epoch", "envelope", "row", "sealed_hash as hash"])
    .where("campaign", "=", campaign)
    .where("id", ">", after)
    .orderBy("id")
    .limit(PAGE + 1)
    .execute();
  const { ids, next } = cut(found.map(({ id }) => id));
  const requests = found.slice(0, ids.length).map(
    ({ mailed, confirmed, ...plain }): Request => ({
      ...plain,
      mailed: mailed === 1,
      waits: mailed === 0 && waits("requests", plain.id),
      confirmed: confirmed === 1,
    }),
  );
  return {
    next,
    requests,
    ...(await readPageEnvelopes(
      db,
      requests.map(({ envelope }) => envelope),
    )),
  };
}

/** How many entries of a log one page holds. */
const ENTRIES = 5_000;

/** @returns a stretch of a campaign's log, and from which index it goes on */
export async function readLog(
  db: Reading,
  campaign: Uint8Array,
  from: number,
): Promise<{ entries: Uint8Array[]; next: number | null }> {
  const rows = await db
    .selectFrom("entries")
    .select("entry")
    .where("campaign", "=", campaign)
    .where("index", ">=", from)
    .where("index", "<", from + ENTRIES)
    .orderBy("index")
    .execute();
  return { entries: rows.map(({ entry }) => entry), next: rows.length === ENTRIES ? from + ENTRIES : null };
}

/**
 * How many signatures wait for their link or a key holder.
 * @param only of one campaign alone
 * @returns a number of each campaign, by hex of its id
 */
export async function countPending(db: Reading, only?: Uint8Array): Promise<ReadonlyMap<string, number>> {
  // Counted campaign by campaign, within one statement: grouped, it would go through the rows that no longer wait too.
  let campaigns = db.selectFrom("campaigns as c").select((column) => [
    "c.id",
    column
      .selectFrom("signatures as s")
      .select(({ fn }) => fn.countAll<number>().as("many"))
      .whereRef("s.campaign", "=", "c.id")
      .where("s.state", "=", "pending")
      .as("many"),
  ]);
  if (only) campaigns = campaigns.where("c.id", "=", only);
  const found = await campaigns.execute();
  return new Map(found.map(({ id, many }) => [hex(id), Number(many)]));
}

/** Whether anybody ever signed: from then on a changed text is a new version. */
export async function hasSignatures(db: Reading, campaign: Uint8Array): Promise<boolean> {
  const row = await db
    .selectFrom("signatures")
    .select("id")
    .where("campaign", "=", campaign)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
