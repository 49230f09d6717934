// A field for one line that may be long, such as the title of a call: it grows with its text, so that all of it is read.
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

/** Letters of a line, where a browser does not measure the field by itself. */
const LETTERS = 44;

export interface Growing {
  id: string;
  value: string;
  lang: unknown;
  dir: unknown;
  placeholder: unknown;
  described: unknown;
  invalid: unknown;
  set(typed: string): void;
}

/** The field. What is pasted into it becomes one line; Enter adds none. */
export function growingField({ id, value, set, ...said }: Growing): TemplateResult {
  const change = (event: Event) => {
    const field = event.currentTarget as HTMLTextAreaElement;
    const line = field.value.replace(/[\n\u2028\u2029]+/g, " ");
    if (line !== field.value) field.value = line;
    set(line);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  };
  const rows = Math.max(1, Math.ceil(value.length / LETTERS));
  return html`<textarea class="in grows" id=${id} rows=${rows} autocomplete="off" lang=${said.lang} dir=${said.dir} placeholder=${said.placeholder} aria-describedby=${said.described} aria-invalid=${said.invalid} .value=${live(value)} @keydown=${key} @input=${change}></textarea>`;
}
