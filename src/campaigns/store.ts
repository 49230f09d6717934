// The queries about campaigns: themselves, their texts by version, their keys and grants.
import type { Campaign } from "../store/schema.ts";
import type { Reading, Writing } from "../store/store.ts";
import { readCampaignFile } from "./file/file.ts";
import type { OriginalData } from "./file/schema.ts";

/** @returns the campaign at an address, in whatever state, or null */
export async function campaignBySlug(db: Reading, slug: string): Promise<Campaign | null> {
  const campaign = await db.selectFrom("campaigns").selectAll().where("slug", "=", slug).executeTakeFirst();
  return campaign ?? null;
}

/** @returns all campaigns, by address */
export function readCampaigns(db: Reading): Promise<Campaign[]> {
  return db.selectFrom("campaigns").selectAll().orderBy("slug").execute();
}

/** One language of one version of a campaign's text. */
export interface StoredText {
  language: string;
  /** The campaign file as it was published. */
  file: string;
}

/** @returns a version's files, the original first */
export function readTexts(db: Reading, campaign: Uint8Array, version: number): Promise<StoredText[]> {
  return db
    .selectFrom("texts")
    .select(["language", "file"])
    .where("campaign", "=", campaign)
    .where("version", "=", version)
    .orderBy("place")
    .execute();
}

/** @returns the files of all versions, oldest first, the original of each first */
export function readAllTexts(db: Reading, campaign: Uint8Array) {
  return db
    .selectFrom("texts")
    .select(["version", "language", "file"])
    .where("campaign", "=", campaign)
    .orderBy("version")
    .orderBy("place")
    .execute();
}

/** What a version is kept with. */
export interface NewVersion {
  version: number;
  day: number;
  /** Whether the page does not announce it. */
  small: boolean;
}

/** Keeps a version's files, the original first; files that the version had before are replaced. */
export async function writeTexts(
  tx: Writing,
  campaign: Uint8Array,
  { version, day, small }: NewVersion,
  texts: readonly StoredText[],
): Promise<void> {
  await tx.deleteFrom("texts").where("campaign", "=", campaign).where("version", "=", version).execute();
  await tx
    .insertInto("texts")
    .values(texts.map((text, place) => ({ ...text, campaign, version, place, day, small: small ? 1 : 0 })))
    .execute();
}

/** @returns how a version is kept, or null when there is none */
export async function versionOf(
  db: Reading,
  campaign: Uint8Array,
  version: number,
): Promise<NewVersion | null> {
  const text = await db
    .selectFrom("texts")
    .select(["day", "small"])
    .where("campaign", "=", campaign)
    .where("version", "=", version)
    .where("place", "=", 0)
    .executeTakeFirst();
  return text ? { version, day: text.day, small: text.small === 1 } : null;
}

/** Adds a campaign with nothing in its log. @returns whether there was none with this id or address */
export async function addCampaign(
  tx: Writing,
  campaign: Pick<Campaign, "id" | "slug" | "state" | "made_day" | "published_day">,
): Promise<boolean> {
  const added = await tx
    .insertInto("campaigns")
    .values({
      ...campaign,
      text: 1,
      epoch: 1,
      size: 0,
      term: 0,
      lot: 0,
      turn: 0,
      waiting_since: null,
      counted: "{}",
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Sets a campaign's text, and its state with the day on which it was first public. */
export async function setText(
  tx: Writing,
  id: Uint8Array,
  set: Pick<Campaign, "text" | "state" | "published_day">,
): Promise<void> {
  await tx.updateTable("campaigns").set(set).where("id", "=", id).execute();
}

/** A grant inside its closing box. */
export interface ClosedGrant {
  holder: Uint8Array;
  closed: Uint8Array;
}

/** Adds a campaign's key of one epoch and who was granted its seed. */
export async function addKey(
  tx: Writing,
  key: { campaign: Uint8Array; epoch: number; public_key: Uint8Array; vouch: number },
  grants: readonly ClosedGrant[],
): Promise<void> {
  const { campaign, epoch } = key;
  await tx.insertInto("campaign_keys").values(key).execute();
  await tx
    .insertInto("grants")
    .values(grants.map((grant) => ({ campaign, epoch, ...grant })))
    .execute();
}

/** @returns a campaign's public keys with what one holder (or the envelope) was granted, by epoch */
export function readKeys(db: Reading, campaign: Uint8Array, holder: Uint8Array) {
  return db
    .selectFrom("campaign_keys")
    .leftJoin("grants", (join) =>
      join
        .onRef("grants.campaign", "=", "campaign_keys.campaign")
        .onRef("grants.epoch", "=", "campaign_keys.epoch")
        .on("grants.holder", "=", holder),
    )
    .select(["campaign_keys.epoch", "campaign_keys.public_key", "grants.closed"])
    .where("campaign_keys.campaign", "=", campaign)
    .orderBy("campaign_keys.epoch")
    .execute();
}

/** @returns the front matter of the text that stands; null when it cannot be read */
export async function originalOf(db: Reading, { id, slug, text }: Campaign): Promise<OriginalData | null> {
  const [original] = await readTexts(db, id, text);
  const read = original && readCampaignFile(slug, original.file);
  return read?.ok && read.file.role === "original" ? read.file.data : null;
}
