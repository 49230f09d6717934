// Who carries the network's mail, and whether it arrives.
import { html, type TemplateResult } from "lit-html";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { openMailTest } from "../mail-test.ts";
import type { Context } from "../page.ts";

/** @returns what draws the part */
export async function mailPart(context: Context): Promise<() => TemplateResult> {
  const { t, session } = context;
  const read = async () => (await session.client.send(draftApi.ready, {})).mail;
  let mail = await read();
  const trying = openMailTest(context, async () => {
    mail = await read();
  });
  const said = () => {
    if (mail === null) return t("ready.mail.none");
    return t(mail.tested ? "ready.mail.tested" : "ready.mail.untested", { host: mail.by });
  };
  return () => html`<section class="narrow" aria-labelledby="mail"><h2 id="mail">${t("settings.mail.heading")}</h2>
    <p>${said()}</p>${mail === null ? "" : trying.view()}</section>`;
}
