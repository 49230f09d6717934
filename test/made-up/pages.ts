// Every public page in every state, made from made-up data: for tests that look at them all, and for people who want
// to see them (scripts/look.ts).
import type { CampaignText } from "../../src/campaigns/campaign.ts";
import { campaignPage } from "../../src/campaigns/pages/campaign.ts";
import { homePage } from "../../src/campaigns/pages/home.ts";
import { privacyPage } from "../../src/campaigns/pages/privacy.ts";
import type { CampaignView, HomeCampaign, KeptView } from "../../src/campaigns/view.ts";
import { LANGUAGES } from "../../src/locales/languages.ts";
import { answerPage, confirmedPage } from "../../src/signing/pages/answer.ts";
import { confirmPage, confirmRequestPage, deadLinkPage } from "../../src/signing/pages/confirm.ts";
import { coursePart } from "../../src/signing/pages/course.ts";
import { mineAnswerPage, minePage } from "../../src/signing/pages/mine.ts";
import { namesPage } from "../../src/signing/pages/names.ts";
import { formPart, namesPart, sharePart } from "../../src/signing/pages/parts.ts";
import { signPage } from "../../src/signing/pages/sign.ts";
import type { CountView, MineAnswer, NamesPartView, SignFormView } from "../../src/signing/view.ts";
import { CODE_MARK, STAMP_MARK } from "../../src/web/page-marks.ts";
import { plainPage } from "../../src/web/plain-page.ts";
import type { PlainStatus } from "../../src/web/view.ts";
import { broughtIn, numbers, steps } from "./course.ts";
import { printedPages } from "./print.ts";
import {
  ARABIC,
  HOLDERS,
  HOLDERS_BY_ORGANISATION,
  LETTER,
  LETTER_COUNT,
  LONG,
  LONGEST,
  MANY,
  NAMED_HOLDER,
  NAMES,
  NOBODY,
  NONE,
  ORGANISATIONS,
  PEOPLE,
  SAMPLE,
  SHORT,
  SITE,
  SOME,
  TODAY,
  view,
} from "./samples.ts";
import { versionPages } from "./versions.ts";

/** One page as a browser would get it. */
export interface MadeUpPage {
  /** Tells page and state; is its file's name. */
  name: string;
  language: string;
  html: string;
}

function form(campaign: CampaignText, part: Partial<SignFormView> = {}): SignFormView {
  const as = campaign.sign?.as[0] ?? "person";
  return {
    as,
    values: new Map(),
    errors: [],
    note: null,
    mail: true,
    holders: HOLDERS,
    named: [],
    envelope: true,
    ...part,
  };
}

const filled = (bytes: string) =>
  bytes
    .replace(STAMP_MARK, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    .replace(CODE_MARK, "810M-4GT4-8N34-EJ29-995M-RKAE-9WF2");

const made: MadeUpPage[] = [];
const add = (name: string, language: string, page: string) =>
  made.push({ name, language, html: filled(page) });

const AS_PROMISED: KeptView = { changes: [], destroyed: null, anew: [] };
const EXTENDED: KeptView = {
  changes: [{ on: "2026-11-12", before: "2027-06-30", until: "2028-06-30" }],
  destroyed: null,
  anew: [],
};
const DESTROYED: KeptView = { changes: [], destroyed: "2028-07-01", anew: [] };

function wholePage(
  name: string,
  at: CampaignView,
  count: CountView,
  names: NamesPartView,
  amended: string[] = [],
  kept = AS_PROMISED,
) {
  const parts = [formPart(at, form(at.campaign), count), namesPart(at, count, names), sharePart(at)];
  const [signing, listed, share] = parts as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0]];
  // The order of the page: names above the line, the form on it.
  const ordered = [{ ...signing, body: undefined }, listed, { body: signing.body }, share].map((part) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)),
  );
  add(name, at.language, campaignPage({ ...at, amended, kept }, ordered));
}

const TYPED = new Map([
  ["name", [""]],
  ["organisation", [""]],
  ["email", ["maria@"]],
  ["appear", ["public"]],
  ["position", ["Director of the outreach teams"]],
]);

/** Makes them all. */
export function madeUpPages(): readonly MadeUpPage[] {
  made.length = 0;
  campaignPages();
  coursePages();
  for (const { name, language, html } of printedPages()) add(name, language, html);
  for (const at of [view(SAMPLE, "en"), view(LONG, "th"), view(LETTER, "en"), view(ARABIC, "ar")]) {
    const { language, campaign } = at;
    for (const { name, html } of campaign === SAMPLE ? versionPages(at) : versionPages(at).slice(0, 1))
      add(`${name}-${campaign.slug}${language === "en" ? "" : `.${language}`}`, language, html);
  }
  signingPages();
  ownPages();
  sitePages();
  return [...made];
}

