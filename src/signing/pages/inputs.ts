// The controls of forms: each with its label, hint and error, tied together for voices. Pure.
import { html, type Markup } from "../../web/markup.ts";
import type { Worded } from "../../web/words.ts";
import { langOf } from "../../web/words.ts";

/** What a control needs besides its kind. */
export interface Control {
  /** The name under which it is sent; its id is `f-<name>`. */
  name: string;
  label: Markup | string;
  hint?: Markup | string | null;
  /** What is wrong with it, as a sentence. */
  error?: Markup | string | null;
  required?: boolean;
}

export interface TextControl extends Control {
  value?: string | undefined;
  type?: "text" | "email" | "textarea";
  autocomplete?: string | null;
  inputmode?: string | null;
  rows?: number;
}

const idOf = (control: Control) => `f-${control.name}`;

/** `aria-describedby` and `aria-invalid` for a control. Goes inside a tag. */
function described(control: Control): Markup {
  const id = idOf(control);
  const by = [control.error ? `${id}-e` : "", control.hint ? `${id}-h` : ""]
    .filter((one) => one !== "")
    .join(" ");
  return html`${by === "" ? null : html` aria-describedby="${by}"`}${control.error ? html` aria-invalid="true"` : null}`;
}

function hintAndError(control: Control): Markup {
  const id = idOf(control);
  return html`${control.hint ? html`<span class="hint" id="${id}-h">${control.hint}</span>` : null}${
    control.error ? html`<span class="err" id="${id}-e">${control.error}</span>` : null
  }`;
}

/** The thick bar beside what is wrong. */
export function marked(control: Pick<Control, "error">, inside: Markup): Markup {
  return control.error ? html`<div class="bad">${inside}</div>` : inside;
}

/** A line or an area to write in. */
export function textControl(control: TextControl): Markup {
  const id = idOf(control);
  const { name, value = "", type = "text", autocomplete = null, inputmode = null } = control;
  const hints = html`${autocomplete && html` autocomplete="${autocomplete}"`}${inputmode && html` inputmode="${inputmode}"`}${
    control.required ? html` required` : null
  }${described(control)}`;
  const input =
    type === "textarea"
      ? html`<textarea class="in" id="${id}" name="${name}" rows="${control.rows ?? 4}"${hints}>
${value}</textarea>`
      : html`<input class="in" id="${id}" name="${name}" type="${type}" value="${value}"${hints}>`;
  return marked(control, html`<label for="${id}">${control.label}</label>${hintAndError(control)}${input}`);
}

export interface Option {
  value: string;
  label: Worded;
}

/** One of several, with an empty first. */
export function selectControl(
  control: Control & {
    options: readonly Option[];
    chosen: string | undefined;
    empty: string;
    language: string;
  },
): Markup {
  const id = idOf(control);
  const options = control.options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === control.chosen ? html` selected` : null}${langOf(option.label, control.language)}>${option.label.text}</option>`,
  );
  return marked(
    control,
    html`<label for="${id}">${control.label}</label>${hintAndError(control)}<select class="in" id="${id}" name="${control.name}"${
      control.required ? html` required` : null
    }${described(control)}><option value="">${control.empty}</option>${options}</select>`,
  );
}

/** Any of several. */
export function boxesControl(
  control: Control & { options: readonly Option[]; chosen: readonly string[]; language: string },
): Markup {
  const id = idOf(control);
  const boxes = control.options.map(
    (option, at) =>
      html`<label class="choice"><input type="checkbox"${at === 0 ? html` id="${id}"` : null} name="${control.name}" value="${option.value}"${
        control.chosen.includes(option.value) ? html` checked` : null
      }><span${langOf(option.label, control.language)}>${option.label.text}</span></label>`,
  );
  return marked(
    control,
    html`<fieldset${described(control)}><legend>${control.label}</legend>${hintAndError(control)}${boxes}</fieldset>`,
  );
}

/** A box of its own, unticked unless it was ticked. */
export function tick(control: Control & { value: string; ticked: boolean }): Markup {
  return html`<label class="choice"><input type="checkbox" id="${idOf(control)}" name="${control.name}" value="${control.value}"${
    control.ticked ? html` checked` : null
  }${described(control)}><span>${control.label}${control.hint ? html` <span class="hint" id="${idOf(control)}-h">${control.hint}</span>` : null}</span></label>`;
}

/** A value that goes along unseen. */
export function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">
`;
}
