// The campaigns' part of the desk's API over HTTP: publish, list, open. Promises that a campaign that asks for
// anything personal is public only once two can open it, that its key is one a holder vouched for, and that grants
// are kept only inside its closing box.

import { Hono } from "hono";
import type { Clock } from "../clock.ts";
import type { KeyFiles } from "../store/key-files.ts";
import type { Campaign } from "../store/schema.ts";
import type { Reading, Writing } from "../store/store.ts";
import { uncloseGrant } from "../vault/grant.ts";
import type { Primitives } from "../vault/primitives.ts";
import type { Answered, Asked, Caller } from "../web/api.ts";
import { type Guard, mountCall, Refusal } from "../web/mounting.ts";
import { stateOnDay } from "./dates.ts";
import { campaignApi } from "./desk-api.ts";
import { toldInEnglish } from "./file/mistake-words.ts";
import type { Mistake } from "./file/mistakes.ts";
import { withoutGoneFounders } from "./founders.ts";
import { type ListingParts, listCampaign, listCampaigns } from "./listing.ts";
import { keepNewKey, type Openers } from "./new-key.ts";
import { foundCampaign } from "./no-campaign.ts";
import { type GivenFile, type Made, putTogether, readGiven } from "./publishing.ts";
import {
  addCampaign,
  campaignBySlug,
  readAllTexts,
  readKeys,
  readTexts,
  setText,
  versionOf,
  writeTexts,
} from "./store.ts";

/** What publishing asks of those who keep signatures (src/signing/desk/rows-store.ts). */
export interface Signed {
  hasSignatures(db: Reading, campaign: Uint8Array): Promise<boolean>;
}

export interface CampaignDeskParts extends ListingParts {
  clock: Clock;
  primitives: Primitives;
  keys: KeyFiles;
  guard: Guard;
  openers: Openers;
  signed: Signed;
  /** The network's address, without a slash at the end. */
  baseUrl: string;
  /** Whether the network sends mail. */
  mail: boolean;
  /** The day it is in the network's zone, as an ISO date. */
  today(): string;
  /** Lets the entry of a campaign key wait for its log. */
  logKey(tx: Writing, campaign: Uint8Array, record: Uint8Array): Promise<void>;
  /** Told once a campaign stands anew: pages are made again, a key's entry is published. */
  onPublished(campaign: Uint8Array): Promise<void>;
}

type Publish = Asked<typeof campaignApi.publish>;
type Published = Answered<typeof campaignApi.publish> & { id: Uint8Array };
type Good = Extract<Made, { ok: true }>;

/** @throws Refusal with every mistake, in English and by its code */
export function refuseMistakes(mistakes: readonly Mistake[]): never {
  const many = mistakes.length === 1 ? "is one mistake" : `are ${mistakes.length} mistakes`;
  throw new Refusal(422, `Nothing was published: there ${many} in what was given.`, {
    code: "mistakes",
    values: { many: mistakes.length },
    mistakes: mistakes.map(toldInEnglish),
  });
}

/** The routes, to be mounted under API_PATH. */
export function campaignDeskRoutes(parts: CampaignDeskParts): Hono {
  const { store, guard } = parts;
  const app = new Hono();

  mountCall(app, guard, campaignApi.list, async () => ({ campaigns: await listCampaigns(parts) }));
  mountCall(app, guard, campaignApi.campaign, ({ slug }, caller) => listCampaign(parts, slug, caller));
  mountCall(app, guard, campaignApi.check, async (asked) => {
    const { slug, known } = await read(parts, store.read, asked);
    return { slug, known: known !== null };
  });
  mountCall(app, guard, campaignApi.publish, async (asked, caller) => {
    const published = await store.write((tx) => publish(parts, tx, asked, caller));
    // A version that was replaced, or a founder taken out of all of them, is gone from the files too.
    store.erased("texts");
    await parts.onPublished(published.id);
    const { id: _, ...answer } = published;
    return answer;
  });
  mountCall(app, guard, campaignApi.open, async ({ slug }, caller) => {
    const campaign = await foundCampaign(store.read, slug);
    await store.write((tx) => guard.deed(tx, caller, "open", campaign.id, 1));
    return {
      id: campaign.id,
      size: campaign.size,
      epochs: await epochsFor(parts, campaign.id, caller),
      texts: await readAllTexts(store.read, campaign.id),
      today: parts.clock.day(),
    };
  });
  return app;
}

async function read(
  parts: CampaignDeskParts,
  db: Reading,
  { files, draft, whole = false }: { files: GivenFile[]; draft: boolean; whole?: boolean | undefined },
) {
  const given = readGiven(files);
  if (!given.ok) refuseMistakes(given.mistakes);
  const known = await campaignBySlug(db, given.slug);
  if (known?.state === "closed")
    throw new Refusal(409, `${given.slug} is closed; it stays as it is.`, {
      code: "campaign_closed",
      values: { slug: given.slug },
    });
  if (known?.state === "published" && draft) {
    throw new Refusal(409, `${given.slug} is public already; it cannot become a draft again.`, {
      code: "campaign_public",
      values: { slug: given.slug },
    });
  }
  const kept = known ? await readTexts(db, known.id, known.text) : [];
  const publishing = { public: !draft, mail: parts.mail, today: parts.today(), whole };
  const made = putTogether(given.slug, given.given, kept, publishing);
  if (!made.ok) refuseMistakes(made.mistakes);
  if (!draft && made.text.sign) await checkOpeners(parts, db);
  return { slug: given.slug, known, made };
}

