// The desk's first page: what waits, gravest first, who signed in the last days, and the campaigns.
import { html, type TemplateResult } from "lit-html";
import { campaignApi } from "../../campaigns/desk-api.ts";
import { waitsApi } from "../../organisers/waits-api.ts";
import type { Context, Page } from "../page.ts";
import { signedByDay } from "./by-day.ts";
import type { Campaign } from "./campaign.ts";
import { waitingList } from "./lines.ts";
import { square } from "./square.ts";

export const waitsPage: Page = {
  path: "/desk",
  title: "waits.title",
  needs: "session",
  open: async (context) => {
    const { t, session } = context;
    const [{ campaigns }, { waits, signed }] = await Promise.all([
      session.client.send(campaignApi.list, {}),
      session.client.send(waitsApi.waits, {}),
    ]);
    return {
      view: () => html`<h1 tabindex="-1">${t("waits.title")}</h1>
        ${waitingList(context, waits, campaigns)}
        ${signedByDay(context, signed, campaigns)}
        <h2>${t("waits.campaigns")}</h2>
        ${
          campaigns.length === 0
            ? html`<p>${t("waits.none")}</p>`
            : html`<ul class="campaigns" role="list">${campaigns.map((one) => campaignLine(context, one))}</ul>`
        }
        <div class="tool"><a class="main" href="/desk/new">${t("frame.new")}</a></div>`,
    };
  },
};

function campaignLine({ t, session }: Context, campaign: Campaign): TemplateResult {
  const { slug, title, state, people, organisations, pending } = campaign;
  const at = `/desk/${encodeURIComponent(slug)}`;
  return html`<li>
    <h3>${square(campaign)} ${title}</h3>
    <p class="soft">${t(`waits.${state}`)} · ${t("waits.counted", { people, organisations })} · ${t("waits.pending", { many: pending })}</p>
    <p class="links"><a href="${at}/people">${t("waits.people")}</a> <a href="${at}/text">${t("waits.text")}</a> <a href="${at}/share">${t("share.title")}</a> <a href="${at}/brought-in">${t("brought.link")}</a> <a href="${at}/numbers">${t("numbers.title")}</a> <a href="${at}/hand-over">${t("handing.link")}</a> <a href="${at}/keys">${t("waits.keys")}</a> <a href="${session.address}/${slug}">${t("waits.page")}</a></p>
  </li>`;
}
