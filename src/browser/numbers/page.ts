// /desk/:slug/numbers: who signed by day and by answer, exact for whoever holds the key; and what of it everybody may see.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { numbersApi } from "../../signing/numbers/api.ts";
import { type Counted, countTables } from "../../signing/numbers/counting.ts";
import { type Before, type Published, publishable } from "../../signing/numbers/publishing.ts";
import type { Answered } from "../../web/api.ts";
import type { Context, Opened } from "../page.ts";
import { labelOf } from "../people/labels.ts";
import { openPeople, type Progress } from "../people/opening.ts";
import { theirs } from "../people/row.ts";
import type { Work } from "../people/work.ts";
import { barChart, dayChart } from "./chart.ts";

type Known = Answered<typeof numbersApi.numbers>;

/** Days that have nobody are left out of the table; the picture has them. */
const MOST_ROWS = 400;

/** Opens the page; the numbers come once everybody is opened. */
export function openNumbers(context: Context): Opened {
  const { t, session, redraw, language } = context;
  const slug = context.params.slug ?? "";
  let work: Work | null = null;
  let progress: Progress | null = null;
  let left = false;
  let known: Known | null = null;
  let tables: Counted[] = [];
  /** Of those alone whom a lot has numbered: nobody stands in a public number before they stand in the count. */
  let numbered: Counted[] = [];
  let said = "";
  let looking: string | null = null;

  const read = async () => {
    known = await session.client.send(numbersApi.numbers, { slug });
  };
  const open = () =>
    context.attempt(async () => {
      progress = { opened: 0, all: 0 };
      try {
        const opened = await openPeople(
          context,
          slug,
          (now) => {
            progress = now;
            session.touched();
            redraw();
          },
          () => left,
        );
        const text = opened?.campaign.texts.at(-1);
        if (!opened || !text) return;
        const everyone = opened.list.everyone();
        tables = countTables(everyone, text);
        numbered = countTables(
          everyone.filter((person) => person.numbered),
          text,
        );
        await read();
        work = opened;
      } finally {
        progress = null;
      }
    });
  void open();

  const before = (of: string): (Before & { hidden: boolean }) | null =>
    known?.tables.find((one) => one.of === of) ?? null;
  const publish = (of: string, table: Published) =>
    context.attempt(async () => {
      await session.client.send(numbersApi.publishNumbers, { slug, of, table });
      looking = null;
      said = t("numbers.published");
      await read();
    });
  const hide = (of: string) =>
    context.attempt(async () => {
      await session.client.send(numbersApi.hideNumbers, { slug, of });
      said = t("numbers.hidden");
      await read();
    });

  const cellLabel = (of: string, label: string): TemplateResult | string => {
    if (of === "day") return dayIn(language, label);
    return label === "" ? t("numbers.no_answer") : theirs(label);
  };
  const called = (of: string) =>
    of === "day" || !work ? t("numbers.by_day") : labelOf(context, work.campaign, of);
  const exact = ({ of, cells }: Counted) => {
    const rows = (of === "day" ? cells.filter(({ many }) => many > 0) : cells).slice(-MOST_ROWS);
    return html`<details ?open=${rows.length <= 12}><summary>${t("numbers.table")}</summary><table class="counted"><thead><tr><th scope="col">${called(of)}</th><th scope="col" class="r">${t("numbers.many")}</th></tr></thead>
      <tbody>${rows.map(({ label, many }) => html`<tr><th scope="row">${cellLabel(of, label)}</th><td class="r">${many.toLocaleString(language)}</td></tr>`)}</tbody></table></details>`;
  };

  const everybody = (table: Counted) => {
    if (!known) return nothing;
    const { of } = table;
    if (!table.listed) return html`<p class="soft">${t("numbers.desk_only")}</p>`;
    const last = before(of);
    const { counted, today: day, size } = known;
    const cells = numbered.find((other) => other.of === of)?.cells ?? [];
    const made = publishable(cells, { counted, day, size }, last);
    const shown =
      last && !last.hidden
        ? html`<p>${t("numbers.stands", { day: dayIn(language, isoDay(last.day)) })}</p><div class="tool"><button type="button" @click=${() => void hide(of)}>${t("numbers.hide")}</button></div>`
        : nothing;
    if (typeof made === "string") return html`${shown}<p class="soft">${t(`numbers.not.${made}`)}</p>`;
    if (looking !== of) {
      return html`${shown}<div class="tool"><button type="button" @click=${() => {
        looking = of;
        said = "";
        redraw();
      }}>${t("numbers.look")}</button></div>`;
    }
    return html`${shown}<p>${t("numbers.would")}</p>
      <table class="counted"><thead><tr><th scope="col">${called(of)}</th><th scope="col" class="r">${t("numbers.about")}</th></tr></thead>
      <tbody>${made.cells.map(({ label, about }) => html`<tr><th scope="row">${cellLabel(of, label)}</th><td class="r">${about.toLocaleString(language)}</td></tr>`)}
      ${made.rest === null ? nothing : html`<tr><th scope="row">${t("numbers.rest", { many: made.merged.length })}</th><td class="r">${made.rest.toLocaleString(language)}</td></tr>`}</tbody></table>
      <p class="go"><button type="button" class="act" @click=${() => void publish(of, made)}>${t("numbers.publish")}</button></p>`;
  };

  const one = (
    table: Counted,
  ) => html`<section aria-labelledby=${`n-${table.of}`}><h2 id=${`n-${table.of}`}>${called(table.of)}</h2>
    ${table.several ? html`<p class="soft">${t("numbers.several")}</p>` : nothing}
    ${table.cells.length === 0 ? html`<p>${t("people.nobody")}</p>` : html`${table.of === "day" ? dayChart(table.cells) : barChart(table.cells)}${exact(table)}${everybody(table)}`}</section>`;

  return {
    view: () =>
      work
        ? html`<h1 tabindex="-1">${t("numbers.title")}</h1><p>${t("numbers.what")}</p>
          <p role="status" class="said">${said}</p>${tables.map(one)}`
        : html`<h1 tabindex="-1">${t("numbers.title")}</h1>${
            progress
              ? html`<p role="status">${t("people.opening", { opened: progress.opened, all: progress.all })}</p>`
              : html`<p class="go"><button type="button" class="act" @click=${() => void open()}>${t("people.again")}</button></p>`
          }`,
    close: () => {
      left = true;
    },
  };
}
