// A sheet to sign on where there is no phone: what is signed, what happens with the paper, and empty lines, each
// begun by the mark on the spine. Promises no more than paper can: it says that others read it. Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { sizeClass } from "../../web/paper-sheet.ts";
import { codePicture } from "../../web/qr.ts";
import { day, inEnglish, langOf, spokenOn, tell, words } from "../../web/words.ts";
import type { Edition, SignAction } from "../campaign.ts";
import { fieldsFor, isRequired } from "../form/fields.ts";
import { hostsOf, pathTo, waysTo, whoOf } from "../frame.ts";
import { fitSheet } from "../printing/sheet-fit.ts";
import type { PrintView } from "../view.ts";
import { addressOf, parted, plain, printPage, sentences, typedAddress } from "./print.ts";

/** A column: what stands above it, and what stands in each of its empty cells. */
interface Column {
  heading: Markup | string;
  /** Of the width, against the others. */
  wide: "roomier" | "plain-cell";
  ticks: readonly (Markup | string)[];
  /** Whether one writes on a line of the cell itself, after the last tick. */
  line: boolean;
}

/** What a form may ask for beside the name has so much room. */
const MOST_FIELDS = 2;

/**
 * `/:slug/print?as=sheet`.
 * @throws TypeError when the campaign cannot be signed at all
 */
export function signingSheetPage(view: PrintView): string {
  const { campaign, language, paper, site } = view;
  const { sign } = campaign;
  if (sign === null) throw new TypeError("this campaign has no form");
  const edition = campaign.in(language);
  const t = say(language);
  const address = typedAddress(view);
  const calls = callsLine(edition, language);
  const promises = promisesOf(view, edition, address);
  const back = tell(language, "sheet.back", { contact: contactOf(view, edition) });
  const fit = fitSheet(
    {
      language,
      who: plain(whoOf(view, edition)),
      title: edition.title.text,
      summary: edition.summary?.text ?? null,
      calls: calls && plain(calls),
      promises: promises.map(plain),
      foot: plain(back),
      ticks: sign.appear.length,
    },
    paper,
  );
  const columns = columnsOf(view, sign, edition);
  const link = site.baseUrl + pathTo(view, "");
  const code = codePicture(link, t("print.code", { address: addressOf(view) }));
  const sheet = html`<article class="paper signing ${sizeClass("head", fit.title)}" id="paper">
<header class="g"><div class="what">${code}<p class="who"${inEnglish(language)}>${whoOf(view, edition)}</p>
<h1${langOf(edition.title, language)}>${parted(edition.title.text, language)}</h1>
${edition.summary && html`<p class="summary"${langOf(edition.summary, language)}>${parted(edition.summary.text, language)}</p>`}
${fit.calls && calls !== null ? html`<p class="run">${calls}</p>` : null}</div>
<div class="promises"${inEnglish(language)}>${promises.map((promise) => html`<p>${promise}</p>`)}</div></header>
<section class="line"${inEnglish(language)}>
<div class="row heads"><div class="cells">${columns.map(({ heading, wide }) => html`<p class="${wide}">${heading}</p>`)}</div></div>
<div class="blanks" role="img" aria-label="${t("sheet.rows", { count: fit.rows })}">
${Array.from({ length: fit.rows }, () => blank(columns, t("mark.line")))}</div>
</section>
<footer class="g"${inEnglish(language)}><p>${back}</p></footer>
</article>`;
  return printPage(view, "sheet", sheet, html`<p><b>${t("sheet.note")}</b></p>`);
}

function blank(columns: readonly Column[], mark: string): Markup {
  return html`<div class="row blank"><span class="num">${mark}</span><div class="cells">${columns.map(cell)}</div></div>
`;
}

function cell({ wide, ticks, line }: Column): Markup {
  return html`<div class="${wide}">${ticks.map((tick) => html`<span class="tick">${tick}</span>`)}${line ? html`<i></i>` : null}</div>`;
}

