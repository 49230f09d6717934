// What signing adds to a campaign's page: under the heavy rule the count, organisations, names, a mark for each who
// shows none; then the form as the next empty line; then passing it on. Pure.
import { pathTo } from "../../campaigns/frame.ts";
import type { CampaignPart, CampaignView } from "../../campaigns/view.ts";
import { isoDay } from "../../clock.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, sentences, spokenOn, tell, words } from "../../web/words.ts";
import type { CountView, NameLine, NamesPartView, SignFormView } from "../view.ts";
import { bigCount, countSentence, isSaid } from "./counting.ts";
import { signForm } from "./form.ts";
import { marksOf } from "./marks.ts";
import { shareSection } from "./share.ts";

/** Count, names and marks. */
export function namesPart(view: CampaignView, count: CountView, names: NamesPartView): CampaignPart {
  const { language, campaign } = view;
  const t = say(language);
  const letter = campaign.kind === "open-letter";
  const said = isSaid(count);
  const section = html`<section class="line g" id="names" aria-labelledby="names-heading"${inEnglish(language)}>
<h2 class="${letter ? "undersigned" : "vh"}" id="names-heading">${t(letter ? "names.letter" : "names.heading")}</h2>
${said ? (letter ? null : bigCount(count, language)) : html`<p class="first">${t(view.phase === "closed" ? "state.closed.undated" : "count.first")}</p>`}
${broughtIn(view, count)}
${said ? null : founders(view)}
${organisations(view, names)}
${people(view, names)}
${said ? marksOf(count, names.named, language) : null}
${said ? html`<p class="small"><a class="tap" href="${pathTo(view, "/names")}#how">${t("names.how")}</a></p>` : null}
</section>`;
  return { body: section, status: letter ? statusOf(count, language) : "" };
}

function statusOf(count: CountView, language: string): string {
  return isSaid(count)
    ? say(language)("count.organisations.short", { organisations: count.organisations })
    : "";
}

function organisations(view: CampaignView, names: NamesPartView): Markup | null {
  if (names.organisations.length === 0) return null;
  const more = names.named.organisations - names.organisations.length;
  return html`<ul class="names orgs two wide" role="list">${names.organisations.map(nameItem)}</ul>
${more > 0 ? html`<p class="small"><a class="tap" href="${pathTo(view, "/names")}">${say(view.language)("names.all.organisations", { count: names.named.organisations })}</a></p>` : null}`;
}

function people(view: CampaignView, names: NamesPartView): Markup | null {
  if (names.people.length === 0) return null;
  const more = names.named.people - names.people.length;
  return html`<ul class="names two wide" role="list">${names.people.map(nameItem)}</ul>
${more > 0 ? html`<p class="small"><a class="tap" href="${pathTo(view, "/names")}#people">${say(view.language)("names.all.people", { count: names.named.people })}</a></p>` : null}`;
}

/** One name on its ruled line. Nobody knows which language a name is in: `lang=""` says so. */
export function nameItem(line: NameLine): Markup {
  return html`<li lang=""><bdi>${line.words}</bdi>${line.detail === "" ? null : html` <small>${line.detail}</small>`}</li>
`;
}

/** Who called for it stands there from the first minute. */
export function founders(view: CampaignView): Markup | null {
  const { language } = view;
  const edition = view.campaign.in(language);
  if (edition.founders.length === 0) return null;
  const called = say(language)("names.calledBy");
  return html`<ul class="names orgs two wide" role="list">${edition.founders.map(
    (founder) => html`<li>${words(founder, spokenOn(language))} <small>${called}</small></li>
`,
  )}</ul>`;
}

