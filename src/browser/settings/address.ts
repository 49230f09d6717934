// Another e-mail address of one's own: a code goes there and is typed back.
import { html, nothing, type TemplateResult } from "lit-html";
import { ownAddressApi } from "../../organisers/me/address-api.ts";
import { goToWrong, textField, typed } from "../field.ts";
import type { Context } from "../page.ts";
import { presentWords } from "./present.ts";

/**
 * @param mail whether the network sends any
 * @param began told when words began another session
 * @returns what draws the part
 */
export async function addressPart(
  context: Context,
  mail: boolean,
  began: () => Promise<void>,
): Promise<() => TemplateResult> {
  const { t, session, language } = context;
  const { client } = session;
  // Whoever read the mail in this very tab comes back to the field for its code.
  let sentTo = (await client.send(ownAddressApi.waitingAddress, {})).to;
  let said = sentTo === null ? "" : t("address.sent", { to: sentTo });
  let wrong: string | null = null;
  const words = presentWords(context, "address-words", began);

  const ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const email = typed(form, "new-address");
    [said, wrong] = ["", email === "" ? t("start.email.missing") : null];
    if (wrong !== null) {
      context.redraw();
      return goToWrong(form);
    }
    await words.take(form, async (present) => {
      const asked = { email, language: language === "fr" ? ("fr" as const) : ("en" as const), present };
      const { to, went, why } = await client.send(ownAddressApi.askAddress, asked);
      if (went) form.reset();
      [sentTo, said] = went ? [to, t("address.sent", { to })] : [null, t("address.refused", { why })];
    });
  };
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    return context.attempt(async () => {
      const { right } = await client.send(ownAddressApi.takeAddress, { code: typed(form, "address-code") });
      if (!right) {
        said = t("address.wrong");
        return;
      }
      sentTo = null;
      await session.look();
      said = t("address.done", { address: session.me?.email ?? "" });
    });
  };
  const asking = () => html`<form autocomplete="off" @submit=${ask} novalidate>
      ${textField({ name: "new-address", label: t("address.new"), hint: t("address.new.hint"), wrong, type: "email", autocomplete: "email" })}
      ${words.field()}
      <p class="go"><button class="act plain">${t("address.send")}</button></p>
    </form>`;
  const answering = () =>
    html`<form @submit=${take}>${textField({ name: "address-code", label: t("address.code"), autocomplete: "one-time-code" })}
      <p class="go"><button class="act plain">${t("address.take")}</button></p></form>`;

  return () => html`<section class="narrow" aria-labelledby="address"><h2 id="address">${t("address.heading")}</h2>
    <p>${t("address.what", { address: session.me?.email ?? "" })}</p>
    ${mail ? asking() : html`<p>${t("address.none")}</p>`}
    <p role="status">${said}</p>
    ${sentTo === null ? nothing : answering()}</section>`;
}
