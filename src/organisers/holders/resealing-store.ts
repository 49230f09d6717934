// The queries about envelopes that are under an earlier key than the present one of their campaign or list.
import { dropOuterEnvelopes, readEnvelopes } from "../../store/envelopes.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import { MOST_INSIDE } from "../../vault/resealed.ts";
import { PURPOSE } from "../../vault/row.ts";

/** A campaign, or the list, with its present epoch. */
export interface Present {
  campaign: Uint8Array;
  epoch: number;
}

/** A row that takes an envelope's place. */
export interface Replacing {
  id: number;
  /** SHA-256 of the bytes that stand there. */
  was: Uint8Array;
  row: Uint8Array;
}

/** Those whose key is known still: of before the network was started again nobody opens anything. */
function known(db: Reading, campaign: Uint8Array) {
  return db
    .selectFrom("envelopes")
    .where("campaign", "=", campaign)
    .where("epoch", "in", (select) =>
      select
        .selectFrom("campaign_keys")
        .select("campaign_keys.epoch")
        .where("campaign_keys.campaign", "=", campaign),
    );
}

/** Envelopes that were never sealed again, of earlier epochs. */
function plain(db: Reading, { campaign, epoch }: Present) {
  return known(db, campaign)
    .where("inside", "is", null)
    .where("epoch", "<", epoch)
    .where("purpose", "!=", PURPOSE.resealed);
}

/** Those that were sealed again, under a key that is not the present one any more. */
function inside(db: Reading, { campaign, epoch }: Present) {
  return known(db, campaign).where("inside", "in", (select) =>
    select
      .selectFrom("envelopes as o")
      .select("o.id")
      .where("o.campaign", "=", campaign)
      .where("o.inside", "is", null)
      .where("o.epoch", "<", epoch)
      .where("o.purpose", "=", PURPOSE.resealed),
  );
}

const BOTH = [plain, inside] as const;
const PEOPLE = ["signatures", "requests", "brought_rows", "followers"] as const;

/** How much is under earlier keys: envelopes, and of how many people the rows are that they lock. */
export async function countOlder(db: Reading, of: Present): Promise<{ envelopes: number; people: number }> {
  const many = { envelopes: 0, people: 0 };
  for (const which of BOTH) {
    const { all } = await which(db, of)
      .select(({ fn }) => fn.countAll<number>().as("all"))
      .executeTakeFirstOrThrow();
    many.envelopes += Number(all);
    if (Number(all) === 0) continue;
    for (const table of PEOPLE) {
      const { people } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as("people"))
        .where("envelope", "in", which(db, of).select("id"))
        .executeTakeFirstOrThrow();
      many.people += Number(people);
    }
  }
  return many;
}

/** Whether anything is under an earlier key. */
export async function hasOlder(db: Reading, of: Present): Promise<boolean> {
  for (const which of BOTH) {
    if (await which(db, of).select("id").limit(1).executeTakeFirst()) return true;
  }
  return false;
}

/** @returns a page of them by id, with the outer envelopes that they are in, as they stand at one moment */
export async function readOlder(db: Reading, of: Present, after: number) {
  const found: number[] = [];
  for (const which of BOTH) {
    const rows = await which(db, of)
      .select("id")
      .where("id", ">", after)
      .orderBy("id")
      .limit(MOST_INSIDE + 1)
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  const sorted = found.sort((a, b) => a - b);
  const ids = sorted.slice(0, MOST_INSIDE);
  const next = sorted.length > MOST_INSIDE ? (ids.at(-1) ?? null) : null;
  return { next, ...(await readEnvelopes(db, ids)) };
}

/**
 * Puts rows of one outer envelope in the place of envelopes under earlier keys; of others, and of those whose bytes are not
 * the ones that were sealed again, nothing changes.
 * @param hash SHA-256
 * @returns the ids of those that were put
 */
export async function putResealed(
  tx: Writing,
  of: Present,
  outer: Uint8Array,
  sent: readonly Replacing[],
  hash: (bytes: Uint8Array) => Uint8Array,
): Promise<number[]> {
  const { campaign, epoch } = of;
  const asked = sent.map(({ id }) => id);
  const older = new Map<number, { bytes: Uint8Array; inside: number | null }>();
  for (const which of BOTH) {
    const rows = await which(tx, of).select(["id", "bytes", "inside"]).where("id", "in", asked).execute();
    for (const { id, ...row } of rows) older.set(id, row);
  }
  const fits = sent.filter(({ id, was }) => {
    const row = older.get(id);
    return row !== undefined && bytesEqual(hash(row.bytes), was);
  });
  if (fits.length === 0) return [];
  const { id: within } = await tx
    .insertInto("envelopes")
    .values({ campaign, epoch, purpose: PURPOSE.resealed, bytes: outer })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const { id, row } of fits) {
    await tx.updateTable("envelopes").set({ bytes: row, inside: within }).where("id", "=", id).execute();
  }
  await dropOuterEnvelopes(
    tx,
    fits.map(({ id }) => older.get(id)?.inside ?? null),
  );
  return fits.map(({ id }) => id);
}

/** Of how many people the rows are that some envelopes lock. */
export async function countPeople(tx: Writing, envelopes: readonly number[]): Promise<number> {
  let many = 0;
  for (const table of PEOPLE) {
    const { people } = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("people"))
      .where("envelope", "in", envelopes)
      .executeTakeFirstOrThrow();
    many += Number(people);
  }
  return many;
}
