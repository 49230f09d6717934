// The days of a campaign, with what each means: from when and until when one can sign, until when what people typed is
// kept, when is decided.
import { html, nothing, type TemplateResult } from "lit-html";
import { textAt } from "../../campaigns/editing/paths.ts";
import { dayIn } from "../../locales/dates.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { errorsOf, textInput } from "./inputs.ts";

/** Months after which, if nothing speaks against it, what was typed may go. */
const USUAL_MONTHS = 6;

/** The section. */
export function datesSection(desk: TextDesk): TemplateResult {
  const { t, language } = desk.context;
  const { editor } = desk;
  const data = editor.files[0]?.data;
  const lang = languageOf(desk, 0);
  const suggested = suggestion(textAt(data, ["closes"]) || textAt(data, ["opens"]) || editor.today);
  const decides = data?.decision !== undefined;
  const speaks = data?.target !== undefined;
  return html`<section id="dates" aria-labelledby="h-dates"><h2 id="h-dates">${t("text.dates")}</h2>
    <p class="hint">${t("text.dates.zone", { zone: editor.zone })}</p>
    <div class="pair">
      ${textInput(desk, { at: 0, way: ["opens"], label: t("text.opens"), hint: t("text.opens.hint"), type: "date" })}
      ${textInput(desk, { at: 0, way: ["closes"], label: t("text.closes"), hint: t("text.closes.hint"), type: "date" })}
    </div>
    ${textInput(desk, { at: 0, way: ["keep_until"], label: t("text.keep_until"), hint: t("text.keep_until.hint"), type: "date" })}
    ${
      textAt(data, ["keep_until"]) === "" && suggested
        ? html`<p class="tool"><button type="button" @click=${() => editor.set(0, ["keep_until"], suggested)}>${t("text.keep_until.take", { day: dayIn(language, suggested) })}</button></p>`
        : nothing
    }
    ${tick2(desk, "decision", decides, t("text.decision"), { what: "", on: "" })}
    ${
      decides
        ? html`${errorsOf(desk, 0, ["decision"])}${textInput(desk, { at: 0, way: ["decision", "what"], label: t("text.decision.what"), lang })}
          <div class="pair">${textInput(desk, { at: 0, way: ["decision", "on"], label: t("text.decision.on"), type: "date" })}${textInput(desk, { at: 0, way: ["decision", "by"], label: t("text.decision.by"), lang })}</div>`
        : nothing
    }
    ${tick2(desk, "target", speaks, t("text.target"), { name: "" })}
    ${
      speaks
        ? html`<div class="pair">${(["name", "role", "organisation"] as const).map((key) => textInput(desk, { at: 0, way: ["target", key], label: t(`text.target.${key}`), lang }))}</div>`
        : nothing
    }
  </section>`;
}

function tick2(desk: TextDesk, key: string, on: boolean, label: string, empty: object): TemplateResult {
  const change = (event: Event) =>
    (event.currentTarget as HTMLInputElement).checked
      ? desk.editor.set(0, [key], empty)
      : desk.editor.remove(0, [key]);
  return html`<label class="choice" for="has-${key}"><input type="checkbox" id="has-${key}" .checked=${on} @change=${change}> <span>${label}</span></label>`;
}

function suggestion(from: string): string | null {
  try {
    return Temporal.PlainDate.from(from).add({ months: USUAL_MONTHS }).toString();
  } catch {
    return null;
  }
}
