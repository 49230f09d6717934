// Whoever runs the server hands the set-up link on: they need not become a key holder themself.
import { html, type TemplateResult } from "lit-html";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export function handOn({ t, session, fragment, redraw }: Context): () => TemplateResult {
  const link = `${session.address}/desk/start#${fragment}`;
  let copied: "yes" | "no" | null = null;
  const copy = async () => {
    copied = await navigator.clipboard.writeText(link).then(
      () => "yes" as const,
      () => "no" as const,
    );
    redraw();
  };
  return () => html`<section class="narrow" aria-labelledby="hand-on"><h2 id="hand-on">${t("start.hand_on")}</h2>
    <p>${t("start.hand_on.what")}</p>
    ${copied === "no" ? html`<pre><code>${link}</code></pre>` : ""}
    <p class="go"><button type="button" class="act plain full" @click=${copy}>${t("start.hand_on.copy")}</button></p>
    <p role="status">${copied === null ? "" : t(`start.hand_on.${copied}`)}</p></section>`;
}
