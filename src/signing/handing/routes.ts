// What leaves a campaign and what comes of it, over HTTP (api.ts).

import { Hono } from "hono";
import type { LiveCampaigns } from "../../campaigns/live.ts";
import { foundCampaign } from "../../campaigns/no-campaign.ts";
import type { Clock } from "../../clock.ts";
import type { Store } from "../../store/store.ts";
import { type Guard, mountCall, Refusal } from "../../web/mounting.ts";
import { handingApi } from "./api.ts";
import { dropStep, keepStep, readExports, readSteps } from "./store.ts";

export interface HandingParts {
  store: Store;
  guard: Guard;
  clock: Clock;
  /** Read again after what the public sees was changed. */
  live: Pick<LiveCampaigns, "refresh">;
}

/** A step may be told a day early where the network's day ends later. */
const AHEAD = 1;

/** The routes, to be mounted under API_PATH. */
export function handingRoutes({ store, guard, clock, live }: HandingParts): Hono {
  const app = new Hono();
  const find = (slug: string) => foundCampaign(store.read, slug);
  mountCall(app, guard, handingApi.exports, async ({ slug }) => ({
    exports: await readExports(store.read, (await find(slug)).id),
  }));
  mountCall(app, guard, handingApi.steps, async ({ slug }) => ({
    steps: await readSteps(store.read, (await find(slug)).id),
  }));
  mountCall(app, guard, handingApi.tellStep, async ({ slug, id, step }, caller) => {
    const campaign = await find(slug);
    if (campaign.state === "draft")
      throw new Refusal(409, "This campaign is not public yet.", { code: "not_public_yet" });
    const today = clock.day();
    if (step.day > today + AHEAD)
      throw new Refusal(422, "That day is still to come.", { code: "day_to_come" });
    if (step.kind === "outcome" && step.text === "")
      throw new Refusal(422, "Say in words what came of it.", { code: "outcome_words" });
    const kept = await store.write(async (tx) => {
      const done = await keepStep(tx, campaign.id, id, step, { who: caller.id, today });
      if (done !== null) await guard.deed(tx, caller, `tell: ${step.kind}`, campaign.id, 1);
      return done;
    });
    if (kept === null) throw new Refusal(404, "Somebody took that back meanwhile.", { code: "taken_back" });
    await live.refresh(campaign.id);
    return { id: kept };
  });
  mountCall(app, guard, handingApi.dropStep, async ({ slug, id }, caller) => {
    const campaign = await find(slug);
    await store.write(async (tx) => {
      const kind = await dropStep(tx, campaign.id, id);
      if (kind !== null) await guard.deed(tx, caller, `take back: ${kind}`, campaign.id, 1);
    });
    await live.refresh(campaign.id);
    return {};
  });
  return app;
}
