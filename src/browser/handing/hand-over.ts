// /desk/:slug/hand-over: the list as a file, for oneself.
import { html } from "lit-html";
import { openCampaign } from "../../signing/open-campaign.ts";
import type { Context, Opened } from "../page.ts";
import { headOf } from "./head.ts";
import { savingPart } from "./saving.ts";

/** Opens the page. */
export async function openHandOver(context: Context): Promise<Opened> {
  const { session } = context;
  const { desk } = session;
  if (!desk) throw new Error("the page is shown with an open desk alone");
  const campaign = await openCampaign(await session.primitives(), desk, context.params.slug ?? "");
  const saving = await savingPart(context, campaign);
  return { view: () => html`${headOf(context, campaign, "handing.title.small")}${saving()}` };
}
