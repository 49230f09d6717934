// What the form asks: who may sign, how they may appear, whether an address is asked, and each field by a tick, with
// what will be done with it.
import { html, nothing, type TemplateResult } from "lit-html";
import { isBlock, listAt, textAt, valueAt, type Way } from "../../campaigns/editing/paths.ts";
import { KNOWN_FIELDS, type KnownFieldId } from "../../campaigns/form/known-fields.ts";
import { fieldId } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { plainLines } from "./head.ts";
import { choiceInput, errorsOf, moveButtons, textInput, tick } from "./inputs.ts";

/** In the order in which the page offers them. */
const OFFERED: readonly KnownFieldId[] = [
  "position",
  "phone",
  "postal_code",
  "region",
  "place",
  "focus",
  "comment",
];
const EMAIL = ["optional", "required", "none"] as const;
const APPEAR = ["counted", "addressee", "public"] as const;

/** Where the sign action stands; null when people do not sign here. */
export function signWay(desk: TextDesk): Way | null {
  const place = listAt(desk.editor.files[0]?.data, ["actions"]).findIndex(
    (one) => isBlock(one) && "sign" in one,
  );
  return place < 0 ? null : ["actions", place, "sign"];
}

/** The section. */
export function askingSection(desk: TextDesk): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const sign = signWay(desk);
  const actions = listAt(editor.files[0]?.data, ["actions"]);
  const signs = (on: boolean) => {
    const usual = {
      sign: {
        as: ["person", "organisation"],
        email: "optional",
        appear: ["counted", "public"],
        fields: ["name", "organisation"],
      },
    };
    if (on) editor.set(0, ["actions"], [usual, ...actions]);
    else if (sign) editor.remove(0, sign.slice(0, 2));
  };
  return html`<section id="form" aria-labelledby="h-form"><h2 id="h-form">${t("text.form")}</h2>
    ${tick("sign-on", t("text.form.on"), sign !== null, signs)}
    ${sign ? form(desk, sign) : nothing}
  </section>`;
}

function form(desk: TextDesk, sign: Way): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const data = editor.files[0]?.data;
  const as = valueAt(data, [...sign, "as"]) === undefined ? ["person"] : listAt(data, [...sign, "as"]);
  const appear =
    valueAt(data, [...sign, "appear"]) === undefined ? ["counted"] : listAt(data, [...sign, "appear"]);
  const set = (key: string, all: readonly string[], now: readonly unknown[], one: string, on: boolean) => {
    const next = all.filter((value) => (value === one ? on : now.includes(value)));
    if (next.length > 0) editor.set(0, [...sign, key], next);
    else desk.context.redraw();
  };
  const follow = textAt(data, [...sign, "follow"]) === "ask";
  const organisations = as.includes("organisation");
  const whoMay = (one: string, on: boolean) => {
    set("as", ["person", "organisation"], as, one, on);
    // An organisation's form asks which one; a form for people alone must not.
    const fields = fieldsOf(desk, sign);
    const place = fields.findIndex((field) => idOf(field) === "organisation");
    if (one !== "organisation") return;
    if (on && place < 0) editor.set(0, [...sign, "fields"], [...fields, "organisation"]);
    if (!on && place >= 0 && as.includes("person")) editor.remove(0, [...sign, "fields", place]);
  };
  return html`
    <fieldset class="field"><legend>${t("text.as")}</legend>${errorsOf(desk, 0, [...sign, "as"])}
      ${(["person", "organisation"] as const).map((one) => tick(`as-${one}`, t(`text.as.${one}`), as.includes(one), (on) => whoMay(one, on), as.length === 1 && as.includes(one)))}
    </fieldset>
    <fieldset class="field"><legend>${t("text.appear")}</legend><span class="hint">${t("text.appear.hint")}</span>${errorsOf(desk, 0, [...sign, "appear"])}
      ${APPEAR.map((one) => tick(`appear-${one}`, t(`text.appear.${one}`), appear.includes(one), (on) => set("appear", APPEAR, appear, one, on), appear.length === 1 && appear.includes(one)))}
    </fieldset>
    ${choiceInput(
      desk,
      { at: 0, way: [...sign, "email"], label: t("text.email"), hint: t("text.email.hint") },
      EMAIL.map((value) => ({ value, label: t(`text.email.${value}`) })),
      "optional",
    )}
    ${tick("follow", t("text.follow"), follow, (on) => (on ? editor.set(0, [...sign, "follow"], "ask") : editor.remove(0, [...sign, "follow"])))}${errorsOf(desk, 0, [...sign, "follow"])}
    <fieldset class="field"><legend>${t("text.fields")}</legend><span class="hint">${t("text.fields.hint")}</span>${errorsOf(desk, 0, [...sign, "fields"])}${doubled(desk, sign).map((place) => errorsOf(desk, 0, [...sign, "fields", place]))}
      <p>${t(organisations ? "text.fields.always.both" : "text.fields.always")}</p>
      ${OFFERED.map((id) => offered(desk, sign, id))}
      ${fieldsOf(desk, sign).map((field, place) => (idOf(field) in KNOWN_FIELDS ? nothing : own(desk, sign, place)))}
      <p class="tool"><button type="button" @click=${() => addOwn(desk, sign)}>${t("text.field.add")}</button></p>
    </fieldset>`;
}

