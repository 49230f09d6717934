// Title, neutral name, address, hosts, whom to ask: the words that stand around a campaign's text.
import { html, nothing, type TemplateResult } from "lit-html";
import { listAt, textAt, type Way } from "../../campaigns/editing/paths.ts";
import { changeEverywhere } from "./calls.ts";
import { fieldId } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { choiceInput, errorsOf, moveButtons, textInput } from "./inputs.ts";
import { longWordsOf } from "./long-words.ts";

const KINDS = ["declaration", "petition", "open-letter", "alert", "gathering"] as const;

/** What it is called. */
export function headSection(desk: TextDesk): TemplateResult {
  const { t, session } = desk.context;
  const lang = languageOf(desk, 0);
  const known = desk.editor.campaign !== null;
  const address = `${session.address}/${textAt(desk.editor.files[0]?.data, ["slug"])}`;
  return html`<section id="words" aria-labelledby="h-words"><h2 id="h-words">${t("text.words")}</h2>
    ${textInput(desk, { at: 0, way: ["title"], label: t("text.title"), rows: 2, lang })}
    ${longWordsOf(desk, 0)}
    ${textInput(desk, { at: 0, way: ["summary"], label: t("text.summary"), hint: t("text.summary.hint"), rows: 2, lang })}
    ${textInput(desk, { at: 0, way: ["plain_name"], label: t("text.plain_name"), hint: t("text.plain_name.hint"), lang })}
    ${choiceInput(
      desk,
      { at: 0, way: ["kind"], label: t("text.kind") },
      KINDS.map((value) => ({ value, label: t(`text.kind.${value}`) })),
    )}
    ${textInput(desk, { at: 0, way: ["slug"], label: t("text.slug"), hint: known ? t("text.slug.fixed", { address }) : t("text.slug.hint", { address }), locked: known })}
    ${listOf(desk, {
      list: ["hosts"],
      heading: t("text.hosts"),
      hint: t("text.hosts.hint"),
      add: t("text.hosts.add"),
      value: { name: "" },
      translated: (data) => data,
      entry: (way, named) =>
        html`<div class="pair">${textInput(desk, { at: 0, way: [...way, "name"], label: t("text.host.name"), named, lang })}${textInput(desk, { at: 0, way: [...way, "url"], label: t("text.host.url"), named, type: "url" })}</div>`,
    })}
  </section>`;
}

/** Whom to ask, and whom the press asks. */
export function contactSection(desk: TextDesk): TemplateResult {
  const { t } = desk.context;
  const press = desk.editor.files[0]?.data.press !== undefined;
  return html`<section id="contact" aria-labelledby="h-contact"><h2 id="h-contact">${t("text.contact")}</h2>
    <p class="hint">${t("text.contact.hint")}</p>
    ${ways(desk, "contact")}
    ${
      press
        ? html`<h3>${t("text.press")}</h3>${ways(desk, "press")}<p><button type="button" class="act plain" @click=${() => desk.editor.remove(0, ["press"])}>${t("text.press.remove")}</button></p>`
        : html`<p><button type="button" class="act plain" @click=${() => desk.editor.set(0, ["press"], { name: "" })}>${t("text.press.add")}</button></p>`
    }
  </section>`;
}

function ways(desk: TextDesk, key: "contact" | "press"): TemplateResult {
  const { t } = desk.context;
  const named = t(`text.${key}`);
  const field = (name: "name" | "email" | "phone" | "url", type: "text" | "email" | "tel" | "url") =>
    textInput(desk, { at: 0, way: [key, name], label: t(`text.contact.${name}`), named, type });
  return html`${errorsOf(desk, 0, [key])}<div class="pair">${field("name", "text")}${field("email", "email")}${field("phone", "tel")}${field("url", "url")}</div>`;
}

