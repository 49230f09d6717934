// Where one is signed in, and ending that.
import { html, nothing, type TemplateResult } from "lit-html";
import { localeOf } from "../../locales/languages.ts";
import { meApi } from "../../organisers/me/api.ts";
import type { Answered } from "../../web/api.ts";
import type { Context } from "../page.ts";

export interface SessionsPart {
  view(): TemplateResult;
  /** Reads them again, after one began or some ended. */
  reload(): Promise<void>;
}

/** Opens the part. */
export async function sessionsPart(context: Context): Promise<SessionsPart> {
  const { t, session, language } = context;
  let list: Answered<typeof meApi.sessions>["sessions"] = [];
  const reload = async () => {
    list = (await session.client.send(meApi.sessions, {})).sessions;
  };
  await reload();
  const at = (seconds: number) =>
    new Date(seconds * 1000).toLocaleString(localeOf(language), { dateStyle: "medium", timeStyle: "short" });
  const end = (id: Uint8Array | null) =>
    context.attempt(async () => {
      await session.client.send(meApi.endSessions, { id });
      await reload();
    });
  const view = () => html`<section aria-labelledby="sessions"><h2 id="sessions">${t("settings.sessions")}</h2>
    <p>${t("settings.sessions.what")}</p>
    <ul class="campaigns" role="list">${list.map(
      ({ id, way, made, seen, own }) => html`<li class="do"><b>${t(`settings.way.${way}`)}</b>
        <span class="soft">${t("settings.sessions.when", { made: at(made), seen: at(seen) })}</span>
        ${own ? html`<span>${t("settings.sessions.own")}</span>` : html`<button type="button" @click=${() => end(id)}>${t("settings.sessions.end")}</button>`}</li>`,
    )}</ul>
    ${list.length > 1 ? html`<div class="tool"><button type="button" @click=${() => end(null)}>${t("settings.sessions.end_others")}</button></div>` : nothing}</section>`;
  return { view, reload };
}
