// Every public page in one of the interface's languages, of a campaign whose own words are all in Greek letters: what
// is not Greek was said by the interface. For tests that read pages in every language.
import { readFileSync } from "node:fs";
import type { Appear, CampaignText, Edition, FieldErrorKind, Said } from "../../src/campaigns/campaign.ts";
import { mistakeLine, toldInEnglish } from "../../src/campaigns/file/mistake-words.ts";
import { readCampaign } from "../../src/campaigns/file/translations.ts";
import { campaignPage } from "../../src/campaigns/pages/campaign.ts";
import { homePage } from "../../src/campaigns/pages/home.ts";
import { posterPage } from "../../src/campaigns/pages/poster.ts";
import { printedTextPage } from "../../src/campaigns/pages/printed-text.ts";
import { privacyPage } from "../../src/campaigns/pages/privacy.ts";
import { signingSheetPage } from "../../src/campaigns/pages/signing-sheet.ts";
import type { CampaignView, HomeCampaign, KeptView, Phase } from "../../src/campaigns/view.ts";
import { LANGUAGES, type Language } from "../../src/locales/languages.ts";
import { answerPage, confirmedPage } from "../../src/signing/pages/answer.ts";
import { confirmPage, confirmRequestPage, deadLinkPage } from "../../src/signing/pages/confirm.ts";
import { coursePart } from "../../src/signing/pages/course.ts";
import { mineAnswerPage, minePage } from "../../src/signing/pages/mine.ts";
import { namesPage } from "../../src/signing/pages/names.ts";
import { formPart, namesPart, sharePart } from "../../src/signing/pages/parts.ts";
import { printedNames } from "../../src/signing/pages/printed-names.ts";
import { signPage } from "../../src/signing/pages/sign.ts";
import type { Asked, CountView, MineAnswer, SignFormView } from "../../src/signing/view.ts";
import { CODE_MARK, STAMP_MARK } from "../../src/web/page-marks.ts";
import { plainPage } from "../../src/web/plain-page.ts";
import type { PlainStatus } from "../../src/web/view.ts";
import { broughtIn, numbers, steps } from "./course.ts";
import { versionPages } from "./versions.ts";

const GREEK = "αβξδεφγθιζκλμνοπψρστυωχηςά";

/** Latin letters as Greek ones: as long, and told apart at a glance. */
function inGreek(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => GREEK[letter.toLowerCase().charCodeAt(0) - 97] ?? "");
}

function isSaid(value: object): value is Said {
  return "text" in value && "lang" in value && typeof value.text === "string";
}

/** Everything that an edition says, in Greek letters and said to be in `language`. */
function translated<T>(value: T, language: string): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => translated(one, language)) as T;
  if (isSaid(value)) return { text: inGreek(value.text), lang: language } as T;
  const entries = Object.entries(value).map(([name, one]) => [name, translated(one, language)]);
  return Object.fromEntries(entries) as T;
}

function campaignOf(file: string, language: Language): CampaignText {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const read = readCampaign([{ name: file, text }]);
  if (!read.ok) throw new Error(read.mistakes.map(toldInEnglish).map(mistakeLine).join("\n"));
  const original = read.campaign.in("en");
  const body = {
    text: `${inGreek("Words before.")}\n\n[demands]\n\n${inGreek("Words after.")}`,
    lang: language,
  };
  const edition: Edition = { ...translated(original, language), language, body };
  return { ...read.campaign, languages: [language], editions: [edition], in: () => edition };
}

const SITE = {
  name: "Σύλλογος",
  baseUrl: "https://sign.harbour-lights.example",
  leaveUrl: "https://weather.example/",
};
const TODAY = "2026-11-24";
const KEPT: KeptView = {
  changes: [
    { on: "2026-11-12", before: "2027-12-31", until: "2028-12-31" },
    { on: "2026-11-20", before: "2028-12-31", until: "2028-06-30" },
  ],
  destroyed: null,
  anew: ["2026-10-02"],
};
const HOLDERS = [
  { organisation: "Σύλλογος", people: 2 },
  { organisation: "Φανάρι", people: 1 },
];
const COUNTS: Readonly<Record<"none" | "some" | "many", CountView>> = {
  none: { people: 0, organisations: 0, byEmail: 0, byHosts: 0, brought: [], takenOff: 0, upTo: null },
  some: { people: 213, organisations: 14, byEmail: 151, byHosts: 76, brought: [], takenOff: 3, upTo: TODAY },
  many: {
    people: 1_000_000,
    organisations: 1_204,
    brought: [],
    byEmail: 999_000,
    byHosts: 2_204,
    takenOff: 1,
    upTo: TODAY,
  },
};
const NAMED = {
  organisations: [{ words: "Φανάρι", detail: "Πρόεδρος" }],
  people: [{ words: "Μαρία", detail: "" }],
  named: { organisations: 2, people: 42 },
};
const NOBODY = { organisations: [], people: [], named: { organisations: 0, people: 0 } };
const ERRORS: readonly FieldErrorKind[] = [
  "missing",
  "too_long",
  "url",
  "leading",
  "control",
  "not_offered",
  "repeated",
];

