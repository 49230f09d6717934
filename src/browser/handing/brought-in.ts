// /desk/:slug/brought-in: lists that were collected elsewhere and numbers from paper, counted apart.
import { html, nothing } from "lit-html";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import type { Context, Opened } from "../page.ts";
import { broughtPeoplePart } from "./brought-people.ts";
import { listFilePart } from "./list-file.ts";
import { sourcesPart } from "./sources.ts";

/** Opens the page. */
export async function openBroughtIn(context: Context): Promise<Opened> {
  const { session, t } = context;
  const { desk } = session;
  if (!desk) throw new Error("the page is shown with an open desk alone");
  const campaign = await openCampaign(await session.primitives(), desk, context.params.slug ?? "");
  const sources = await sourcesPart(context, campaign);
  let people = broughtPeoplePart(context, campaign, sources.read);
  const list = listFilePart(context, campaign, async () => {
    await sources.read();
    // What was opened of it before is not all of it any more.
    people = broughtPeoplePart(context, campaign, sources.read);
  });
  return {
    view: () =>
      html`<h1 tabindex="-1">${t("brought.title")}</h1><p>${t("brought.what")}</p>${list.view()}${sources.view()}${
        sources.all.some(({ kind }) => kind === "rows") ? people() : nothing
      }`,
    unsaved: list.unsaved,
  };
}
