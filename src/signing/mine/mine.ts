// What one does with one's code: look, correct how one appears, take off; and, without link or code, ask. Every
// code is answered by the same steps, known or not.
import type { Appear } from "../../campaigns/campaign.ts";
import type { LiveCampaign } from "../../campaigns/live.ts";
import type { Ids } from "../../store/ids.ts";
import { inserter } from "../../store/insert.ts";
import type { Store } from "../../store/store.ts";
import { checkOf, readCode } from "../../vault/code.ts";
import { PURPOSE } from "../../vault/row.ts";
import { appearanceToSeal, hideName, storeAppearance } from "../appearing.ts";
import { type CountingParts, isCounted, leaveCount } from "../counting.ts";
import { plaintextOf, type SealingKey, sealAll, storeEnvelopes, type ToSeal } from "../sealing.ts";

export interface MineParts extends CountingParts {
  network: Uint8Array;
  store: Store;
  ids: Ids;
  onNameGone(campaign: Uint8Array): Promise<void>;
}

/** The signature that a code belongs to, while it stands or may still come to stand. */
export interface Held {
  id: number;
  as: "person" | "organisation";
  counted: boolean;
  /** Whether what was typed is kept; it may have been destroyed while the signature stays counted. */
  kept: boolean;
}

/**
 * Finds the signature of a code.
 * @param parts the store and the primitives
 * @param campaign the campaign on whose page it was typed
 * @param typed the code as typed, in any of its spellings
 * @returns the signature, or null for a code that nobody has: the same query is made either way
 */
export async function findByCode(
  parts: Pick<MineParts, "store" | "primitives">,
  campaign: Uint8Array,
  typed: string,
): Promise<Held | null> {
  const { primitives } = parts;
  const r = readCode(primitives, typed);
  const check = checkOf(primitives, r ?? primitives.random(16));
  const row = await parts.store.read
    .selectFrom("signatures")
    .select(["id", "as", "state"])
    .select((select) => select("row", "is not", null).as("kept"))
    .where("campaign", "=", campaign)
    .where("check", "=", check)
    .executeTakeFirst();
  if (!row || !r) return null;
  return { id: row.id, as: row.as, counted: isCounted(row.state), kept: Boolean(row.kept) };
}

/** Takes a signature off by its owner's hand. */
export async function takeOffByCode(parts: MineParts, campaign: Uint8Array, held: Held): Promise<void> {
  const left = await parts.store.write((tx) => leaveCount(tx, parts, [held.id], "withdrawn", "signer"));
  if (left.rows > 0) parts.store.erased("rows");
  if (left.names > 0) {
    parts.store.erased("names");
    await parts.onNameGone(campaign);
  }
}

/**
 * Corrects how somebody appears. By code one may also raise; that waits for a key holder.
 * @param key what the campaign seals to
 */
export async function appearByCode(
  parts: MineParts,
  key: SealingKey,
  held: Held,
  answer: { appear: Appear; shownAs: string | null },
): Promise<void> {
  const item = appearanceToSeal(key, { row: held.id, by: "code", follow: false, ...answer });
  await sealAll(parts.primitives, parts.network, [item]);
  const hidden = await parts.store.write(async (tx) => {
    await storeAppearance(tx, held.id, item, await storeEnvelopes(tx, [item]));
    return answer.appear !== "public" && (await hideName(tx, held.id));
  });
  parts.store.erased("rows");
  if (hidden) {
    parts.store.erased("names");
    await parts.onNameGone(key.campaign);
  }
}

/** Takes a shown name away at once, where no key holder is left to ask. */
export async function hideByCode(parts: MineParts, campaign: Uint8Array, held: Held): Promise<void> {
  const hidden = await parts.store.write((tx) => hideName(tx, held.id));
  if (!hidden) return;
  parts.store.erased("names");
  await parts.onNameGone(campaign);
}

const requestRows = inserter(
  "requests",
  ["campaign", "epoch", "envelope", "row", "sealed_hash", "day", "mailed", "confirmed"],
  true,
);

/**
 * Appends a sealed request to be taken off; it waits for the next bringing up to date.
 * @param who the address, or the name as it stands on the page
 * @param mail whether a mail goes to that address
 * @returns the request's id
 */
export async function askToBeTakenOff(
  parts: MineParts,
  key: SealingKey,
  who: { email: string } | { name: string },
  mail: boolean,
): Promise<number> {
  const plaintext = plaintextOf(PURPOSE.request, { v: 1, ...who }, 0);
  if (!plaintext) throw new Error("a request does not fit in its row");
  const item: ToSeal = { key, purpose: PURPOSE.request, plaintext };
  await sealAll(parts.primitives, parts.network, [item]);
  const { row, sealedHash, envelope } = item.sealed as NonNullable<ToSeal["sealed"]>;
  const [id] = await parts.store.write(async (tx) => {
    const envelopes = await storeEnvelopes(tx, [item]);
    const at = envelopes.get(envelope) as number;
    const values = [key.campaign, key.epoch, at, row, sealedHash, parts.clock.day(), mail ? 0 : 1, 0];
    return requestRows.insert(tx, [values]);
  });
  await parts.ids.given("requests", id as number);
  return id as number;
}

/** A link of purpose 6 was followed: the request holds. @returns whether it was still to be confirmed */
export async function confirmRequest(store: Store, request: number): Promise<boolean> {
  const updated = await store.write((tx) =>
    tx
      .updateTable("requests")
      .set({ confirmed: 1 })
      .where("id", "=", request)
      .where("confirmed", "=", 0)
      .executeTakeFirst(),
  );
  return Number(updated.numUpdatedRows) === 1;
}

/** What pages need of a live campaign to seal to it. @throws Error when it has no key that was vouched for */
export function sealingKey(campaign: LiveCampaign): SealingKey {
  if (!campaign.key) throw new NoKey(campaign.slug);
  return campaign.key;
}

/** A campaign has no key that a key holder vouched for: nothing is taken rather than sealed to another. */
export class NoKey extends Error {
  constructor(slug: string) {
    super(
      `${slug}: somebody wanted to sign or ask, and nothing was taken: its key in the database is not one that a key ` +
        "holder vouched for. A key holder has to look: undersigned tidy says what is wrong with it.",
    );
  }
}
