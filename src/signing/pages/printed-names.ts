// What stands under a printed text: the count, who signed by name, a mark for each who shows none. Pure.
import type { CampaignView } from "../../campaigns/view.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, spokenOn, tell } from "../../web/words.ts";
import type { CountView, NameLine, NamesPartView } from "../view.ts";
import { bigCount, isSaid } from "./counting.ts";
import { marksOf } from "./marks.ts";
import { broughtIn, founders } from "./parts.ts";

/** A stretch of all names, and whether it is the first and the last. */
export interface PrintedStretch extends NamesPartView {
  first: boolean;
  last: boolean;
}

/** The section under the text, or what one of its parts holds. */
export function printedNames(view: CampaignView, count: CountView, names: PrintedStretch): Markup {
  const { language, campaign } = view;
  const t = say(language);
  const said = isSaid(count);
  const letter = campaign.kind === "open-letter";
  const upTo =
    said && count.upTo !== null
      ? html`<p class="soft">${tell(language, "namesPage.upTo", { date: day(count.upTo, spokenOn(language)) })}</p>`
      : null;
  const head = html`<h2 class="${letter ? "undersigned" : "vh"}">${t(letter ? "names.letter" : "names.heading")}</h2>
${said ? bigCount(count, language) : null}
${upTo}
${broughtIn(view, count)}
${said ? null : founders(view)}`;
  return html`<section class="line g"${inEnglish(language)}>
${names.first ? head : html`<h2 class="vh">${t("names.heading")}</h2>`}
${list(names.organisations, "orgs")}
${list(names.people, "people")}
${said && names.last ? marksOf(count, names.named, language) : null}
</section>`;
}

/** Nobody knows which language a name is in: `lang=""` says so. */
function list(lines: readonly NameLine[], of: "orgs" | "people"): Markup | null {
  if (lines.length === 0) return null;
  return html`<ul class="names ${of}" role="list" lang="">${lines.map(
    ({ words, detail }) =>
      html`<li><bdi>${words}</bdi>${detail === "" ? null : html` <small>${detail}</small>`}`,
  )}</ul>`;
}
