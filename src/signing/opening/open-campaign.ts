// Opening a campaign at a desk: its seeds, checked against the chain of vouches, and the forms that were signed.
// Pure but for what is sent; the same in browsers and on the command line.
import type { CampaignText } from "../../campaigns/campaign.ts";
import { campaignApi } from "../../campaigns/desk-api.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import { endedVersions } from "../../campaigns/keeping/keeping.ts";
import { openEpochs } from "../../campaigns/making.ts";
import { isoDay } from "../../clock.ts";
import type { Primitives } from "../../vault/primitives.ts";
import type { Chain } from "../../vault/vouch.ts";
import type { Send } from "../../web/api.ts";
import type { RefusalCode, RefusalValues, Told } from "../../web/refusals.ts";
import type { OpeningKeys } from "./opening.ts";

/** What of an open desk opens a campaign. */
export interface Opener {
  client: { send: Send };
  network: Uint8Array;
  id: Uint8Array;
  xwingSeed: Uint8Array;
  /** The chain, checked. */
  readonly chain: Chain;
  /** Reads the chain again: this desk then has it as it stands. @throws DeskRefused when it lost what was seen */
  follow(): Promise<void>;
}

/** A campaign that is open: what its rows are opened with. */
export interface OpenCampaign {
  slug: string;
  keys: OpeningKeys;
  /** By version, oldest first. */
  texts: readonly CampaignText[];
  /** Entries numbered so far. */
  size: number;
  today: number;
}

/** A campaign that cannot be opened here. */
export class NotOpened extends Error {
  readonly why: "key" | "not_granted" | "text";
  /** Of the key that is refused. */
  readonly epoch: number;
  readonly code: RefusalCode;
  readonly values: RefusalValues;

  constructor(
    why: NotOpened["why"],
    message: string,
    { code, values = {}, epoch = 0 }: Told & { epoch?: number },
  ) {
    super(message);
    this.why = why;
    this.code = code;
    this.values = values;
    this.epoch = epoch;
  }
}

/**
 * Opens a campaign with the desk's keys.
 * @param p primitives
 * @param desk an open desk
 * @param slug the campaign's
 * @throws NotOpened when its key is not one that the chain gives, or was not granted; what `send` throws
 */
export async function openCampaign(p: Primitives, desk: Opener, slug: string): Promise<OpenCampaign> {
  const given = await desk.client.send(campaignApi.open, { slug });
  // At a desk that stays open, others may have made keys since.
  await desk.follow();
  const opened = await openEpochs(p, desk.chain, desk, given.id, given.epochs);
  if (!opened.ok) {
    throw new NotOpened(
      "key",
      `Key ${opened.epoch} of ${slug} is refused: ${opened.why}. Nothing is opened with it. ` +
        "Ask another key holder by telephone.",
      { code: "key_refused", values: { key: opened.epoch, slug }, epoch: opened.epoch },
    );
  }
  if (opened.seeds.size === 0) {
    throw new NotOpened(
      "not_granted",
      `Nothing of ${slug} can be opened: its key was destroyed, or never given to you.`,
      { code: "not_granted", values: { slug } },
    );
  }
  const { texts, forms, unread } = readVersions(slug, given.texts);
  const over = overBy(texts, given.today);
  const keys = { network: desk.network, campaign: given.id, seeds: opened.seeds, forms, unread, over };
  return { slug, keys, texts, size: given.size, today: given.today };
}

/**
 * Reads every version. In the place of one that this program cannot read the next that it can stands, else the last.
 * @throws NotOpened when it can read none
 */
function readVersions(slug: string, given: readonly { version: number; language: string; file: string }[]) {
  const versions = [...Map.groupBy(given, ({ version }) => version)].map(([version, files]) => {
    const read = readCampaign(files.map(({ language, file }) => ({ name: language, text: file })));
    return { version, text: read.ok ? read.campaign : null };
  });
  const last = versions.findLast(({ text }) => text !== null)?.text;
  if (!last) {
    const version = versions.length;
    throw new NotOpened(
      "text",
      `Version ${version} of the text of ${slug} cannot be read by this program. Publish it anew.`,
      {
        code: "text_unreadable",
        values: { version, slug },
      },
    );
  }
  return {
    texts: versions.map((_, at) => versions.slice(at).find(({ text }) => text !== null)?.text ?? last),
    forms: new Map(versions.flatMap(({ version, text }) => (text ? [[version, text.sign] as const] : []))),
    unread: new Set(versions.flatMap(({ version, text }) => (text ? [] : [version]))),
  };
}

/** The versions whose rows may be destroyed by now, wherever on earth the network's day ends. */
function overBy(texts: readonly CampaignText[], today: number): ReadonlySet<number> {
  const promised = texts.map(({ keepUntil }, at) => ({ version: at + 1, day: 0, until: keepUntil }));
  return new Set(endedVersions(promised, isoDay(today + 1)));
}
