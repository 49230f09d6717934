// Passing keys on, at the server: which keys there are to pass on, and grants as they are kept. Promises that somebody
// new is granted exactly what whoever lets them in can open, and that a grant is kept only inside its closing box.
import type { KeyFiles } from "../../store/key-files.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { bytesEqual, hex } from "../../vault/bytes.ts";
import { closeGrant, uncloseGrant } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { Refusal } from "../../web/mounting.ts";
import type { Grant } from "./keys-api.ts";

export interface KeysParts {
  primitives: Primitives;
  keys: KeyFiles;
  /** The network's id. */
  network: Uint8Array;
}

/** A key to which something is sealed, or will be. */
export interface KeptKey {
  campaign: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
}

/**
 * Reads the keys that are worth passing on: those that are sealed to now, and earlier ones while rows of them are kept.
 * @returns them by campaign and epoch; none whose closing key was destroyed
 */
export async function readLiveKeys(db: Reading, keys: KeyFiles): Promise<KeptKey[]> {
  const all = await db
    .selectFrom("campaign_keys")
    .leftJoin("campaigns", "campaigns.id", "campaign_keys.campaign")
    .leftJoin("follower_lists", "follower_lists.id", "campaign_keys.campaign")
    .select(["campaign_keys.campaign", "campaign_keys.epoch", "campaign_keys.public_key"])
    .select(["campaigns.epoch as now", "follower_lists.epoch as list_now"])
    .orderBy("campaign_keys.campaign")
    .orderBy("campaign_keys.epoch")
    .execute();
  const live: KeptKey[] = [];
  for (const { campaign, epoch, public_key: publicKey, now, list_now } of all) {
    if (keys.closing(campaign) === null) continue;
    const present = epoch === (now ?? list_now);
    if (present || (await hasRows(db, campaign, epoch))) live.push({ campaign, epoch, publicKey });
  }
  return live;
}

/** Something that is sealed to, with its present epoch. */
export interface OpenKey {
  campaign: Uint8Array;
  epoch: number;
  /** Whether it is the followers' list. */
  list: boolean;
  /** Whether that epoch has a key: not after the network was started again. */
  hasKey: boolean;
}

/** @returns campaigns that are not closed, by id, and the followers' list */
export async function readOpenKeys(db: Reading, keys: KeyFiles): Promise<OpenKey[]> {
  const kept = await db.selectFrom("campaign_keys").select(["campaign", "epoch"]).execute();
  const known = new Set(kept.map(nameOf));
  const campaigns = await db
    .selectFrom("campaigns")
    .select(["id as campaign", "epoch"])
    .where("state", "!=", "closed")
    .orderBy("id")
    .execute();
  const lists = await db.selectFrom("follower_lists").select(["id as campaign", "epoch"]).execute();
  const everKeyed = new Set(kept.map(({ campaign }) => hex(campaign)));
  return [
    ...campaigns.map((one) => ({ ...one, list: false, hasKey: known.has(nameOf(one)) })),
    // A list whose key is gone is locked; another one is made in its place.
    ...lists
      .filter((one) => everKeyed.has(hex(one.campaign)))
      .map((one) => ({ ...one, list: true, hasKey: known.has(nameOf(one)) })),
  ].filter(({ campaign }) => keys.closing(campaign) !== null);
}

/** Whether anything sealed to a key is kept: an envelope goes with the last of its rows. */
async function hasRows(db: Reading, campaign: Uint8Array, epoch: number): Promise<boolean> {
  const one = await db
    .selectFrom("envelopes")
    .select("id")
    .where("campaign", "=", campaign)
    .where("epoch", "=", epoch)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** @returns the live keys with the grant of one holder or the envelope, out of its closing box; null where there is none */
export async function readGranted(
  db: Reading,
  { primitives, keys, network }: KeysParts,
  holder: Uint8Array,
): Promise<(KeptKey & { grant: Uint8Array | null })[]> {
  const live = await readLiveKeys(db, keys);
  const own = await db
    .selectFrom("grants")
    .select(["campaign", "epoch", "closed"])
    .where("holder", "=", holder)
    .execute();
  const closed = new Map(own.map((grant) => [nameOf(grant), grant.closed]));
  return Promise.all(
    live.map(async (key) => {
      const closing = keys.closing(key.campaign);
      const kept = closed.get(nameOf(key));
      const granted = { network, holder, campaign: key.campaign, epoch: key.epoch };
      const grant = closing && kept ? await uncloseGrant(primitives, closing, granted, kept) : null;
      return { ...key, grant };
    }),
  );
}

const nameOf = ({ campaign, epoch }: { campaign: Uint8Array; epoch: number }) => `${hex(campaign)} ${epoch}`;

/**
 * Puts grants in the place of those that a holder or an envelope had.
 * @param tx the transaction
 * @param by who passes the keys on
 * @param holder who gets them
 * @throws Refusal 409 when they are not exactly the keys that `by` has: something changed meanwhile
 */
export async function putGrants(
  tx: Writing,
  parts: KeysParts,
  by: Uint8Array,
  holder: Uint8Array,
  grants: readonly Grant[],
): Promise<void> {
  const held = (await readGranted(tx, parts, by)).filter(({ grant }) => grant !== null);
  const given = new Set(grants.map(nameOf));
  if (
    given.size !== grants.length ||
    held.length !== given.size ||
    !held.every((key) => given.has(nameOf(key)))
  ) {
    throw new Refusal(409, "There are other keys by now than those that were passed on. Try again.", {
      code: "keys_meanwhile",
    });
  }
  await dropGrants(tx, holder);
  await addGrants(tx, parts, holder, grants);
}

/** Adds grants, each inside its closing box. */
export async function addGrants(
  tx: Writing,
  { primitives, keys, network }: KeysParts,
  holder: Uint8Array,
  grants: readonly Grant[],
): Promise<void> {
  for (const { campaign, epoch, grant } of grants) {
    const granted = { network, campaign, epoch, holder };
    const closed = await closeGrant(primitives, keys.closingFor(campaign), granted, grant);
    await tx.insertInto("grants").values({ campaign, epoch, holder, closed }).execute();
  }
}

/** Takes away every grant of a holder or an envelope. */
export async function dropGrants(tx: Writing, holder: Uint8Array): Promise<void> {
  await tx.deleteFrom("grants").where("holder", "=", holder).execute();
}

/** @returns whether an id is, or was, anybody's: an account's, an envelope's, of somebody who left */
export async function isTaken(db: Reading, id: Uint8Array): Promise<boolean> {
  for (const table of ["accounts", "sheets", "former"] as const) {
    const ids = await db.selectFrom(table).select("id").execute();
    if (ids.some((one) => bytesEqual(one.id, id))) return true;
  }
  return false;
}
