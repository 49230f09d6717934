// One's own signature: with the code look, change how one appears, take it off; without it ask. Promises that an
// answer tells nothing to whoever only guesses, and repeats nothing. Pure.
import { campaignLayout, pathTo } from "../../campaigns/frame.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { inEnglish } from "../../web/words.ts";
import type { MineAnswerView, MineDo, MineView } from "../view.ts";
import { appearField } from "./appear.ts";
import { hidden, textControl } from "./inputs.ts";
import { errorBeside, problems, type Wording } from "./problems.ts";
import { plainLine } from "./sign.ts";

/** `/:slug/mine`: four small forms, one open at a time. */
export function minePage(view: MineView): string {
  const { language, campaign } = view;
  const t = say(language);
  const main = html`<header class="head g">
${plainLine(view)}
<h1 class="t2"${inEnglish(language)}>${t("mine.heading")}</h1>
<p class="lead"${inEnglish(language)}>${t("mine.lead")}</p>
</header>
<div class="g mine" id="forms"${inEnglish(language)}>
${problems(view.errors, view.note, wordingOf(view))}
${form(view, "look", html`${code(view, "look")}<p><button class="act">${t("mine.look.button")}</button></p>`)}
${appears(view) ? form(view, "appear", appearForm(view)) : null}
${form(view, "take-off", html`<p>${t("mine.off.text")}</p>${code(view, "take-off")}<p><button class="act">${t("mine.off.button")}</button></p>`)}
${form(view, "ask", askForm(view))}
</div>`;
  const skip = { href: "#forms", text: t("skip.form") };
  return campaignLayout(view, { title: campaign.in(language).plainName.text, main, skip });
}

const SUMMARY = {
  look: "mine.look",
  appear: "mine.appear",
  "take-off": "mine.off",
  ask: "mine.ask",
} as const;

function form(view: MineView, what: MineDo, inside: Markup): Markup {
  const open = (view.open ?? "look") === what;
  return html`<details class="more" id="${what}"${open ? html` open` : null}><summary>${say(view.language)(SUMMARY[what])}</summary>
<form method="post" action="${pathTo(view, "/mine")}" novalidate>
${hidden("do", what)}${inside}
</form></details>`;
}

/** Only where there is something to choose. */
function appears(view: MineView): boolean {
  const offered = view.campaign.sign?.appear ?? [];
  return offered.length > 1 || offered.includes("public");
}

/** Who asks without a code may give one or the other. */
const EITHER = { email: "error.missing.email.or.name", name: "error.missing.email.or.name" } as const;

function wordingOf(view: MineView): Wording {
  const { language } = view;
  const t = say(language);
  const labels: Readonly<Record<string, string>> = {
    code: t("mine.code"),
    email: t("email.label"),
    name: t("mine.ask.name"),
    appear: t("appear.legend"),
    shown_as: t("appear.shown"),
  };
  return { language, labelOf: (field) => labels[field], missing: view.mail ? EITHER : {} };
}

function code(view: MineView, what: MineDo): Markup {
  const t = say(view.language);
  const error = view.open === what ? errorBeside(view.errors, "code", wordingOf(view)) : null;
  // Each form has its own field for the code; the one that is open carries the id that an error leads to.
  const id = (view.open ?? "look") === what ? "f-code" : `f-code-${what}`;
  return html`<div class="field"><label for="${id}">${t("mine.code")}</label><span class="hint" id="${id}-h">${t("mine.code.hint")}</span>${
    error && html`<span class="err" id="${id}-e">${error}</span>`
  }<input class="in mono" id="${id}" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="${error ? `${id}-e ` : null}${id}-h"${error ? html` aria-invalid="true"` : null}></div>`;
}

function appearForm(view: MineView): Markup {
  const { language, campaign } = view;
  const t = say(language);
  const beside = (field: string) => errorBeside(view.errors, field, wordingOf(view));
  const both = campaign.sign?.as.length === 2 && campaign.sign.appear.includes("public");
  return html`<p>${t("mine.appear.text")}</p>${both ? html`<p>${t("mine.appear.both")}</p>` : null}${code(view, "appear")}<div class="field">${appearField(
    {
      language,
      edition: campaign.in(language),
      as: campaign.sign?.as.includes("person") ? "person" : "organisation",
      offered: campaign.sign?.appear ?? [],
      chosen: null,
      shownAs: "",
      position: false,
      errors: { appear: beside("appear"), shownAs: beside("shown_as") },
      sendOnly: true,
    },
  )}</div><p><button class="act">${t("mine.appear.button")}</button></p>`;
}

function askForm(view: MineView): Markup {
  const { language, mail } = view;
  const t = say(language);
  const here = view.open === "ask";
  const beside = (field: string) => (here ? errorBeside(view.errors, field, wordingOf(view)) : null);
  const email = textControl({
    name: "email",
    label: t("email.label"),
    error: beside("email"),
    type: "email",
    autocomplete: "email",
    inputmode: "email",
  });
  const name = textControl({
    name: "name",
    label: t("mine.ask.name"),
    error: beside("name"),
    autocomplete: "name",
  });
  return html`<p>${t(mail ? "mine.ask.text.mail" : "mine.ask.text")}</p>
${mail ? html`<div class="field">${email}</div>` : null}<div class="field">${name}</div><p><button class="act">${t("mine.ask.button")}</button></p>`;
}

/** What `mine` answers; nobody learns from it more than counted or not. */
export function mineAnswerPage(view: MineAnswerView): string {
  const { language, campaign, answer } = view;
  const t = say(language);
  const main = html`<header class="head g">
${plainLine(view)}
<h1 class="t2"${inEnglish(language)}>${t(`mine.${answer}.heading`)}</h1>
<p class="lead"${inEnglish(language)}>${t(`mine.${answer}.text`)}</p>
<p class="go"${inEnglish(language)}><a class="act quiet" href="${backTo(view)}">${t("mine.again")}</a></p>
</header>`;
  return campaignLayout({ ...view, languages: [] }, { title: campaign.in(language).plainName.text, main });
}

function backTo(view: CampaignView): string {
  return pathTo(view, "/mine");
}
