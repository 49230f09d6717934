// Who can open a campaign: as the network tells it, held against the chain of vouches once the desk is open.
import { html, nothing, type TemplateResult } from "lit-html";
import { bytesEqual } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import type { Chain } from "../../vault/vouch.ts";
import type { Context } from "../page.ts";
import { areThose } from "../standing.ts";
import type { Keeping } from "./keeping.ts";

/**
 * Whether what the network tells is what the chain says: the campaign's key, and everybody who stands.
 * @param chain checked when the desk was opened
 */
export function agreesWithChain(p: Primitives, chain: Chain, { id, key, openers }: Keeping): boolean {
  const vouched = chain.campaignKey(id, key.epoch);
  if (vouched === null || !bytesEqual(vouched, p.sha256(key.publicKey))) return false;
  const told = Map.groupBy(openers, ({ kind }) => kind);
  return areThose(chain.holders, told.get("holder") ?? []) && areThose(chain.sheets, told.get("sheet") ?? []);
}

/** Key holders first, then the envelope. */
export function openerLines({ t, session }: Context, { openers }: Keeping): TemplateResult {
  const own = session.me?.id;
  const able = openers.filter(({ granted }) => granted).length;
  return html`<ul class="campaigns" role="list">${openers.map(
    ({ id, kind, name, organisation, granted }) => html`<li>
      <b>${kind === "sheet" ? t("keys.envelope") : name}</b>${own && bytesEqual(own, id) ? html` ${t("keys.you")}` : nothing}
      ${organisation === "" ? nothing : html`<span class="soft">${organisation}</span>`}
      ${granted ? nothing : html`<span class="err">${t("keys.without")}</span>`}
      ${kind === "sheet" ? html`<p class="soft">${t("keys.envelope.what")}</p>` : nothing}</li>`,
  )}</ul>
  ${able < 2 ? html`<p><b>${t("keys.alone")}</b> <a class="tap" href="/desk/team">${t("keys.invite")}</a></p>` : nothing}`;
}
