// /desk/:slug/keys: who can open a campaign, until when, and closing it for ever.
import { html, nothing, type TemplateResult } from "lit-html";
import { closingApi } from "../../campaigns/keeping/api.ts";
import { dayIn, daysFrom } from "../../locales/dates.ts";
import { number } from "../../vault/vouch.ts";
import { olderPart } from "../older-keys.ts";
import type { Context, Page } from "../page.ts";
import { certificateView } from "./certificate.ts";
import { closingPart } from "./closing.ts";
import type { Keeping } from "./keeping.ts";
import { agreesWithChain, openerLines } from "./openers.ts";
import { versionsTable } from "./versions.ts";

export const keysPage: Page = {
  path: "/desk/:slug/keys",
  title: "keys.title",
  needs: "session",
  open: async (context) => {
    const { session, params, t } = context;
    const slug = params.slug ?? "";
    const read = async () => {
      const keeping = await session.client.send(closingApi.keeping, { slug });
      const given = keeping.certified ? await session.client.send(closingApi.certificate, { slug }) : null;
      const p = await session.primitives();
      // Others may have gone on since this desk was opened.
      await session.desk?.follow();
      const agrees = session.desk ? agreesWithChain(p, session.desk.chain, keeping) : null;
      return { keeping, given, agrees, number: number(p, keeping.key.publicKey) };
    };
    let now = await read();
    const mayOpen = session.desk !== null && !now.keeping.certified;
    const older = session.desk && mayOpen ? await olderPart(context, session.desk, slug) : null;
    const close = closingPart(context, async () => {
      now = await read();
      await context.campaignChanged();
    });
    return {
      view: () => html`<h1 tabindex="-1">${t("keys.title")}</h1>
        ${session.desk === null || now.given ? nothing : (older?.view(null) ?? nothing)}
        ${now.given ? certificateView(context, now.given) : standing(context, now)}
        ${now.given ? nothing : close(now.keeping)}`,
      close: () => older?.close(),
    };
  },
};

interface Standing {
  keeping: Keeping;
  /** Whether key and openers are those that the chain gives; null while the desk is locked. */
  agrees: boolean | null;
  number: string;
}

function standing(context: Context, { keeping, agrees, number: digits }: Standing): TemplateResult {
  const { t, language } = context;
  const { until, today } = keeping;
  return html`<p>${
    until === null
      ? t("keys.until.none")
      : t("keys.until", { date: dayIn(language, until), days: daysFrom(today, until) })
  }</p>
    ${until === null ? nothing : html`<p class="soft">${t("keys.until.how")} ${t("keys.reminders")}</p>`}
    <h2>${t("keys.openers")}</h2>
    ${agrees === false ? html`<div class="check" role="alert"><h3>${t("keys.swapped.title")}</h3><p>${t("keys.swapped")}</p></div>` : nothing}
    ${openerLines(context, keeping)}
    <h2>${t("keys.number")}</h2>
    <p class="number"><code>${digits}</code></p>
    <p class="soft">${t("keys.number.what")} ${t(agrees === null ? "keys.unchecked" : agrees ? "keys.checked" : "keys.swapped.title")}</p>
    ${versionsTable(context, keeping)}`;
}
