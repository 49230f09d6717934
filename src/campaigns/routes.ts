// GET /:slug and /:slug.json: a campaign's page, put together from its text and the parts that rooms register.
import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import { matchLanguage } from "../locales/languages.ts";
import { fileHeaders } from "../web/headers.ts";
import type { PageBytes } from "../web/page-bytes.ts";
import { cutAt, STAMP_MARK } from "../web/page-marks.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../web/parts.ts";
import { bareTitle } from "../web/titles.ts";
import type { LiveCampaign, LiveCampaigns } from "./live.ts";
import { campaignPage } from "./pages/campaign.ts";
import { amendedDays, bytesKey, keptView, type PublicParts, viewOf } from "./public.ts";
import type { CampaignPart } from "./view.ts";

/** What a room adds to a campaign's page, and what its bytes depend on besides the campaign itself. */
export interface PartProvider {
  part(campaign: LiveCampaign, language: string): Promise<CampaignPart | null>;
  key(campaign: LiveCampaign): string;
}

export interface CampaignRouteParts extends PublicParts {
  live: LiveCampaigns;
  bytes: PageBytes;
  languages(): readonly string[];
  /** In the order in which they stand on the page. */
  providers: readonly PartProvider[];
  /** A fresh stamp for the page's form. */
  stamp(): string;
  /** Members of the page's JSON, from rooms. */
  facts(campaign: LiveCampaign): Record<string, unknown>;
}

/** All that a page's bytes depend on. */
function keyOf(parts: CampaignRouteParts, campaign: LiveCampaign, language: string): string {
  let key = `campaign ${bytesKey(campaign, language, parts)}`;
  for (const provider of parts.providers) key += ` ${provider.key(campaign)}`;
  return key;
}

/**
 * The shortest way for the pages that most people read: a campaign's own, asked for without a query, whose bytes
 * are known. Takes the place of the router, which takes as long as sending the page.
 * @param parts as for the routes
 * @returns gives the answer that the route would give, or null when it has to be asked
 */
export function knownPages(parts: CampaignRouteParts): (request: IncomingMessage) => Response | null {
  return ({ method, url, headers }) => {
    const campaign = method === "GET" ? parts.live.bySlug(url?.slice(1) ?? "") : null;
    if (!campaign || campaign.state === "draft") return null;
    const { languages } = campaign.text;
    const language = matchLanguage(headers["accept-language"], languages) ?? languages[0] ?? "en";
    const page = parts.bytes.known(keyOf(parts, campaign, language), parts.stamp);
    return page && answerPage(page, "ask-again", language);
  };
}

/**
 * The routes of campaigns' own pages.
 * @param parts what they need of the network
 * @returns a Hono app to be mounted at the root, after every reserved address
 */
export function campaignRoutes(parts: CampaignRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const find = (slug: string) => {
    const campaign = parts.live.bySlug(slug);
    return campaign && campaign.state !== "draft" ? campaign : null;
  };
  const missing = (call: Call) => plainAnswer(call, parts.site(), parts.languages(), 404);

  app.get("/:file{[^/]+\\.json}", (call) => {
    const campaign = find(call.req.param("file").slice(0, -".json".length));
    if (!campaign) return missing(call);
    const original = campaign.text.in(campaign.text.languages[0] ?? "en");
    const facts = {
      slug: campaign.slug,
      kind: campaign.text.kind,
      title: bareTitle(original.title.text),
      languages: campaign.text.languages,
      ...parts.facts(campaign),
    };
    return new Response(`${JSON.stringify(facts, null, 2)}\n`, {
      headers: fileHeaders("application/json; charset=utf-8", "ask-again"),
    });
  });

  app.get("/:slug", async (call) => {
    const campaign = find(call.req.param("slug"));
    if (!campaign) return missing(call);
    const language = languageOf(call, campaign.text.languages);
    const page = await parts.bytes.get(keyOf(parts, campaign, language), parts.stamp(), async () => {
      const made: CampaignPart[] = [];
      for (const provider of parts.providers) {
        const part = await provider.part(campaign, language);
        if (part) made.push(part);
      }
      const view = {
        ...viewOf(campaign, language, parts),
        amended: amendedDays(campaign),
        kept: keptView(campaign),
      };
      const text = campaignPage(view, made);
      return text.includes(STAMP_MARK) ? cutAt(text, STAMP_MARK) : [text];
    });
    return answerPage(page, "ask-again", language);
  });
  return app;
}
