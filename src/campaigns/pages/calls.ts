// The calls, numbered on the spine, each with an address of its own (`#c3`); and whom to ask. Pure.

import { numberIn } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup, NOTHING } from "../../web/markup.ts";
import { inEnglish, langOf, type Worded, words } from "../../web/words.ts";
import { callParts } from "../call-text.ts";
import type { Demand, Edition } from "../campaign.ts";
import { waysTo } from "../frame.ts";
import type { CampaignPageView } from "../view.ts";

/** The calls under their heading; nothing when there are none. */
export function callsOf(view: CampaignPageView, edition: Edition): Markup {
  if (edition.demands.length === 0) return NOTHING;
  const { language } = view;
  const heading = edition.demandsHeading;
  return html`${
    heading === null
      ? html`<h2 id="calls"${inEnglish(language)}>${say(language)("calls.heading", { count: edition.demands.length })}</h2>`
      : html`<h2 id="calls"${langOf(heading, language)}>${heading.text}</h2>`
  }
<ol class="calls hang" role="list">
${edition.demands.map((demand, at) => call(demand, at + 1, language))}</ol>
`;
}

function call(demand: Demand, number: number, language: string): Markup {
  const label = say(language)("calls.number", { number });
  return html`<li class="row" id="c${number}"><a class="num" href="#c${number}" aria-label="${label}">${numberIn(language, number)}</a>${
    demand.title && html`<h3${langOf(demand.title, language)}>${demand.title.text}</h3>`
  }${demand.text && meaning(demand.text, language)}</li>
`;
}

/** What a call means: lines as they stand, dashes as a list. */
function meaning(said: Worded, language: string): Markup[] {
  const lang = langOf(said, language);
  return callParts(said.text).map((part) =>
    part.kind === "lines"
      ? html`<p${lang}>${part.text}</p>`
      : html`<ul${lang}>${part.items.map((item) => html`<li>${item}</li>`)}</ul>`,
  );
}

/** Contact and press, from the file; a letter names its contact in its head already. */
export function contactsOf(view: CampaignPageView, edition: Edition): Markup {
  const inHead = view.campaign.kind === "open-letter";
  const contacts = [inHead ? null : edition.contact, edition.press].filter((one) => one !== null);
  if (contacts.length === 0) return NOTHING;
  return html`<ul class="ways" aria-label="${say(view.language)("contact.label")}">${contacts.map(
    (one) => html`<li><b>${words(one.name, view.language)}</b> <span>${waysTo(one)}</span></li>`,
  )}</ul>`;
}
