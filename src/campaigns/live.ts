// The campaigns as they stand in public: their texts read once, their keys checked against the chain of vouches,
// kept in memory until something changes. A key that no holder vouched for is never sealed to. A campaign whose text this
// release cannot read keeps nobody else from being shown, and what it promised still ends.
import type { Clock } from "../clock.ts";
import type { Campaign, CampaignState } from "../store/schema.ts";
import type { Reading, Store } from "../store/store.ts";
import { bytesEqual, hex } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Chain, readChain } from "../vault/vouch.ts";
import { type Brought, readBrought } from "./brought.ts";
import type { CampaignText } from "./campaign.ts";
import { mistakeLine, toldInEnglish } from "./file/mistake-words.ts";
import { readCampaign } from "./file/translations.ts";
import type { Promised } from "./keeping/keeping.ts";
import { readPromised, untilOf } from "./keeping/promised.ts";
import { readTexts } from "./store.ts";

/** The key that a campaign seals to now. */
export interface LiveKey {
  campaign: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
}

export interface LiveCampaign {
  id: Uint8Array;
  slug: string;
  state: CampaignState;
  /** Version of the text. */
  version: number;
  text: CampaignText;
  /** The epoch of its key; raised when somebody who could open was removed. */
  epoch: number;
  /** null when nothing is asked, or when its key is not the one that the chain gives. */
  key: LiveKey | null;
  /** The last lot; with `revision` it says whether anything public may have changed. */
  lot: number;
  /** The day of the last lot; null before the first. */
  lotDay: number | null;
  /** JSON of the count as the last lot left it. */
  counted: string;
  /** Raised when a name was taken away or the text changed, within this process. */
  revision: number;
  /** Days on which the text was amended, oldest first, without small corrections. */
  amended: number[];
  /** What each version of the text promised, oldest first. */
  promised: Promised[];
  /** The day on which what people typed was destroyed; null while it is kept. */
  destroyed: number | null;
  /** What was collected elsewhere, beside what the text itself says of that. */
  brought: readonly Brought[];
  /** Days since its first text on which the network was started again: what was typed before stays locked. */
  anew: number[];
  /** Since when this process shows this version, milliseconds since 1970-01-01: a form made before showed another. */
  since: number;
}

/** What holds of a campaign also where its text cannot be read: then `text` is null, and nothing of it is shown. */
export type KeptCampaign = Pick<LiveCampaign, "id" | "slug" | "state" | "version" | "promised"> & {
  text: CampaignText | null;
};

export interface LiveCampaigns {
  bySlug(slug: string): LiveCampaign | null;
  byId(id: Uint8Array): LiveCampaign | null;
  /** The one at an address (or with an id), also one whose text cannot be read. */
  kept(of: { slug: string } | { id: Uint8Array }): KeptCampaign | null;
  /** Published and closed ones, also those whose text cannot be read. */
  allKept(): KeptCampaign[];
  /** Published and closed ones; drafts have no public address. */
  public(): LiveCampaign[];
  /** Reads one again. @param id the campaign's */
  refresh(id: Uint8Array): Promise<void>;
  /** Reads those again that another process may have changed. */
  follow(): Promise<void>;
  /** The chain of vouches as the server has it, or null before the first run. */
  chain(): Chain | null;
}

export interface LiveParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  network: Uint8Array;
  /** Up to which lot a campaign's log is marked: what is not marked yet is not shown. */
  marked(campaign: Uint8Array): Promise<number>;
  warn(line: string): void;
}

/**
 * Reads all campaigns.
 * @param parts the store and what checks keys
 * @returns the campaigns in memory
 */
export async function openLiveCampaigns(parts: LiveParts): Promise<LiveCampaigns> {
  const { store } = parts;
  const bySlug = new Map<string, LiveCampaign>();
  const byId = new Map<string, LiveCampaign>();
  /** Those whose text cannot be read, by id. */
  const unread = new Map<string, KeptCampaign>();
  /** What superseded versions promised; they change no more. */
  const untils = new Map<string, string | null>();
  let chain: Chain | null = null;
  let revision = 0;

  const load = async (row: Campaign) => {
    chain = await loadChain(parts);
    const before = byId.get(hex(row.id));
    const text = await loadText(store.read, row);
    unread.delete(hex(row.id));
    if (typeof text === "string") {
      if (before) bySlug.delete(before.slug);
      byId.delete(hex(row.id));
      const { id, slug, state, text: version } = row;
      unread.set(hex(id), {
        id,
        slug,
        state,
        version,
        promised: await readPromised(store.read, id),
        text: null,
      });
      parts.warn(`${slug}: nothing of it is shown, since this program cannot read its text: ${text}`);
      return;
    }
    const shown = before && before.lot < row.lot && (await parts.marked(row.id)) < row.lot ? before : row;
    const { lot, counted } = shown;
    const fresh = await loadCampaign(
      parts,
      chain,
      { row: { ...row, lot, counted }, text },
      ++revision,
      untils,
    );
    const since = before && isSame(before, fresh) ? before.since : sinceWhen(parts.clock, fresh, before);
    const campaign = { ...fresh, since };
    if (before) bySlug.delete(before.slug);
    byId.set(hex(row.id), campaign);
    bySlug.set(campaign.slug, campaign);
  };

  const rows = await store.read.selectFrom("campaigns").selectAll().execute();
  for (const row of rows) await load(row);
  if (rows.length === 0) chain = await loadChain(parts);

  const refresh = async (id: Uint8Array) => {
    const row = await store.read.selectFrom("campaigns").selectAll().where("id", "=", id).executeTakeFirst();
    if (row) await load(row);
  };
  return {
    bySlug: (slug) => bySlug.get(slug) ?? null,
    byId: (id) => byId.get(hex(id)) ?? null,
    kept: (of) =>
      "id" in of
        ? (byId.get(hex(of.id)) ?? unread.get(hex(of.id)) ?? null)
        : (bySlug.get(of.slug) ?? [...unread.values()].find(({ slug }) => slug === of.slug) ?? null),
    allKept: () => [...byId.values(), ...unread.values()].filter(({ state }) => state !== "draft"),
    public: () => [...byId.values()].filter((campaign) => campaign.state !== "draft"),
    refresh,
    follow: async () => {
      const now = await store.read.selectFrom("campaigns").selectAll().execute();
      for (const row of now) {
        const other = unread.get(hex(row.id));
        if (other?.version === row.text && other.state === row.state) continue;
        const known = byId.get(hex(row.id));
        const text = known?.version === row.text && known.state === row.state;
        const same = text && known.lot === row.lot && known.epoch === row.epoch;
        if (!same) await load(row);
      }
    },
    chain: () => chain,
  };
}