/** The same once something came of it. */
function coursePages(): void {
  const text =
    "I have put your letter before the council with its names. The draft goes to the vote unamended.";
  const told = steps("en", { whom: "International Federation for Dignity at Work", text });
  for (const [name, at] of [
    ["campaign-answered", view(SAMPLE, "en")],
    ["letter-answered", view(LETTER, "en")],
    ["campaign-answered.th", view(LONG, "th")],
    ["campaign-answered.ar", view(ARABIC, "ar")],
  ] as const) {
    const count = { ...SOME, brought: broughtIn(["from Action Network", "on paper in Halifax"]) };
    const parts = [namesPart(at, count, NAMES), formPart(at, form(at.campaign), count), coursePart(at, told)];
    add(name, at.language, campaignPage({ ...at, amended: [], kept: AS_PROMISED }, parts));
  }
}

function campaignPages(): void {
  wholePage("campaign", view(SAMPLE, "en"), SOME, NAMES);
  wholePage("campaign.zh-Hant", view(SAMPLE, "zh-Hant"), SOME, NAMES);
  wholePage("campaign-short", view(SHORT, "en"), SOME, NAMES);
  wholePage("campaign-longest", view(LONGEST, "en"), SOME, NAMES);
  wholePage("campaign-first", view(SAMPLE, "en"), NONE, NOBODY);
  wholePage("campaign-closed", view(SAMPLE, "en", "closed"), SOME, NOBODY, [], DESTROYED);
  wholePage("campaign-soon", view(SAMPLE, "en", "not-yet"), NONE, NOBODY);
  wholePage("campaign-long", view(LONG, "en"), MANY, NAMES, ["2026-11-12", "2026-11-20"], EXTENDED);
  wholePage("campaign-long.zh-Hant", view(LONG, "zh-Hant"), MANY, NAMES);
  wholePage("campaign-long.th", view(LONG, "th"), SOME, NAMES);
  wholePage("campaign-arabic.ar", view(ARABIC, "ar"), { ...SOME, organisations: 0 }, NAMES);
  wholePage("letter", view(LETTER, "en"), LETTER_COUNT, {
    ...NAMES,
    people: [],
    named: { organisations: 41, people: 0 },
  });
  wholePage("letter-first", view(LETTER, "en"), NONE, NOBODY);
}

function signingPages(): void {
  const at = view(LONG, "en");
  const errors = [
    { field: "name", kind: "missing" },
    { field: "appear", kind: "not_offered" },
    { field: "shown_as", kind: "missing" },
    { field: "email", kind: "email" },
    { field: "country", kind: "missing" },
    { field: "comment", kind: "too_long" },
  ] as const;
  add("sign-organisation", "en", signPage({ ...at, form: form(LONG, { as: "organisation" }) }));
  add("sign-errors", "en", signPage({ ...at, form: form(LONG, { values: TYPED, errors }) }));
  for (const language of ["zh-Hant", "th"]) {
    const translated = { ...view(LONG, language), languages: [] };
    add(
      `sign-errors.${language}`,
      language,
      signPage({ ...translated, form: form(LONG, { values: TYPED, errors }) }),
    );
  }
  add(
    "sign-too-many",
    "en",
    signPage({ ...at, form: form(LONG, { note: { why: "too_many", minutes: 7 } }) }),
  );
  add("sign-letter-no-mail", "en", signPage({ ...view(LETTER, "en"), form: form(LETTER, { mail: false }) }));
  for (const language of ["en", "zh-Hant", "th"]) {
    const own = view(LONG, language);
    const ending = language === "en" ? "" : `.${language}`;
    add(
      `answer-mail${ending}`,
      language,
      answerPage({ ...own, kind: "mail", within: 25, waitsUntil: "2026-12-09" }),
    );
    add(
      `answer-code${ending}`,
      language,
      answerPage({ ...own, kind: "code", within: 25, waitsUntil: "2027-01-23" }),
    );
  }
}

