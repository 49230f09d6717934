// What the versions of a text promised, from the files that are kept of them.
import * as z from "zod";
import type { Reading } from "../../store/store.ts";
import { readCampaignFile } from "../file/file.ts";
import { readFrontMatter } from "../file/front-matter.ts";
import { day } from "../file/values.ts";
import { readTexts } from "../store.ts";
import type { Promised } from "./keeping.ts";

/** @returns the last day that one version promised; null where it asked nothing */
export async function untilOf(db: Reading, campaign: Uint8Array, version: number): Promise<string | null> {
  const [original] = await readTexts(db, campaign, version);
  if (!original) return null;
  const read = readCampaignFile("", original.file);
  if (!read.ok) return saidIn(original.file);
  return read.file.role === "original" ? (read.file.data.keep_until ?? null) : null;
}

/** A file that a later release refuses for something else promised what it promised. */
function saidIn(file: string): string | null {
  const read = readFrontMatter(file);
  const said = read.ok ? z.looseObject({ keep_until: day }).safeParse(read.front.data) : null;
  return said?.success ? said.data.keep_until : null;
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
