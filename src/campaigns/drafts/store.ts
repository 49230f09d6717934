// The queries about drafts, the links to them, pictures and schedules.
import type { Reading, Writing } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";

/** A draft as it is kept. */
export interface KeptDraft {
  address: string;
  revision: number;
  /** Campaign files, the original first. */
  files: string[];
  who: Uint8Array;
  saved: number;
}

const filesOf = (json: string) => JSON.parse(json) as string[];

/** @returns the draft at an address, or null */
export async function readDraft(db: Reading, address: string): Promise<KeptDraft | null> {
  const draft = await db.selectFrom("drafts").selectAll().where("address", "=", address).executeTakeFirst();
  return draft ? { ...draft, files: filesOf(draft.files) } : null;
}

/** @returns every draft, the one changed last first */
export async function readDrafts(db: Reading): Promise<KeptDraft[]> {
  const drafts = await db
    .selectFrom("drafts")
    .selectAll()
    .orderBy("saved", "desc")
    .orderBy("address")
    .execute();
  return drafts.map((draft) => ({ ...draft, files: filesOf(draft.files) }));
}

/** Keeps a draft in the place of what stood there. */
export async function writeDraft(tx: Writing, { files, ...draft }: KeptDraft): Promise<void> {
  await dropDraft(tx, draft.address);
  await tx
    .insertInto("drafts")
    .values({ ...draft, files: JSON.stringify(files) })
    .execute();
}

/** Throws a draft away. */
export async function dropDraft(tx: Writing, address: string): Promise<void> {
  await tx.deleteFrom("drafts").where("address", "=", address).execute();
}

/** @returns the names of those who organise, by hex of their id */
export async function namesOfOrganisers(db: Reading): Promise<Map<string, string>> {
  const accounts = await db.selectFrom("accounts").select(["id", "name"]).execute();
  return new Map(accounts.map(({ id, name }) => [hex(id), name]));
}

/** A link to a draft. */
export interface PreviewLink {
  hash: Uint8Array;
  address: string;
  until: number;
  who: Uint8Array;
}

/** Keeps a link. */
export async function addLink(tx: Writing, link: PreviewLink): Promise<void> {
  await tx.insertInto("preview_links").values(link).execute();
}

/** @returns the links to a draft, the longest-lived first */
export function readLinks(db: Reading, address: string): Promise<PreviewLink[]> {
  return db
    .selectFrom("preview_links")
    .selectAll()
    .where("address", "=", address)
    .orderBy("until", "desc")
    .orderBy("hash")
    .execute();
}

/** @returns the link of a hash, or null */
export async function linkOf(db: Reading, hash: Uint8Array): Promise<PreviewLink | null> {
  const link = await db.selectFrom("preview_links").selectAll().where("hash", "=", hash).executeTakeFirst();
  return link ?? null;
}

/** Takes a link to a draft back. */
export async function dropLink(tx: Writing, address: string, hash: Uint8Array): Promise<void> {
  await tx.deleteFrom("preview_links").where("address", "=", address).where("hash", "=", hash).execute();
}

/** Throws links away that are over. */
export async function dropOldLinks(tx: Writing, today: number): Promise<void> {
  await tx.deleteFrom("preview_links").where("until", "<=", today).execute();
}

/** Keeps a picture, once. */
export async function addPicture(
  tx: Writing,
  picture: { name: string; bytes: Uint8Array; day: number },
): Promise<void> {
  if (await readPicture(tx, picture.name)) return;
  await tx.insertInto("pictures").values(picture).execute();
}

/** @returns a picture's bytes, or null */
export async function readPicture(db: Reading, name: string): Promise<Uint8Array | null> {
  const picture = await db.selectFrom("pictures").select("bytes").where("name", "=", name).executeTakeFirst();
  return picture?.bytes ?? null;
}

/** A campaign that is to be published by itself. */
export interface Schedule {
  campaign: Uint8Array;
  at: number;
  who: Uint8Array;
  why: string;
}

/** @returns when a campaign is to be published, or null */
export async function readSchedule(db: Reading, campaign: Uint8Array): Promise<Schedule | null> {
  const one = await db
    .selectFrom("schedules")
    .selectAll()
    .where("campaign", "=", campaign)
    .executeTakeFirst();
  return one ?? null;
}

/** @returns what is to be published now and was not tried yet */
export function dueSchedules(db: Reading, now: number): Promise<Schedule[]> {
  return db.selectFrom("schedules").selectAll().where("at", "<=", now).where("why", "=", "").execute();
}

/** Sets when a campaign is to be published; takes the place of what was set before. */
export async function setSchedule(tx: Writing, schedule: Schedule): Promise<void> {
  await dropSchedule(tx, schedule.campaign);
  await tx.insertInto("schedules").values(schedule).execute();
}

/** Takes a schedule back, or ends it. */
export async function dropSchedule(tx: Writing, campaign: Uint8Array): Promise<void> {
  await tx.deleteFrom("schedules").where("campaign", "=", campaign).execute();
}
