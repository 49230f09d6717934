// The envelope as a sheet of paper: ten words, the same for a camera, whose it is, and whom to tell when it is lost.
// It is printed from here and kept nowhere else.
import { html, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";
import { localeOf } from "../../locales/languages.ts";
import { SHEET_QR } from "../../vault/words.ts";
import { cameraCode } from "./code.ts";
import { wordsPanel } from "./panel.ts";

export interface EnvelopeSheet {
  /** Ten, joined by blanks. */
  words: string;
  /** The network's name and address. */
  network: string;
  address: string;
  /** Whom to tell when it is lost; where nothing was typed, a line to write on. */
  tell: string;
  /** Milliseconds since 1970. */
  made: number;
  language: string;
}

/** @returns the sheet; the rest of the page is not printed where it has the class `noprint` */
export function envelopeSheet(t: DeskSay, sheet: EnvelopeSheet): TemplateResult {
  const { words, network, address, tell } = sheet;
  const day = new Date(sheet.made).toLocaleDateString(localeOf(sheet.language), { dateStyle: "long" });
  return html`<section class="envelope" aria-labelledby="envelope-title">
    <h2 id="envelope-title">${t("sheet.title", { network })}</h2>
    <p>${t("sheet.what")}</p>
    ${wordsPanel(words, t("sheet.words"))}
    <div class="envelope-foot">${cameraCode(SHEET_QR + words, t("sheet.code"))}
      <div><p><b>${t("sheet.tell")}</b><br>${tell === "" ? html`<span class="to-fill"></span>` : tell}</p>
      <p>${t("sheet.use", { address })}</p></div></div>
    <p>${t("sheet.made", { day })} ${t("sheet.warning")}</p>
  </section>`;
}
