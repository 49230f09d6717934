// What is said when a form comes back: a box on top that leads to each thing to check, a sentence beside each, and a
// note when nothing was wrong but the moment. Pure.
import type { FieldError } from "../../campaigns/campaign.ts";
import { type SignerKey, say } from "../../locales/messages.ts";
import { html, type Markup, NOTHING } from "../../web/markup.ts";
import { tell } from "../../web/words.ts";
import type { FormNote } from "../view.ts";

/** The label of a field by its name; undefined when the form has no such field. */
export type LabelOf = (field: string) => Markup | string | undefined;

/** The words in which a form speaks of its fields. */
export interface Wording {
  language: string;
  labelOf: LabelOf;
  /** What is said of an empty field, where this form says it differently. */
  missing?: Readonly<Record<string, SignerKey>>;
}

const MISSING: Readonly<Record<string, SignerKey>> = {
  name: "error.missing.name",
  organisation: "error.missing.organisation",
  email: "error.missing.email",
  appear: "error.missing.appear",
  shown_as: "error.missing.shown_as",
  code: "error.missing.code",
};

/** One error as a sentence that can stand alone. */
function errorSentence(error: FieldError, { language, labelOf, missing }: Wording): Markup {
  const special = error.kind === "missing" ? (missing?.[error.field] ?? MISSING[error.field]) : undefined;
  if (special !== undefined) return html`${say(language)(special)}`;
  const label = labelOf(error.field);
  if (label === undefined) return html`${say(language)("error.unknown")}`;
  return tell(language, `error.${error.kind}`, { label: typeof label === "string" ? html`${label}` : label });
}

/** The sentence beside a field; null when nothing is wrong with it. */
export function errorBeside(errors: readonly FieldError[], field: string, wording: Wording): Markup | null {
  const error = errors.find((one) => one.field === field);
  return error === undefined
    ? null
    : tell(wording.language, "check.field", { what: errorSentence(error, wording) });
}

/** "Check two things". */
export function checkHeading(errors: readonly FieldError[], language: string): string {
  return say(language)("check.heading", { count: errors.length });
}

/** The box on top of a form; nothing when there is neither error nor note. */
export function problems(errors: readonly FieldError[], note: FormNote | null, wording: Wording): Markup {
  const { language, labelOf } = wording;
  if (errors.length === 0 && note === null) return NOTHING;
  const t = say(language);
  const told =
    note &&
    html`<p>${note.why === "too_many" ? t("note.too_many", { minutes: note.minutes }) : t(`note.${note.why}`)}</p>`;
  const checks =
    errors.length === 0
      ? null
      : html`<h2>${checkHeading(errors, language)}</h2><ul>${errors.map((error) => {
          const sentence = errorSentence(error, wording);
          return labelOf(error.field) === undefined
            ? html`<li>${sentence}</li>`
            : html`<li><a href="#f-${error.field}">${sentence}</a></li>`;
        })}</ul>`;
  return html`<div class="check" id="check" role="alert" tabindex="-1">${checks}${told}</div>`;
}
