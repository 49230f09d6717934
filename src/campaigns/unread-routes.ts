// Every address of a campaign whose text this release cannot read: what is there comes back, so it is not said that
// nothing is.
import { Hono } from "hono";
import { plainAnswer, type Served } from "../web/parts.ts";
import type { Site } from "../web/view.ts";
import type { LiveCampaigns } from "./live.ts";

export interface UnreadRouteParts {
  live: LiveCampaigns;
  site(): Site;
  languages(): readonly string[];
}

/** Minutes: somebody who organises has to mend the text. */
const LATER = 60;

/**
 * Answers 503 at those addresses, and passes on what is asked of any other.
 * @returns a Hono app to be mounted at the root, before the pages of campaigns
 */
export function unreadRoutes({ live, site, languages }: UnreadRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  app.use("*", async (call, next) => {
    const slug = (call.req.path.split("/")[1] ?? "").replace(/\.json$/, "");
    const campaign = live.kept({ slug });
    if (campaign?.text !== null) return next();
    const missing = campaign.state === "draft";
    return plainAnswer(call, site(), languages(), missing ? 404 : 503, missing ? {} : { minutes: LATER });
  });
  return app;
}
