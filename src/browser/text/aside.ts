// What stands beside writing: links for partners, earlier versions, the campaign's files.
import { html, nothing, type TemplateResult } from "lit-html";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { readEdited } from "../../campaigns/editing/writing.ts";
import { dayIn } from "../../locales/dates.ts";
import { nameOf } from "../../locales/languages.ts";
import type { Answered } from "../../web/api.ts";
import type { Copying } from "../copying.ts";
import { type Wrong, wrongInOpened } from "./checks.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { listInFiles } from "./wrong.ts";

type Links = Answered<typeof draftApi.previewLinks>["links"];

export interface AsideState {
  links: Links;
  /** The link that was made last: it is shown this once. */
  made: { link: string; until: string } | null;
  /** How many there are. */
  versions: number;
  /** In files that were opened. */
  wrong: readonly Wrong[];
}

/** @returns nothing known yet */
export function noAside(): AsideState {
  return { links: [], made: null, versions: 0, wrong: [] };
}

/** Links for partners. */
export function linksSection(desk: TextDesk, state: AsideState, copying: Copying): TemplateResult {
  const { t, session, attempt, language } = desk.context;
  const { address } = desk.editor;
  const again = async () => {
    state.links = (await session.client.send(draftApi.previewLinks, { slug: address })).links;
  };
  const make = () =>
    attempt(async () => {
      await desk.editor.flush();
      state.made = await session.client.send(draftApi.makePreviewLink, { slug: address });
      await again();
    });
  const drop = (id: Uint8Array) =>
    attempt(async () => {
      await session.client.send(draftApi.dropPreviewLink, { slug: address, id });
      state.made = null;
      await again();
    });
  return html`<section id="partners" aria-labelledby="h-partners"><h2 id="h-partners">${t("text.partners")}</h2>
    <p class="hint">${t("text.partners.hint")}</p>
    ${state.made ? copying.view({ id: "partner-link", label: t("text.partners.made", { until: dayIn(language, state.made.until) }), text: state.made.link }) : nothing}
    ${state.links.length > 0 ? html`<ul role="list" class="lines">${state.links.map(({ id, by, until }, at) => html`<li>${t("text.partners.link", { by: by || "–", until: dayIn(language, until) })} <span class="tool"><button type="button" @click=${() => drop(id)}>${t("text.partners.drop")}<span class="vh"> ${at + 1}</span></button></span></li>`)}</ul>` : nothing}
    <p class="tool"><button type="button" id="partner-make" @click=${make}>${t("text.partners.make")}</button></p>
  </section>`;
}

/** Earlier versions, and what would change: on a page of their own. */
export function versionsSection(desk: TextDesk, state: AsideState): TemplateResult | typeof nothing {
  const { t } = desk.context;
  const waits = desk.editor.campaign !== null && desk.editor.revision > 0;
  if (state.versions < 2 && !waits) return nothing;
  return html`<section id="versions" aria-labelledby="h-versions"><h2 id="h-versions">${t("text.versions")}</h2>
    <p><a class="tap" id="to-versions" href="/desk/${encodeURIComponent(desk.editor.address)}/versions">${t(waits ? "text.versions.draft" : "text.versions.all", { many: state.versions })}</a></p></section>`;
}

/** The campaign's files: to keep, to send, to bring back. */
export function filesSection(desk: TextDesk, state: AsideState): TemplateResult {
  const { t } = desk.context;
  const wrong = state.wrong.length > 0;
  return html`<section id="files" aria-labelledby="h-files"><h2 id="h-files">${t("text.files")}</h2>
    <p class="hint">${t("text.files.hint")}</p>
    <p class="tool">${desk.editor.files.map((_, at) => html`<button type="button" class="download" @click=${() => download(desk, at)}>${t("text.files.download", { name: nameOf(languageOf(desk, at)) })}</button>`)}</p>
    <div class="field ${wrong ? "bad" : ""}"><label for="file-open">${t("text.files.open")}</label><span class="hint" id="h-file-open">${t("text.files.open.hint")}</span>${wrong ? html`<div class="err" id="e-file-open">${listInFiles(desk.context, state.wrong)}</div>` : nothing}<input class="in" type="file" id="file-open" accept=".md,text/markdown,text/plain" multiple aria-describedby="h-file-open${wrong ? " e-file-open" : ""}" @change=${(event: Event) => void openFiles(desk, state, event.currentTarget as HTMLInputElement)}></div>
  </section>`;
}

function download(desk: TextDesk, at: number): void {
  const text = desk.editor.texts()[at] ?? "";
  const name = `${textAt(desk.editor.files[0]?.data, ["slug"]) || "campaign"}${at === 0 ? "" : `.${languageOf(desk, at)}`}.md`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The given files in the place of those of their languages. */
async function openFiles(desk: TextDesk, state: AsideState, input: HTMLInputElement): Promise<void> {
  const { editor } = desk;
  const files = [...(input.files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() }));
  const read = await Promise.all(files);
  state.wrong = wrongInOpened(read);
  if (state.wrong.length === 0) {
    for (const { text } of read) {
      const file = readEdited(text);
      const language = textAt(file?.data, ["language"]);
      const known = editor.files.findIndex((_, at) => languageOf(desk, at) === language);
      const original = textAt(file?.data, ["kind"]) !== "";
      editor.put(original ? 0 : known > 0 ? known : editor.files.length, text);
    }
    input.value = "";
  }
  desk.context.redraw();
}
