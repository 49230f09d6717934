// Whether one wants a mail a day while something waits.
import { html, type TemplateResult } from "lit-html";
import { waitsApi } from "../../organisers/waits/api.ts";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export async function dailyPart(context: Context): Promise<() => TemplateResult> {
  const { t, session } = context;
  const { daily, mail } = await session.client.send(waitsApi.daily, {});
  let wanted = daily;
  let done = false;
  const change = (event: Event) => {
    const { checked } = event.currentTarget as HTMLInputElement;
    return context.attempt(async () => {
      done = false;
      await session.client.send(waitsApi.setDaily, { daily: checked });
      wanted = checked;
      done = true;
    });
  };
  const tick =
    () => html`<p class="field close"><label class="choice"><input type="checkbox" name="daily" .checked=${wanted} @change=${change}> <span>${t("daily.on")}</span></label></p>
      <p role="status">${done ? t("settings.saved") : ""}</p>`;
  return () => html`<section class="narrow" aria-labelledby="daily"><h2 id="daily">${t("daily.heading")}</h2>
    ${mail ? html`<p>${t("daily.what")}</p>${tick()}` : html`<p>${t("daily.none")}</p>`}
  </section>`;
}
