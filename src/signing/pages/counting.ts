// The count in words, as it is said in several places. Promises that below ten nothing says how many. Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { tell } from "../../web/words.ts";
import type { CountView } from "../view.ts";

/** From how many signatures on the page says how many. */
const SAID_FROM = 10;

/** Whether a page says how many have signed. */
export function isSaid(count: Pick<CountView, "people" | "organisations">): boolean {
  return count.people + count.organisations >= SAID_FROM;
}

/** "213 people and 14 organisations have signed.", or "Be among the first". */
export function countSentence(count: CountView, language: string): string {
  const t = say(language);
  const { people, organisations } = count;
  if (!isSaid(count)) return t("count.first");
  if (organisations === 0) return t("count.people", { people });
  if (people === 0) return t("count.organisations", { organisations });
  return t("count.both", { people, organisations });
}

/** The count as large as a title. */
export function bigCount(count: CountView, language: string): Markup {
  const { people, organisations } = count;
  const b = (inside: Markup) => html`<b>${inside}</b>`;
  return html`<p class="count wide">${people > 0 ? html`<span>${tell(language, "count.big.people", { people, b })}</span> ` : null}${
    organisations > 0
      ? html`<span>${tell(language, "count.big.organisations", { organisations, b })}</span>`
      : null
  }</p>`;
}
