// Whether the network's mail arrives: a mail with a code goes to whoever asks, and the code is typed back.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { DeskSay } from "../locales/desk.ts";
import { mailTestApi } from "../organisers/mail-test/api.ts";
import type { Answered } from "../web/api.ts";
import type { Context } from "./page.ts";

export interface MailTest {
  /** The button, and the field for the code once a mail went. */
  view(): TemplateResult;
}

/** What became of it; what the mail server answered stands behind what that means, as it came. */
export function sayMailTest(
  t: DeskSay,
  { to, went, why, fault }: Answered<typeof mailTestApi.sendMailTest>,
): string {
  if (went) return t("ready.mail.sent", { to });
  const answered = why === "" ? "" : ` ${t("ready.mail.answered", { why })}`;
  return `${fault === null ? t("ready.mail.refused") : t(`ready.mail.fault.${fault}`)}${answered}`;
}

/** @param arrived told once the right code was typed */
export function openMailTest(context: Context, arrived: () => Promise<void>): MailTest {
  const { t, session, language, redraw, attempt } = context;
  let sentTo = "";
  let code = "";
  let said = "";
  // Whoever read the mail in this very tab comes back to the field for its code.
  const look = () =>
    attempt(async () => {
      const { to } = await session.client.send(mailTestApi.mailTest, {});
      if (to === null) return;
      [sentTo, said] = [to, t("ready.mail.sent", { to })];
      redraw();
    });
  const send = () =>
    attempt(async () => {
      const asked = { language: language === "fr" ? ("fr" as const) : ("en" as const) };
      const sent = await session.client.send(mailTestApi.sendMailTest, asked);
      [sentTo, said] = [sent.went ? sent.to : "", sayMailTest(t, sent)];
    });
  const answer = () =>
    attempt(async () => {
      const { right } = await session.client.send(mailTestApi.answerMailTest, { code });
      said = t(right ? "ready.mail.arrived" : "ready.mail.wrong");
      if (!right) return;
      [sentTo, code] = ["", ""];
      await arrived();
    });
  const type = (event: Event) => {
    code = (event.currentTarget as HTMLInputElement).value;
    redraw();
  };
  void look();
  return {
    view: () => html`<p class="tool"><button type="button" id="mail-test" @click=${send}>${t("ready.mail.send")}</button></p>
    ${
      sentTo === ""
        ? nothing
        : html`<div class="field"><label for="mail-code">${t("ready.mail.code")}</label><input class="in short" id="mail-code" inputmode="numeric" autocomplete="one-time-code" .value=${live(code)} @input=${type}> <span class="tool"><button type="button" id="mail-answer" @click=${answer}>${t("ready.mail.answer")}</button></span></div>`
    }<p role="status">${said}</p>`,
  };
}