/** Nothing of a campaign can be shown, since this release cannot read its text. */
export class NotShown extends Error {
  constructor(slug: string) {
    super(`${slug}: somebody asked for it, and it cannot be shown: this program cannot read its text.`);
  }
}

/** Whether a form that was made before is answered now as it was then. */
function isSame(before: LiveCampaign, now: Pick<LiveCampaign, "version" | "text">): boolean {
  return before.version === now.version && before.text.keepUntil === now.text.keepUntil;
}

/** A text that was changed while nobody ran, or today before the start, may be younger than a form that comes. */
function sinceWhen(
  clock: Clock,
  { promised }: Pick<LiveCampaign, "promised">,
  before?: LiveCampaign,
): number {
  const changed = promised.length > 1 && (promised.at(-1)?.day ?? 0) >= clock.day() - 1;
  return before || changed ? clock.now() : 0;
}

async function loadChain({ store, primitives, network }: LiveParts): Promise<Chain | null> {
  const records = await store.read.selectFrom("vouches").selectAll().orderBy("serial").execute();
  if (records.length === 0) return null;
  const read = readChain(primitives, network, records);
  if (!read.ok) throw new Error(`the chain of vouches does not hold: ${read.why}`);
  return read.chain;
}

async function loadCampaign(
  parts: LiveParts,
  chain: Chain | null,
  { row, text }: { row: Campaign; text: CampaignText },
  revision: number,
  untils: Map<string, string | null>,
): Promise<Omit<LiveCampaign, "since">> {
  const db = parts.store.read;
  const lot = await db
    .selectFrom("lots")
    .select("day")
    .where("campaign", "=", row.id)
    .where("lot", "=", row.lot)
    .executeTakeFirst();
  const versions = await db
    .selectFrom("texts")
    .select(["version", "day", "small"])
    .where("campaign", "=", row.id)
    .where("version", "<=", row.text)
    .where("place", "=", 0)
    .orderBy("version")
    .execute();
  const certificate = await db
    .selectFrom("certificates")
    .select("done")
    .where("campaign", "=", row.id)
    .executeTakeFirst();
  const restarts = await db.selectFrom("restarts").select("day").orderBy("number").execute();
  const promised: Promised[] = [];
  for (const { version, day } of versions) {
    const until = version === row.text ? text.keepUntil : await superseded(db, row.id, version, untils);
    promised.push({ version, day, until });
  }
  return {
    id: row.id,
    slug: row.slug,
    state: row.state,
    version: row.text,
    text,
    epoch: row.epoch,
    key: await loadKey(parts, chain, row),
    lot: row.lot,
    lotDay: lot?.day ?? null,
    counted: row.counted,
    revision,
    amended: versions.filter(({ version, small }) => version > 1 && small === 0).map(({ day }) => day),
    promised,
    destroyed: certificate?.done ?? null,
    brought: await readBrought(db, row.id),
    anew: restarts.map(({ day }) => day).filter((day) => day >= (promised[0]?.day ?? 0)),
  };
}

/** What a version promised that stands no more. */
async function superseded(
  db: Reading,
  campaign: Uint8Array,
  version: number,
  known: Map<string, string | null>,
): Promise<string | null> {
  const key = `${hex(campaign)} ${version}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const until = await untilOf(db, campaign, version);
  known.set(key, until);
  return until;
}

async function loadKey(parts: LiveParts, chain: Chain | null, row: Campaign): Promise<LiveKey | null> {
  const key = await parts.store.read
    .selectFrom("campaign_keys")
    .select("public_key")
    .where("campaign", "=", row.id)
    .where("epoch", "=", row.epoch)
    .executeTakeFirst();
  if (!key) return null;
  const vouched = chain?.campaignKey(row.id, row.epoch) ?? null;
  if (!vouched || !bytesEqual(vouched, parts.primitives.sha256(key.public_key))) {
    parts.warn(`${row.slug}: its key is not the one that a key holder vouched for; nothing is sealed to it`);
    return null;
  }
  return { campaign: row.id, epoch: row.epoch, publicKey: key.public_key };
}

/** @returns the text that stands, or the first thing for which it cannot be read */
async function loadText(db: Reading, row: Campaign): Promise<CampaignText | string> {
  const files = await readTexts(db, row.id, row.text);
  const read = readCampaign(files.map(({ language, file }) => ({ name: language, text: file })));
  if (read.ok) return read.campaign;
  const [first] = read.mistakes;
  return first ? mistakeLine(toldInEnglish(first)) : "there is none";
}
