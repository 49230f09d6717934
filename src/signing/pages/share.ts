// Passing it on: the link, a text to copy, mail and text message. Nothing leaves this page by itself. Pure.
import { pathTo } from "../../campaigns/frame.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { inEnglish } from "../../web/words.ts";

/** The section "Pass it on"; null where the campaign does not ask for it. */
export function shareSection(view: CampaignView): Markup | null {
  const { campaign, language, site } = view;
  if (!campaign.share) return null;
  const edition = campaign.in(language);
  const t = say(language);
  const link = site.baseUrl + pathTo(view, "");
  const message =
    edition.shareText === null
      ? t("share.message.default", { title: edition.title.text, link })
      : t("share.message.own", { text: edition.shareText.text, link });
  const mail = `mailto:?subject=${encodeURIComponent(edition.plainName.text)}&body=${encodeURIComponent(message)}`;
  return html`<section class="g pass" id="pass"${inEnglish(language)}>
<h2>${t("share.heading")}</h2>
<p>${t("share.text")}</p>
<p class="field"><label for="share-link">${t("share.link")}</label><input class="in" id="share-link" type="text" readonly value="${link}"></p>
<p class="field"><label for="share-text">${t("share.message")}</label><textarea class="in" id="share-text" rows="5" readonly>
${message}</textarea></p>
<p class="ways"><a class="tap" href="${mail}">${t("share.mail")}</a> · <a class="tap" href="sms:?&amp;body=${encodeURIComponent(message)}">${t("share.sms")}</a> · <a class="tap" href="${pathTo(view, "/print")}">${t("share.print")}</a></p>
</section>`;
}
