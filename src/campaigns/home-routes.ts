// `/`: who we are and what is open, by next date. `/privacy`: how people are protected, made from facts.
import { Hono } from "hono";
import type { Primitives } from "../vault/primitives.ts";
import { number } from "../vault/vouch.ts";
import { answerPage, type Call, languageOf, type Served } from "../web/parts.ts";
import type { Standing } from "../web/view.ts";
import type { LiveCampaign, LiveCampaigns } from "./live.ts";
import { homePage } from "./pages/home.ts";
import { privacyPage } from "./pages/privacy.ts";
import { keptView, type PublicParts, phaseOf } from "./public.ts";
import type { HomeCampaign, PrivacyCampaign } from "./view.ts";

/** Below so many signatures no number is said. */
const FEW = 10;

export interface HomeRouteParts extends PublicParts {
  live: LiveCampaigns;
  primitives: Primitives;
  languages(): readonly string[];
  standing(): Standing;
  /** People and organisations counted. */
  countOf(campaign: LiveCampaign): { people: number; organisations: number };
  /** Host name of who carries the mail; null when no mail is sent. */
  mailBy: string | null;
  memory: "folder" | "process";
  publishEvery: number;
}

/**
 * The routes of the network's own pages.
 * @param parts what they need of the network
 * @returns a Hono app to be mounted at the root
 */
export function homeRoutes(parts: HomeRouteParts): Hono<Served> {
  const app = new Hono<Served>();
  const chrome = (call: Call) => {
    const language = languageOf(call, parts.languages());
    const languages = parts.languages().map((one) => ({ language: one, href: `?lang=${one}` }));
    return { site: parts.site(), language, languages };
  };

  app.get("/", (call) => {
    const view = chrome(call);
    const shown = parts.live.public().map((campaign) => ({
      campaign,
      phase: phaseOf(campaign, parts),
      line: lineOf(parts, campaign, view.language),
    }));
    const open = shown.filter(({ phase }) => phase !== "closed").map(({ line }) => line);
    open.sort((a, b) => (a.next?.on ?? "9999").localeCompare(b.next?.on ?? "9999"));
    const closed = shown.filter(({ phase }) => phase === "closed").map(({ line }) => line);
    const page = homePage({
      ...view,
      today: parts.today(),
      organisations: parts.standing().organisations,
      open,
      closed,
    });
    return answerPage(page, "ask-again", view.language);
  });

  app.get("/privacy", (call) => {
    const view = chrome(call);
    const page = privacyPage({
      ...view,
      campaigns: parts.live.public().map((campaign) => promiseOf(parts, campaign, view.language)),
      restarts: parts.standing().restarts,
      mailBy: parts.mailBy,
      memory: parts.memory,
      publishEvery: parts.publishEvery,
    });
    return answerPage(page, "ask-again", view.language);
  });
  return app;
}

function lineOf(parts: HomeRouteParts, campaign: LiveCampaign, language: string): HomeCampaign {
  const { text } = campaign;
  const edition = text.in(language);
  const today = parts.today();
  const dates = [
    { what: "opens" as const, on: text.opens },
    { what: "decided" as const, on: edition.decision?.on ?? null },
    { what: "closes" as const, on: text.closes },
  ];
  const next = dates
    .filter((date): date is { what: typeof date.what; on: string } => date.on !== null && date.on >= today)
    .sort((a, b) => a.on.localeCompare(b.on))[0];
  const { people, organisations } = parts.countOf(campaign);
  return {
    slug: campaign.slug,
    kind: text.kind,
    title: edition.title,
    summary: edition.summary,
    next: next ?? null,
    count: people + organisations < FEW ? null : { people, organisations },
  };
}

function promiseOf(parts: HomeRouteParts, campaign: LiveCampaign, language: string): PrivacyCampaign {
  const standing = parts.standing();
  return {
    slug: campaign.slug,
    title: campaign.text.in(language).title,
    holders: standing.holders,
    named: standing.named,
    envelope: standing.envelope,
    keepUntil: campaign.text.keepUntil,
    kept: keptView(campaign),
    number: campaign.key && campaign.text.sign ? number(parts.primitives, campaign.key.publicKey) : null,
  };
}
