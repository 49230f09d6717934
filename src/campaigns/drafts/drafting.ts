// Keeping drafts: who changed what since when. Promises that nobody overwrites what they have not seen: a change that
// was made from an older text is not kept, and gets the newer one to be put together with.
import type { Clock } from "../../clock.ts";
import type { Campaign } from "../../store/schema.ts";
import type { Reading, Store, Writing } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Answered } from "../../web/api.ts";
import { Refusal } from "../../web/mounting.ts";
import { textAt } from "../editing/paths.ts";
import { readEdited } from "../editing/writing.ts";
import { isSlug } from "../file/reserved.ts";
import { campaignBySlug, readTexts } from "../store.ts";
import type { draftApi } from "./api.ts";
import { dropDraft, type KeptDraft, namesOfOrganisers, readDraft, writeDraft } from "./store.ts";

export interface DraftingParts {
  store: Store;
  clock: Clock;
}

type Draft = Answered<typeof draftApi.saveDraft>["draft"];

/** @returns the files of the text that stands, the original first; none when there is no campaign */
export async function standingFiles(db: Reading, campaign: Campaign | null): Promise<string[]> {
  const texts = campaign ? await readTexts(db, campaign.id, campaign.text) : [];
  return texts.map(({ file }) => file);
}

/**
 * What stands at an address: the draft, else the text that was published last.
 * @throws Refusal when there is neither
 */
export async function currentDraft(db: Reading, address: string): Promise<Draft> {
  const draft = await readDraft(db, address);
  if (draft) return shown(db, draft);
  const files = await standingFiles(db, await campaignBySlug(db, address));
  if (files.length === 0)
    throw new Refusal(404, `Nothing is written at ${JSON.stringify(address)}.`, {
      code: "nothing_written",
      values: { address },
    });
  return { address, revision: 0, by: "", files };
}

/** @returns a draft's title; its address before it has one */
export function titleOf({ address, files }: Pick<KeptDraft, "address" | "files">): string {
  return textAt(readEdited(files[0] ?? "")?.data, ["title"]) || address;
}

async function shown(db: Reading, { address, revision, who, files }: KeptDraft): Promise<Draft> {
  return { address, revision, by: (await namesOfOrganisers(db)).get(hex(who)) ?? "", files };
}

/**
 * Keeps a change.
 * @param revision what it was made from
 * @returns whether it was kept, and what stands now
 */
export async function keepDraft(
  { clock }: DraftingParts,
  tx: Writing,
  asked: { slug: string; revision: number; files: string[] },
  who: Uint8Array,
): Promise<{ kept: boolean; draft: Draft }> {
  const { slug: address, revision, files } = asked;
  const now = await readDraft(tx, address);
  const campaign = await campaignBySlug(tx, address);
  if (!now && !campaign && !isSlug(address))
    throw new Refusal(404, "There is no such draft.", { code: "no_draft" });
  const before = now?.files ?? (await standingFiles(tx, campaign));
  if (same(before, files)) return { kept: true, draft: await currentDraft(tx, address) };
  // A draft that somebody threw away is written anew; one that became public is not the same text any more.
  const isNewest = now ? now.revision === revision : revision === 0 || !campaign;
  if (!isNewest) return { kept: false, draft: await currentDraft(tx, address) };
  const seconds = Math.floor(clock.now() / 1_000);
  // A draft that begins anew must not give a number again that its forerunner had.
  const kept = { address, revision: now ? now.revision + 1 : seconds, files, who, saved: seconds };
  await writeDraft(tx, kept);
  return { kept: true, draft: await shown(tx, kept) };
}

/** Begins a draft at an address that nothing has yet. @returns the address */
export async function beginDraft(
  parts: DraftingParts,
  tx: Writing,
  asked: { address: string; files: string[] },
  who: Uint8Array,
): Promise<string> {
  const wanted = isSlug(asked.address) ? asked.address : "campaign";
  for (let number = 1; ; number++) {
    const address = number === 1 ? wanted : `${wanted.slice(0, 56)}-${number}`;
    if ((await campaignBySlug(tx, address)) || (await readDraft(tx, address))) continue;
    await keepDraft(parts, tx, { slug: address, revision: 0, files: asked.files }, who);
    return address;
  }
}

/** Throws a draft away, unless it was changed since. @returns whether none is left */
export async function throwAway(tx: Writing, address: string, revision: number): Promise<boolean> {
  const now = await readDraft(tx, address);
  if (!now) return true;
  if (now.revision !== revision) return false;
  await dropDraft(tx, address);
  return true;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((file, at) => file === other[at]);
}
