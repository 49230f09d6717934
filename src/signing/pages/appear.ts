// How one appears, asked the same way on the form, on the mail's page and at `mine`: only what is offered, and in
// words alone when there is nothing to choose. Pure.
import type { Appear, As, Edition } from "../../campaigns/campaign.ts";
import { type SignerKey, say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { spokenOn, tell, words } from "../../web/words.ts";
import { marked, textControl } from "./inputs.ts";

export interface AppearQuestion {
  language: string;
  edition: Edition;
  as: As;
  /** At least one; in the order counted, addressee, public. */
  offered: readonly Appear[];
  /** null: nothing preselected. */
  chosen: Appear | null;
  shownAs: string;
  /** Whether the organisation's form asks a position, which then shows beside its name. */
  position: boolean;
  errors: { appear: Markup | null; shownAs: Markup | null };
  /** In front of the choices. */
  hint?: string;
  /** With one choice: whether it goes along as a hidden field. */
  sendOnly: boolean;
}

/** The question, as a field of a form; `f-appear` leads to it. */
export function appearField(question: AppearQuestion): Markup {
  const { offered } = question;
  return offered.length === 1 && offered[0] !== undefined ? only(question, offered[0]) : choice(question);
}

/** The label of one choice. */
function appearLabel(level: Appear, as: As, edition: Edition, language: string): Markup {
  const t = say(language);
  if (level === "counted") return html`${t("appear.counted")}`;
  if (level === "public") return html`${t(as === "person" ? "appear.public" : "appear.public.organisation")}`;
  const { target } = edition;
  if (target === null) return html`${t("appear.addressee.nobody")}`;
  return tell(language, "appear.addressee", { target: words(target.name, spokenOn(language)) });
}

function hintOf(level: Appear, question: AppearQuestion): SignerKey {
  if (level !== "public") return `appear.${level}.hint`;
  if (question.as === "person") return "appear.public.hint";
  return question.position ? "appear.public.organisation.position" : "appear.public.organisation.hint";
}

function choice(question: AppearQuestion): Markup {
  const { language, as, edition, offered, chosen, errors } = question;
  const t = say(language);
  const error = errors.appear;
  const radios = offered.map(
    (level, at) =>
      html`<input type="radio" id="f-appear${at === 0 ? null : `-${level}`}" class="dot ${level}" name="appear" value="${level}"${
        level === chosen ? html` checked` : null
      } required${error ? html` aria-describedby="f-appear-e" aria-invalid="true"` : null}><label class="dotted" for="f-appear${at === 0 ? null : `-${level}`}"><b>${appearLabel(level, as, edition, language)}</b> <span class="hint">${t(hintOf(level, question))}</span></label>
`,
  );
  return marked(
    { error },
    html`<fieldset class="dots"><legend>${t(as === "person" ? "appear.legend" : "appear.legend.organisation")}</legend>${
      question.hint && html`<span class="hint">${question.hint}</span>`
    }${error && html`<span class="err" id="f-appear-e">${error}</span>`}
${radios}${offered.includes("public") ? shownAs(question, false) : null}</fieldset>`,
  );
}

/** The words by which one appears; for an organisation the signer's own name, if they want it shown. */
function shownAs(question: AppearQuestion, alone: boolean): Markup {
  const t = say(question.language);
  const person = question.as === "person";
  const label = t(person ? "appear.shown" : "appear.shown.organisation");
  return html`<div class="shown">${textControl({
    name: "shown_as",
    // The choice above it says it already; voices still hear it here.
    label: person && !alone ? html`<span class="vh">${label}</span>` : label,
    hint: person ? (alone ? t("appear.public.hint") : null) : t("appear.shown.organisation.hint"),
    error: question.errors.shownAs,
    value: question.shownAs,
    autocomplete: "off",
    required: person && alone,
  })}</div>`;
}

function only(question: AppearQuestion, level: Appear): Markup {
  const { language, as, edition } = question;
  const t = say(language);
  const sent = question.sendOnly ? html`<input type="hidden" name="appear" value="${level}">` : null;
  return html`<p class="told" id="f-appear">${onlySentence(level)}</p>${sent}${level === "public" ? shownAs(question, true) : null}`;

  function onlySentence(which: Appear): Markup {
    if (which === "counted") return html`${t("appear.only.counted")}`;
    if (which === "addressee") {
      return edition.target === null
        ? html`${t("appear.only.addressee.nobody")}`
        : tell(language, "appear.only.addressee", { target: words(edition.target.name, spokenOn(language)) });
    }
    if (as === "person") return html`${t("appear.only.public")}`;
    return html`${t(question.position ? "appear.only.public.organisation.position" : "appear.only.public.organisation")}`;
  }
}
