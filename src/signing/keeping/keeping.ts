// What goes of signatures when their time is over: all of a campaign that is closed, or those alone whose version of the
// text promised an earlier day. Sealed rows, answers and requests are destroyed; whoever is counted stays counted, and a
// name that was shown stays with the means to take it off (the check of a code).

import type { Standing } from "../../campaigns/keeping/certifying.ts";
import type { ClosingRoom } from "../../campaigns/keeping/closing.ts";
import { endedVersions, firstKeptDay } from "../../campaigns/keeping/keeping.ts";
import type { KeptCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import type { Reading, Store, Writing } from "../../store/store.ts";
import { dropRows } from "../brought-in/store.ts";
import { type CountingParts, dropEnvelopes, leaveCount } from "../counting.ts";
import { dropRequests } from "../desk/store.ts";

const GROUP = 256;
const KEPT = ["pending", "confirmed", "accepted"] as const;

/** What closing a campaign destroys of signatures. */
export function closingSignatures(parts: CountingParts): ClosingRoom {
  return {
    count: async (db, campaign) => {
      const rows = await db
        .selectFrom("signatures")
        .select(({ fn }) => ["state", fn.countAll<number>().as("many")])
        .where("campaign", "=", campaign)
        .where("row", "is not", null)
        .groupBy("state")
        .execute();
      const of = (state: string) => Number(rows.find((row) => row.state === state)?.many ?? 0);
      const all = async (table: "appearances" | "requests" | "envelopes") => {
        const { many } = await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as("many"))
          .where("campaign", "=", campaign)
          .executeTakeFirstOrThrow();
        return Number(many);
      };
      return {
        confirmed: of("confirmed"),
        accepted: of("accepted"),
        pending: of("pending"),
        appearances: await all("appearances"),
        requests: await all("requests"),
        envelopes: await all("envelopes"),
      };
    },
    destroy: async (tx, campaign) => {
      const rows = await destroyGroup(tx, parts, campaign, null);
      if (rows > 0) return rows;
      let gone = 0;
      for (const table of ["appearances", "requests", "envelopes"] as const) {
        const { numDeletedRows } = await tx
          .deleteFrom(table)
          .where("campaign", "=", campaign)
          .executeTakeFirst();
        gone += Number(numDeletedRows);
      }
      return gone;
    },
  };
}

/** Counts what stays of a campaign's signatures. */
export async function standingSignatures(db: Reading, campaign: Uint8Array): Promise<Standing> {
  const counted = await db
    .selectFrom("signatures")
    .select(({ fn }) => ["as", fn.countAll<number>().as("many")])
    .where("campaign", "=", campaign)
    .where("state", "in", ["confirmed", "accepted"])
    .groupBy("as")
    .execute();
  const days = await db
    .selectFrom("signatures")
    .select(({ fn }) => [fn.min("day").as("first"), fn.max("day").as("last")])
    .where("campaign", "=", campaign)
    .executeTakeFirst();
  const names = await db
    .selectFrom("names")
    .select(({ fn }) => fn.countAll<number>().as("many"))
    .where("campaign", "=", campaign)
    .executeTakeFirstOrThrow();
  const of = (as: string) => Number(counted.find((row) => row.as === as)?.many ?? 0);
  return {
    people: of("person"),
    organisations: of("organisation"),
    names: Number(names.many),
    first: days?.first ?? null,
    last: days?.last ?? null,
  };
}

/** How many sealed rows there are of each version of a text. */
export async function keptRows(db: Reading, campaign: Uint8Array): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("signatures")
    .select(({ fn }) => ["text", fn.countAll<number>().as("many")])
    .where("campaign", "=", campaign)
    .where("state", "in", KEPT)
    .where("row", "is not", null)
    .groupBy("text")
    .execute();
  return new Map(rows.map(({ text, many }) => [text, Number(many)]));
}

/**
 * Destroys one group of rows.
 * @param versions of the text that was signed; null for all
 * @returns how many rows
 */
async function destroyGroup(
  tx: Writing,
  parts: CountingParts,
  campaign: Uint8Array,
  versions: readonly number[] | null,
): Promise<number> {
  for (const state of KEPT) {
    let query = tx
      .selectFrom("signatures")
      .select(["id", "envelope"])
      .where("campaign", "=", campaign)
      .where("state", "=", state)
      .where("row", "is not", null)
      .limit(GROUP);
    if (versions) query = query.where("text", "in", versions);
    const rows = await query.execute();
    if (rows.length === 0) continue;
    const ids = rows.map(({ id }) => id);
    if (state === "pending") await leaveCount(tx, parts, ids, "expired", "holder");
    else {
      const answers = await tx
        .deleteFrom("appearances")
        .where("signature", "in", ids)
        .returning("envelope")
        .execute();
      await tx.updateTable("signatures").set({ row: null, envelope: null }).where("id", "in", ids).execute();
      await dropEnvelopes(
        tx,
        [...rows, ...answers].map(({ envelope }) => envelope),
      );
    }
    return rows.length;
  }
  return 0;
}

export interface PromiseParts extends CountingParts {
  store: Store;
  live: LiveCampaigns;
  /** The day it is in the network's zone, an ISO date. */
  today(): string;
}

/**
 * Destroys what was signed under versions whose promise has ended, while their campaigns go on under a later one.
 * @returns of which campaigns and versions
 */
export async function endPromises(parts: PromiseParts): Promise<{ slug: string; version: number }[]> {
  const ended: { slug: string; version: number }[] = [];
  for (const campaign of parts.live.allKept()) {
    if (campaign.state === "closed") continue;
    for (const version of await dueVersions(parts, campaign)) {
      await endVersion(parts, campaign, version);
      ended.push({ slug: campaign.slug, version });
    }
  }
  if (ended.length > 0) parts.store.erased("rows");
  return ended;
}

async function dueVersions(
  { store, today }: PromiseParts,
  { id, promised }: KeptCampaign,
): Promise<number[]> {
  const due = endedVersions(promised, today());
  if (due.length === 0) return [];
  const done = await store.read.selectFrom("endings").select("version").where("campaign", "=", id).execute();
  return due.filter((version) => !done.some((one) => one.version === version));
}

async function endVersion(parts: PromiseParts, campaign: KeptCampaign, version: number): Promise<void> {
  const { store, clock } = parts;
  const { id, promised } = campaign;
  for (let more = 1; more > 0; ) {
    more = await store.write((tx) => destroyGroup(tx, parts, id, [version]));
  }
  for (let more = 1; more > 0; ) {
    more = (await store.write((tx) => dropRows(tx, id, { versions: [version] }))).length;
  }
  const since = firstKeptDay(promised, parts.today());
  await store.write(async (tx) => {
    // Asked while the promise held that has ended.
    if (since !== null) await dropRequests(tx, id, await requestsBefore(tx, id, since));
    const { many } = await tx
      .selectFrom("signatures")
      .select(({ fn }) => fn.countAll<number>().as("many"))
      .where("campaign", "=", id)
      .where("text", "=", version)
      .where("state", "in", ["confirmed", "accepted"])
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("endings")
      .values({ campaign: id, version, day: clock.day(), many: Number(many) })
      .onConflict((conflict) => conflict.columns(["campaign", "version"]).doNothing())
      .execute();
  });
}

async function requestsBefore(tx: Writing, campaign: Uint8Array, day: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("requests")
    .select("id")
    .where("campaign", "=", campaign)
    .where("day", "<", day)
    .execute();
  return rows.map(({ id }) => id);
}
