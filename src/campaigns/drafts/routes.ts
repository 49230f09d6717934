// Drafts over the desk's API: each entry of api.ts with what answers it. Organisers may do all of it; making a
// campaign's key is no part of it (src/campaigns/desk.ts).
import { Hono } from "hono";
import { isoDay } from "../../clock.ts";
import { isLoopback } from "../../loopback.ts";
import { hex } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { mountCall, Refusal } from "../../web/mounting.ts";
import type { Signed } from "../desk.ts";
import { campaignBySlug, readAllTexts, versionOf } from "../store.ts";
import { draftApi } from "./api.ts";
import {
  beginDraft,
  currentDraft,
  type DraftingParts,
  keepDraft,
  standingFiles,
  throwAway,
  titleOf,
} from "./drafting.ts";
import { LINK_DAYS, linkFor, newToken } from "./links.ts";
import { readMadePicture } from "./pictures.ts";
import { localTime, readWhy, type SchedulingParts, setTime } from "./scheduling.ts";
import { draftPage, lastDay, type ShowingParts } from "./showing.ts";
import {
  addLink,
  addPicture,
  dropLink,
  dropOldLinks,
  namesOfOrganisers,
  readDrafts,
  readLinks,
  readSchedule,
} from "./store.ts";

export interface DraftDeskParts extends DraftingParts, ShowingParts, SchedulingParts {
  primitives: Primitives;
  signed: Signed;
  /** The network's address, without a slash at the end. */
  baseUrl: string;
  /** Host name of who carries the mail; null when no mail is sent. */
  mailBy: string | null;
  /** Whether an organiser typed back the code of a test mail that this carrier brought. */
  mailTested(): Promise<boolean>;
}

/** The routes, to be mounted under API_PATH. */
export function draftDeskRoutes(parts: DraftDeskParts): Hono {
  const app = new Hono();
  writing(app, parts);
  looking(app, parts);
  publishing(app, parts);
  return app;
}

function writing(app: Hono, parts: DraftDeskParts): void {
  const { store, guard } = parts;
  mountCall(app, guard, draftApi.drafts, async () => {
    const names = await namesOfOrganisers(store.read);
    const drafts = await readDrafts(store.read);
    const lines = drafts.map(async (draft) => ({
      address: draft.address,
      title: titleOf(draft),
      by: names.get(hex(draft.who)) ?? "",
      known: (await campaignBySlug(store.read, draft.address)) !== null,
    }));
    return { drafts: await Promise.all(lines) };
  });
  mountCall(app, guard, draftApi.beginDraft, async (asked, caller) => ({
    address: await store.write((tx) => beginDraft(parts, tx, asked, caller.id)),
  }));
  mountCall(app, guard, draftApi.readDraft, async ({ slug }) => {
    const campaign = await campaignBySlug(store.read, slug);
    const schedule = campaign && (await readSchedule(store.read, campaign.id));
    return {
      draft: await currentDraft(store.read, slug),
      campaign: campaign && {
        state: campaign.state,
        version: campaign.text,
        files: await standingFiles(store.read, campaign),
        signed: await parts.signed.hasSignatures(store.read, campaign.id),
        scheduled: schedule && { at: localTime(schedule.at, parts.zone()), why: readWhy(schedule.why) },
      },
      today: parts.today(),
      zone: parts.zone(),
    };
  });
  mountCall(app, guard, draftApi.saveDraft, (asked, caller) =>
    store.write((tx) => keepDraft(parts, tx, asked, caller.id)),
  );
  mountCall(app, guard, draftApi.dropDraft, async ({ slug, revision }) => {
    const dropped = await store.write((tx) => throwAway(tx, slug, revision));
    store.erased("texts");
    return { dropped };
  });
}

function looking(app: Hono, parts: DraftDeskParts): void {
  const { store, guard, clock, primitives } = parts;
  mountCall(app, guard, draftApi.render, async ({ files, language }) => {
    const shown = await draftPage(parts, files, language);
    return { html: shown?.page ?? null };
  });
  mountCall(app, guard, draftApi.previewLinks, async ({ slug }) => {
    const names = await namesOfOrganisers(store.read);
    const links = (await readLinks(store.read, slug)).filter(({ until }) => until > clock.day());
    return {
      links: links.map(({ hash, who, until }) => ({
        id: hash,
        by: names.get(hex(who)) ?? "",
        until: lastDay(until),
      })),
    };
  });
  mountCall(app, guard, draftApi.makePreviewLink, async ({ slug }, caller) => {
    const { token, hash } = newToken(primitives);
    const until = clock.day() + LINK_DAYS;
    await store.write(async (tx) => {
      await currentDraft(tx, slug);
      await dropOldLinks(tx, clock.day());
      await addLink(tx, { hash, address: slug, until, who: caller.id });
    });
    return { link: linkFor(parts.baseUrl, token), until: lastDay(until) };
  });
  mountCall(app, guard, draftApi.dropPreviewLink, async ({ slug, id }) => {
    await store.write((tx) => dropLink(tx, slug, id));
    return {};
  });
  mountCall(app, guard, draftApi.keepPicture, async ({ bytes }) => {
    const read = readMadePicture(primitives, bytes);
    if (!read.ok) throw new Refusal(422, read.why, { code: "picture_refused" });
    await store.write((tx) => addPicture(tx, { name: read.file, bytes, day: clock.day() }));
    return { file: read.file };
  });
}

function publishing(app: Hono, parts: DraftDeskParts): void {
  const { store, guard } = parts;
  mountCall(app, guard, draftApi.versions, async ({ slug }) => {
    const campaign = await campaignBySlug(store.read, slug);
    if (!campaign) return { versions: [] };
    const texts = Map.groupBy(await readAllTexts(store.read, campaign.id), ({ version }) => version);
    const versions = [...texts].map(async ([version, files]) => {
      const kept = await versionOf(store.read, campaign.id, version);
      return {
        version,
        day: isoDay(kept?.day ?? 0),
        small: kept?.small ?? false,
        files: files.map(({ file }) => file),
      };
    });
    return { versions: await Promise.all(versions) };
  });
  mountCall(app, guard, draftApi.schedule, async ({ slug, at }, caller) => {
    const schedule = await store.write((tx) => setTime(parts, tx, slug, at, caller.id));
    return { scheduled: schedule && { at: localTime(schedule.at, parts.zone()), why: null } };
  });
  mountCall(app, guard, draftApi.ready, async () => {
    const standing = await parts.openers.standing(store.read);
    return {
      openers: standing.length,
      untested: standing.filter(({ tested }) => !tested).length,
      envelope: standing.some(({ kind }) => kind === "sheet"),
      mail: parts.mailBy === null ? null : { by: parts.mailBy, tested: await parts.mailTested() },
      address: reachOf(parts.baseUrl),
    };
  });
}

/** How visitors reach the network. */
function reachOf(baseUrl: string): "https" | "loopback" | "http" {
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === "https:") return "https";
  return isLoopback(hostname) ? "loopback" : "http";
}
