// The desk's first page: what waits, gravest first, who signed in the last days, and the campaigns.
import { html, nothing, type TemplateResult } from "lit-html";
import { campaignApi } from "../../campaigns/desk-api.ts";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { waitsApi } from "../../organisers/waits/api.ts";
import type { Answered } from "../../web/api.ts";
import { campaignLinks } from "../campaign-pages.ts";
import type { Context, Page } from "../page.ts";
import type { Session } from "../session.ts";
import { signedByDay } from "./by-day.ts";
import type { Campaign } from "./campaign.ts";
import { waitingList } from "./lines.ts";
import { square } from "./square.ts";

type Draft = Answered<typeof draftApi.drafts>["drafts"][number];

export const waitsPage: Page = {
  path: "/desk",
  title: "waits.title",
  needs: "session",
  open: async (context) => {
    const { t, session } = context;
    const [{ campaigns }, { waits, signed }, begun] = await Promise.all([
      session.client.send(campaignApi.list, {}),
      session.client.send(waitsApi.waits, {}),
      draftsOf(session),
    ]);
    return {
      view: () => html`<h1 tabindex="-1">${t("waits.title")}</h1>
        ${waitingList(context, waits, campaigns)}
        ${signedByDay(context, signed, campaigns)}
        <h2>${t("waits.campaigns")}</h2>
        ${
          campaigns.length + begun.length === 0
            ? html`<p>${t("waits.none")}</p>`
            : html`<ul class="campaigns" role="list">${begun.map((one) => draftLine(context, one))}${campaigns.map((one) => campaignLine(context, one))}</ul>`
        }
        <div class="tool"><a class="main" href="/desk/new">${t("frame.new")}</a></div>`,
    };
  },
};

/** Texts that were begun and never sent: no campaign yet, and half of somebody's work. The envelope writes none. */
async function draftsOf({ client, me }: Session): Promise<Draft[]> {
  if (me?.kind !== "account") return [];
  const { drafts } = await client.send(draftApi.drafts, {});
  return drafts.filter(({ known }) => !known);
}

function draftLine({ t, session }: Context, { address, title, by }: Draft): TemplateResult {
  return html`<li>
    <h3>${square({ accent: null })} ${title}</h3>
    <p class="soft">${t("waits.draft")} · ${t("new.draft", { by: by || "–" })}</p>
    <p class="links">${campaignLinks(t, session, { slug: address, state: "new" })}</p>
  </li>`;
}

function campaignLine({ t, session }: Context, campaign: Campaign): TemplateResult {
  const { title, state, people, organisations, pending, languages } = campaign;
  return html`<li>
    <h3>${square(campaign)} <span lang=${languages[0] ?? nothing}>${title}</span></h3>
    <p class="soft">${t(`waits.${state}`)} · ${t("waits.counted", { people, organisations })} · ${t("waits.pending", { many: pending })}</p>
    <p class="links">${campaignLinks(t, session, campaign)}</p>
  </li>`;
}
