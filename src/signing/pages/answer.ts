// The answers after signing and confirming. Promises that they are the same for everyone and repeat nothing that was
// typed: somebody else may use the device next. Pure.
import { campaignLayout } from "../../campaigns/frame.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { numberIn } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { CODE_MARK } from "../../web/page-marks.ts";
import { day, inEnglish, spokenOn, tell, words } from "../../web/words.ts";
import type { AnswerView, ConfirmedView } from "../view.ts";
import { shareSection } from "./share.ts";
import { plainLine } from "./sign.ts";

interface Step {
  heading: string;
  text: Markup;
}

/**
 * The answer to a signature: "look into your mail", or one's code.
 * @returns a full HTML document; of kind "code" it holds CODE_MARK once
 */
export function answerPage(view: AnswerView): string {
  const { language, kind } = view;
  const t = say(language);
  const heading = t(kind === "mail" ? "answer.mail.heading" : "answer.code.heading");
  const lead = t(kind === "mail" ? "answer.mail.lead" : "answer.code.lead");
  return answered(view, heading, lead, kind === "code", kind === "mail" ? mailSteps(view) : codeSteps(view));
}

/**
 * The answer to a confirmed signature.
 * @returns a full HTML document; it holds CODE_MARK once
 */
export function confirmedPage(view: ConfirmedView): string {
  const t = say(view.language);
  const counted = { heading: t("next.count"), text: html`${t("next.count.now", { hours: view.within })}` };
  return answered(view, t("confirmed.heading"), t("confirmed.lead"), true, [counted, ...decisionStep(view)]);
}

function mailSteps(view: AnswerView): Step[] {
  const { language } = view;
  const t = say(language);
  const spoken = spokenOn(language);
  const name = words(view.campaign.in(language).plainName, spoken);
  return [
    { heading: t("next.mail"), text: tell(language, "next.mail.text", { name }) },
    {
      heading: t("next.link"),
      text: tell(language, "next.link.text", { date: day(view.waitsUntil, spoken) }),
    },
    { heading: t("next.count"), text: html`${t("next.count.link", { hours: view.within })}` },
    ...decisionStep(view),
  ];
}

function codeSteps(view: AnswerView): Step[] {
  const { language } = view;
  const t = say(language);
  const date = day(view.waitsUntil, spokenOn(language));
  return [
    { heading: t("next.accept"), text: tell(language, "next.accept.text", { date }) },
    { heading: t("next.count"), text: html`${t("next.count.accept", { hours: view.within })}` },
    ...decisionStep(view),
  ];
}

function decisionStep(view: CampaignView): Step[] {
  const { language } = view;
  const { decision } = view.campaign.in(language);
  if (decision === null || decision.on < view.today) return [];
  const spoken = spokenOn(language);
  const values = { what: words(decision.what, spoken), date: day(decision.on, spoken) };
  return [{ heading: say(language)("next.decided"), text: tell(language, "next.decided.text", values) }];
}

function answered(
  view: CampaignView,
  heading: string,
  lead: string,
  code: boolean,
  steps: readonly Step[],
): string {
  const { language, campaign } = view;
  const t = say(language);
  const lang = inEnglish(language);
  const main = html`<section class="flood g"${lang}>
${plainLine(view)}
<h1 class="t2">${heading}</h1>
<p class="lead">${lead}</p>
</section>
<section class="line g" id="line"${lang}>
<h2 class="vh">${t("answer.line")}</h2>
<div class="pen row hang"><span class="num" aria-hidden="true">${t("mark.line")}</span><div><p class="wrote">${t("mark.yours")}</p></div></div>
<p class="soft tap">${t("answer.line.note")}</p>
</section>
${code ? codeSection(view) : null}
<section class="g text" id="next"${lang}>
<h2>${t("next.heading")}</h2>
<ol class="calls hang" role="list">${steps.map(
    (step, at) => html`
<li class="row"><span class="num">${numberIn(language, at + 1)}</span><h3>${step.heading}</h3><p>${step.text}</p></li>`,
  )}</ol>
</section>
${shareSection(view)}`;
  return campaignLayout(
    { ...view, languages: [] },
    {
      title: campaign.in(language).plainName.text,
      main,
      skip: code ? { href: "#code", text: t("skip.code") } : { href: "#next", text: t("skip.next") },
    },
  );
}

/** Shown once, in one piece of text, so that it is copied whole. */
function codeSection(view: CampaignView): Markup {
  const { language, campaign } = view;
  const t = say(language);
  const { email, url, phone } = campaign.in(language).contact;
  const to = email !== null ? `mailto:${email}` : (url ?? `tel:${(phone ?? "").replace(/[^+\d]/g, "")}`);
  const ask = (inside: Markup) => html`<a href="${to}">${inside}</a>`;
  return html`<section class="g code-once" id="code"${inEnglish(language)}>
<h2>${t("code.heading")}</h2>
<p>${t("code.once")}</p>
<p class="code">${raw(CODE_MARK)}</p>
<p class="soft">${tell(language, "code.keep", { ask })}</p>
</section>`;
}
