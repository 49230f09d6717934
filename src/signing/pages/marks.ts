// A mark for each who signed without showing a name, as people who could not write did; over 500 a mark stands for
// ten, then for a hundred. Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup, NOTHING } from "../../web/markup.ts";
import { tell } from "../../web/words.ts";
import type { CountView, NamesPartView } from "../view.ts";

/** The most marks that a page draws. */
const MOST_MARKS = 500;

/** How many stand behind one mark: 1, 10, 100 … */
export function behindOneMark(unnamed: number): number {
  let many = 1;
  while (unnamed / many > MOST_MARKS) many *= 10;
  return many;
}

/**
 * The marks with the sentence that says whose they are; nothing when everybody shows a name.
 * @param named how many are shown by name
 */
export function marksOf(count: CountView, named: NamesPartView["named"], language: string): Markup {
  const people = Math.max(0, count.people - named.people);
  const organisations = Math.max(0, count.organisations - named.organisations);
  if (people + organisations === 0) return NOTHING;
  const t = say(language);
  const many = behindOneMark(people + organisations);
  const mark = t("mark");
  return html`<p class="those">${sentence(people, organisations, named, language)}</p>
<p class="marks wide" aria-hidden="true">${mark.repeat(Math.ceil((people + organisations) / many))}</p>
${many > 1 ? html`<p class="small soft">${tell(language, "marks.each", { mark, many })}</p>` : null}`;
}

function sentence(
  people: number,
  organisations: number,
  named: NamesPartView["named"],
  language: string,
): string {
  const t = say(language);
  if (named.people + named.organisations === 0) return t("marks.only");
  if (organisations === 0) return t("marks.and.people", { people });
  if (people === 0) return t("marks.and.organisations", { organisations });
  return t("marks.and.both", { people, organisations });
}
