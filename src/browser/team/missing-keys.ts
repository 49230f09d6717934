// Campaigns that take no signatures, since the network was started again and nobody made them a new key yet.
import { html, nothing, type TemplateResult } from "lit-html";
import { removingApi } from "../../organisers/holders/removing-api.ts";
import { makeMissingKeys } from "../../organisers/holders/renewing-keys.ts";
import type { Desk } from "../../organisers/opening.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";

/**
 * @param desk the open desk of a key holder
 * @returns what draws the part; nothing while every campaign has its key
 */
export async function missingKeysPart(
  context: Context,
  desk: Desk,
): Promise<() => TemplateResult | typeof nothing> {
  const { t, session } = context;
  const work = oneAtATime(context);
  const read = async () =>
    (await desk.client.send(removingApi.openKeys, {})).open.filter(({ hasKey }) => !hasKey).length;
  let many = await read();
  const make = () =>
    void work.run(async () => {
      await makeMissingKeys(await session.primitives(), desk);
      many = await read();
    });
  return () =>
    many === 0
      ? nothing
      : html`<div class="check"><h2>${t("team.missing", { many })}</h2><p>${t("team.missing.what")}</p>
        <div class="tool"><button type="button" class="main" ?disabled=${work.working} @click=${make}>${t("team.missing.make")}</button></div></div>`;
}