/** One page as a browser would get it. */
export interface TranslatedPage {
  name: string;
  html: string;
}

/**
 * Makes them all.
 * @param language one of the interface's
 */
export function pagesIn(language: Language): readonly TranslatedPage[] {
  const pages: TranslatedPage[] = [];
  const add = (name: string, html: string) => {
    const filled = html
      .replace(STAMP_MARK, "0".repeat(44))
      .replace(CODE_MARK, "8109-4694-8934-6129-9952-4615-9872");
    pages.push({ name, html: filled });
  };
  const petition = campaignOf("test/made-up/long.md", language);
  const letter = campaignOf("samples/open-letter.md", language);
  const at = (campaign: CampaignText, phase: Phase = "open"): CampaignView => ({
    site: SITE,
    campaign,
    language,
    phase,
    today: TODAY,
  });
  const form = (campaign: CampaignText, part: Partial<SignFormView> = {}): SignFormView => ({
    as: campaign.sign?.as[0] ?? "person",
    values: new Map(),
    errors: [],
    note: null,
    mail: true,
    holders: HOLDERS.map(({ organisation }) => organisation),
    named: [],
    envelope: true,
    ...part,
  });
  const whole = (name: string, view: CampaignView, count: CountView, named = NAMED) => {
    const parts = [
      namesPart(view, count, named),
      formPart(view, form(view.campaign), count),
      sharePart(view),
    ];
    add(name, campaignPage({ ...view, amended: ["2026-11-12"], kept: KEPT }, parts));
  };

  whole("campaign", at(petition), COUNTS.some);
  whole("campaign-many", at(petition), COUNTS.many);
  whole("campaign-first", at(petition), COUNTS.none, { ...NOBODY });
  whole("campaign-closed", at(petition, "closed"), COUNTS.some, { ...NOBODY });
  whole("campaign-soon", at({ ...petition, opens: "2026-12-01" }, "not-yet"), COUNTS.none, { ...NOBODY });
  whole("letter", at(letter), { ...COUNTS.some, people: 0 }, NAMED);

  const view = at(petition);
  const paper = "a4" as const;
  add("print-poster", posterPage({ ...view, paper }));
  add("print-poster-closed", posterPage({ ...at(letter, "closed"), paper }));
  add("print-sheet", signingSheetPage({ ...view, paper }));
  add("print-sheet-letter", signingSheetPage({ ...at(letter), paper }));
  const printed = (part: number) => ({
    body: printedNames(view, COUNTS.some, { ...NAMED, first: part === 1, last: true }),
    part,
    parts: 3,
  });
  for (const part of [1, 2]) add(`print-text-${part}`, printedTextPage({ ...view, paper }, printed(part)));
  add("sign", signPage({ ...view, form: form(petition, { envelope: false }) }));
  add("sign-nobody", signPage({ ...view, form: form(petition, { holders: [] }) }));
  add("sign-named", signPage({ ...view, form: form(petition, { named: ["Χαρά"] }) }));
  add(
    "sign-named-alone",
    signPage({ ...view, form: form(petition, { named: ["Χαρά"], holders: [], envelope: false }) }),
  );
  add("sign-organisation", signPage({ ...view, form: form(petition, { as: "organisation" }) }));
  for (const level of ["counted", "addressee", "public"] as const) {
    const sign = petition.sign && { ...petition.sign, appear: [level], email: "required" as const };
    for (const as of ["person", "organisation"] as const) {
      add(
        `sign-${level}-${as}`,
        signPage({ ...view, campaign: { ...petition, sign }, form: form(petition, { as }) }),
      );
    }
  }
  for (const kind of ERRORS) {
    const errors = ["name", "shown_as", "email", "country"].map((field) => ({ field, kind }));
    add(`sign-${kind}`, signPage({ ...view, form: form(petition, { errors }) }));
  }
  for (const note of [
    { why: "too_fast" },
    { why: "old_form" },
    { why: "changed" },
    { why: "too_many", minutes: 7 },
  ] as const) {
    add(`sign-${note.why}`, signPage({ ...view, form: form(petition, { note }) }));
  }
  for (const within of [0, 1, 25]) {
    const rest = { ...view, within, waitsUntil: "2026-12-09" };
    for (const kind of ["mail", "code"] as const)
      add(`answer-${kind}-${within}`, answerPage({ ...rest, kind }));
    add(`confirmed-${within}`, confirmedPage(rest));
  }

  const link = { token: "0", values: new Map(), errors: [], note: null };
  const offered: readonly Appear[] = ["counted", "addressee", "public"];
  const asked = (as: Asked["as"], appear: Appear, part: Partial<Asked> = {}) =>
    add(
      `confirm-${as}-${appear}-${Object.keys(part).join("-")}`,
      confirmPage({
        ...view,
        ...link,
        asked: { as, appear, shownAs: null, organisation: null, position: null, ...part },
        offered: offered.slice(0, offered.indexOf(appear) + 1),
      }),
    );
  asked("person", "counted");
  asked("person", "addressee");
  asked("person", "public");
  asked("person", "public", { shownAs: "Μαρία" });
  asked("organisation", "public");
  asked("organisation", "public", { organisation: "Φανάρι" });
  asked("organisation", "public", { organisation: "Φανάρι", position: "Πρόεδρος" });
  asked("organisation", "public", { organisation: "Φανάρι", shownAs: "Μαρία" });
  asked("organisation", "public", { organisation: "Φανάρι", shownAs: "Μαρία", position: "Πρόεδρος" });
  add("confirm-request", confirmRequestPage({ ...view, token: "0", note: { why: "too_fast" } }));

  for (const mail of [true, false]) {
    add(`mine-${mail}`, minePage({ ...view, mail, open: null, errors: [], note: null }));
  }
  const missing = ["code", "email"].map((field) => ({ field, kind: "missing" as const }));
  for (const open of ["look", "appear", "take-off", "ask"] as const) {
    add(`mine-error-${open}`, minePage({ ...view, mail: true, open, errors: missing, note: null }));
  }
  const answers: readonly MineAnswer[] = [
    "counted",
    "not-counted",
    "changed",
    "taken-off",
    "asked-by-email",
    "asked-by-name",
    "request-confirmed",
  ];
  for (const answer of answers) add(`mine-${answer}`, mineAnswerPage({ ...view, answer }));

  for (const [name, count] of Object.entries(COUNTS)) {
    const stretch = { from: 1, total: count.people === 0 ? 0 : 42, previous: "?people=1", next: "?people=3" };
    const organisations = { ...stretch, lines: NAMED.organisations };
    const people = { ...stretch, lines: NAMED.people.map((line) => ({ ...line, letter: "…" })) };
    add(`names-${name}`, namesPage({ ...view, count, organisations, people }));
  }
  const field = view.campaign.sign?.fields.find(({ type }) => type === "choice");
  const words = view.campaign.in(view.language);
  const label = words.hosts[0]?.name.text ?? "";
  const count = { ...COUNTS.some, brought: broughtIn([label, label]) };
  const nobody = { lines: [], from: 1, total: 0, previous: null, next: null };
  const tables = field ? numbers(field.id, field.options.slice(0, 2)) : numbers("day", []).slice(0, 1);
  add("names-numbers", namesPage({ ...view, count, numbers: tables, organisations: nobody, people: nobody }));
  for (const whom of [label, ""]) {
    const told = coursePart(view, steps(view.language, { whom, text: words.title.text }));
    const shown = { ...view, amended: ["2026-11-12"], kept: KEPT };
    add(`campaign-answered${whom === "" ? "-by-nobody" : ""}`, campaignPage(shown, [told]));
  }
  for (const { name, html } of versionPages({ ...view, campaign: petition })) add(name, html);

  const site = {
    site: SITE,
    language,
    languages: LANGUAGES.map((one) => ({ language: one, href: `?lang=${one}` })),
  };
  const open: HomeCampaign[] = (["opens", "decided", "closes"] as const).flatMap((what, kind) =>
    [TODAY, "2026-11-25", "2027-03-08"].map((on, at) => ({
      slug: "night-workers",
      kind: ["declaration", "petition", "open-letter"][kind] ?? "",
      title: petition.in(language).title,
      summary: null,
      next: { what, on },
      count: [null, { people: 213, organisations: 14 }, { people: 0, organisations: 14 }][at] ?? null,
    })),
  );
  const organisations = HOLDERS.map(({ organisation }) => organisation);
  add("home", homePage({ ...site, today: TODAY, organisations, open, closed: open.slice(0, 1) }));
  add("home-nothing", homePage({ ...site, today: TODAY, organisations: [], open: [], closed: [] }));
  const key = {
    slug: "night-workers",
    title: petition.in(language).title,
    holders: HOLDERS,
    named: ["Χαρά"],
    keepUntil: "2028-06-30",
    kept: KEPT,
  };
  const campaigns = [
    { ...key, envelope: true, number: "5533 6856 9390 8344 1993 8363" },
    { ...key, envelope: false, number: null },
    { ...key, envelope: false, number: null, kept: { changes: [], destroyed: "2028-07-01", anew: [] } },
  ];
  const facts = {
    ...site,
    restarts: ["2026-10-02"],
    mailBy: "mail.harbour-lights.example",
    publishEvery: 15,
  };
  add("privacy", privacyPage({ ...facts, campaigns, memory: "folder" }));
  add(
    "privacy-little",
    privacyPage({ ...facts, campaigns: [], memory: "process", mailBy: null, publishEvery: 0 }),
  );
  add("dead-link", deadLinkPage(site));
  const statuses: readonly PlainStatus[] = [400, 403, 404, 405, 409, 413, 414, 415, 429, 500, 503];
  for (const status of statuses) add(`plain-${status}`, plainPage({ ...site, status, minutes: 7 }));
  add("plain-no-key", plainPage({ ...site, status: 503, why: "no_key" }));
  return pages;
}
