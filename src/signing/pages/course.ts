// What came of a campaign, below its form: delivered, answered (a second letter on the wash), outcome. Words of
// organisers and of those who answered; no name comes here by itself. Pure.
import type { CampaignPart, CampaignView } from "../../campaigns/view.ts";
import { isoDay } from "../../clock.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, langOf, spokenOn, tell, words } from "../../web/words.ts";
import type { Step } from "../handing/api.ts";

/**
 * The part of a campaign's page.
 * @param steps by day; an empty part where nothing came of it yet
 */
export function coursePart(view: CampaignView, steps: readonly Step[]): CampaignPart {
  if (steps.length === 0) return {};
  const { language, campaign } = view;
  const t = say(language);
  const has = (kind: Step["kind"]) => steps.some((step) => step.kind === kind);
  const status = has("answered")
    ? t("letter.status.answered")
    : has("delivered")
      ? t("letter.status.delivered")
      : "";
  return {
    ...(campaign.kind === "open-letter" && { status }),
    body: html`<section class="g course" id="course" aria-labelledby="course-heading">
<h2 id="course-heading"${inEnglish(language)}>${t("course.heading")}</h2>
</section>
${steps.map((step) => (step.kind === "answered" ? answer(view, step) : line(view, step)))}`,
  };
}

function line(view: CampaignView, step: Step): Markup {
  const { language } = view;
  const spoken = spokenOn(language);
  const date = day(isoDay(step.day), spoken);
  const whom = words({ text: step.whom, lang: step.language }, spoken);
  const said =
    step.kind === "outcome"
      ? html`<strong>${say(language)("course.outcome")}</strong> ${date}`
      : step.whom === ""
        ? tell(language, "course.delivered", { date })
        : tell(language, "course.delivered.to", { date, whom });
  return html`<section class="text g step"><p${inEnglish(language)}>${said}</p>
${textOf(step, language)}</section>`;
}

function answer(view: CampaignView, step: Step): Markup {
  const { language } = view;
  const t = say(language);
  const date = day(isoDay(step.day), spokenOn(language));
  const from =
    step.whom === ""
      ? html`<p${inEnglish(language)}><strong>${t("course.answer")}</strong></p>`
      : html`<p${langOf({ text: step.whom, lang: step.language }, language)}><strong>${step.whom}</strong></p>`;
  return html`<article class="answer text g" aria-label="${t("course.answer")}">
<div class="lhead">${from}<p${inEnglish(language)}>${date}</p></div>
${textOf(step, language)}</article>`;
}

/** Its paragraphs as they were typed, and where to read more. */
function textOf({ text, link, language: lang }: Step, language: string): Markup {
  const paragraphs = text.split(/\n{2,}/).filter((one) => one.trim() !== "");
  const lines = (paragraph: string) =>
    paragraph.split("\n").map((one, at) => (at === 0 ? html`${one}` : html`<br>${one}`));
  return html`${paragraphs.map(
    (one) => html`<p${langOf({ text: one, lang }, language)}>${lines(one)}</p>
`,
  )}${
    link === ""
      ? null
      : html`<p class="small"${inEnglish(language)}><a href="${link}" class="tap" rel="noopener noreferrer">${say(language)("course.link")} · <bdi lang="">${URL.parse(link)?.host ?? ""}</bdi></a></p>
`
  }`;
}
