// One field of a form at the desk: label, hint, what is wrong with it, and the names by which voices find them.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

export interface Field {
  /** Its name in the form; its id is `f-<name>`. */
  name: string;
  label: string;
  hint?: string;
  /** What is wrong; null or missing when nothing is. */
  wrong?: string | null;
  /** What stands in it at first, or what it is kept at. */
  value?: string;
  type?: "text" | "email" | "password" | "search" | "date" | "number";
  autocomplete?: string;
  /** Told with every key. */
  onInput?: (value: string) => void;
}

/** A line to type in. Words, addresses and codes are never corrected or capitalised by the device. */
export function textField(field: Field): TemplateResult {
  const { name, label, hint, wrong, value, type = "text", autocomplete = "off", onInput } = field;
  const described = [hint && `h-${name}`, wrong && `e-${name}`].filter(Boolean).join(" ");
  return html`<p class="field ${wrong ? "bad" : ""}">
    <label for="f-${name}">${label}</label>${hint ? html`<span class="hint" id="h-${name}">${hint}</span>` : nothing}${wrong ? html`<span class="err" id="e-${name}">${wrong}</span>` : nothing}
    <input class="in" id="f-${name}" name=${name} type=${type} autocomplete=${autocomplete} autocapitalize="none" spellcheck="false" aria-describedby=${described || nothing} aria-invalid=${wrong ? "true" : nothing} .value=${value === undefined ? nothing : live(value)} @input=${(event: Event) => onInput?.((event.currentTarget as HTMLInputElement).value)}>
  </p>`;
}

/** A choice out of a few. */
export function choiceField(
  { name, label, hint, value }: Pick<Field, "name" | "label" | "hint" | "value">,
  options: readonly { value: string; label: string }[],
): TemplateResult {
  return html`<p class="field">
    <label for="f-${name}">${label}</label>${hint ? html`<span class="hint" id="h-${name}">${hint}</span>` : nothing}
    <select class="in" id="f-${name}" name=${name} aria-describedby=${hint ? `h-${name}` : nothing}>${options.map(
      (one) => html`<option value=${one.value} ?selected=${one.value === value}>${one.label}</option>`,
    )}</select>
  </p>`;
}

/** The text of a field of a form that was sent. */
export function typed(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** Puts the keyboard into the first field that is wrong, once that is drawn. */
export function goToWrong(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
