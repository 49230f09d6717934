// The text and the calls: what stands before them, each call with its title and its text, what stands after. Calls are
// added, moved and taken out in every language at once.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { aroundCalls, bodyAround } from "../../campaigns/editing/around.ts";
import { type Change, changeList } from "../../campaigns/editing/lists.ts";
import { listAt, type Way } from "../../campaigns/editing/paths.ts";
import { directionOf } from "../../locales/languages.ts";
import { fieldId } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { errorsOf, moveButtons, textInput } from "./inputs.ts";

const CALLS: Way = ["demands"];

/** Changes a list of the original, and of the translations that have it. */
export function changeEverywhere(desk: TextDesk, way: Way, change: Change): void {
  const { editor } = desk;
  const before = editor.files.map(({ data }) => data);
  const after = changeList(
    before,
    before.map(() => way),
    change,
  );
  for (const [at, data] of after.entries()) if (data !== before[at]) editor.set(at, [], data);
}

/** The text before or after the calls. */
export function bodyInput(
  desk: TextDesk,
  at: number,
  part: "before" | "after",
  words: { label: string; hint?: string; rows: number; named?: string },
): TemplateResult {
  const { editor } = desk;
  const id = fieldId(at, [part]);
  const calls = listAt(editor.files[0]?.data, CALLS).length > 0;
  const around = aroundCalls(editor.files[at]?.body ?? "");
  const language = languageOf(desk, at);
  const change = (event: Event) => {
    const value = (event.currentTarget as HTMLTextAreaElement).value;
    editor.setBody(at, bodyAround({ ...around, [part]: value }, calls));
  };
  return html`<div class="field">
    <label for=${id}>${words.label}${words.named === undefined ? nothing : html`<span class="vh"> ${words.named}</span>`}</label>${words.hint ? html`<span class="hint" id="h-${id}">${words.hint}</span>` : nothing}${part === "before" ? errorsOf(desk, at, ["body"]) : nothing}
    <textarea class="in" id=${id} rows=${words.rows} lang=${language} dir=${directionOf(language)} aria-describedby=${words.hint ? `h-${id}` : nothing} .value=${live(around[part])} @input=${change}></textarea>
  </div>`;
}

/** The section. */
export function callsSection(desk: TextDesk): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const calls = listAt(editor.files[0]?.data, CALLS);
  const lang = languageOf(desk, 0);
  return html`<section id="text" aria-labelledby="h-text"><h2 id="h-text">${t("text.text")}</h2>
    ${bodyInput(desk, 0, "before", { label: t(calls.length > 0 ? "text.before" : "text.body"), hint: t("text.body.hint"), rows: 8 })}
    ${
      calls.length > 0
        ? html`${textInput(desk, { at: 0, way: ["demands_heading"], label: t("text.heading"), hint: t("text.heading.hint"), lang, grows: true })}
          <div class="entries">${calls.map((_, place) => call(desk, place, calls.length, lang))}</div>`
        : nothing
    }
    <p><button type="button" class="act plain" @click=${() => addCall(desk)}>${t("text.call.add")}</button></p>
    ${calls.length > 0 ? bodyInput(desk, 0, "after", { label: t("text.after"), rows: 5 }) : nothing}
  </section>`;
}

function call(desk: TextDesk, place: number, many: number, lang: string): TemplateResult {
  const { t } = desk.context;
  const named = t("text.call", { number: place + 1 });
  const way: Way = [...CALLS, place];
  return html`<div class="entry" role="group" aria-label=${named}>
    <div class="entry-head"><h3>${named}</h3>${moveButtons(desk, {
      ...{ at: 0, list: CALLS, place, many, named },
      move: (by) => changeEverywhere(desk, CALLS, { kind: "move", place, by }),
      remove: () => removeCall(desk, place, many),
    })}</div>
    ${errorsOf(desk, 0, way)}
    ${textInput(desk, { at: 0, way: [...way, "title"], label: t("text.call.title"), named, lang, grows: true })}
    ${textInput(desk, { at: 0, way: [...way, "text"], label: t("text.call.text"), named, rows: 2, lang })}
  </div>`;
}

function addCall(desk: TextDesk): void {
  const place = listAt(desk.editor.files[0]?.data, CALLS).length;
  changeEverywhere(desk, CALLS, { kind: "add", value: {}, translated: {} });
  if (place === 0) markBodies(desk, true);
  const id = fieldId(0, [...CALLS, place, "title"]);
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

function removeCall(desk: TextDesk, place: number, many: number): void {
  changeEverywhere(desk, CALLS, { kind: "remove", place });
  if (many === 1) markBodies(desk, false);
  const id = fieldId(0, [...CALLS, Math.max(0, Math.min(place, many - 2)), "title"]);
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/** Every language has the mark where the calls stand, or none has. */
function markBodies({ editor }: TextDesk, calls: boolean): void {
  for (const [at, { body }] of editor.files.entries()) {
    const marked = bodyAround(aroundCalls(body), calls);
    if (marked !== body) editor.setBody(at, marked);
  }
}
