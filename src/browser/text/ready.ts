// Ready? What should stand before people are asked to sign and what has to be mended; then publishing, now or on a day to
// come, and closing.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type * as z from "zod";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { textAt } from "../../campaigns/editing/paths.ts";
import { momentIn } from "../../locales/dates.ts";
import { ApiRefused } from "../../organisers/client.ts";
import type { Refused } from "../../web/api.ts";
import { sayError } from "../errors.ts";
import { type MailTest, openMailTest } from "../mail-test.ts";
import { type Wrong, wrongTold } from "./checks.ts";
import { type Compared, openCompared } from "./compared.ts";
import { languageOf, type TextDesk } from "./desk.ts";
import { NotKept, publish, schedule } from "./publishing.ts";
import { type ReadyFacts, readyList } from "./ready-list.ts";
import type { LookAt } from "./ready-translations.ts";
import { listOfWrong } from "./wrong.ts";

export interface ReadyState {
  facts: ReadyFacts | null;
  /** What happened last, told aloud. */
  said: string;
  address: string;
  small: boolean;
  at: string;
  mailTest: MailTest | null;
  /** What the network found, beyond what is found here. */
  refused: readonly Wrong[];
  busy: boolean;
  /** What translations are compared with. */
  compared: Compared;
}

/** @returns nothing known yet */
export function notReady(): ReadyState {
  return {
    facts: null,
    said: "",
    address: "",
    small: false,
    at: "",
    mailTest: null,
    refused: [],
    busy: false,
    compared: openCompared(),
  };
}

/** The section. @param lookAt opens a translation and leads to one of its fields */
export function readySection(desk: TextDesk, state: ReadyState, lookAt: LookAt): TemplateResult {
  const { t } = desk.context;
  return html`<section id="ready" aria-labelledby="h-ready"><h2 id="h-ready">${t("text.ready")}</h2>
    <ul class="ready" role="list">${readyList(desk, state.facts, () => mailTest(desk, state), lookAt, state.compared)}</ul>
    ${mistakes(desk)}
    ${actions(desk, state)}
  </section>`;
}

function mailTest(desk: TextDesk, state: ReadyState): TemplateResult {
  const { session } = desk.context;
  state.mailTest ??= openMailTest(desk.context, async () => {
    state.facts = await session.client.send(draftApi.ready, {});
  });
  return state.mailTest.view();
}

/** Everything that has to be mended before it can be public, each leading to its field. */
function mistakes(desk: TextDesk): TemplateResult | typeof nothing {
  const { t } = desk.context;
  if (desk.wrong.length === 0) return nothing;
  return html`<div class="check" id="mend" tabindex="-1"><h3>${t("ready.mend", { many: desk.wrong.length })}</h3>${listOfWrong(desk, desk.wrong)}</div>`;
}

function actions(desk: TextDesk, state: ReadyState): TemplateResult {
  const { t, session } = desk.context;
  const { campaign } = desk.editor;
  if (campaign?.state === "closed") return html`<p>${t("ready.closed")}</p>`;
  const isPublic = campaign?.state === "published";
  const needsKey = campaign === null && session.desk === null;
  const next = encodeURIComponent(location.pathname);
  return html`<p role="status" class="said" id="said">${state.said}${state.address ? html` <a class="tap" href=${state.address} target="_blank" rel="noopener">${state.address}</a>` : nothing}</p>
    ${state.refused.length > 0 ? html`<div role="alert">${listOfWrong(desk, state.refused)}</div>` : nothing}
    ${
      needsKey
        ? html`<div class="check"><h3>${t("ready.key")}</h3><p>${t(session.me?.role === "key_holder" ? "ready.key.locked" : "ready.key.organiser")}</p>${session.me?.role === "key_holder" ? html`<p><a class="act" href="/desk/in?next=${next}">${t("frame.open")}</a></p>` : nothing}</div>`
        : html`${
            isPublic && campaign?.signed
              ? html`<p>${t("ready.signed")}</p><label class="choice" for="small"><input type="checkbox" id="small" .checked=${live(state.small)} @change=${(
                  event: Event,
                ) => {
                  state.small = (event.currentTarget as HTMLInputElement).checked;
                }}> <span>${t("ready.small")}</span></label>`
              : nothing
          }
          <p class="go"><button type="button" class="act full" id="publish" ?disabled=${state.busy} @click=${() => void goPublic(desk, state, null)}>${t(isPublic ? "ready.update" : "ready.publish")}</button></p>
          ${isPublic ? closing(desk, state) : scheduling(desk, state)}`
    }
    ${isPublic && desk.editor.revision > 0 ? dropping(desk) : nothing}
`;
}