/** Founders, numbers from elsewhere, links, what one copies to share: rarely needed, folded away. */
export function moreSection(desk: TextDesk): TemplateResult {
  const { t } = desk.context;
  const data = desk.editor.files[0]?.data;
  const lang = languageOf(desk, 0);
  const actions = listAt(data, ["actions"]);
  const at = (key: string) => actions.findIndex((one) => textKey(one) === key);
  const share = at("share");
  const later = actions
    .map(textKey)
    .filter((key) => key === "letter" || key === "attend" || key === "memorial");
  return html`<section id="more" aria-labelledby="h-more"><details class="more"><summary><h2 id="h-more">${t("text.more")}</h2></summary>
    ${textInput(desk, { at: 0, way: ["opposition"], label: t("text.opposition"), hint: t("text.opposition.hint"), rows: 2, lang })}
    ${plainLines(desk, ["founders"], t("text.founders"), t("text.founders.hint"))}
    ${listOf(desk, {
      list: ["brought_in"],
      heading: t("text.brought"),
      hint: t("text.brought.hint"),
      add: t("text.brought.add"),
      value: { label: "" },
      translated: (value) => value,
      entry: (way, named) =>
        html`<div class="pair">${textInput(desk, { at: 0, way: [...way, "label"], label: t("text.brought.label"), named, lang })}${textInput(desk, { at: 0, way: [...way, "people"], label: t("text.brought.people"), named, type: "number" })}${textInput(desk, { at: 0, way: [...way, "organisations"], label: t("text.brought.organisations"), named, type: "number" })}</div>`,
    })}
    ${share < 0 ? nothing : textInput(desk, { at: 0, way: ["actions", share, "share", "text"], label: t("text.share"), hint: t("text.share.hint"), rows: 2, lang })}
    ${actions.map((one, place) =>
      textKey(one) === "link"
        ? html`<div class="pair">${textInput(desk, { at: 0, way: ["actions", place, "link", "label"], label: t("text.link.label"), lang })}${textInput(desk, { at: 0, way: ["actions", place, "link", "url"], label: t("text.link.url"), type: "url" })}</div>`
        : nothing,
    )}
    ${later.length > 0 ? html`<p>${t("text.later", { rooms: later.map((room) => t(`text.later.${room}`)).join(", ") })}</p>` : nothing}
  </details></section>`;
}

function textKey(action: unknown): string {
  return Object.keys(Object(action) as object)[0] ?? "";
}

/** A list of texts, one a line. What is typed stays as typed until the field is left. */
export function plainLines(desk: TextDesk, way: Way, label: string, hint?: string): TemplateResult {
  const id = fieldId(0, way);
  const given = listAt(desk.editor.files[0]?.data, way).map(String);
  const split = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const typed = desk.asTyped.get(id);
  const value =
    typed !== undefined && split(typed).join("\n") === given.join("\n") ? typed : given.join("\n");
  const change = (event: Event) => {
    const text = (event.currentTarget as HTMLTextAreaElement).value;
    desk.asTyped.set(id, text);
    const lines = split(text);
    if (lines.length === 0) desk.editor.remove(0, way);
    else desk.editor.set(0, way, lines);
  };
  return html`<div class="field"><label for=${id}>${label}</label>${hint ? html`<span class="hint" id="h-${id}">${hint}</span>` : nothing}${errorsOf(desk, 0, way)}${given.map((_, place) => errorsOf(desk, 0, [...way, place]))}
    <textarea class="in" id=${id} rows=${Math.max(3, given.length + 1)} lang=${languageOf(desk, 0)} aria-describedby=${hint ? `h-${id}` : nothing} .value=${value} @input=${change}></textarea></div>`;
}

interface List {
  list: Way;
  heading: string;
  hint: string;
  add: string;
  value: object;
  translated(value: object): object;
  entry(way: Way, named: string): TemplateResult;
}

/** A list of entries with a few fields each. */
function listOf(
  desk: TextDesk,
  { list, heading, hint, add, value, translated, entry }: List,
): TemplateResult {
  const { t } = desk.context;
  const entries = listAt(desk.editor.files[0]?.data, list);
  const id = fieldId(0, list);
  return html`<fieldset class="field"><legend>${heading}</legend><span class="hint">${hint}</span>${errorsOf(desk, 0, list)}
    ${entries.map((_, place) => {
      const named = `${heading} ${place + 1}`;
      return html`<div class="entry">${errorsOf(desk, 0, [...list, place])}${entry([...list, place], named)}${moveButtons(
        desk,
        {
          ...{ at: 0, list, place, many: entries.length, named },
          move: (by) => changeEverywhere(desk, list, { kind: "move", place, by }),
          remove: () => changeEverywhere(desk, list, { kind: "remove", place }),
        },
      )}</div>`;
    })}
    <p class="tool"><button type="button" id="add-${id}" @click=${() => changeEverywhere(desk, list, { kind: "add", value, translated: translated(value) })}>${add}</button>${entries.length === 0 ? html`<span class="vh">${t("text.none")}</span>` : nothing}</p>
  </fieldset>`;
}
