// /desk/:slug/hand-over: the list as a file, the list for the addressee, and what came of it.
import { html } from "lit-html";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import type { Context, Opened } from "../page.ts";
import { coursePart } from "./course.ts";
import { listPart } from "./list.ts";
import { savingPart } from "./saving.ts";
import { unlockingPart } from "./unlocking.ts";

/** Opens the page. */
export async function openHandOver(context: Context): Promise<Opened> {
  const { session } = context;
  const { desk } = session;
  if (!desk) throw new Error("the page is shown with an open desk alone");
  const campaign = await openCampaign(await session.primitives(), desk, context.params.slug ?? "");
  const list = listPart(context, campaign);
  const course = await coursePart(context, campaign);
  const saving = await savingPart(context, campaign);
  const unlocking = unlockingPart(context);
  return {
    view: () =>
      html`<div class="noprint"><h1 tabindex="-1">${context.t("handing.title")}</h1>${saving()}${unlocking()}</div>${list.view()}${course.view()}`,
    close: list.close,
    unsaved: course.unsaved,
  };
}
