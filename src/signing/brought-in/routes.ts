// What was collected elsewhere, over HTTP (api.ts), and its end. Promises that a list counts as a whole or not at all,
// however often a connection broke, that it is never in the log's count, and that nothing readable of it reaches the
// network: a desk seals it.

import { Hono } from "hono";
import type { ClosingRoom } from "../../campaigns/keeping/closing.ts";
import type { LiveCampaigns } from "../../campaigns/live.ts";
import { foundCampaign } from "../../campaigns/no-campaign.ts";
import type { Clock } from "../../clock.ts";
import type { Campaign } from "../../store/schema.ts";
import type { Store, Writing } from "../../store/store.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { isRowSize, PURPOSE, sealedHash } from "../../vault/row.ts";
import type { Caller } from "../../web/api.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { broughtApi } from "./api.ts";
import {
  addPiece,
  addSource,
  countRows,
  dropRows,
  dropSource,
  endSource,
  readBroughtRows,
  readSources,
  type Source,
  sayNumber,
  sourceOf,
  unfinished,
} from "./store.ts";

export interface BroughtParts {
  store: Store;
  clock: Clock;
  primitives: Primitives;
  guard: Guard;
  /** Read again after what the public sees was changed. */
  live: Pick<LiveCampaigns, "refresh">;
}

/** A number may be said a day early where the network's day ends later. */
const AHEAD = 1;

