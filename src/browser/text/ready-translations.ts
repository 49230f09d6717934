// In which languages a campaign is there: which are whole, which leave words out, and which may say something else since
// the original was changed.
import { html, type TemplateResult } from "lit-html";
import { type Lag, lagOf, type Place } from "../../campaigns/editing/lagging.ts";
import { listAt, type Way } from "../../campaigns/editing/paths.ts";
import { nameOf } from "../../locales/languages.ts";
import { fieldId } from "./checks.ts";
import type { Compared } from "./compared.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import type { Editor } from "./editor.ts";
import { nameOfPlace } from "./places.ts";
import { line } from "./ready-line.ts";

/** Opens a translation, by its place among the files, and leads to one of its fields. */
export type LookAt = (event: Event, at: number, way: Way) => void;

/**
 * The lines about translations.
 * @param compared what they are compared with
 */
export function translationLines(desk: TextDesk, compared: Compared, lookAt: LookAt): TemplateResult[] {
  const { t } = desk.context;
  const all = desk.editor.files.slice(1).map((_, index) => {
    const at = index + 1;
    return { at, name: nameOf(languageOf(desk, at)), ...lagAt(desk.editor, compared, at) };
  });
  if (all.length === 0) return [line(false, t("ready.untranslated"))];
  const whole = all.filter(({ stale, missing }) => stale.length + missing.length === 0);
  const languages = whole.map(({ name }) => name).join(", ");
  const leadTo = (at: number, { way }: Place, said: string) =>
    html`<a class="tap" href="#${fieldId(at, way)}" @click=${(event: Event) => lookAt(event, at, way)}>${said}</a> `;
  return [
    ...(whole.length > 0 ? [line(true, t("ready.translated", { languages }))] : []),
    ...all.flatMap(({ at, name, stale, missing: [first, ...more] }) => [
      ...(stale.length > 0
        ? [
            line(
              false,
              t("ready.stale", { language: name }),
              html`<p class="links">${stale.map((one) => leadTo(at, one, called(desk, one)))}</p>`,
            ),
          ]
        : []),
      ...(first
        ? [
            line(
              false,
              t("ready.missing", { language: name, many: 1 + more.length }),
              html`<p>${leadTo(at, first, t("ready.missing.go", { language: name }))}</p>`,
            ),
          ]
        : []),
    ]),
  ];
}

/** As its field is called. */
function called(desk: TextDesk, { path }: Place): string {
  const { t } = desk.context;
  const calls = listAt(desk.editor.files[0]?.data, ["demands"]).length > 0;
  if (path[0] === "before") return t(calls ? "text.before" : "text.body");
  if (path[0] === "after") return t("text.after");
  return nameOfPlace(t, path);
}

function lagAt(editor: Editor, compared: Compared, at: number): Lag {
  const [original, translation] = [editor.files[0], editor.files[at]];
  if (!original || !translation) return { stale: [], missing: [] };
  return lagOf({ original, translation }, compared(editor, at));
}
