// The form alone: for an organisation, for a person who was sent here, and with what is to be checked. Its title says
// nothing that a lock screen should not. Pure.
import { campaignLayout, hostsOf, pathTo } from "../../campaigns/frame.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { inEnglish, langOf, words } from "../../web/words.ts";
import type { SignPageView } from "../view.ts";
import { signForm } from "./form.ts";
import { ruledOff } from "./parts.ts";
import { checkHeading } from "./problems.ts";

/**
 * `/:slug/sign`.
 * @returns a full HTML document; while one can sign it holds STAMP_MARK once
 */
export function signPage(view: SignPageView): string {
  const { campaign, language, form, phase } = view;
  const edition = campaign.in(language);
  const t = say(language);
  const wrong = form.errors.length > 0 || form.note !== null;
  const plain = edition.plainName.text;
  const both = (campaign.sign?.as.length ?? 0) > 1;
  const heading =
    form.as === "organisation" ? "sign.heading.organisation" : both ? "sign.heading.person" : "sign.heading";
  const main = html`<header class="head g">
<p class="who"><span${langOf(edition.plainName, language)}>${plain}</span> · ${hostsOf(view, edition)}</p>
<h1 class="t3"${inEnglish(language)}>${t(heading)}</h1>
<p class="small"${inEnglish(language)}><a class="tap" href="${pathTo(view, "")}">${t("sign.read")}</a></p>
</header>
${phase === "open" ? signForm(view, form) : ruledOff(view)}`;
  const languages = campaign.languages.map((one) => ({ language: one, href: `?as=${form.as}&lang=${one}` }));
  return campaignLayout(
    { languages, ...view },
    {
      title:
        form.errors.length > 0
          ? t("title.with", { what: checkHeading(form.errors, language), name: plain })
          : plain,
      main,
      skip: wrong ? { href: "#check", text: t("skip.check") } : { href: "#sign", text: t("skip.form") },
    },
  );
}

/** The neutral name in front of a heading, as the pages about one's own signature show it. */
export function plainLine(view: SignPageView | Parameters<typeof pathTo>[0]): Markup {
  const { plainName } = view.campaign.in(view.language);
  return html`<p class="who">${words(plainName, view.language)}</p>`;
}
