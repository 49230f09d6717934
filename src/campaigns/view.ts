// What the pages about campaigns are made from. Pure data; routes fill it from the store.
import type { Markup } from "../web/markup.ts";
import type { Paper } from "../web/paper.ts";
import type { LanguageLink, Site, SiteView } from "../web/view.ts";
import type { CampaignText } from "./campaign.ts";

/** Whether one can sign now. */
export type Phase = "not-yet" | "open" | "closed";

/** What every page that belongs to one campaign is shown with. */
export interface CampaignView {
  site: Site;
  campaign: CampaignText;
  /** The language of the page, one of the campaign's. */
  language: string;
  phase: Phase;
  /** The day it is in the network's zone, `2026-11-24`; "in 104 days" is counted from it. */
  today: string;
  /**
   * The switcher; left out, it is made of the campaign's languages as `?lang=…`. A page that answers a POST
   * gives `[]`: going to another language would lose what stands there.
   */
  languages?: readonly LanguageLink[];
  /** Whether the text that stands is not the first that people signed. */
  changed?: boolean;
  /** What stands above everything, where the page is not the real one. */
  band?: string | undefined;
}

/** The text of a campaign as its page shows it. */
export interface CampaignPageView extends CampaignView {
  /** Days (`2026-12-01`) on which the text was amended, oldest first; small corrections are not among them. */
  amended: readonly string[];
  kept: KeptView;
}

/** What the public is told of the last day on which what people typed is kept. */
export interface KeptView {
  /** Its changes, oldest first: made on which day, what was promised before and what is since. */
  changes: readonly { on: string; before: string; until: string }[];
  /** The day on which what people typed was destroyed; null while it is kept. */
  destroyed: string | null;
  /** Days since its beginning on which the network was started again: what was typed before stays locked. */
  anew: readonly string[];
}

/** The versions of a text, one of them to be read. */
export interface VersionsView extends CampaignView {
  /** Oldest first: published on which day, and superseded on which; null for the one that stands. */
  versions: readonly { number: number; from: string; until: string | null; small: boolean }[];
  /** The version that is shown, as its changes or as a whole. */
  shown: number;
  as: "changes" | "whole";
  text: CampaignText;
  /** The version before; null where a whole one is shown. */
  before: CampaignText | null;
}

/** A page that is meant for paper. */
export interface PrintView extends CampaignView {
  paper: Paper;
}

/** What a room prints under a text: names, in as many parts as it takes. */
export interface PrintedNames {
  body: Markup;
  /** From 1. */
  part: number;
  parts: number;
}

/**
 * What a room adds to a campaign's page. Parts are shown in the order of the list; each place may be left out.
 * A room makes its part from its own view.
 */
export interface CampaignPart {
  /** Under the title and summary: the one black button, the sentence of the count. */
  head?: Markup;
  /** At the foot of small screens until the text ends. */
  jump?: { href: string; text: string };
  /** The page's first skip link goes here. */
  skip?: { href: string; text: string };
  /** A few words in the status line of an open letter. */
  status?: string;
  /** Below the text. */
  body?: Markup;
}

/** One campaign on the home page. */
export interface HomeCampaign {
  slug: string;
  kind: string;
  title: { text: string; lang: string };
  summary: { text: string; lang: string } | null;
  /** The next date, if any, as `2027-03-08`. */
  next: { what: "opens" | "decided" | "closes"; on: string } | null;
  /** People and organisations counted; null below ten together. */
  count: { people: number; organisations: number } | null;
}

export interface HomeView extends SiteView {
  today: string;
  /** Organisations whose people run the network, as they stand in the accounts. */
  organisations: readonly string[];
  /** By next date, those without one last. */
  open: readonly HomeCampaign[];
  closed: readonly HomeCampaign[];
}

/** One campaign on the page that tells how people are protected. */
export interface PrivacyCampaign {
  slug: string;
  title: { text: string; lang: string };
  /** Who can open what people typed, by organisation. */
  holders: readonly { organisation: string; people: number }[];
  /** Who of them is with no organisation, by name. */
  named: readonly string[];
  /** Whether the envelope (a printed sheet kept elsewhere) can open it too. */
  envelope: boolean;
  /** `2028-06-30`; null when nothing is asked. */
  keepUntil: string | null;
  kept: KeptView;
  /** The number of the key, "5533 6856 …"; null when nothing is asked. */
  number: string | null;
}

export interface PrivacyView extends SiteView {
  /** Days on which the network was started again, ISO. */
  restarts: readonly string[];
  campaigns: readonly PrivacyCampaign[];
  /** Host name of who carries the mail; null when no mail is sent. */
  mailBy: string | null;
  /** Where is kept what is known only while the machine is on. */
  memory: "folder" | "process";
  /** Minutes between two lots; 0 at once. */
  publishEvery: number;
  contact?: { name: string; email: string } | null;
}
