// What the network is called, its time zone, the languages of its own pages, its address and who carries its mail.
import { html, type TemplateResult } from "lit-html";
import { LANGUAGES, nameOf } from "../../locales/languages.ts";
import { meApi } from "../../organisers/me/api.ts";
import { textField, typed } from "../field.ts";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export async function networkPart(context: Context): Promise<() => TemplateResult> {
  const { t, session } = context;
  const { client } = session;
  let settings = await client.send(meApi.settings, {});
  let wrong: string | null = null;
  let done = false;
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = new FormData(form).getAll("languages");
    const languages = LANGUAGES.filter((one) => chosen.includes(one));
    [done, wrong] = [false, languages.length === 0 ? t("settings.languages.none") : null];
    return context.attempt(async () => {
      if (wrong !== null) return;
      const asked = { name: typed(form, "network"), timezone: typed(form, "timezone"), languages };
      await client.send(meApi.changeSettings, asked);
      settings = await client.send(meApi.settings, {});
      await session.look();
      done = true;
    });
  };
  return () => html`<section class="narrow" aria-labelledby="network"><h2 id="network">${t("settings.network")}</h2>
    <form @submit=${save}>
      ${textField({ name: "network", label: t("settings.network.name"), value: settings.name })}
      ${textField({ name: "timezone", label: t("settings.timezone"), hint: t("settings.timezone.hint"), value: settings.timezone })}
      <fieldset class="field ${wrong ? "bad" : ""}"><legend>${t("settings.languages")}</legend><span class="hint">${t("settings.languages.hint")}</span>${wrong ? html`<span class="err">${wrong}</span>` : ""}
        ${LANGUAGES.map(
          (one) =>
            html`<label class="choice"><input type="checkbox" name="languages" value=${one} ?checked=${settings.languages.includes(one)}> <span lang=${one}>${nameOf(one)}</span></label>`,
        )}
      </fieldset>
      <p class="field">${t("settings.address", { address: settings.address })}</p>
      <p>${settings.mail === null ? t("settings.mail.none") : t("settings.mail", { host: settings.mail })}</p>
      <p class="go"><button class="act plain">${t("settings.save")}</button> <span role="status">${done ? t("settings.saved") : ""}</span></p>
    </form></section>`;
}