/** Two have to be able to open: one alone could be forced, or lost. @throws Refusal while they cannot */
export async function checkOpeners(
  { openers }: Pick<CampaignDeskParts, "openers">,
  db: Reading,
): Promise<void> {
  const standing = await openers.standing(db);
  if (standing.length < 2) {
    throw new Refusal(
      409,
      "Before anything personal is asked, a second key holder has to join, or the envelope has to be made.",
      { code: "second_opener_first" },
    );
  }
  const untested = standing.filter(({ tested }) => !tested).length;
  if (untested > 0)
    throw new Refusal(409, `${untested} of those who can open have not opened a test row yet.`, {
      code: "openers_untested",
      values: { many: untested },
    });
}

async function publish(
  parts: CampaignDeskParts,
  tx: Writing,
  asked: Publish,
  caller: Caller,
): Promise<Published> {
  const { guard, clock, baseUrl } = parts;
  const { slug, known, made } = await read(parts, tx, asked);
  const state = asked.draft ? "draft" : "published";
  const day = clock.day();
  const now = known
    ? await amend(parts, tx, known, made, asked)
    : { id: await create(parts, tx, slug, made, asked, caller), version: 1, change: "new" as const };
  const published_day = known?.published_day ?? (asked.draft ? null : day);
  await setText(tx, now.id, { text: now.version, state, published_day });
  if (known) await forgetFounders(tx, now.id, now.version);
  await guard.deed(tx, caller, asked.draft ? "draft" : "publish", now.id, 1);
  const address = `${baseUrl}/${slug}`;
  const over = stateOnDay(made.text, parts.today()) === "closed";
  const languages = [...made.text.languages];
  return { ...now, slug, state, address, languages, over } satisfies Published;
}

/** Founders that the text names no longer are taken out of every version that is kept. */
async function forgetFounders(tx: Writing, campaign: Uint8Array, version: number): Promise<void> {
  const [standing] = await readTexts(tx, campaign, version);
  for (let earlier = 1; standing && earlier < version; earlier++) {
    const texts = await readTexts(tx, campaign, earlier);
    const without = withoutGoneFounders(texts, standing.file);
    const kept = await versionOf(tx, campaign, earlier);
    if (without && kept) await writeTexts(tx, campaign, kept, without);
  }
}

/** Keeps changed texts: under a new version once anybody signed the words that are changed. */
async function amend(parts: CampaignDeskParts, tx: Writing, known: Campaign, made: Good, asked: Publish) {
  const { id, text: version } = known;
  const day = parts.clock.day();
  if (made.difference === "none") return { id, version, change: "same" as const };
  if (made.difference === "words" && (await parts.signed.hasSignatures(tx, id))) {
    await writeTexts(tx, id, { version: version + 1, day, small: asked.small }, made.texts);
    return { id, version: version + 1, change: "amended" as const };
  }
  const kept = await versionOf(tx, id, version);
  await writeTexts(tx, id, kept ?? { version, day, small: false }, made.texts);
  return { id, version, change: "replaced" as const };
}

async function create(
  parts: CampaignDeskParts,
  tx: Writing,
  slug: string,
  { texts }: Good,
  { made, draft }: Publish,
  caller: Caller,
): Promise<Uint8Array> {
  if (!made)
    throw new Refusal(409, `There is no campaign ${slug} yet: it needs a key.`, {
      code: "campaign_needs_key",
      values: { slug },
    });
  const { id, record } = made;
  const day = parts.clock.day();
  const state = draft ? "draft" : "published";
  const added = await addCampaign(tx, {
    ...{ id, slug, state },
    ...{ made_day: day, published_day: draft ? null : day },
  });
  if (!added) throw new Refusal(409, "There is another campaign with this key's id. Make another key.");
  await writeTexts(tx, id, { version: 1, day, small: false }, texts);
  await keepNewKey(tx, parts, made, caller);
  await parts.logKey(tx, id, record);
  return id;
}

async function epochsFor(parts: CampaignDeskParts, campaign: Uint8Array, caller: Caller) {
  const { store, primitives, keys, openers } = parts;
  const closing = keys.closing(campaign);
  const rows = await readKeys(store.read, campaign, caller.id);
  return Promise.all(
    rows.map(async ({ epoch, public_key: publicKey, closed: box }) => {
      const granted = { network: openers.network, campaign, epoch, holder: caller.id };
      const grant = box && closing ? await uncloseGrant(primitives, closing, granted, box) : null;
      return { epoch, publicKey, grant };
    }),
  );
}
