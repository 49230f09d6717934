// How many signed on each of the last days, of those who stand or wait: a table that scrolls by itself on a phone.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn, numberIn, shortDayIn } from "../../locales/dates.ts";
import type { waitsApi } from "../../organisers/waits/api.ts";
import type { Answered } from "../../web/api.ts";
import type { Context } from "../page.ts";
import type { Campaign } from "./campaign.ts";
import { square } from "./square.ts";

type Signed = Answered<typeof waitsApi.waits>["signed"];

/** @param signed numbers from one day on, by campaign; nothing is drawn while there are none */
export function signedByDay(
  { t, language }: Context,
  { from, campaigns: rows }: Signed,
  campaigns: readonly Campaign[],
): TemplateResult | typeof nothing {
  const bySlug = new Map(campaigns.map((campaign) => [campaign.slug, campaign]));
  const shown = rows.flatMap(({ slug, many }) => {
    const campaign = bySlug.get(slug);
    return campaign && many.some((one) => one > 0) ? [{ campaign, many }] : [];
  });
  const [first] = shown;
  if (!first) return nothing;
  const days = first.many.map((_, at) => isoDay(from + at));
  return html`<h2 id="by-day">${t("waits.by_day")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="by-day"><table class="days">
      <thead><tr><th scope="col">${t("waits.campaign")}</th>${days.map((day) => dayHead(language, day))}</tr></thead>
      <tbody>${shown.map(
        ({ campaign, many }) =>
          html`<tr><th scope="row">${square(campaign)} ${campaign.title}</th>${many.map(
            (one) => html`<td class="r">${numberIn(language, one)}</td>`,
          )}</tr>`,
      )}</tbody></table></div>
    <p class="soft">${t("waits.by_day.what")}</p>`;
}

function dayHead(language: string, iso: string): TemplateResult {
  const { day, month } = shortDayIn(language, iso);
  return html`<th scope="col" class="r"><time datetime=${iso} aria-label=${dayIn(language, iso)}>${day} <small>${month}</small></time></th>`;
}
