// What the desk decided, put into the database: each function is part of one transaction, checks against what
// stands now what can be checked without opening anything, and passes over what has changed meanwhile.

import type { RowsOf } from "../../memory/waiting.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import {
  type Countable,
  type CountingParts,
  countSignatures,
  dropEnvelopes,
  isCounted,
  type Left,
  leaveCount,
} from "../counting.ts";
import { sortTextOf } from "../names/names.ts";
import type { ApprovedName } from "./api.ts";
import type { Waits } from "./rows-store.ts";

/** Deletes requests with what is sealed of them. @returns how many there were */
export async function dropRequests(
  tx: Writing,
  campaign: Uint8Array,
  ids: readonly number[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await tx
    .deleteFrom("requests")
    .where("campaign", "=", campaign)
    .where("id", "in", ids)
    .returning("envelope")
    .execute();
  await dropEnvelopes(
    tx,
    gone.map(({ envelope }) => envelope),
  );
  return gone.length;
}

/**
 * Deletes requests that a key holder dismisses. One whose link was followed holds: it is passed over.
 * @returns how many there were
 */
export async function dismiss(tx: Writing, campaign: Uint8Array, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const open = await tx
    .selectFrom("requests")
    .select("id")
    .where("campaign", "=", campaign)
    .where("id", "in", ids)
    .where("confirmed", "=", 0)
    .execute();
  return dropRequests(
    tx,
    campaign,
    open.map(({ id }) => id),
  );
}

async function rowsOf(
  tx: Writing,
  campaign: Uint8Array,
  ids: readonly number[],
): Promise<Map<number, Countable>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("signatures")
    .select(["id", "campaign", "as", "state", "sealed_hash"])
    .where("id", "in", ids)
    .where("campaign", "=", campaign)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Takes signatures of one address out that another replaces. A confirmed one is never replaced by an accepted one.
 * @returns what left
 */
export async function replace(
  tx: Writing,
  parts: CountingParts,
  campaign: Uint8Array,
  pairs: readonly { id: number; by: number }[],
): Promise<Left> {
  const rows = await rowsOf(
    tx,
    campaign,
    pairs.flatMap(({ id, by }) => [id, by]),
  );
  const going = new Set(pairs.map(({ id }) => id));
  const holds = pairs.filter(({ id, by }) => {
    const [one, other] = [rows.get(id), rows.get(by)];
    if (!one || !other || id === by || going.has(by) || one.as !== other.as) return false;
    if (!isCounted(one.state) || !isCounted(other.state)) return false;
    return one.state === "accepted" || other.state === "confirmed";
  });
  return leaveCount(
    tx,
    parts,
    holds.map(({ id }) => id),
    "replaced",
    "signer",
  );
}

/**
 * Answers requests: withdraws their signatures where the request was confirmed by its link, and deletes them.
 * @returns what left
 */
export async function answerRequests(
  tx: Writing,
  parts: CountingParts,
  campaign: Uint8Array,
  answered: readonly { id: number; signatures: readonly number[] }[],
): Promise<Left> {
  const ids = answered.map(({ id }) => id);
  if (ids.length === 0) return { rows: 0, names: 0 };
  const confirmed = await tx
    .selectFrom("requests")
    .select("id")
    .where("id", "in", ids)
    .where("campaign", "=", campaign)
    .where("confirmed", "=", 1)
    .execute();
  const holds = new Set(confirmed.map(({ id }) => id));
  const signatures = answered.flatMap((request) => (holds.has(request.id) ? request.signatures : []));
  const ours = await rowsOf(tx, campaign, signatures);
  const left = await leaveCount(tx, parts, [...ours.keys()], "withdrawn", "signer");
  await dropRequests(tx, campaign, ids);
  return left;
}

/** Accepts those of the signatures that are pending, in the order given. @returns how many */
export async function accept(
  tx: Writing,
  parts: CountingParts,
  campaign: Uint8Array,
  ids: readonly number[],
): Promise<number> {
  const rows = await rowsOf(tx, campaign, ids);
  const pending = [...new Set(ids)].flatMap((id) => {
    const row = rows.get(id);
    return row?.state === "pending" ? [row] : [];
  });
  await countSignatures(tx, parts, pending, "accepted");
  return pending.length;
}

/** Takes signatures off by a key holder's hand. @returns what left, which they were, and which never were */
export async function takeOff(
  tx: Writing,
  parts: CountingParts,
  campaign: Uint8Array,
  ids: readonly number[],
): Promise<Left & { taken: number[]; unknown: number[] }> {
  const rows = await rowsOf(tx, campaign, ids);
  const stood = [...rows.values()].filter(({ state }) => state === "pending" || isCounted(state));
  const taken = stood.map(({ id }) => id);
  const left = await leaveCount(tx, parts, taken, "taken-off", "holder");
  return { ...left, taken, unknown: ids.filter((id) => !rows.has(id)) };
}

/**
 * Puts approved words among the names, from the next lot on. Words whose owner changed them meanwhile are not.
 * @returns the signatures whose words are new, and whether others stood there before
 */
export async function show(
  tx: Writing,
  campaign: Uint8Array,
  names: readonly ApprovedName[],
): Promise<{ shown: number[]; replaced: boolean }> {
  const done = { shown: [] as number[], replaced: false };
  for (const { id, of, words, detail } of names) {
    const row = await tx
      .selectFrom("signatures as s")
      .leftJoin("appearances as a", "a.signature", "s.id")
      .leftJoin("names as n", "n.signature", "s.id")
      .select(["s.as", "s.state", "s.sealed_hash", "a.sealed_hash as answer", "n.words", "n.detail"])
      .where("s.id", "=", id)
      .where("s.campaign", "=", campaign)
      .executeTakeFirst();
    if (!row || !isCounted(row.state) || words === "") continue;
    if (!bytesEqual(row.answer ?? row.sealed_hash, of)) continue;
    if (row.words === words && row.detail === detail) continue;
    const name = { campaign, as: row.as, words, detail, sort: sortTextOf(words), lot: null };
    await tx
      .insertInto("names")
      .values({ signature: id, ...name })
      .onConflict((conflict) => conflict.column("signature").doUpdateSet(name))
      .execute();
    done.shown.push(id);
    done.replaced ||= row.words !== null;
  }
  return done;
}

/** Takes shown words away. @returns the signatures whose words were shown */
export async function hide(tx: Writing, campaign: Uint8Array, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const gone = await tx
    .deleteFrom("names")
    .where("campaign", "=", campaign)
    .where("signature", "in", ids)
    .returning("signature")
    .execute();
  return gone.map(({ signature }) => signature);
}

/** Rows without an address whose mail counts as handed over with that of their neighbours. */
export interface Range {
  after: number;
  upTo: number;
}

/**
 * Sorts what was gone through into rows whose mail is to go and rows that gave no address.
 * @param of which table
 * @param range ids above `after` up to `upTo`
 * @param asked ids whose mail is to go
 * @param waits whether a row's mail waits already
 * @returns those of the ids that wait for their mail, and the others of the range
 */
export async function lostIn(
  db: Reading,
  of: RowsOf,
  campaign: Uint8Array,
  range: Range,
  asked: readonly number[],
  waits: Waits,
): Promise<{ lost: Set<number>; plain: number[] }> {
  const rows = await unmailed(db, of, campaign, range);
  const open = rows.filter((id) => !waits(of, id));
  const wanted = new Set(asked);
  return {
    lost: new Set(open.filter((id) => wanted.has(id))),
    plain: open.filter((id) => !wanted.has(id)),
  };
}

async function unmailed(
  db: Reading,
  of: RowsOf,
  campaign: Uint8Array,
  { after, upTo }: Range,
): Promise<number[]> {
  let query = db
    .selectFrom(of)
    .select("id")
    .where("campaign", "=", campaign)
    .where("id", ">", after)
    .where("id", "<=", upTo)
    .where("mailed", "=", 0);
  if (of === "signatures") query = query.where("state", "=", "pending");
  const rows = await query.execute();
  return rows.map(({ id }) => id);
}

/** Marks rows as if their mail went. */
export async function markMailed(tx: Writing, of: RowsOf, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 256) {
    await tx
      .updateTable(of)
      .set({ mailed: 1 })
      .where("id", "in", ids.slice(at, at + 256))
      .execute();
  }
}