/** What was collected elsewhere, in one line and never in the total: as the text says, and as it was brought in. */
export function broughtIn(view: CampaignView, { brought }: Pick<CountView, "brought">): Markup | null {
  const { language } = view;
  const { languages } = view.campaign;
  const spoken = spokenOn(language);
  const lang = languages[0] ?? language;
  const told = view.campaign.in(language).broughtIn.map((one) => pieceOf(one, one.label, spoken));
  const kept = brought.map((one) => {
    const piece = pieceOf(one, { text: one.label, lang }, spoken);
    if (piece === null) return null;
    return one.kind === "rows"
      ? tell(language, "broughtIn.unchecked", { piece })
      : tell(language, "broughtIn.day", { piece, date: day(isoDay(one.day), spoken) });
  });
  const pieces = [...told, ...kept].filter((piece) => piece !== null);
  if (pieces.length === 0) return null;
  const joined = html`${pieces.map((piece, at) => (at === 0 ? piece : html` · ${piece}`))}`;
  return html`<p class="soft">${tell(language, "broughtIn.line", { pieces: joined })}</p>`;
}

/** "412 people from Action Network"; nothing of nobody. */
function pieceOf(
  { people: some, organisations: others }: { people: number; organisations: number },
  label: { text: string; lang: string },
  spoken: string,
): Markup | null {
  if (some + others === 0) return null;
  const key = others === 0 ? "broughtIn.people" : some === 0 ? "broughtIn.organisations" : "broughtIn.both";
  return tell(spoken, key, { people: some, organisations: others, label: words(label, spoken) });
}

/**
 * The form as the next empty line; ruled off when it is closed.
 * @param form what it asks and whether it came back; `as` is "organisation" where only those sign
 */
export function formPart(view: CampaignView, form: SignFormView, count: CountView): CampaignPart {
  const { language, campaign, phase } = view;
  const t = say(language);
  const sentence = html`<p class="soft small tap"${inEnglish(language)}>${countSentence(count, language)}</p>`;
  if (phase !== "open") {
    const state = stateSentence(view);
    return {
      head: html`<p class="go state"${inEnglish(language)}><b>${state}</b></p>${isSaid(count) ? sentence : null}`,
      body: ruledOff(view),
    };
  }
  const label = t(form.as === "organisation" ? "sign.head.organisation" : "sign.head");
  const jump =
    isSaid(count) && form.as === "person" ? t("sign.jump.people", { count: count.people }) : t("sign.jump");
  return {
    skip: { href: "#sign", text: t("skip.sign") },
    head: html`<p class="go"${inEnglish(language)}><a class="act full" href="#sign">${label}</a></p>
${sentence}`,
    jump: { href: "#sign", text: jump },
    body: html`${campaign.kind === "open-letter" ? null : html`<h2 class="vh">${t("sign.heading")}</h2>`}${signForm(view, form)}`,
  };
}

/** "Signing closed on 31 December 2027."; without a day where it was closed before its last one. */
function stateSentence(view: CampaignView): Markup {
  const { language, campaign, phase, today } = view;
  const spoken = spokenOn(language);
  if (phase === "not-yet" && campaign.opens !== null) {
    return tell(language, "state.notYet", { date: day(campaign.opens, spoken) });
  }
  if (campaign.closes === null || campaign.closes >= today)
    return html`${say(language)("state.closed.undated")}`;
  return tell(language, "state.closed", { date: day(campaign.closes, spoken) });
}

/** The last line, ruled off with the date. */
export function ruledOff(view: CampaignView): Markup {
  const { language, phase } = view;
  const t = say(language);
  return html`<section class="sign g shut"${inEnglish(language)}>
<div class="pen row hang"><span class="num" aria-hidden="true">${t("mark.line")}</span><div><p class="wrote">${stateSentence(view)}</p></div></div>
${phase === "closed" ? html`<p class="soft tap">${sentences([t("state.closed.mine"), html`<a href="${pathTo(view, "/mine")}">${t("mine.heading")}</a>`], language)}</p>` : null}
</section>`;
}

/** Passing it on; an empty part where the campaign does not ask for it. */
export function sharePart(view: CampaignView): CampaignPart {
  const section = shareSection(view);
  return section === null ? {} : { body: section };
}
