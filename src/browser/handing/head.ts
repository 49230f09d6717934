// What the pages about a campaign's lists begin with.
import { html, type TemplateResult } from "lit-html";
import type { DeskKey } from "../../locales/desk.ts";
import type { OpenCampaign } from "../../signing/open-campaign.ts";
import type { Context } from "../page.ts";

/**
 * The title.
 * @param small what the page is about, as it stands behind the campaign's title
 */
export function headOf(
  { t, language }: Context,
  { texts, slug }: Pick<OpenCampaign, "texts" | "slug">,
  small: DeskKey,
): TemplateResult {
  const title = texts.at(-1)?.in(language).title;
  return html`<h1 tabindex="-1"><span class="sq"></span> ${title ? html`<span lang=${title.lang}>${title.text}</span>` : slug}: ${t(small)}</h1>`;
}
