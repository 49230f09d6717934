// A poster: who, the title, the calls numbered on the spine, one heavy rule, and the line that one signs: a code for
// cameras and the address. One page, whatever is said (printing/poster-fit.ts). Pure.
import { numberIn } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { sizeClass } from "../../web/paper-sheet.ts";
import { codePicture } from "../../web/qr.ts";
import { day, inEnglish, langOf, spokenOn, tell } from "../../web/words.ts";
import type { Demand, Edition } from "../campaign.ts";
import { pathTo, whoOf } from "../frame.ts";
import { fitPoster, type PosterFit } from "../printing/poster-fit.ts";
import type { PrintView } from "../view.ts";
import { addressOf, parted, plain, printPage, typedAddress } from "./print.ts";

/** What is asked below the rule. */
interface Ask {
  heading: Markup;
  /** Whether one can sign: the address stands on the line with a mark. */
  signs: boolean;
  beside: readonly Markup[];
}

/** `/:slug/print?as=poster`. */
export function posterPage(view: PrintView): string {
  const { campaign, language, paper } = view;
  const edition = campaign.in(language);
  const ask = askOf(view);
  const fit = fitPoster(
    {
      language,
      who: plain(whoOf(view, edition)),
      title: edition.title.text,
      summary: edition.summary?.text ?? null,
      calls: edition.demands.map(({ title, text }) => ({
        title: title?.text ?? null,
        text: text?.text ?? null,
      })),
      ask: plain(ask.heading),
      beside: ask.beside.map(plain),
      address: addressOf(view),
    },
    paper,
  );
  const sizes = [
    `division-${fit.division}`,
    sizeClass("title", fit.title),
    sizeClass("calls", fit.calls),
    sizeClass("address", fit.address),
    fit.filled > 0.75 ? "filled" : "",
  ].filter((one) => one !== "");
  const poster = html`<article class="paper poster ${sizes.join(" ")}" id="paper">
<header class="g">
<p class="who"${inEnglish(language)}>${whoOf(view, edition)}</p>
<h1${langOf(edition.title, language)}>${parted(edition.title.text, language)}</h1>
${edition.summary !== null && fit.summary ? html`<p class="summary"${langOf(edition.summary, language)}>${parted(edition.summary.text, language)}</p>` : null}
</header>
${callsOf(view, edition, fit)}
${line(view, ask)}
</article>`;
  return printPage(view, "poster", poster);
}

function callsOf(view: PrintView, edition: Edition, fit: PosterFit): Markup {
  const { language } = view;
  const shown = edition.demands.slice(0, fit.shown);
  const rest = edition.demands.length - shown.length;
  if (edition.demands.length === 0) return html`<div class="calls"></div>`;
  return html`<ol class="calls" role="list">
${shown.map((demand, at) => call(demand, at + 1, language, fit.texts))}${
  rest > 0
    ? html`<li class="row rest"${inEnglish(language)}><span>${say(language)("print.rest", { count: rest })}</span></li>`
    : null
}</ol>`;
}

function call(demand: Demand, number: number, language: string, texts: boolean): Markup {
  const first = demand.title ?? demand.text;
  const text = texts && demand.title !== null ? demand.text : null;
  return html`<li class="row"><span class="num" aria-hidden="true">${numberIn(language, number)}</span><div>${
    first &&
    html`<p class="call${demand.title === null && html` said`}"${langOf(first, language)}>${parted(first.text, language)}</p>`
  }${text && html`<p${langOf(text, language)}>${text.text}</p>`}</div></li>
`;
}

function askOf(view: PrintView): Ask {
  const { campaign, language, phase } = view;
  const t = say(language);
  const signs = campaign.sign !== null && phase !== "closed";
  if (!signs) return { heading: html`${t("print.read")}`, signs, beside: [] };
  const opens =
    phase === "not-yet" && campaign.opens !== null
      ? [tell(language, "state.notYet", { date: day(campaign.opens, spokenOn(language)) })]
      : [];
  const promise = campaign.sign?.as.includes("person") ? [html`${t("print.promise")}`] : [];
  const others = campaign.languages.filter((one) => one !== language && spokenOn(one) === one);
  const here = others.map((one) => html`<span lang="${one}">${say(one)("print.here")}</span>`);
  const inOthers =
    here.length > 0 ? [html`${here.map((one, at) => (at === 0 ? one : html` · ${one}`))}`] : [];
  return {
    heading: html`${t("print.sign")}`,
    signs,
    beside: [...opens, ...promise, ...inOthers],
  };
}

function line(view: PrintView, ask: Ask): Markup {
  const { language, site } = view;
  const t = say(language);
  const link = site.baseUrl + pathTo(view, "");
  const label = t("print.code", { address: addressOf(view) });
  return html`<section class="line"${inEnglish(language)}>
<div class="g"><div class="ask">${codePicture(link, label)}<div class="beside"><h2>${ask.heading}</h2>
<div>${ask.beside.map((one) => html`<p>${one}</p>`)}</div></div></div></div>
<div class="pen row"><span class="num" aria-hidden="true">${ask.signs ? t("mark.line") : "·"}</span><div><p class="address"><bdi>${typedAddress(view)}</bdi></p></div></div>
</section>`;
}
