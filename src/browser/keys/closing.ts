// Closing a campaign and destroying what people typed: its address is typed once more, since nobody can undo it.
import { html, nothing, type TemplateResult } from "lit-html";
import { closingApi } from "../../campaigns/keeping/api.ts";
import { textField, typed } from "../field.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";
import type { Keeping } from "./keeping.ts";

/**
 * @param reload reads again what there is of the campaign, once it is closed
 * @returns what draws the part
 */
export function closingPart(
  context: Context,
  reload: () => Promise<void>,
): (keeping: Keeping) => TemplateResult | typeof nothing {
  const { t, session, redraw } = context;
  const work = oneAtATime(context);
  let wrong: string | null = null;
  const close = async (event: SubmitEvent, slug: string) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    wrong = typed(form, "slug") === slug ? null : t("keys.close.wrong", { slug });
    if (wrong !== null) {
      redraw();
      document.getElementById("f-slug")?.focus();
      return;
    }
    await work.run(async () => {
      await session.client.send(closingApi.close, { slug, typed: slug });
      await reload();
    });
    document.querySelector<HTMLElement>("h2")?.focus();
  };
  return ({ slug, state, versions }) => {
    if (state === "draft") return nothing;
    const rows = versions.reduce((sum, version) => sum + version.rows, 0);
    const handOver = `/desk/${encodeURIComponent(slug)}/hand-over`;
    return html`<section class="narrow" aria-labelledby="close"><h2 id="close">${t("keys.close")}</h2>
      <p>${t("keys.close.what", { rows })}</p>
      <p>${t("keys.close.stays")}</p>
      <p>${t("keys.close.first")} <a class="tap" href=${handOver}>${t("handing.title")}</a></p>
      ${
        session.desk === null || session.me?.role !== "key_holder"
          ? html`<p><b>${t("keys.close.locked")}</b></p>`
          : html`<form @submit=${(event: SubmitEvent) => close(event, slug)}>
        ${textField({ name: "slug", label: t("keys.close.type", { slug }), wrong })}
        <p class="go"><button class="act plain" ?disabled=${work.working}>${t(work.working ? "keys.close.busy" : "keys.close.go")}</button></p>
      </form>`
      }</section>`;
  };
}
