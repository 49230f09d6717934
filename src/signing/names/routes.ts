// /:slug/names: organisations, then people by alphabet, page by page; and how we count.
import { Hono } from "hono";
import type { LiveCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import { bytesKey, type PublicParts, viewOf } from "../../campaigns/public.ts";
import type { SignAs } from "../../store/schema.ts";
import type { Store } from "../../store/store.ts";
import type { PageBytes } from "../../web/page-bytes.ts";
import { answerPage, type Call, languageOf, plainAnswer, type Served } from "../../web/parts.ts";
import { readBreakdowns } from "../numbers/store.ts";
import { namesPage } from "../pages/names.ts";
import { countView } from "../public-view.ts";
import type { Stretch } from "../view.ts";
import { countNames, letterOf, readNames } from "./names.ts";

/** So many stand on one page; with their markup well under 50 KB. */
const ON_A_PAGE = { organisation: 100, person: 150 } as const;

export interface NamesRouteParts extends PublicParts {
  live: LiveCampaigns;
  store: Store;
  bytes: PageBytes;
  languages(): readonly string[];
}

/** A page's number from its address: 1 for anything that is none, the last one for any behind it. */
function pageNumber(asked: string | undefined, total: number, as: SignAs): number {
  const number = asked !== undefined && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
  return Math.min(number, lastPage(total, as));
}

function lastPage(total: number, as: SignAs): number {
  return Math.max(1, Math.ceil(total / ON_A_PAGE[as]));
}

type Totals = Record<SignAs, number>;

/** How many names show, counted once for as long as a campaign's pages are the same. */
function countingNames(store: Store): (campaign: LiveCampaign) => Promise<Totals> {
  const known = new Map<string, { of: string; totals: Promise<Totals> }>();
  const count = async ({ id }: LiveCampaign): Promise<Totals> => ({
    organisation: await countNames(store.read, { campaign: id, as: "organisation" }),
    person: await countNames(store.read, { campaign: id, as: "person" }),
  });
  return (campaign) => {
    const of = `${campaign.lot} ${campaign.revision}`;
    const kept = known.get(campaign.slug);
    if (kept?.of === of) return kept.totals;
    const totals = count(campaign);
    known.set(campaign.slug, { of, totals });
    totals.catch(() => known.delete(campaign.slug));
    return totals;
  };
}

/**
 * The route of the names.
 * @param parts what it needs of the network
 * @returns a Hono app to be mounted at the root
 */
export function namesRoutes(parts: NamesRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const totalsOf = countingNames(parts.store);
  app.get("/:slug/names", async (call: Call) => {
    const campaign = parts.live.bySlug(call.req.param("slug") ?? "");
    if (!campaign?.text.sign || campaign.state === "draft") {
      return plainAnswer(call, parts.site(), parts.languages(), 404);
    }
    const language = languageOf(call, campaign.text.languages);
    // What is kept is kept under the page that there is, whatever was asked for.
    const totals = await totalsOf(campaign);
    const at = {
      organisation: pageNumber(call.req.query("organisations"), totals.organisation, "organisation"),
      person: pageNumber(call.req.query("people"), totals.person, "person"),
    };
    const lang = call.req.query("lang") === undefined ? "" : `lang=${language}&`;
    const key = ["names", bytesKey(campaign, language, parts), at.organisation, at.person, lang].join(" ");
    const page = await parts.bytes.get(key, null, async () => {
      const organisations = await stretch(parts.store, campaign, "organisation", at, totals, lang);
      const people = await stretch(parts.store, campaign, "person", at, totals, lang);
      const lettered = people.lines.map((line) => ({ ...line, letter: letterOf(line.sort) }));
      const view = {
        ...viewOf(campaign, language, parts),
        count: countView(campaign),
        numbers: (await readBreakdowns(parts.store.read, campaign.id)).filter(({ hidden }) => !hidden),
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
  totals: Totals,
  lang: string,
): Promise<Stretch<{ words: string; detail: string; sort: string }>> {
  const of = { campaign: campaign.id, as };
  const most = ON_A_PAGE[as];
  const number = at[as];
  const lines = await readNames(store.read, of, { most, skip: (number - 1) * most });
  const address = (page: number) => {
    const organisations = as === "organisation" ? page : at.organisation;
    const people = as === "person" ? page : at.person;
    return `?${lang}organisations=${organisations}&people=${people}${as === "person" ? "#people" : ""}`;
  };
  return {
    lines,
    from: (number - 1) * most + 1,
    total: totals[as],
    previous: number > 1 ? address(number - 1) : null,
    next: number < lastPage(totals[as], as) ? address(number + 1) : null,
  };
}
