// /:slug/versions: every version of a text that people signed, and what changed from one to the next.
import { Hono } from "hono";
import { isoDay } from "../../clock.ts";
import type { Store } from "../../store/store.ts";
import type { PageBytes } from "../../web/page-bytes.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../../web/parts.ts";
import type { LiveCampaign, LiveCampaigns } from "../live.ts";
import { versionsPage } from "../pages/versions.ts";
import { bytesKey, type PublicParts, viewOf } from "../public.ts";
import type { VersionsView } from "../view.ts";
import { readVersion, readVersions } from "./versions.ts";

export interface VersionRouteParts extends PublicParts {
  live: LiveCampaigns;
  store: Store;
  bytes: PageBytes;
  languages(): readonly string[];
}

/** A version's number from its address; the one that stands for anything that is none. */
function versionNumber(asked: string | undefined, standing: number): number {
  const number = asked !== undefined && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : standing;
  return Math.min(number, standing);
}

/**
 * The route of the versions.
 * @param parts what it needs of the network
 * @returns a Hono app to be mounted at the root
 */
export function versionRoutes(parts: VersionRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  app.get("/:slug/versions", async (call: Call) => {
    const campaign = parts.live.bySlug(call.req.param("slug") ?? "");
    if (!campaign || campaign.state === "draft") {
      return plainAnswer(call, parts.site(), parts.languages(), 404);
    }
    const language = languageOf(call, campaign.text.languages);
    const shown = versionNumber(call.req.query("text"), campaign.version);
    const as = shown === 1 || call.req.query("as") === "whole" ? "whole" : "changes";
    const key = ["versions", bytesKey(campaign, language, parts), shown, as].join(" ");
    const page = await parts.bytes.get(key, null, async () => [
      versionsPage(await viewOfVersion(parts, campaign, language, shown, as)),
    ]);
    return answerPage(page, "ask-again", language);
  });
  return app;
}

async function viewOfVersion(
  parts: VersionRouteParts,
  campaign: LiveCampaign,
  language: string,
  shown: number,
  as: VersionsView["as"],
): Promise<VersionsView> {
  const { read } = parts.store;
  const lines = await readVersions(read, campaign);
  const view = viewOf(campaign, language, parts);
  const versions = lines.map(({ number, day, small }, at) => {
    const until = lines[at + 1]?.day;
    return { number, small, from: isoDay(day), until: until === undefined ? null : isoDay(until) };
  });
  const query = shown === campaign.version && as === "changes" ? "" : `text=${shown}&as=${as}&`;
  return {
    ...view,
    languages: campaign.text.languages.map((one) => ({ language: one, href: `?${query}lang=${one}` })),
    versions,
    shown,
    as,
    text: shown === campaign.version ? campaign.text : await readVersion(read, campaign.id, shown),
    before: as === "changes" ? await readVersion(read, campaign.id, shown - 1) : null,
  };
}