/** "1 Repeal the by-laws … 2 Treat the work as work …": what one signs, in one paragraph. */
function callsLine(edition: Edition, language: string): Markup | null {
  const titles = edition.demands.map(({ title, text }) => title ?? text).filter((said) => said !== null);
  if (titles.length === 0) return null;
  return html`${titles.map((said, at) => html`${at === 0 ? "" : " "}<b>${at + 1}</b>\u00a0${words(said, language)}`)}`;
}

function promisesOf(view: PrintView, edition: Edition, address: Markup): Markup[] {
  const { campaign, language } = view;
  const spoken = spokenOn(language);
  const t = say(language);
  const hosts = hostsOf(view, edition);
  const kept = tell(language, "sheet.kept", { count: edition.hosts.length, hosts });
  const until =
    campaign.keepUntil === null
      ? null
      : tell(language, "sheet.until", { date: day(campaign.keepUntil, spoken) });
  const phone = tell(language, "sheet.phone", { address: html`<b class="nw"><bdi>${address}</bdi></b>` });
  return [
    sentences([kept, until, t("sheet.shown"), t("sheet.apart")], language),
    sentences([html`<b>${t("sheet.others")}</b>`, phone], language),
  ];
}

function contactOf(view: PrintView, { contact }: Edition): Markup {
  return html`${words(contact.name, spokenOn(view.language))} · ${waysTo(contact)}`;
}

function columnsOf(view: PrintView, sign: SignAction, edition: Edition): Column[] {
  const { language } = view;
  const t = say(language);
  const person = sign.as.includes("person");
  const both = person && sign.as.includes("organisation");
  const as = person ? "person" : "organisation";
  const column = (heading: Column["heading"], part: Partial<Column> = {}): Column => ({
    heading,
    wide: "plain-cell",
    ticks: [],
    line: false,
    ...part,
  });
  const own = (id: string, known: string) => {
    const label = edition.fields[id]?.label ?? null;
    return label === null ? known : words(label, spokenOn(language));
  };
  const name = person ? own("name", t("field.name")) : own("organisation", t("field.organisation"));
  const hint = both ? t("sheet.organisation") : person ? null : t("field.position");
  const columns = [
    column(html`<b>${name}</b>${hint && html`<br>${hint}`}`, {
      wide: both || !person ? "roomier" : "plain-cell",
    }),
  ];
  const asked = fieldsFor(sign, as).filter(
    (field) => isRequired(field, as) && !["name", "organisation", "position"].includes(field.id),
  );
  for (const field of asked.slice(0, MOST_FIELDS)) {
    const known = field.known ? t(`field.${field.id as "place"}`) : field.id;
    columns.push(column(html`<b>${own(field.id, known)}</b>`));
  }
  const appear = appearColumn(language, sign);
  if (appear !== null) columns.push(column("", appear));
  if (sign.email !== "none") {
    const label = t("email.label");
    const heading = sign.email === "required" ? label : t("field.optional", { label });
    columns.push(column(html`<b>${heading}</b>`, { ticks: sign.follow ? [t("sheet.follow")] : [] }));
  }
  return columns;
}

/** How one appears, as boxes to tick; null where there is nothing to choose and nothing shows. */
function appearColumn(language: string, sign: SignAction): Partial<Column> | null {
  const t = say(language);
  const person = sign.as.includes("person");
  const heading = html`<b>${t(person ? "appear.legend" : "appear.legend.organisation")}</b>`;
  const shown = t(person ? "sheet.public" : "sheet.public.organisation");
  const line = person && sign.appear.includes("public");
  if (sign.appear.length === 1) {
    return line ? { heading: html`<b>${shown}</b>`, wide: "roomier" } : null;
  }
  const ticks = sign.appear.map((how) => {
    if (how === "counted") return t("appear.counted");
    return how === "public" ? shown : t("appear.addressee.nobody");
  });
  return { heading, wide: "roomier", ticks, line };
}
