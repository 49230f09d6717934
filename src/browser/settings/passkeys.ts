// Passkeys: they sign in without opening, for writing and answering on the way.
import { startRegistration } from "@simplewebauthn/browser";
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { meApi } from "../../organisers/me/api.ts";
import type { Answered } from "../../web/api.ts";
import { goToWrong, textField, typed } from "../field.ts";
import type { Context } from "../page.ts";
import { presentWords } from "./present.ts";

type Made = Parameters<typeof startRegistration>[0]["optionsJSON"];

export interface PasskeysPart {
  view(): TemplateResult;
  /** Reads them again, after something took some away. */
  reload(): Promise<void>;
}

/** Opens the part. @param began told when words began another session */
export async function passkeysPart(context: Context, began: () => Promise<void>): Promise<PasskeysPart> {
  const { t, session } = context;
  const { client } = session;
  let list: Answered<typeof meApi.passkeys>["passkeys"] = [];
  let wrong: string | null = null;
  const read = async () => {
    ({ passkeys: list } = await client.send(meApi.passkeys, {}));
  };
  await read();
  const words = presentWords(context, "passkey-words", began);
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = typed(form, "passkey-name");
    wrong = name === "" ? t("settings.passkeys.unnamed") : null;
    if (wrong !== null) {
      context.redraw();
      return goToWrong(form);
    }
    await words.take(form, async (present) => {
      const { options } = await client.send(meApi.passkeyOptions, {});
      const response = await startRegistration({ optionsJSON: options as unknown as Made }).catch(() => null);
      if (response === null) {
        wrong = t("settings.passkeys.refused");
        return;
      }
      await client.send(meApi.addPasskey, { name, response: JSON.parse(JSON.stringify(response)), present });
      form.reset();
      await read();
    });
  };
  const remove = (id: Uint8Array) =>
    context.attempt(async () => {
      await client.send(meApi.removePasskey, { id });
      await read();
    });
  const view =
    () => html`<section class="narrow" aria-labelledby="passkeys"><h2 id="passkeys">${t("settings.passkeys")}</h2>
    <p>${t("settings.passkeys.what")}</p>
    ${
      list.length === 0
        ? nothing
        : html`<ul class="campaigns" role="list">${list.map(
            ({ id, name, day }) =>
              html`<li class="do"><b>${name}</b> <span class="soft">${t("settings.passkeys.since", { day: dayIn(context.language, isoDay(day)) })}</span> <button type="button" @click=${() => remove(id)} aria-label="${t("settings.remove_named", { name })}">${t("settings.remove")}</button></li>`,
          )}</ul>`
    }
    ${
      "PublicKeyCredential" in globalThis && !session.own
        ? html`<form @submit=${add}>
            ${textField({ name: "passkey-name", label: t("settings.passkeys.name"), hint: t("settings.passkeys.name.hint"), wrong })}
            ${words.field()}
            <p class="go"><button class="act plain">${t("settings.passkeys.add")}</button></p>
          </form>`
        : html`<p class="soft">${t(session.own ? "settings.passkeys.own" : "settings.passkeys.none")}</p>`
    }</section>`;
  return { view, reload: read };
}
