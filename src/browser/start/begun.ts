// The end of the first run: what there is now, and what to do next.
import { html, type TemplateResult } from "lit-html";
import type { Context } from "../page.ts";

/** @param network its name */
export function begunView({ t, session }: Context, network: string): TemplateResult {
  return html`<div class="narrow"><h1 tabindex="-1">${t("start.done.title", { network })}</h1>
    <p>${t("start.done.tried")}</p>
    <p>${t("start.done.address")} <b class="notranslate" translate="no">${session.me?.email ?? ""}</b></p>
    <h2>${t("start.done.next")}</h2>
    <ol class="next-steps" role="list">
      <li>${t("start.done.papers")}</li>
      <li>${t("start.done.write")} <a class="tap" href="/desk/new">${t("frame.new")}</a></li>
      <li>${t("start.done.passkey")} <a class="tap" href="/desk/settings">${t("frame.settings")}</a></li>
    </ol>
    <p class="go"><a class="act full" href="/desk">${t("start.done.go")}</a></p></div>`;
}
