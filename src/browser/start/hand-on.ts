// Whoever runs the server hands the set-up link on: they need not become a key holder themself.
import { html, type TemplateResult } from "lit-html";
import { openCopying } from "../copying.ts";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export function handOn(context: Context): () => TemplateResult {
  const { t, session, fragment } = context;
  const text = `${session.address}/desk/start#${fragment}`;
  const copying = openCopying(context);
  return () => html`<section class="narrow" aria-labelledby="hand-on"><h2 id="hand-on">${t("start.hand_on")}</h2>
    <p>${t("start.hand_on.what")}</p>
    ${copying.view({ id: "set-up", label: t("start.hand_on.link"), text })}</section>`;
}
