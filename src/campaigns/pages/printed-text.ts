// The final text with the names under it, for whoever it is handed over to, for the press and for a wall: as many pages
// as it takes, each with the spine. What stands below the rule comes from a room (PrintedNames). Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { inEnglish, langOf } from "../../web/words.ts";
import type { Edition } from "../campaign.ts";
import { pathTo, whoOf } from "../frame.ts";
import { renderText } from "../markdown.ts";
import type { PrintedNames, PrintView } from "../view.ts";
import { callsOf } from "./calls.ts";
import { factsOf } from "./facts.ts";
import { letterHead } from "./letter.ts";
import { addressOf, parted, printPage } from "./print.ts";

/** Paper does not count days: what is read on it next week should still be right. */
const AFTER_ALL_DAYS = "9999-12-31";

/**
 * `/:slug/print?as=text`.
 * @param names what stands under the text; null where nobody signs
 */
export function printedTextPage(view: PrintView, names: PrintedNames | null): string {
  const { campaign, language } = view;
  const edition = campaign.in(language);
  const first = names === null || names.part === 1;
  const page = html`<article class="paper whole${campaign.kind === "open-letter" && html` sheet-of-letter`}" id="paper">
${first ? textOf(view, edition) : again(edition, language)}
${names?.body}
<footer class="g"${inEnglish(language)}><p class="small"><bdi>${addressOf(view)}</bdi></p></footer>
</article>`;
  return printPage(view, "text", page, names === null ? null : partsOf(view, names));
}

function textOf(view: PrintView, edition: Edition): Markup {
  const { language, campaign } = view;
  const { before, after } = renderText(edition.body.text);
  const shown = {
    ...view,
    today: AFTER_ALL_DAYS,
    amended: [],
    kept: { changes: [], destroyed: null, anew: [] },
  };
  const head =
    campaign.kind === "open-letter"
      ? letterHead(shown, edition)
      : html`<header class="g">
<p class="who"${inEnglish(language)}>${whoOf(view, edition)}</p>
<h1${langOf(edition.title, language)}>${parted(edition.title.text, language)}</h1>
${edition.summary && html`<p class="summary"${langOf(edition.summary, language)}>${edition.summary.text}</p>`}
${factsOf(shown, edition)}
</header>`;
  return html`${head}
<div class="text g"${langOf(edition.body, language)}>
${raw(before)}${callsOf(shown, edition)}${raw(after)}
</div>`;
}

/** What a later part begins with. */
function again(edition: Edition, language: string): Markup {
  return html`<header class="g"><h1 class="again"${langOf(edition.title, language)}>${edition.title.text}</h1></header>`;
}

/** More names than one page should carry are printed in parts. */
function partsOf(view: PrintView, { part, parts }: PrintedNames): Markup | null {
  if (parts === 1) return null;
  const t = say(view.language);
  const to = (one: number) => pathTo(view, "/print", `as=text&paper=${view.paper}&part=${one}`);
  const previous = part > 1 ? html`<li><a href="${to(part - 1)}">${t("print.previous")}</a></li>` : null;
  const next = part < parts ? html`<li><a href="${to(part + 1)}">${t("print.next")}</a></li>` : null;
  return html`<p>${t("print.part", { part, parts })}</p><ul>${previous}${next}</ul>`;
}