function scheduling(desk: TextDesk, state: ReadyState): TemplateResult {
  const { t, attempt, session, language } = desk.context;
  const { editor } = desk;
  const scheduled = editor.campaign?.scheduled ?? null;
  const back = () =>
    attempt(async () => {
      await schedule(session, editor.address, null);
      await editor.reload();
      state.said = t("ready.schedule.taken");
    });
  return html`<details class="more" ?open=${scheduled !== null}><summary>${t("ready.schedule")}</summary>
    ${scheduled ? html`<p><b>${t("ready.scheduled", { at: momentIn(language, scheduled.at), zone: editor.zone })}</b></p>${scheduled.why ? notPublished(desk, scheduled.why) : nothing}<p class="tool"><button type="button" @click=${back}>${t("ready.schedule.back")}</button></p>` : nothing}
    <div class="field"><label for="schedule-at">${t("ready.schedule.at", { zone: editor.zone })}</label><span class="hint" id="h-schedule">${t("ready.schedule.hint")}</span><input class="in short" type="datetime-local" id="schedule-at" aria-describedby="h-schedule" .value=${live(state.at)} @input=${(
      event: Event,
    ) => {
      state.at = (event.currentTarget as HTMLInputElement).value;
      desk.context.redraw();
    }}></div>
    <p class="tool"><button type="button" id="schedule" ?disabled=${state.at === "" || state.busy} @click=${() => void goPublic(desk, state, state.at)}>${t("ready.schedule.go")}</button></p>
  </details>`;
}

/** Why it did not become public by itself; what an earlier version kept is an English sentence. */
function notPublished(desk: TextDesk, why: z.output<typeof Refused>): TemplateResult {
  const { t } = desk.context;
  const refused = new ApiRefused(422, why.error, why);
  return html`<p class="err">${t("ready.schedule.why", { why: sayError(t, refused) })}</p>${refused.mistakes.length > 0 ? listOfWrong(desk, wrongTold(refused.mistakes, languagesOf(desk))) : nothing}`;
}

function languagesOf(desk: TextDesk): string[] {
  return desk.editor.files.map((_, at) => languageOf(desk, at));
}

/** No more signatures from tomorrow on; destroying what was typed is another page's. */
function closing(desk: TextDesk, state: ReadyState): TemplateResult {
  const { t } = desk.context;
  const { editor } = desk;
  const close = () => {
    if (!confirm(t("ready.close.sure"))) return;
    editor.set(0, ["closes"], editor.today);
    void goPublic(desk, state, null);
  };
  const over = textAt(editor.files[0]?.data, ["closes"]);
  return html`<details class="more"><summary>${t("ready.close")}</summary>
    <p>${t("ready.close.what")}</p>
    ${over !== "" && over <= editor.today ? nothing : html`<p class="tool"><button type="button" id="close" @click=${close}>${t("ready.close.go")}</button></p>`}
    <p><a class="tap" href="/desk/${encodeURIComponent(editor.address)}/keys">${t("ready.close.destroy")}</a></p>
  </details>`;
}

function dropping(desk: TextDesk): TemplateResult {
  const { t, attempt } = desk.context;
  const drop = () =>
    attempt(async () => {
      if (!confirm(t("ready.drop.sure"))) return;
      await desk.editor.drop();
      await desk.editor.reload();
    });
  return html`<p class="tool"><button type="button" @click=${drop}>${t("ready.drop")}</button></p>`;
}

async function goPublic(desk: TextDesk, state: ReadyState, at: string | null): Promise<void> {
  const { t, session, attempt, redraw, go, language } = desk.context;
  const { editor } = desk;
  desk.beStrict();
  Object.assign(state, { said: "", address: "", refused: [] });
  if (desk.wrong.length > 0) {
    redraw();
    document.getElementById("mend")?.focus();
    return;
  }
  state.busy = true;
  state.said = t("ready.working");
  await attempt(async () => {
    try {
      const published = await publish(session, editor, { draft: at !== null, small: state.small });
      // The key is made from here on, also when the day is refused.
      if (published.slug === editor.address) await editor.reload();
      if (at !== null) await schedule(session, published.slug, at);
      state.said =
        at === null
          ? t("ready.published")
          : t("ready.schedule.done", { at: momentIn(language, at), zone: editor.zone });
      state.address = at === null ? published.address : "";
      if (published.slug !== editor.address) go(`/desk/${encodeURIComponent(published.slug)}/text`);
      else {
        await editor.reload();
        await desk.context.campaignChanged();
      }
    } catch (error) {
      state.said = "";
      if (error instanceof NotKept) state.said = t("ready.not_kept");
      else {
        if (error instanceof ApiRefused) state.refused = wrongTold(error.mistakes, languagesOf(desk));
        throw error;
      }
    } finally {
      state.busy = false;
    }
  });
}
