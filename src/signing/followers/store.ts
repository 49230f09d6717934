// The queries about who follows.
import type { Selectable } from "kysely";
import type { FollowerListTable } from "../../store/schema-followers.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { dropEnvelopes } from "../counting.ts";

const GROUP = 256;

/** A list with the key that it is sealed to. */
export type FollowerList = Selectable<FollowerListTable> & { public_key: Uint8Array };

/** @returns the list that is kept and has its key, or null */
export async function readList(db: Reading): Promise<FollowerList | null> {
  const list = await db.selectFrom("follower_lists").selectAll().limit(1).executeTakeFirst();
  if (!list) return null;
  const key = await db
    .selectFrom("campaign_keys")
    .select("public_key")
    .where("campaign", "=", list.id)
    .where("epoch", "=", list.epoch)
    .executeTakeFirst();
  // Where the network was started again, the keys of before are gone, and with them the list.
  return key ? { ...list, ...key } : null;
}

/** @returns lists whose last day is over, also those that nobody can open since the network was started again */
export async function pastLists(db: Reading, today: number): Promise<Uint8Array[]> {
  const lists = await db.selectFrom("follower_lists").select("id").where("keep_until", "<", today).execute();
  return lists.map(({ id }) => id);
}

/** @returns how many stand in a list */
export async function countFollowers(db: Reading, list: Uint8Array): Promise<number> {
  const { many } = await db
    .selectFrom("followers")
    .select((select) => select.fn.countAll<number>().as("many"))
    .where("list", "=", list)
    .where("pass", "is", null)
    .executeTakeFirstOrThrow();
  return Number(many);
}

/** Adds rows of a pass with their envelope. */
export async function addFollowers(
  tx: Writing,
  of: { list: Uint8Array; epoch: number; pass: Uint8Array },
  envelope: { purpose: number; bytes: Uint8Array },
  rows: readonly { row: Uint8Array; sealed_hash: Uint8Array }[],
): Promise<void> {
  const { id } = await tx
    .insertInto("envelopes")
    .values({ campaign: of.list, epoch: of.epoch, ...envelope })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("followers")
    .values(rows.map((row) => ({ ...of, ...row, envelope: id })))
    .execute();
}

/** Lets the rows of a pass stand. @returns how many they were */
export async function endPass(tx: Writing, pass: Uint8Array): Promise<number> {
  const done = await tx
    .updateTable("followers")
    .set({ pass: null })
    .where("pass", "=", pass)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Marks signatures as gone through. @returns how many of them were not yet */
export async function markFollowed(
  tx: Writing,
  campaign: Uint8Array,
  ids: readonly number[],
): Promise<number> {
  let marked = 0;
  for (let at = 0; at < ids.length; at += GROUP) {
    const done = await tx
      .updateTable("signatures")
      .set({ followed: 1 })
      .where("id", "in", ids.slice(at, at + GROUP))
      .where("campaign", "=", campaign)
      .where("followed", "=", 0)
      .executeTakeFirst();
    marked += Number(done.numUpdatedRows);
  }
  return marked;
}

/** Deletes rows whose pass never ended, or all of a list. @returns how many */
export async function dropFollowers(
  tx: Writing,
  which: "unfinished" | { list: Uint8Array },
): Promise<number> {
  const gone = await tx
    .deleteFrom("followers")
    .where((where) =>
      which === "unfinished" ? where("pass", "is not", null) : where("list", "=", which.list),
    )
    .returning("envelope")
    .execute();
  const envelopes = [...new Set(gone.map(({ envelope }) => envelope))];
  for (let at = 0; at < envelopes.length; at += GROUP) {
    await dropEnvelopes(tx, envelopes.slice(at, at + GROUP));
  }
  return gone.length;
}

/** Deletes a list with its keys and grants; its rows go by dropFollowers. */
export async function dropList(tx: Writing, list: Uint8Array): Promise<void> {
  for (const table of ["grants", "campaign_keys"] as const) {
    await tx.deleteFrom(table).where("campaign", "=", list).execute();
  }
  await tx.deleteFrom("follower_lists").where("id", "=", list).execute();
}

/** Deletes lists whose key is gone for ever, with their rows: nobody can open them. */
export async function dropLockedLists(tx: Writing): Promise<void> {
  const lists = await tx.selectFrom("follower_lists").select("id").execute();
  for (const { id } of lists) {
    await dropFollowers(tx, { list: id });
    await dropList(tx, id);
  }
}
