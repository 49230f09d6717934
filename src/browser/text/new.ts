// /desk/new: a text is pasted, a document or a campaign file is opened, or one begins with nothing. It becomes a draft
// at once.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { CampaignKind } from "../../campaigns/campaign.ts";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { guessLanguage } from "../../campaigns/editing/guessing.ts";
import { readPasted } from "../../campaigns/editing/pasted/pasted.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { addressFor, newCampaign } from "../../campaigns/editing/starting.ts";
import { readEdited } from "../../campaigns/editing/writing.ts";
import { LANGUAGES, nameOf } from "../../locales/languages.ts";
import type { Context, Opened } from "../page.ts";
import { wrongInOpened } from "./checks.ts";
import { textOfDocument } from "./docx.ts";
import { openLanguageNames } from "./languages.ts";
import { listInFiles } from "./wrong.ts";

const KINDS = ["declaration", "petition", "open-letter"] as const;

/** Opens the page. */
export async function openNewPage(context: Context): Promise<Opened> {
  const { t, session, language, redraw, go, attempt } = context;
  const { client } = session;
  const { drafts } = await client.send(draftApi.drafts, {});
  let pasted = "";
  let kind: CampaignKind = "declaration";
  let chosen = "";
  let wrong: string | TemplateResult | null = null;
  let unknown = false;
  const known = openLanguageNames(language);
  const spoken = () => known(chosen) ?? guessLanguage(pasted, language);

  const begin = (address: string, files: string[]) =>
    attempt(async () => {
      const { address: given } = await client.send(draftApi.beginDraft, { address, files });
      pasted = "";
      go(`/desk/${encodeURIComponent(given)}/text`);
    });
  const read = () => {
    unknown = chosen.trim() !== "" && known(chosen) === null;
    if (unknown) {
      redraw();
      document.getElementById("language")?.focus();
      return;
    }
    const text = readPasted(pasted);
    const organisation = session.me?.organisation || session.me?.network.name || "";
    const file = newCampaign(text, { kind, language: spoken(), organisation });
    return begin(addressFor(text.title ?? "", kind), [file]);
  };
  const open = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    wrong = null;
    try {
      await openChosen([...(input.files ?? [])]);
    } catch {
      wrong = t("new.open.wrong");
    }
    input.value = "";
    redraw();
  };
  /** A document's text goes into the box, where one sees it; campaign files are drafts already. */
  const openChosen = async (files: readonly File[]) => {
    const opened: { name: string; text: string }[] = [];
    for (const file of files) {
      if (/\.docx$/i.test(file.name)) pasted = await textOfDocument(file);
      else opened.push({ name: file.name, text: await file.text() });
    }
    // What begins like a campaign file was meant as one.
    const unread = wrongInOpened(opened.filter(({ text }) => /^---\s/.test(text)));
    if (unread.length > 0) {
      wrong = listInFiles(context, unread);
      return;
    }
    const texts = opened.map(({ text }) => text);
    const edited = texts.map((text) => ({ text, data: readEdited(text)?.data }));
    const original = edited.find(({ data }) => textAt(data, ["kind"]) !== "");
    if (!original) {
      if (texts.length > 0) pasted = texts.join("\n\n");
      return;
    }
    const others = edited.filter((one) => one !== original && one.data);
    await begin(
      textAt(original.data, ["slug"]) || "campaign",
      [original, ...others].map(({ text }) => text),
    );
  };
  const found = () => readPasted(pasted);
  const summary = (): TemplateResult => {
    const text = found();
    return html`<p role="status" class="said">${pasted.trim() === "" ? "" : t("new.found", { calls: text.calls.length, language: nameOf(spoken()) })}</p>`;
  };
  return {
    view: () => html`<div class="narrow">
      <h1 tabindex="-1">${t("new.title")}</h1>
      <p>${t("new.lead")}</p>
      <div class="field"><label for="paste">${t("new.paste")}</label><span class="hint" id="h-paste">${t("new.paste.hint")}</span>
        <textarea class="in" id="paste" rows="14" aria-describedby="h-paste" .value=${live(pasted)} @input=${(
          event: Event,
        ) => {
          pasted = (event.currentTarget as HTMLTextAreaElement).value;
          redraw();
        }}></textarea></div>
      ${summary()}
      <div class="field ${wrong ? "bad" : ""}"><label for="open">${t("new.open")}</label><span class="hint" id="h-open">${t("new.open.hint")}</span>${wrong ? html`<div class="err" id="e-open">${wrong}</div>` : nothing}
        <input class="in" type="file" id="open" multiple accept=".docx,.md,.txt,text/markdown,text/plain" aria-describedby="h-open${wrong ? " e-open" : ""}" @change=${open}></div>
      <div class="pair">
        <div class="field"><label for="kind">${t("text.kind")}</label><select class="in" id="kind" @change=${(
          event: Event,
        ) => {
          const { value } = event.currentTarget as HTMLSelectElement;
          kind = KINDS.find((one) => one === value) ?? "declaration";
        }}>${KINDS.map((one) => html`<option value=${one} ?selected=${one === kind}>${t(`text.kind.${one}`)}</option>`)}</select></div>
        <div class="field ${unknown ? "bad" : ""}"><label for="language">${t("new.language")}</label>${unknown ? html`<span class="err" id="e-language" role="alert">${t("new.language.wrong")}</span>` : nothing}<input class="in" id="language" list="languages" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${nameOf(spoken())} aria-describedby=${unknown ? "e-language" : nothing} aria-invalid=${unknown ? "true" : nothing} .value=${live(chosen)} @input=${(
          event: Event,
        ) => {
          chosen = (event.currentTarget as HTMLInputElement).value;
          unknown = false;
          redraw();
        }}><datalist id="languages">${LANGUAGES.map((one) => html`<option value=${one}>${nameOf(one)}</option>`)}</datalist></div>
      </div>
      <p class="go"><button type="button" class="act full" id="begin" @click=${read}>${t(pasted.trim() === "" ? "new.empty" : "new.go")}</button></p>
      ${
        drafts.length > 0
          ? html`<h2>${t("new.drafts")}</h2><ul class="campaigns" role="list">${drafts.map((one) => html`<li><h3><a class="tap" href="/desk/${encodeURIComponent(one.address)}/text">${one.title}</a></h3><p class="soft">${t("new.draft", { by: one.by || "–" })}</p></li>`)}</ul>`
          : nothing
      }
    </div>`,
    unsaved: () => pasted.trim() !== "",
  };
}
