// What the versions of a text promised, from the files that are kept of them.
import type { Reading } from "../store/store.ts";
import { readCampaignFile } from "./file.ts";
import type { Promised } from "./keeping.ts";
import { readTexts } from "./store.ts";

/** @returns the last day that one version promised; null where it asked nothing */
export async function untilOf(db: Reading, campaign: Uint8Array, version: number): Promise<string | null> {
  const [original] = await readTexts(db, campaign, version);
  const read = original && readCampaignFile("", original.file);
  return read?.ok && read.file.role === "original" ? (read.file.data.keep_until ?? null) : null;
}

/** @returns what each version of a campaign's text promised, oldest first */
export async function readPromised(db: Reading, campaign: Uint8Array): Promise<Promised[]> {
  const versions = await db
    .selectFrom("texts")
    .select(["version", "day"])
    .where("campaign", "=", campaign)
    .where("place", "=", 0)
    .orderBy("version")
    .execute();
  const promised: Promised[] = [];
  for (const one of versions) {
    promised.push({ ...one, until: await untilOf(db, campaign, one.version) });
  }
  return promised;
}
