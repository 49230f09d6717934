// /:slug/names: organisations, then people by alphabet, page by page; and how we count.
import { Hono } from "hono";
import type { LiveCampaign, LiveCampaigns } from "../campaigns/live.ts";
import { bytesKey, type PublicParts, viewOf } from "../campaigns/public.ts";
import type { SignAs } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { PageBytes } from "../web/page-bytes.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../web/parts.ts";
import { namesPage } from "./pages/names.ts";
import { countNames, letterOf, readNames } from "./public-names.ts";
import { countView } from "./public-view.ts";
import type { Stretch } from "./view.ts";

/** So many stand on one page; with their markup well under 50 KB. */
const ON_A_PAGE = { organisation: 100, person: 150 } as const;

export interface NamesRouteParts extends PublicParts {
  live: LiveCampaigns;
  store: Store;
  bytes: PageBytes;
  languages(): readonly string[];
}

/** A page's number from its address; 1 for anything that is none. */
function pageNumber(asked: string | undefined): number {
  return asked !== undefined && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
}

/**
 * The route of the names.
 * @param parts what it needs of the network
 * @returns a Hono app to be mounted at the root
 */
export function namesRoutes(parts: NamesRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  app.get("/:slug/names", async (call: Call) => {
    const campaign = parts.live.bySlug(call.req.param("slug") ?? "");
    if (!campaign?.text.sign || campaign.state === "draft") {
      return plainAnswer(call, parts.site(), parts.languages(), 404);
    }
    const language = languageOf(call, campaign.text.languages);
    const at = {
      organisation: pageNumber(call.req.query("organisations")),
      person: pageNumber(call.req.query("people")),
    };
    const lang = call.req.query("lang") === undefined ? "" : `lang=${language}&`;
    const key = ["names", bytesKey(campaign, language, parts), at.organisation, at.person, lang].join(" ");
    const page = await parts.bytes.get(key, null, async () => {
      const organisations = await stretch(parts.store, campaign, "organisation", at, lang);
      const people = await stretch(parts.store, campaign, "person", at, lang);
      const lettered = people.lines.map((line) => ({ ...line, letter: letterOf(line.sort) }));
      const view = {
        ...viewOf(campaign, language, parts),
        count: countView(campaign),
        organisations,
        people: { ...people, lines: lettered },
      };
      return [namesPage(view)];
    });
    return answerPage(page, "ask-again", language);
  });
  return app;
}

async function stretch(
  store: Store,
  campaign: LiveCampaign,
  as: SignAs,
  at: Record<SignAs, number>,
  lang: string,
): Promise<Stretch<{ words: string; detail: string; sort: string }>> {
  const of = { campaign: campaign.id, as };
  const most = ON_A_PAGE[as];
  const total = await countNames(store.read, of);
  const last = Math.max(1, Math.ceil(total / most));
  const number = Math.min(at[as], last);
  const lines = await readNames(store.read, of, { most, skip: (number - 1) * most });
  const address = (page: number) => {
    const organisations = as === "organisation" ? page : at.organisation;
    const people = as === "person" ? page : at.person;
    return `?${lang}organisations=${organisations}&people=${people}${as === "person" ? "#people" : ""}`;
  };
  return {
    lines,
    from: (number - 1) * most + 1,
    total,
    previous: number > 1 ? address(number - 1) : null,
    next: number < last ? address(number + 1) : null,
  };
}
