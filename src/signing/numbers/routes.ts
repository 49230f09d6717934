// Published numbers, over HTTP (api.ts). Promises that no table is published that breaks a rule which can be seen from
// outside, whatever desk sends it: rounding, merging, a week and ten entries since the last, labels that are the
// organisers' own or days, and one thing a table.

import { Hono } from "hono";
import type { LiveCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import { foundCampaign, noCampaign } from "../../campaigns/no-campaign.ts";
import type { Clock } from "../../clock.ts";
import { dayOfIso } from "../../clock.ts";
import { readCount } from "../../ledger/count.ts";
import type { Store } from "../../store/store.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { numbersApi } from "./api.ts";
import { labelsOf } from "./counting.ts";
import { DAYS_BETWEEN, faultOf, LEAST_CHANGED, LEAST_SIGNATURES, type Published } from "./publishing.ts";
import { keepBreakdown, readBreakdowns } from "./store.ts";

export interface NumbersParts {
  store: Store;
  clock: Clock;
  guard: Guard;
  live: Pick<LiveCampaigns, "refresh" | "bySlug">;
}

/** The routes, to be mounted under API_PATH. */
export function numbersRoutes({ store, clock, guard, live }: NumbersParts): Hono {
  const app = new Hono();
  const find = async (slug: string) => {
    const campaign = await foundCampaign(store.read, slug);
    const shown = live.bySlug(slug);
    if (!shown) throw noCampaign(slug);
    const { people, organisations } = readCount(campaign.counted);
    return { campaign, shown, counted: people + organisations };
  };

  mountCall(app, guard, numbersApi.numbers, async ({ slug }) => {
    const { campaign, counted } = await find(slug);
    const tables = await readBreakdowns(store.read, campaign.id);
    return { tables, counted, size: campaign.size, today: clock.day() };
  });
  mountCall(app, guard, numbersApi.publishNumbers, async ({ slug, of, table }, caller) => {
    const { campaign, shown, counted } = await find(slug);
    if (campaign.state !== "published")
      throw new Refusal(409, "This campaign is not public, or is closed.", { code: "not_public" });
    const labels = labelsFor(shown, of, table, clock.day());
    if (labels === null)
      throw new Refusal(422, "Such numbers are for the desk alone.", { code: "numbers_desk_only" });
    if (counted < LEAST_SIGNATURES) {
      throw new Refusal(409, `Numbers are published from ${LEAST_SIGNATURES} signatures on.`, {
        code: "numbers_few",
        values: { least: LEAST_SIGNATURES },
      });
    }
    const [day, { size }] = [clock.day(), campaign];
    await store.write(async (tx) => {
      const before = (await readBreakdowns(tx, campaign.id)).find((one) => one.of === of) ?? null;
      if (before && day < before.day + DAYS_BETWEEN) {
        throw new Refusal(409, "These numbers were renewed less than a week ago.", { code: "numbers_soon" });
      }
      if (before && size - before.size < LEAST_CHANGED) {
        throw new Refusal(409, "Fewer than ten came or went since these numbers were renewed.", {
          code: "numbers_same",
        });
      }
      const fault = faultOf(table, labels, before);
      if (fault !== null)
        throw new Refusal(422, `This table may not be published: ${fault}.`, { code: "numbers_refused" });
      await keepBreakdown(tx, campaign.id, { of, day, size, ...table, hidden: false });
      await guard.deed(tx, caller, "numbers", campaign.id, table.cells.length);
    });
    await live.refresh(campaign.id);
    return {};
  });
  mountCall(app, guard, numbersApi.hideNumbers, async ({ slug, of }) => {
    const { campaign } = await find(slug);
    await store.write(async (tx) => {
      const table = (await readBreakdowns(tx, campaign.id)).find((one) => one.of === of);
      // It stays: what is published after it is measured against it.
      if (table) await keepBreakdown(tx, campaign.id, { ...table, hidden: true });
    });
    await live.refresh(campaign.id);
    return {};
  });
  return app;
}

/** The labels that a table must have: a field's own; of days those that it names. Null where none may be published. */
function labelsFor(
  { text }: LiveCampaign,
  of: string,
  table: Published,
  today: number,
): readonly string[] | null {
  if (of !== "day") {
    const field = text.sign?.fields.find(({ id }) => id === of);
    return field?.type === "choice" || field?.type === "choices" ? labelsOf(field) : null;
  }
  const labels = [...table.cells.map(({ label }) => label), ...table.merged];
  return labels.every((label) => isDay(label, today)) ? labels : null;
}

function isDay(label: string, today: number): boolean {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(label) && dayOfIso(label) <= today;
  } catch {
    return false;
  }
}
