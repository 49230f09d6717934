// The campaigns as the desk lists them: title, state, how many were counted and how many wait. The titles come from the
// texts that are in memory anyway (live.ts), so that a list reads no file, however many campaigns there are.
import type { Campaign } from "../store/schema.ts";
import type { Reading, Store } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import type { Answered, Caller } from "../web/api.ts";
import type { campaignApi } from "./desk-api.ts";
import { titleOf } from "./drafts/drafting.ts";
import { readDraft } from "./drafts/store.ts";
import type { KeptCampaign, LiveCampaigns } from "./live.ts";
import { noCampaign } from "./no-campaign.ts";
import { campaignBySlug, readCampaigns } from "./store.ts";

export interface ListingParts {
  store: Store;
  live: LiveCampaigns;
  /** How many rows wait of each campaign, by hex of its id; none is missing. @param only of one alone */
  countPending(db: Reading, only?: Uint8Array): Promise<ReadonlyMap<string, number>>;
  /** People and organisations counted, from the column `counted`. */
  readCounted(counted: string): { people: number; organisations: number };
}

type Line = Answered<typeof campaignApi.list>["campaigns"][number];

/** @returns every campaign, by address */
export async function listCampaigns(parts: ListingParts): Promise<Line[]> {
  const { store, countPending } = parts;
  const [campaigns, pending] = await Promise.all([readCampaigns(store.read), countPending(store.read)]);
  const lines: Line[] = [];
  for (const campaign of campaigns) lines.push(await lineOf(parts, campaign, pending));
  return lines;
}

/**
 * @param caller the envelope sees no draft that was never sent
 * @returns the campaign at an address, or the draft that stands there before there is one
 * @throws Refusal when there is neither
 */
export async function listCampaign(
  parts: ListingParts,
  slug: string,
  caller: Caller,
): Promise<Answered<typeof campaignApi.campaign>> {
  const { read } = parts.store;
  const campaign = await campaignBySlug(read, slug);
  if (campaign) return lineOf(parts, campaign, await parts.countPending(read, campaign.id));
  const draft = caller.kind === "account" ? await readDraft(read, slug) : null;
  if (!draft) throw noCampaign(slug);
  const nobody = { people: 0, organisations: 0, pending: 0 };
  return { slug, state: "new", title: titleOf(draft), accent: null, languages: [], ...nobody };
}

async function lineOf(
  parts: ListingParts,
  row: Campaign,
  pending: ReadonlyMap<string, number>,
): Promise<Line> {
  const { text } = await inMemory(parts.live, row);
  const { people, organisations } = parts.readCounted(row.counted);
  return {
    slug: row.slug,
    state: row.state,
    // Of a text that cannot be read nothing but its address is known.
    title: text?.in(text.languages[0] ?? "").title.text ?? row.slug,
    accent: text?.accent ?? null,
    languages: [...(text?.languages ?? [])],
    people,
    organisations,
    pending: pending.get(hex(row.id)) ?? 0,
  };
}

/** Where several processes serve a network, another one may have published it just now. */
async function inMemory(live: LiveCampaigns, { id, slug, text }: Campaign): Promise<KeptCampaign> {
  if (live.kept({ id })?.version !== text) await live.refresh(id);
  const found = live.kept({ id });
  if (!found) throw noCampaign(slug);
  return found;
}