/** The fields as they are written; where none are, those that a form has by itself. */
function fieldsOf(desk: TextDesk, sign: Way): readonly unknown[] {
  const data = desk.editor.files[0]?.data;
  const given = valueAt(data, [...sign, "fields"]);
  if (Array.isArray(given)) return given;
  return listAt(data, [...sign, "as"]).includes("organisation") ? ["organisation", "name"] : ["name"];
}

/** Places of known fields that stand there before: each is drawn once, where its box is ticked. */
function doubled(desk: TextDesk, sign: Way): number[] {
  const ids = fieldsOf(desk, sign).map(idOf);
  return ids.flatMap((id, place) => (id in KNOWN_FIELDS && ids.indexOf(id) < place ? [place] : []));
}

const idOf = (field: unknown) => (typeof field === "string" ? field : textAt(field, ["id"]));

function offered(desk: TextDesk, sign: Way, id: KnownFieldId): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const fields = fieldsOf(desk, sign);
  const place = fields.findIndex((field) => idOf(field) === id);
  const change = (on: boolean) => {
    if (!on) return editor.remove(0, [...sign, "fields", place]);
    const choice =
      id === "focus"
        ? { type: "choices", options: [t("text.option", { number: 1 }), t("text.option", { number: 2 })] }
        : {};
    editor.set(0, [...sign, "fields"], [...fields, { id, optional: true, ...choice }]);
  };
  return html`${tick(`field-${id}`, t(`text.field.${id}` as "text.field.phone"), place >= 0, change)}${place < 0 ? nothing : details(desk, sign, place, t(`text.field.${id}` as "text.field.phone"))}`;
}

/** What will be done with an answer, whether it must be given, of whom it is asked. */
function details(desk: TextDesk, sign: Way, place: number, named: string): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const way: Way = [...sign, "fields", place];
  const field = valueAt(editor.files[0]?.data, way);
  const lang = languageOf(desk, 0);
  // A field that was written as a word alone becomes a block when something is said of it.
  if (typeof field === "string") {
    return html`<div class="below"><p class="tool"><button type="button" @click=${() => editor.set(0, way, { id: field })}>${t("text.field.say")}<span class="vh"> ${named}</span></button></p></div>`;
  }
  const type = textAt(field, ["type"]) || (idOf(field) === "comment" ? "long" : "text");
  const optional = valueAt(field, ["optional"]) === true;
  return html`<div class="below">${errorsOf(desk, 0, way)}
    ${textInput(desk, { at: 0, way: [...way, "hint"], label: t("text.field.why"), named, hint: t("text.field.why.hint"), lang })}
    ${type === "choice" || type === "choices" ? plainLines(desk, [...way, "options"], `${t("text.field.options")} (${named})`, t("text.field.options.hint")) : nothing}
    ${tick(fieldId(0, [...way, "must"]), html`${t("text.field.must")}<span class="vh"> ${named}</span>`, !optional, (on) => (on ? editor.remove(0, [...way, "optional"]) : editor.set(0, [...way, "optional"], true)))}
    ${choiceInput(
      desk,
      { at: 0, way: [...way, "for"], label: t("text.field.for"), named },
      (["both", "person", "organisation"] as const).map((value) => ({
        value,
        label: t(`text.field.for.${value}`),
      })),
      "both",
    )}
  </div>`;
}

/** A question of one's own. */
function own(desk: TextDesk, sign: Way, place: number): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const list: Way = [...sign, "fields"];
  const way: Way = [...list, place];
  const field = valueAt(editor.files[0]?.data, way);
  const named = textAt(field, ["label"]) || t("text.field.own");
  const lang = languageOf(desk, 0);
  const many = fieldsOf(desk, sign).length;
  const move = (by: -1 | 1) => {
    const fields = [...fieldsOf(desk, sign)];
    const [one] = fields.splice(place, 1);
    fields.splice(place + by, 0, one);
    editor.set(0, list, fields);
  };
  return html`<div class="entry" role="group" aria-label=${named}>
    <div class="entry-head"><h3>${named}</h3>${moveButtons(desk, { at: 0, list, place, many, named, move, remove: () => editor.remove(0, way) })}</div>
    ${textInput(desk, { at: 0, way: [...way, "label"], label: t("text.field.label"), named, lang })}
    ${choiceInput(
      desk,
      { at: 0, way: [...way, "type"], label: t("text.field.type"), named },
      (["text", "long", "choice", "choices"] as const).map((value) => ({
        value,
        label: t(`text.field.type.${value}`),
      })),
      "text",
    )}
    ${details(desk, sign, place, named)}
  </div>`;
}

function addOwn(desk: TextDesk, sign: Way): void {
  const fields = fieldsOf(desk, sign);
  const taken = new Set(fields.map(idOf));
  const number =
    Array.from({ length: 50 }, (_, at) => at + 1).find((one) => !taken.has(`question_${one}`)) ?? 99;
  desk.editor.set(
    0,
    [...sign, "fields"],
    [...fields, { id: `question_${number}`, label: "", optional: true }],
  );
  const id = fieldId(0, [...sign, "fields", fields.length, "label"]);
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
