// The frame of what is printed: on the screen a strip that chooses what and on which paper, then the paper itself.
// Printing is the browser's own, so it works without script; the strip is not printed. Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { PAPERS, type Paper } from "../../web/paper.ts";
import { PAPER_SHEETS } from "../../web/paper-sheet.ts";
import { inEnglish, spokenOn } from "../../web/words.ts";
import { campaignLayout, pathTo } from "../frame.ts";
import { piecesOf } from "../printing/lines.ts";
import type { PrintView } from "../view.ts";

/** What can be printed, in the order of the strip. */
const PRINTED = ["poster", "sheet", "text"] as const;
export type Printed = (typeof PRINTED)[number];

/** What is printed of this campaign now: nobody signs on paper where nobody can sign. */
export function printedOf(view: Pick<PrintView, "campaign" | "phase">): readonly Printed[] {
  const signs = view.campaign.sign !== null && view.phase !== "closed";
  return PRINTED.filter((one) => one !== "sheet" || signs);
}

/** The address without what nobody types, with a place where it may break. */
export function typedAddress(view: PrintView): Markup {
  const [host = "", ...below] = addressOf(view).split("/");
  return html`${host}${below.map((part) => html`/<wbr>${part}`)}`;
}

/** The address as one types it. */
export function addressOf({ site, campaign }: Pick<PrintView, "site" | "campaign">): string {
  return `${site.baseUrl.replace(/^https?:\/\//, "")}/${campaign.slug}`;
}

/** Chinese that breaks between words, as it is read, and not inside them. */
export function parted(text: string, language: string): Markup {
  const pieces = /^zh\b/.test(language) ? piecesOf(text, language) : [text];
  return html`${pieces.map((piece, at) => (at === 0 ? piece : html`<wbr>${piece}`))}`;
}

/** Sentences of one paragraph; Chinese has no blank after a full stop. */
export function sentences(said: readonly (Markup | string | null)[], language: string): Markup {
  const between = /^zh\b/.test(spokenOn(language)) ? "" : " ";
  const there = said.filter((one) => one !== null);
  return html`${there.map((one, at) => html`${at === 0 ? "" : between}${one}`)}`;
}

/** Markup as what is read of it, to be measured. */
export function plain(markup: Markup): string {
  return markup
    .toString()
    .replace(/<[^>]*>/g, "")
    .replace(/&[a-z#0-9]+;/g, "-");
}

/**
 * A page that is meant for paper.
 * @param paper what stands on it
 * @param note what whoever prints it should know, on the screen alone
 */
export function printPage(view: PrintView, as: Printed, paper: Markup, note: Markup | null = null): string {
  const { campaign, language } = view;
  const t = say(language);
  const plain = campaign.in(language).plainName.text;
  const languages = campaign.languages.map((one) => ({
    language: one,
    href: `?as=${as}&paper=${view.paper}&lang=${one}`,
  }));
  return campaignLayout(
    { languages, ...view },
    {
      title: plain,
      kind: "print",
      sheet: PAPER_SHEETS[view.paper][as === "text" ? "text" : "page"],
      main: html`${strip(view, as)}
${note && html`<div class="tools"${inEnglish(language)}>${note}</div>`}
${paper}`,
      skip: { href: "#paper", text: t("skip.main") },
    },
  );
}

function strip(view: PrintView, as: Printed): Markup {
  const t = say(view.language);
  const to = (what: Printed, paper: Paper) => pathTo(view, "/print", `as=${what}&paper=${paper}`);
  const link = (href: string, text: string, current: boolean) =>
    html`<li><a href="${href}"${current ? html` aria-current="page"` : null}>${text}</a></li>`;
  return html`<nav class="tools" aria-label="${t("print.label")}"${inEnglish(view.language)}>
<ul>${printedOf(view).map((one) => link(to(one, view.paper), t(`print.${one}`), one === as))}</ul>
<ul>${(Object.keys(PAPERS) as Paper[]).map((one) => link(to(as, one), PAPERS[one].name, one === view.paper))}</ul>
<p>${t("print.how")}</p>
</nav>`;
}
