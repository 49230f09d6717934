// Six words of one's own on their way onto paper: shown, drawn again as often as one likes, put out of sight, two of
// them typed back. The same in every ceremony and in the settings.
import { html, nothing, type TemplateResult } from "lit-html";
import type { DeskSay } from "../../locales/desk.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { ACCOUNT_WORDS, drawWords } from "../../vault/words.ts";
import { goToWrong } from "../field.ts";
import { wordsPanel } from "./panel.ts";
import { askBack } from "./typed-back.ts";

export interface OwnWords {
  /** Joined by blanks. */
  readonly words: string;
  /** The words, a button that draws others, a button that goes on. */
  shown(address: string): TemplateResult;
  /** The two fields, a button that shows the words again, a button that goes on. */
  asked(): TemplateResult;
}

/** What is told when somebody goes on. */
export interface OwnWordsTold {
  redraw(): void;
  /** Other words were drawn: what was typed back before is worth nothing. */
  drawn(): void;
  /** The words are on paper: they are to be asked back. */
  written(): void;
  /** They are to be seen again. */
  again(): void;
  /** Both words are right. */
  kept(): void;
  /** Whether what comes after is under way. */
  working?(): boolean;
}

/** Draws six words. */
export function openOwnWords(p: Primitives, t: DeskSay, told: OwnWordsTold): OwnWords {
  const draw = () => {
    const words = drawWords(p, ACCOUNT_WORDS);
    return { words, back: askBack(p, t, words) };
  };
  let made = draw();
  const others = () => {
    made = draw();
    told.drawn();
    told.redraw();
  };
  const check = (event: SubmitEvent) => {
    event.preventDefault();
    if (told.working?.()) return;
    const form = event.currentTarget as HTMLFormElement;
    if (made.back.check(form)) {
      told.kept();
      return;
    }
    told.redraw();
    goToWrong(form);
  };
  return {
    get words() {
      return made.words;
    },
    shown: (address) => html`<p>${t("words.write")}</p>
      ${address === "" ? nothing : html`<p>${t("words.address")} <b class="notranslate" translate="no">${address}</b></p>`}
      ${wordsPanel(made.words, t("words.list"))}
      <div class="tool"><button type="button" @click=${others}>${t("words.others")}</button></div>
      <p>${t("words.secret")}</p>
      <p class="go"><button type="button" class="act full" @click=${() => told.written()}>${t("words.written")}</button></p>`,
    asked: () => html`<form @submit=${check} autocomplete="off" novalidate>
        <p>${t("words.back")}</p>
        ${made.back.fields()}
        <p class="go"><button class="act full" ?disabled=${told.working?.() ?? false}>${t("words.check")}</button></p>
        <div class="tool"><button type="button" @click=${() => told.again()}>${t("words.again")}</button></div>
      </form>`,
  };
}
