// What leaves a campaign, over HTTP (api.ts).
import { Hono } from "hono";
import { campaignBySlug } from "../../campaigns/store.ts";
import type { Store } from "../../store/store.ts";
import { type Guard, mountCall, Refusal } from "../../web/api.ts";
import { handingApi } from "./api.ts";
import { readExports } from "./store.ts";

export interface HandingParts {
  store: Store;
  guard: Guard;
}

/** The routes, to be mounted under API_PATH. */
export function handingRoutes({ store, guard }: HandingParts): Hono {
  const app = new Hono();
  const find = async (slug: string) => {
    const campaign = await campaignBySlug(store.read, slug);
    if (!campaign) throw new Refusal(404, `There is no campaign ${JSON.stringify(slug)} here.`);
    return campaign;
  };
  mountCall(app, guard, handingApi.exports, async ({ slug }) => ({
    exports: await readExports(store.read, (await find(slug)).id),
  }));
  return app;
}
