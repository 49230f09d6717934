// A new envelope on its way onto paper: a sheet to print, put out of sight, two of its words typed back. The same in the
// first run and wherever an envelope is renewed.
import { html, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { drawWords, SHEET_WORDS } from "../../vault/words.ts";
import { goToWrong, textField } from "../field.ts";
import { type EnvelopeSheet, envelopeSheet } from "./sheet.ts";
import { askBack } from "./typed-back.ts";

export interface NewEnvelope {
  /** Joined by blanks. */
  readonly words: string;
  /** The sheet, whom to tell, and how it gets onto paper. */
  shown(): TemplateResult;
  /** The two fields. */
  asked(): TemplateResult;
}

/** What is told when somebody goes on. */
export interface EnvelopeTold {
  redraw(): void;
  /** The sheet is on paper: it is to be asked back. */
  printed(): void;
  /** It is to be seen again. */
  again(): void;
  /** Both words are right. */
  kept(): void;
  /** Whether what comes after is under way. */
  working(): boolean;
}

/**
 * Draws ten words.
 * @param about whose envelope it is, asked at each drawing
 * @param suggested whom to tell, until something else is typed
 */
export function openEnvelope(
  p: Primitives,
  t: DeskSay,
  about: () => Omit<EnvelopeSheet, "words" | "tell">,
  suggested: string,
  told: EnvelopeTold,
): NewEnvelope {
  const words = drawWords(p, SHEET_WORDS);
  const back = askBack(p, t, words);
  let tell = suggested;
  let printed = false;
  const type = (value: string) => {
    tell = value;
    told.redraw();
  };
  const print = () => {
    globalThis.print();
    printed = true;
    told.redraw();
  };
  const check = (event: SubmitEvent) => {
    event.preventDefault();
    if (told.working()) return;
    const form = event.currentTarget as HTMLFormElement;
    if (back.check(form)) {
      told.kept();
      return;
    }
    told.redraw();
    goToWrong(form);
  };
  return {
    words,
    shown: () => html`<div class="narrow noprint">
        ${textField({ name: "tell", label: t("envelope.tell"), hint: t("envelope.tell.hint"), value: tell, onInput: type })}
        <p class="go"><button type="button" class="act ${printed ? "plain" : ""} full" @click=${print}>${t("envelope.print")}</button></p>
        <p class="soft">${t("envelope.printer")}</p></div>
      ${envelopeSheet(t, { ...about(), tell: tell.trim(), words })}
      <div class="narrow noprint"><p>${t("envelope.by_hand")}</p>
        <p class="go"><button type="button" class="act ${printed ? "" : "plain"} full" @click=${() => told.printed()}>${t("envelope.printed")}</button></p></div>`,
    asked: () => html`<form @submit=${check} autocomplete="off" novalidate>
        <p>${t("envelope.back")}</p>
        ${back.fields()}
        <p class="go"><button class="act full" ?disabled=${told.working()}>${t("words.check")}</button></p>
        <div class="tool"><button type="button" ?disabled=${told.working()} @click=${() => told.again()}>${t("envelope.again")}</button></div>
      </form>`,
  };
}
