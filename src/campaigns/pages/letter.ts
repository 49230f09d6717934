// An open letter: a sheet of paper with a line of facts above it, from whom and to whom, and its subject. Pure.
import { dayIn } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, langOf, spokenOn, tell, words } from "../../web/words.ts";
import type { Edition } from "../campaign.ts";
import { waysTo } from "../frame.ts";
import type { CampaignPageView, CampaignPart } from "../view.ts";
import { targetLines } from "./facts.ts";

/** The line above the sheet: the decision, what parts say, whether it is open. */
export function letterStatus(view: CampaignPageView, parts: readonly CampaignPart[]): Markup {
  const { language, campaign, phase } = view;
  const t = say(language);
  const spoken = spokenOn(language);
  const { decision } = campaign.in(language);
  const state = {
    "not-yet": "letter.status.notYet",
    open: "letter.status.open",
    closed: "letter.status.closed",
  } as const;
  const jump = parts.find((part) => part.jump !== undefined)?.jump;
  const pieces = [
    decision && tell(language, "letter.status.decided", { date: day(decision.on, spoken) }),
    ...parts.map((part) => part.status),
    campaign.sign === null
      ? null
      : jump
        ? html`<a href="${jump.href}">${t(state[phase])}</a>`
        : t(state[phase]),
  ].filter((piece) => piece !== null && piece !== undefined && piece !== "");
  return html`<p class="status"${inEnglish(language)}>${pieces.map((piece, at) => (at === 0 ? piece : html` · ${piece}`))}</p>`;
}

/** Letterhead, addressee, subject. */
export function letterHead(view: CampaignPageView, edition: Edition): Markup {
  const { language, campaign } = view;
  const spoken = spokenOn(language);
  return html`<header class="g">
<div class="lhead"><p>${edition.hosts.map(
    (host) => html`<strong>${words(host.name, language)}</strong><br>`,
  )}${waysTo(edition.contact)}</p>${
    campaign.opens &&
    html`<p><time datetime="${campaign.opens}"${inEnglish(language)}>${dayIn(spoken, campaign.opens)}</time></p>`
  }</div>
${edition.target && html`<p class="to">${targetLines(edition.target, language)}</p>`}
<h1 class="subject"${langOf(edition.title, language)}>${edition.title.text}</h1>
</header>`;
}