/** The routes, to be mounted under API_PATH. */
export function broughtRoutes(parts: BroughtParts): Hono {
  const { store, clock, guard, primitives, live } = parts;
  const app = new Hono();

  const find = (slug: string) => foundCampaign(store.read, slug);
  /** Nothing comes to a campaign that is closed: what is there is destroyed. */
  const findOpen = async (slug: string) => {
    const campaign = await find(slug);
    if (campaign.state !== "published")
      throw new Refusal(409, "This campaign is not public, or is closed.", { code: "not_public" });
    return campaign;
  };
  const sourceFor = async (tx: Writing, { id }: Campaign, which: number): Promise<Source> => {
    const source = await sourceOf(tx, id, { id: which });
    if (!source) throw new Refusal(404, "Somebody took that back meanwhile.", { code: "taken_back" });
    return source;
  };

  mountCall(app, guard, broughtApi.brought, async ({ slug }) => ({
    sources: await readSources(store.read, (await find(slug)).id),
  }));

  mountCall(app, guard, broughtApi.bringPiece, async (asked, caller) => {
    const { slug, pass, label, piece, text, epoch, envelope } = asked;
    const campaign = await findOpen(slug);
    if (epoch !== campaign.epoch || text > campaign.text) {
      throw new Refusal(409, "The campaign has another key or text by now. Begin again.", {
        code: "text_meanwhile",
      });
    }
    if (!asked.rows.every(({ row }) => isRowSize(PURPOSE.signature, row.length))) {
      throw new Refusal(422, "What was sent is no sealed row.");
    }
    const rows = asked.rows.map(({ as, row }) => ({
      as,
      row,
      sealed_hash: sealedHash(primitives, envelope, row),
    }));
    const day = clock.day();
    await store.write(async (tx) => {
      const known = await sourceOf(tx, campaign.id, { pass });
      if (known && known.kind !== "rows") throw new Refusal(409, "That was no list.");
      // What stands has all of its pieces: this one came once more.
      if (known?.done === 1) return;
      const begun = {
        ...{ campaign: campaign.id, who: caller.id, kind: "rows" as const, label, pass },
        ...{ done: 0, made_day: day },
      };
      const source = known?.id ?? (await addSource(tx, begun));
      await addPiece(tx, { campaign: campaign.id, source, piece, text, epoch, day, envelope, rows });
    });
    return {};
  });

  mountCall(app, guard, broughtApi.endBringing, async ({ slug, pass, rows }, caller) => {
    const campaign = await findOpen(slug);
    const id = await store.write(async (tx) => {
      const source = await sourceOf(tx, campaign.id, { pass });
      if (!source)
        throw new Refusal(404, "There is no such list: it was never sent, or waited too long.", {
          code: "list_gone",
        });
      if (source.done === 1) return source.id;
      const counted = await countRows(tx, source.id);
      const many = counted.people + counted.organisations;
      if (many !== rows)
        throw new Refusal(409, `Of ${rows} rows ${many} are there. Send the others first.`, {
          code: "list_rows",
          values: { rows, many },
        });
      await endSource(tx, source.id);
      const today = clock.day();
      const said = { who: caller.id, ...counted, day: today, made_day: today };
      await sayNumber(tx, campaign.id, source.id, said);
      await guard.deed(tx, caller, "bring in", campaign.id, many);
      return source.id;
    });
    await live.refresh(campaign.id);
    return { id };
  });

  mountCall(app, guard, broughtApi.sayPaper, async (asked, caller) => {
    const { slug, pass, label, people, organisations, day } = asked;
    const campaign = await findOpen(slug);
    const today = clock.day();
    if (day > today + AHEAD) throw new Refusal(422, "That day is still to come.", { code: "day_to_come" });
    const id = await store.write(async (tx) => {
      const known =
        asked.id === null
          ? await sourceOf(tx, campaign.id, { pass })
          : await sourceFor(tx, campaign, asked.id);
      if (known && known.kind !== "paper")
        throw new Refusal(409, "That is a list; its number is its rows'.", { code: "list_not_paper" });
      const made = {
        ...{ campaign: campaign.id, who: caller.id, kind: "paper" as const, label, pass },
        ...{ done: 1, made_day: today },
      };
      // A new one whose answer got lost is there already.
      if (known && asked.id === null) return known.id;
      const source = known?.id ?? (await addSource(tx, made));
      if (known && known.label !== label)
        await tx.updateTable("brought").set({ label }).where("id", "=", source).execute();
      const said = { who: caller.id, people, organisations, day, made_day: today };
      await sayNumber(tx, campaign.id, source, said);
      await guard.deed(tx, caller, "paper", campaign.id, people + organisations);
      return source;
    });
    await live.refresh(campaign.id);
    return { id };
  });

  mountCall(app, guard, broughtApi.broughtRows, async ({ slug, after }) =>
    readBroughtRows(store.read, (await find(slug)).id, after),
  );

  mountCall(app, guard, broughtApi.takeOut, async ({ slug, ids }, caller) => {
    const campaign = await find(slug);
    let gone = 0;
    for (let more = ids.length; more > 0; ) {
      more = await store.write((tx) => takeOut(tx, campaign, ids, caller));
      gone += more;
    }
    if (gone > 0) store.erased("rows");
    await live.refresh(campaign.id);
    return { gone };
  });
  const takeOut = async (tx: Writing, campaign: Campaign, ids: readonly number[], caller: Caller) => {
    const from = ids.length === 0 ? [] : await dropRows(tx, campaign.id, { ids });
    const today = clock.day();
    for (const source of new Set(from)) {
      const said = { who: caller.id, ...(await countRows(tx, source)), day: today, made_day: today };
      await sayNumber(tx, campaign.id, source, said);
    }
    if (from.length > 0) await guard.deed(tx, caller, "take out", campaign.id, from.length);
    return from.length;
  };

  mountCall(app, guard, broughtApi.dropBrought, async ({ slug, id }, caller) => {
    const campaign = await find(slug);
    const source = await sourceOf(store.read, campaign.id, { id });
    if (!source) return {};
    // From here on it counts nowhere; a stop before its end leaves it to the next cleaning.
    await store.write(async (tx) => {
      await tx.updateTable("brought").set({ done: 0, made_day: 0 }).where("id", "=", id).execute();
      const { people, organisations } = await countRows(tx, id);
      await guard.deed(tx, caller, "take out", campaign.id, people + organisations);
    });
    await destroySource(store, campaign.id, id);
    store.erased("rows");
    await live.refresh(campaign.id);
    return {};
  });
  return app;
}

async function destroySource(store: Store, campaign: Uint8Array, source: number): Promise<void> {
  for (let more = 1; more > 0; )
    more = (await store.write((tx) => dropRows(tx, campaign, { source }))).length;
  await store.write((tx) => dropSource(tx, source));
}

/**
 * Destroys lists that were begun and never ended, from the day after the next on. To be called every hour.
 * @param parts store and clock of the network
 */
export async function endUnfinished({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const over = await unfinished(store.read, clock.day() - 1);
  for (const { id, campaign } of over) await destroySource(store, campaign, id);
  if (over.length > 0) store.erased("rows");
}

/** What closing a campaign destroys of what was brought in. The numbers stay, as the count does. */
export function closingBrought(): ClosingRoom {
  return {
    count: async (db, campaign) => {
      const { many } = await db
        .selectFrom("brought_rows")
        .select(({ fn }) => fn.countAll<number>().as("many"))
        .where("campaign", "=", campaign)
        .executeTakeFirstOrThrow();
      return { brought: Number(many) };
    },
    destroy: async (tx, campaign) => (await dropRows(tx, campaign, "all")).length,
  };
}
