// The numbers that a key holder published, each a table: rounded and merged when it was made, never exact. Pure.
import type { CampaignView } from "../../campaigns/view.ts";
import { isoDay } from "../../clock.ts";
import { numberIn } from "../../locales/dates.ts";
import { type SignerKey, say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, spokenOn, tell, words } from "../../web/words.ts";
import type { NumbersTable } from "../view.ts";

/** The section; nothing where no numbers were published. */
export function numbersSection(view: CampaignView, tables: readonly NumbersTable[]): Markup | null {
  if (tables.length === 0) return null;
  const { language } = view;
  const t = say(language);
  return html`<section class="g" id="numbers"${inEnglish(language)}>
<h2>${t("numbers.heading")}</h2>
${tables.map((table) => tableOf(view, table))}
<p class="small soft tap">${t("numbers.how")}</p>
</section>`;
}

function tableOf(view: CampaignView, { of, cells, rest, day: made }: NumbersTable): Markup {
  const { language } = view;
  const t = say(language);
  const spoken = spokenOn(language);
  const caption = of === "day" ? html`${t("numbers.day")}` : labelOf(view, of);
  const row = (label: Markup, about: number) =>
    html`<tr><th scope="row">${label}</th><td>${numberIn(spoken, about)}</td></tr>
`;
  return html`<div><table class="numbers"><caption>${caption} <span class="soft">${tell(language, "numbers.upTo", { date: day(isoDay(made), spoken) })}</span></caption>
<thead><tr><th scope="col">${caption}</th><th scope="col">${t("numbers.about")}</th></tr></thead>
<tbody>${cells.map(({ label, about }) => row(cellLabel(view, of, label), about))}${rest === null ? null : row(html`${t("numbers.rest")}`, rest)}</tbody></table></div>
`;
}

/** What the form calls a field. */
function labelOf({ campaign, language }: CampaignView, of: string): Markup {
  const own = campaign.in(language).fields[of]?.label ?? null;
  return own ? words(own, spokenOn(language)) : html`${say(language)(`field.${of}` as SignerKey)}`;
}

/** An answer in the page's language, where the form has it in that. */
function cellLabel({ campaign, language }: CampaignView, of: string, label: string): Markup {
  const spoken = spokenOn(language);
  if (of === "day") return day(label, spoken);
  if (label === "") return html`${say(language)("numbers.none")}`;
  const at = campaign.sign?.fields.find(({ id }) => id === of)?.options.indexOf(label) ?? -1;
  const own = at < 0 ? undefined : campaign.in(language).fields[of]?.options[at];
  return words(own ?? { text: label, lang: campaign.languages[0] ?? language }, spoken);
}
