// What one wants to know before reading: to whom, decided when, open until, called by, amended. On wide screens the
// labels stand on the spine. Pure.
import { daysFrom } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup, NOTHING } from "../../web/markup.ts";
import { day, inEnglish, langOf, list, spokenOn, tell, words } from "../../web/words.ts";
import type { Edition, Host, Target } from "../campaign.ts";
import { pathTo } from "../frame.ts";
import type { CampaignPageView, KeptView } from "../view.ts";

interface Fact {
  label: string;
  value: Markup;
}

/** The facts of a campaign as a list; nothing when there are none. */
export function factsOf(view: CampaignPageView, edition: Edition): Markup {
  const facts = [
    to(view, edition),
    decided(view, edition),
    openUntil(view),
    calledBy(view, edition),
    amended(view),
    kept(view),
    anew(view),
  ]
    .flat()
    .filter((fact) => fact !== null);
  if (facts.length === 0) return NOTHING;
  return html`<dl class="facts hang">
${facts.map(
  (fact) =>
    html`<div class="row"><dt${inEnglish(view.language)}>${fact.label}</dt><dd>${fact.value}</dd></div>
`,
)}</dl>`;
}

/** A day and how far off it is; past, only the day. */
function dayAndDistance(view: Pick<CampaignPageView, "language" | "today">, iso: string): Markup {
  const days = daysFrom(view.today, iso);
  const date = day(iso, spokenOn(view.language));
  return days < 0 ? date : tell(view.language, "fact.date", { date, days });
}

function to(view: CampaignPageView, edition: Edition): Fact | null {
  if (edition.target === null) return null;
  return { label: say(view.language)("fact.to"), value: targetLines(edition.target, view.language) };
}

/** Whom the campaign speaks to: name, role, organisation, each on its line. */
export function targetLines(target: Target, language: string): Markup {
  const below = [target.role, target.organisation].filter((line) => line !== null);
  return html`<b${langOf(target.name, language)}>${target.name.text}</b>${below.map((line) => html`<br>${words(line, language)}`)}`;
}

function decided(view: CampaignPageView, edition: Edition): Fact | null {
  const { decision } = edition;
  if (decision === null) return null;
  const { language } = view;
  const value = html`${dayAndDistance(view, decision.on)}<br>${words(decision.what, language)}${decision.by && html`<br><span class="soft"${langOf(decision.by, language)}>${decision.by.text}</span>`}`;
  return { label: say(language)("fact.decided"), value };
}

function openUntil(view: CampaignPageView): Fact | null {
  const { closes, sign } = view.campaign;
  // Before and after, the page says so in larger letters.
  if (sign === null || closes === null || view.phase !== "open") return null;
  return { label: say(view.language)("fact.closes"), value: day(closes, spokenOn(view.language)) };
}

function calledBy(view: CampaignPageView, edition: Edition): Fact | null {
  if (edition.founders.length === 0) return null;
  const spoken = spokenOn(view.language);
  const urls = new Map(edition.hosts.map((host: Host) => [host.name.text, host.url]));
  const names = edition.founders.map((founder) => {
    const url = urls.get(founder.text) ?? null;
    const name = words(founder, spoken);
    return url === null ? name : html`<a href="${url}" rel="noopener noreferrer">${name}</a>`;
  });
  return { label: say(view.language)("fact.calledBy"), value: list(names, spoken) };
}

function amended(view: CampaignPageView): Fact | null {
  if (view.amended.length === 0) return null;
  const spoken = spokenOn(view.language);
  const days = list(
    view.amended.map((one) => day(one, spoken)),
    spoken,
  );
  const t = say(view.language);
  const what = html`<a class="tap" href="${pathTo(view, "/versions")}"${inEnglish(view.language)}>${t("fact.amended.what")}</a>`;
  return { label: t("fact.amended"), value: html`${days}<br>${what}` };
}

/** Until when it is kept, where that was changed; and that it was destroyed. */
function kept(view: CampaignPageView): Fact | null {
  const { language, campaign } = view;
  const { changes, destroyed } = view.kept;
  const t = say(language);
  const spoken = spokenOn(language);
  if (destroyed !== null) {
    const value = html`${day(destroyed, spoken)}<br><span class="soft"${inEnglish(language)}>${t("kept.gone")}</span>`;
    return { label: t("fact.destroyed"), value };
  }
  if (changes.length === 0 || campaign.keepUntil === null) return null;
  const lines = changes.map(
    (change) => html`<br><span class="soft"${inEnglish(language)}>${changeOf(change, language)}</span>`,
  );
  return { label: t("fact.kept"), value: html`${day(campaign.keepUntil, spoken)}${lines}` };
}

/** That the network was started again: what was typed before the last time can be opened by nobody. */
function anew(view: CampaignPageView): Fact | null {
  const last = view.kept.anew.at(-1);
  if (last === undefined || view.kept.destroyed !== null) return null;
  const { language } = view;
  const t = say(language);
  const value = html`${day(last, spokenOn(language))}<br><span class="soft"${inEnglish(language)}>${t("kept.anew")}</span>`;
  return { label: t("fact.anew"), value };
}

/** "Since 3 March 2027. Before that day 30 June 2027 was promised, which holds for whoever signed before." */
export function changeOf({ on, before, until }: KeptView["changes"][number], language: string): Markup {
  const spoken = spokenOn(language);
  const key = until > before ? "kept.later" : "kept.sooner";
  return tell(language, key, { on: day(on, spoken), before: day(before, spoken) });
}