function ownPages(): void {
  const at = view(LONG, "en");
  const asked = {
    as: "person",
    appear: "public",
    shownAs: "Jordan, night nurse",
    organisation: null,
    position: null,
  } as const;
  const link = { token: "AbC-_1", values: new Map(), errors: [], note: null };
  const offered = ["counted", "addressee", "public"] as const;
  add("confirm", "en", confirmPage({ ...at, ...link, asked, offered }));
  add("confirm.zh-Hant", "zh-Hant", confirmPage({ ...view(LONG, "zh-Hant"), ...link, asked, offered }));
  add(
    "confirm-counted",
    "en",
    confirmPage({
      ...at,
      ...link,
      asked: { ...asked, appear: "counted", shownAs: null },
      offered: ["counted"],
    }),
  );
  const missing = [{ field: "appear", kind: "missing" }] as const;
  add("confirm-error", "en", confirmPage({ ...at, ...link, asked, offered, errors: missing }));
  const organisation = {
    as: "organisation",
    appear: "public",
    shownAs: null,
    organisation: "Lantern Collective",
    position: "Chair",
  } as const;
  add(
    "confirm-organisation",
    "en",
    confirmPage({ ...view(LETTER, "en"), ...link, asked: organisation, offered: ["public"] }),
  );
  add("confirm-request", "en", confirmRequestPage({ ...at, token: "AbC-_1", note: { why: "too_fast" } }));
  add("confirmed", "en", confirmedPage({ ...at, within: 25 }));
  add("mine", "en", minePage({ ...at, mail: true, open: null, errors: [], note: null }));
  add("mine.th", "th", minePage({ ...view(LONG, "th"), mail: true, open: "appear", errors: [], note: null }));
  add(
    "mine-error",
    "en",
    minePage({ ...at, mail: true, open: "ask", errors: [{ field: "email", kind: "missing" }], note: null }),
  );
  const answers: readonly MineAnswer[] = [
    "counted",
    "not-counted",
    "changed",
    "taken-off",
    "asked-by-email",
    "asked-by-name",
    "request-confirmed",
  ];
  for (const answer of answers) add(`mine-${answer}`, "en", mineAnswerPage({ ...at, answer }));
  const letterOf = (words: string) => (/^[A-Z]/.test(words) ? words.slice(0, 1) : "…");
  const people = PEOPLE.map((line) => ({ ...line, letter: letterOf(line.words) })).sort((one, other) => {
    if (one.letter === other.letter) return 0;
    return other.letter === "…" || one.letter < other.letter ? -1 : 1;
  });
  for (const language of ["en", "zh-Hant", "th"]) {
    const ending = language === "en" ? "" : `.${language}`;
    const page = namesPage({
      ...view(LONG, language),
      count: SOME,
      organisations: { lines: ORGANISATIONS, from: 1, total: 14, previous: null, next: "?organisations=2" },
      people: { lines: people, from: 1, total: 42, previous: "?people=1", next: "?people=3" },
    });
    add(`names${ending}`, language, page);
  }
  const empty = { lines: [], from: 1, total: 0, previous: null, next: null };
  add(
    "names-first",
    "en",
    namesPage({ ...view(SAMPLE, "en"), count: NONE, organisations: empty, people: empty }),
  );
  const field = SAMPLE.sign?.fields.find(({ id }) => id === "region");
  const published = numbers("region", field?.options.slice(0, 4) ?? []);
  const brought = broughtIn(["from Action Network", "on paper"]);
  for (const language of ["en", "zh-Hant"]) {
    const at = { ...view(SAMPLE, language), count: { ...SOME, brought }, numbers: published };
    const ending = language === "en" ? "" : `.${language}`;
    add(`names-numbers${ending}`, language, namesPage({ ...at, organisations: empty, people: empty }));
  }
}

function sitePages(): void {
  const languages = LANGUAGES.map((language) => ({ language, href: `?lang=${language}` }));
  const open: HomeCampaign[] = [LONG, SAMPLE, LETTER].map((campaign, at) => ({
    slug: campaign.slug,
    kind: campaign.kind,
    title: campaign.in("en").title,
    summary: campaign.in("en").summary,
    next:
      ([{ what: "opens", on: "2026-12-01" }, { what: "decided", on: "2027-03-08" }, null] as const)[at] ??
      null,
    count: at === 0 ? null : { people: 213, organisations: 14 },
  }));
  for (const language of ["en", "zh-Hant", "th"]) {
    const site = { site: SITE, language, languages };
    const ending = language === "en" ? "" : `.${language}`;
    add(
      `home${ending}`,
      language,
      homePage({ ...site, today: TODAY, organisations: HOLDERS, open, closed: open.slice(1, 2) }),
    );
    const campaigns = [LONG, LETTER, SHORT].map((campaign, at) => ({
      slug: campaign.slug,
      title: campaign.in("en").title,
      holders: HOLDERS_BY_ORGANISATION,
      named: at === 0 ? [NAMED_HOLDER] : [],
      envelope: at === 0,
      keepUntil: campaign.keepUntil,
      kept: [EXTENDED, AS_PROMISED, DESTROYED][at] ?? AS_PROMISED,
      number: "5533 6856 9390 8344 1993 8363",
    }));
    add(
      `privacy${ending}`,
      language,
      privacyPage({
        ...site,
        campaigns,
        restarts: [],
        mailBy: "mail.harbour-lights.example",
        memory: "folder",
        publishEvery: 15,
      }),
    );
  }
  const site = { site: SITE, language: "en", languages };
  add("home-nothing", "en", homePage({ ...site, today: TODAY, organisations: [], open: [], closed: [] }));
  add("dead-link", "en", deadLinkPage(site));
  const statuses: readonly PlainStatus[] = [400, 403, 404, 405, 409, 413, 414, 415, 429, 500, 503];
  for (const status of statuses) add(`plain-${status}`, "en", plainPage({ ...site, status, minutes: 7 }));
  add("plain-no-key", "en", plainPage({ ...site, status: 503, why: "no_key" }));
}
