// Two people changed the same words: who, both versions, and a choice for each. Until it is made nothing is sent, and
// neither version is lost.
import { html, type TemplateResult } from "lit-html";
import { type Clash, ORIGINAL } from "../../campaigns/editing/merging.ts";
import { nameOf } from "../../locales/languages.ts";
import type { TextDesk } from "./desk.ts";
import { nameOfPlace } from "./places.ts";

export interface ClashState {
  /** For each clash, whether one's own is taken. */
  mine: boolean[];
}

/** The question; null while there is none. */
export function clashSection(desk: TextDesk, state: ClashState): TemplateResult | null {
  const { t } = desk.context;
  const { clash } = desk.editor;
  if (!clash) return null;
  const by = clash.by || t("text.clash.somebody");
  const choose = () => {
    desk.editor.choose(clash.merged.clashes.map((_, at) => state.mine[at] ?? true));
    state.mine = [];
  };
  return html`<section class="check clash" role="alert" aria-labelledby="h-clash"><h2 id="h-clash">${t("text.clash", { by })}</h2>
    <p>${t("text.clash.what")}</p>
    ${clash.merged.clashes.map((one, at) => question(desk, state, one, at, by))}
    <p class="go"><button type="button" class="act" id="choose" @click=${choose}>${t("text.clash.go")}</button></p>
  </section>`;
}

function question(desk: TextDesk, state: ClashState, clash: Clash, at: number, by: string): TemplateResult {
  const { t, redraw } = desk.context;
  const pick = (mine: boolean) => {
    state.mine[at] = mine;
    redraw();
  };
  const own = state.mine[at] ?? true;
  const version = (mine: boolean, label: string, value: unknown) =>
    html`<label class="choice" for="clash-${at}-${mine ? "mine" : "theirs"}"><input type="radio" name="clash-${at}" id="clash-${at}-${mine ? "mine" : "theirs"}" .checked=${own === mine} @change=${() => pick(mine)}> <span><b>${label}</b> <span class="version">${shown(value, t("text.clash.nothing"))}</span></span></label>`;
  return html`<fieldset class="field"><legend>${placeOf(desk, clash)}</legend>${version(true, t("text.clash.mine"), clash.mine)}${version(false, t("text.clash.theirs", { by }), clash.theirs)}</fieldset>`;
}

/** Where it stands, in the words of the file. */
function placeOf({ context: { t } }: TextDesk, { way }: Clash): string {
  const [file, part, ...rest] = way;
  const language = file === ORIGINAL ? t("text.clash.original") : nameOf(String(file));
  const what = nameOfPlace(t, part === "body" ? ["body"] : rest) || String(rest[0] ?? part ?? "");
  return t("text.of", { label: language, what });
}

function shown(value: unknown, nothing: string): string {
  if (value === undefined) return nothing;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((one) => shown(one, nothing)).join(" / ");
  if (typeof value === "object" && value !== null) {
    return Object.values(value)
      .map((one) => shown(one, nothing))
      .join(" – ");
  }
  return String(value);
}
