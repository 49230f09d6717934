// The page of a mail's link: shows the words that the link carries and asks again. Promises one POST form, nothing
// preselected, and nothing offered above what was asked. Pure.
import { campaignLayout } from "../../campaigns/frame.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { say } from "../../locales/messages.ts";
import { layout } from "../../web/layout.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { STAMP_MARK } from "../../web/page-marks.ts";
import type { SiteView } from "../../web/view.ts";
import { inEnglish, spokenOn, tell, words } from "../../web/words.ts";
import type { Asked, ConfirmRequestView, ConfirmView } from "../view.ts";
import { appearField } from "./appear.ts";
import { errorBeside, type LabelOf, problems } from "./problems.ts";
import { plainLine } from "./sign.ts";

/**
 * `/c/…` of a signature.
 * @returns a full HTML document; it holds STAMP_MARK once
 */
export function confirmPage(view: ConfirmView): string {
  const { campaign, language, asked, offered } = view;
  const t = say(language);
  const edition = campaign.in(language);
  const person = asked.as === "person";
  const labelOf: LabelOf = (field) =>
    ({
      appear: t(person ? "appear.legend" : "appear.legend.organisation"),
      shown_as: t(person ? "appear.shown" : "appear.shown.organisation"),
    })[field];
  const wording = { language, labelOf };
  const beside = (field: string) => errorBeside(view.errors, field, wording);
  const chosen = offered.find((level) => level === view.values.get("appear")?.[0]) ?? null;
  const question = appearField({
    language,
    edition,
    as: asked.as,
    offered,
    chosen,
    shownAs: view.values.get("shown_as")?.[0] ?? asked.shownAs ?? "",
    position: asked.position !== null,
    errors: { appear: beside("appear"), shownAs: beside("shown_as") },
    hint: t("confirm.again"),
    sendOnly: true,
  });
  const form = html`<form id="confirm" class="sign g" method="post" action="${actionOf(view)}" novalidate${inEnglish(language)}>
<input type="hidden" name="stamp" value="${raw(STAMP_MARK)}">
${problems(view.errors, view.note, wording)}
<p class="promise">${t("confirm.ask")}</p>
<div class="pen row hang"><span class="num" aria-hidden="true">${t("mark.line")}</span><div><p class="wrote">${askedSentence(asked, view)}</p></div></div>
<p class="soft">${t("confirm.rest")}</p>
<div class="field">${question}</div>
<p><button class="act full">${t(person ? "confirm.button" : "confirm.button.organisation")}</button></p>
<p class="soft">${t("confirm.not")}</p>
</form>`;
  return linkPage(view, t("confirm.heading"), form);
}

/** What was asked, with the words that the link carries. */
function askedSentence(asked: Asked, view: CampaignView): Markup {
  const { language } = view;
  const { target } = view.campaign.in(language);
  const t = say(language);
  if (asked.appear === "counted") return html`${t("confirm.asked.counted")}`;
  if (asked.appear === "addressee") {
    return target === null
      ? html`${t("confirm.asked.addressee.nobody")}`
      : tell(language, "confirm.asked.addressee", { target: words(target.name, spokenOn(language)) });
  }
  const said = (text: string) => html`<bdi lang="">${text}</bdi>`;
  if (asked.as === "person") {
    return asked.shownAs === null
      ? html`${t("confirm.asked.public.long")}`
      : tell(language, "confirm.asked.public", { words: said(asked.shownAs) });
  }
  if (asked.organisation === null) return html`${t("confirm.asked.organisation.long")}`;
  const organisation = said(asked.organisation);
  if (asked.shownAs !== null && asked.position !== null) {
    const values = { organisation, words: said(asked.shownAs), position: said(asked.position) };
    return tell(language, "confirm.asked.organisation.all", values);
  }
  if (asked.shownAs !== null) {
    return tell(language, "confirm.asked.organisation.named", { organisation, words: said(asked.shownAs) });
  }
  if (asked.position !== null) {
    return tell(language, "confirm.asked.organisation.position", {
      organisation,
      position: said(asked.position),
    });
  }
  return tell(language, "confirm.asked.organisation", { organisation });
}

/**
 * `/c/…` of a request to be taken off.
 * @returns a full HTML document; it holds STAMP_MARK once
 */
export function confirmRequestPage(view: ConfirmRequestView): string {
  const { language } = view;
  const t = say(language);
  const form = html`<form id="confirm" class="sign g" method="post" action="${actionOf(view)}"${inEnglish(language)}>
<input type="hidden" name="stamp" value="${raw(STAMP_MARK)}">
${problems([], view.note, { language, labelOf: () => undefined })}
<p class="promise">${t("request.ask")}</p>
<p>${t("request.text")}</p>
<p><button class="act full">${t("request.button")}</button></p>
<p class="soft">${t("request.not")}</p>
</form>`;
  return linkPage(view, t("request.heading"), form);
}

/** Back to the link itself, in the language of the page. */
function actionOf(view: CampaignView & { token: string }): string {
  // Said also for the original: a browser that asks for another language gets its answer in this one.
  return `/c/${view.token}?lang=${view.language}`;
}

function linkPage(view: CampaignView, heading: string, form: Markup): string {
  const { language, campaign } = view;
  const main = html`<header class="head g">
${plainLine(view)}
<h1 class="t2"${inEnglish(language)}>${heading}</h1>
</header>
${form}`;
  const skip = { href: "#confirm", text: say(language)("skip.form") };
  return campaignLayout(view, { title: campaign.in(language).plainName.text, main, skip });
}

/** The page of a link that was used, has expired or was forged: one and the same for all three. */
export function deadLinkPage(view: SiteView): string {
  const { language } = view;
  const t = say(language);
  const main = html`<header class="head g">
<h1 class="t3">${t("dead.heading")}</h1>
<p class="lead">${t("dead.text")}</p>
</header>
<section class="g">
<p class="told">${t("dead.again")}</p>
<p class="go"><a class="act quiet" href="/">${t("dead.home")}</a></p>
</section>`;
  return layout({ ...view, title: t("dead.heading"), main });
}
