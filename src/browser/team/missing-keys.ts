// Campaigns that take no signatures, since the network was started again and nobody made them a new key yet.
import { html, nothing, type TemplateResult } from "lit-html";
import { removingApi } from "../../organisers/holders/removing-api.ts";
import { makeMissingKeys } from "../../organisers/holders/renewing-keys.ts";
import type { Desk } from "../../organisers/opening.ts";
import type { Context } from "../page.ts";

/**
 * @param desk the open desk of a key holder
 * @returns what draws the part; nothing while every campaign has its key
 */
export async function missingKeysPart(
  { t, session, redraw, attempt }: Context,
  desk: Desk,
): Promise<() => TemplateResult | typeof nothing> {
  const read = async () =>
    (await desk.client.send(removingApi.openKeys, {})).open.filter(({ hasKey }) => !hasKey).length;
  let many = await read();
  let busy = false;
  const make = () => {
    if (busy) return;
    busy = true;
    redraw();
    void attempt(async () => {
      try {
        await makeMissingKeys(await session.primitives(), desk);
        many = await read();
      } finally {
        busy = false;
      }
    });
  };
  return () =>
    many === 0
      ? nothing
      : html`<div class="check"><h2>${t("team.missing", { many })}</h2><p>${t("team.missing.what")}</p>
        <div class="tool"><button type="button" class="main" ?disabled=${busy} @click=${make}>${t("team.missing.make")}</button></div></div>`;
}
