// /desk/:slug/text: one page for everything that a campaign says and asks, its translations, and making it public.

import { html, nothing, type TemplateResult } from "lit-html";
import { draftApi } from "../../campaigns/drafts/api.ts";
import type { DeskKey } from "../../locales/desk.ts";
import { NoAnswer } from "../../organisers/client.ts";
import { openCopying } from "../copying.ts";
import { sayError } from "../errors.ts";
import type { Context, Opened } from "../page.ts";
import { filesSection, linksSection, noAside, versionsSection } from "./aside.ts";
import { askingSection } from "./asking.ts";
import { callsSection } from "./calls.ts";
import { fieldId, type Wrong, wrongIn } from "./checks.ts";
import { clashSection } from "./clash.ts";
import { datesSection } from "./dates.ts";
import type { TextDesk } from "./desk.ts";
import type { Editor, Kept } from "./editor.ts";
import { contactSection, headSection, moreSection } from "./head.ts";
import { lookSection } from "./look.ts";
import { openEditor } from "./open-editor.ts";
import { openPreview } from "./preview.ts";
import { notReady, readySection } from "./ready.ts";
import type { LookAt } from "./ready-translations.ts";
import { noTranslation, translationsSection } from "./translations.ts";
import { lead } from "./wrong.ts";

/** After no answer, in milliseconds. */
const FACTS_AGAIN = 3_000;

const SECTIONS = ["words", "text", "form", "dates", "contact", "look", "translations", "ready"] as const;

/** Opens the page. */
export async function openTextPage(context: Context): Promise<Opened> {
  const { session, params, redraw } = context;
  const { client } = session;
  const address = params.slug ?? "";
  const editor = await openEditor(session, address);
  const ready = notReady();
  const aside = noAside();
  const copying = openCopying(context);
  const look = { wrong: null, busy: false };
  const clash = { mine: [] };
  const translation = noTranslation();
  const asTyped = new Map<string, string>();
  let strict = false;
  let wrong: Wrong[] = wrongIn(editor.texts(), editor.today);

  const desk = (): TextDesk => ({
    context,
    editor,
    wrong,
    strict,
    drawn: new Set(),
    asTyped,
    beStrict: () => {
      strict = true;
    },
  });
  const lookAt: LookAt = (event, at, way) => {
    event.preventDefault();
    translation.at = at;
    redraw();
    requestAnimationFrame(() => lead(event, fieldId(at, way)));
  };
  const preview = openPreview(desk);
  editor.watch(() => {
    wrong = wrongIn(editor.texts(), editor.today);
    preview.changed();
    redraw();
  });
  const facts = async () => {
    ready.facts = await client.send(draftApi.ready, {});
    aside.links = (await client.send(draftApi.previewLinks, { slug: address })).links;
    aside.versions = (await client.send(draftApi.versions, { slug: address })).versions.length;
    redraw();
  };
  // Not asked for by whoever types: a line that breaks meanwhile must not take the keyboard from them.
  let again: ReturnType<typeof setTimeout> | undefined;
  const askFacts = () =>
    facts().catch((error: unknown) => {
      if (error instanceof NoAnswer) again = setTimeout(() => void askFacts(), FACTS_AGAIN);
      else void context.attempt(() => Promise.reject(error));
    });
  void askFacts();
  queueMicrotask(preview.changed);

  return {
    view: () => {
      const now = desk();
      return html`<div class="editor">
        <div class="write">
          <h1 tabindex="-1">${context.t("text.page")}</h1>
          ${keptLine(context, editor)}
          ${clashSection(now, clash) ?? nothing}
          <nav class="jumps" aria-label=${context.t("text.parts")}>${SECTIONS.map((one) => html`<a href="#${one}" @click=${(event: Event) => jump(event, one)}>${context.t(`text.${one}` as DeskKey)}</a> `)}</nav>
          ${headSection(now)}${callsSection(now)}${askingSection(now)}${datesSection(now)}${contactSection(now)}
          ${lookSection(now, look)}${moreSection(now)}${translationsSection(now, translation)}
          ${readySection(now, ready, lookAt)}${linksSection(now, aside, copying)}${versionsSection(now, aside)}${filesSection(now, aside)}
        </div>
        ${preview.view(now)}
      </div>`;
    },
    close: () => {
      clearTimeout(again);
      editor.watch(null);
      preview.close();
      void editor.flush();
    },
    unsaved: () => editor.kept !== "kept",
  };
}

const SAID: Readonly<Record<Kept, DeskKey>> = {
  kept: "text.kept",
  waits: "text.waits",
  sends: "text.sends",
  "no-answer": "text.no_answer",
  "signed-out": "text.signed_out",
  refused: "text.refused",
  clash: "text.clashes",
};

/** Whether the network has what was typed, in words; always in sight. */
function keptLine({ t }: Context, editor: Editor): TemplateResult {
  const { kept, why, cameIn } = editor;
  const bad = kept === "no-answer" || kept === "signed-out" || kept === "refused" || kept === "clash";
  const next = encodeURIComponent(location.pathname);
  return html`<p class="kept ${bad ? "not" : ""}" role="status" data-kept=${kept}>${t(SAID[kept], { why: kept === "refused" ? sayError(t, why) : "" })}${kept === "signed-out" ? html` <a href="/desk/in?next=${next}">${t("in.title")}</a>` : nothing}${cameIn && !bad ? html` ${t("text.came_in", { by: cameIn })}` : nothing}</p>`;
}

function jump(event: Event, id: string): void {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.querySelector<HTMLElement>("input, textarea, select, button, a")?.focus({ preventScroll: true });
}
