// The versions of a campaign's text, as they are kept: each with its day, and each to be read as it stood.
import type { Reading } from "../../store/store.ts";
import type { CampaignText } from "../campaign.ts";
import { readCampaign } from "../file/translations.ts";
import { readTexts } from "../store.ts";

/** One version of a text. */
export interface VersionLine {
  readonly number: number;
  /** The day on which it was published, days since 1970-01-01. */
  readonly day: number;
  /** Whether it was called a small correction. */
  readonly small: boolean;
}

/** @returns the versions up to the one that stands, oldest first */
export async function readVersions(
  db: Reading,
  { id, version }: { id: Uint8Array; version: number },
): Promise<VersionLine[]> {
  const rows = await db
    .selectFrom("texts")
    .select(["version", "day", "small"])
    .where("campaign", "=", id)
    .where("version", "<=", version)
    .where("place", "=", 0)
    .orderBy("version")
    .execute();
  return rows.map((row) => ({ number: row.version, day: row.day, small: row.small === 1 }));
}

/**
 * @returns a version as it stands kept: without founders who are gone
 * @throws Error when its files can no longer be read
 */
export async function readVersion(db: Reading, campaign: Uint8Array, number: number): Promise<CampaignText> {
  const files = await readTexts(db, campaign, number);
  const read = readCampaign(files.map(({ language, file }) => ({ name: language, text: file })));
  if (!read.ok) throw new Error(`version ${number} of a text can no longer be read`);
  return read.campaign;
}
