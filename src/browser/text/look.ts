// The campaign's one colour and its one picture. A colour is told with what the page makes of it; a picture is made
// anew in this browser before it is sent.
import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { accentTokens, HOUSE_ACCENT } from "../../web/accent.ts";
import { contrast } from "../../web/oklch.ts";
import { sayError } from "../errors.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { errorsOf, textInput } from "./inputs.ts";
import { madeAnew, PictureRefused } from "./picture.ts";

const SWATCHES = [
  ["red", HOUSE_ACCENT],
  ["navy", "#15305f"],
  ["green", "#0b6a3c"],
  ["purple", "#5f2a8c"],
  ["yellow", "#ffd21f"],
] as const;

/** State that is not in the file: what went wrong with the picture that was chosen last. */
export interface LookState {
  wrong: string | null;
  busy: boolean;
}

/** The section. */
export function lookSection(desk: TextDesk, state: LookState): TemplateResult {
  const { t } = desk.context;
  return html`<section id="look" aria-labelledby="h-look"><h2 id="h-look">${t("text.look")}</h2>
    ${accent(desk)}
    <h3>${t("text.picture")}</h3>
    ${picture(desk, state)}
  </section>`;
}

function accent(desk: TextDesk): TemplateResult {
  const { t, language } = desk.context;
  const { editor } = desk;
  const given = textAt(editor.files[0]?.data, ["accent"]).toLowerCase();
  const chosen = /^#[0-9a-f]{6}$/.test(given) ? given : HOUSE_ACCENT;
  const own = !SWATCHES.some(([, hex]) => hex === chosen);
  const set = (hex: string) =>
    hex === HOUSE_ACCENT ? editor.remove(0, ["accent"]) : editor.set(0, ["accent"], hex);
  const tokens = accentTokens(chosen);
  const ratio = contrast(tokens.accent, tokens.on).toLocaleString(language, { maximumFractionDigits: 1 });
  return html`<fieldset class="field swatches"><legend>${t("text.accent")}</legend>${errorsOf(desk, 0, ["accent"])}
    ${SWATCHES.map(
      ([name, hex]) =>
        html`<label class="choice" for="accent-${name}"><input type="radio" name="accent" id="accent-${name}" .checked=${live(chosen === hex)} @change=${() => set(hex)}> <span>${square(hex)} ${t(`text.accent.${name}`)}</span></label>`,
    )}
    <label class="choice" for="accent-own"><input type="radio" name="accent" id="accent-own" .checked=${live(own)} @change=${() => document.getElementById("accent-colour")?.focus()}> <span>${square(chosen)} ${t("text.accent.own")}</span></label>
    <label class="colour" for="accent-colour">${t("text.accent.choose")} <input type="color" id="accent-colour" .value=${live(chosen)} @input=${(event: Event) => set((event.currentTarget as HTMLInputElement).value)}></label>
    <p role="status">${square(tokens.accent)} ${t(tokens.on === "#ffffff" ? "text.accent.white" : "text.accent.ink", { ratio })}${tokens.accent === chosen ? nothing : html` ${t("text.accent.darker")}`}</p>
  </fieldset>`;
}

/** A square of a colour; its name stands beside it. */
function square(hex: string): TemplateResult {
  return html`<svg class="swatch" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">${svg`<rect x="1" y="1" width="22" height="22" fill=${hex} stroke="currentColor" stroke-width="1"></rect>`}</svg>`;
}

function picture(desk: TextDesk, state: LookState): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const file = textAt(editor.files[0]?.data, ["picture", "file"]);
  const lang = languageOf(desk, 0);
  return html`<p class="hint">${t("text.picture.hint")}</p>
    <div class="field ${state.wrong ? "bad" : ""}"><label for="picture">${t(file ? "text.picture.other" : "text.picture.choose")}</label>${state.wrong ? html`<span class="err" id="e-picture">${state.wrong}</span>` : nothing}
      <input class="in" type="file" id="picture" accept="image/*" aria-describedby=${state.wrong ? "e-picture" : nothing} @change=${(event: Event) => void take(desk, state, event.currentTarget as HTMLInputElement)}>
      <span role="status">${state.busy ? t("text.picture.busy") : ""}</span></div>
    ${
      file
        ? html`<p><img class="shown" src="/pictures/${file}" alt=${textAt(editor.files[0]?.data, ["picture", "alt"])}></p>
          ${errorsOf(desk, 0, ["picture"])}${errorsOf(desk, 0, ["picture", "file"])}
          ${textInput(desk, { at: 0, way: ["picture", "alt"], label: t("text.picture.alt"), hint: t("text.picture.alt.hint"), lang })}
          ${textInput(desk, { at: 0, way: ["picture", "credit"], label: t("text.picture.credit"), lang })}
          <p class="tool"><button type="button" @click=${() => editor.remove(0, ["picture"])}>${t("text.picture.remove")}</button></p>`
        : nothing
    }`;
}

async function take(desk: TextDesk, state: LookState, input: HTMLInputElement): Promise<void> {
  const { t, session, redraw } = desk.context;
  const chosen = input.files?.[0];
  if (!chosen) return;
  [state.wrong, state.busy] = [null, true];
  redraw();
  try {
    const bytes = await madeAnew(chosen);
    const { file } = await session.client.send(draftApi.keepPicture, { bytes });
    desk.editor.set(0, ["picture", "file"], file);
    input.value = "";
  } catch (error) {
    const unreadable = error instanceof PictureRefused;
    state.wrong = unreadable ? t("text.picture.unreadable") : sayError(t, error);
  } finally {
    state.busy = false;
    redraw();
  }
}
