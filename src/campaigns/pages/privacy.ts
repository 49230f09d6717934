// How people are protected, made from facts: who can open now, until when, with which key, who carries the mail, and
// what none of it can do. Pure.
import { say } from "../../locales/messages.ts";
import { layout } from "../../web/layout.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, langOf, list, tell } from "../../web/words.ts";
import type { PrivacyCampaign, PrivacyView } from "../view.ts";
import { changeOf } from "./facts.ts";

/** `/privacy`. */
export function privacyPage(view: PrivacyView): string {
  const { language, campaigns, mailBy, memory, publishEvery } = view;
  const t = say(language);
  const mail =
    mailBy === null ? html`${t("privacy.mail.none")}` : html`${t("privacy.mail.text", { host: mailBy })}`;
  const main = html`<header class="head g">
<p class="who">${view.site.name}</p>
<h1 class="t3">${t("privacy.heading")}</h1>
<p class="lead">${t("privacy.lead")}</p>
</header>
<section class="g text">
<h2>${t("privacy.who.heading")}</h2>
<p>${t("privacy.who.text")}</p>
${campaigns.length === 0 ? html`<p>${t("privacy.who.none")}</p>` : html`<ul class="keys" role="list">${campaigns.map((one) => key(one, language))}</ul>`}
${view.restarts.map((on) => html`<p>${tell(language, "privacy.anew", { date: day(on, language) })}</p>`)}
</section>
<section class="g text">
<h2>${t("privacy.kept.heading")}</h2>
<p>${t("privacy.kept.text")}</p>
<p>${t("privacy.kept.memory", { memory })}</p>
<h2>${t("privacy.mail.heading")}</h2>
<p>${mail}</p>
<h2>${t("privacy.names.heading")}</h2>
<p>${t("privacy.names.text")}</p>
<h2>${t("privacy.count.heading")}</h2>
<p>${t("privacy.count.text", { minutes: publishEvery })}</p>
</section>
<section class="line g text">
<h2>${t("privacy.limits.heading")}</h2>
<p>${t("privacy.limits.device")}</p>
<p>${t("privacy.limits.line")}</p>
<p>${t("privacy.limits.server")}</p>
<p>${t("privacy.limits.holder")}</p>
</section>`;
  return layout({ ...view, title: t("privacy.heading"), main, found: true });
}

function key(campaign: PrivacyCampaign, language: string): Markup {
  const t = say(language);
  const { title, holders, named, envelope, keepUntil, kept, number } = campaign;
  const who = list(
    [
      ...holders.map(({ organisation, people }) =>
        tell(language, "privacy.holders", { organisation: html`${organisation}`, people }),
      ),
      ...named.map((name) => tell(language, "promise.holder", { name: html`${name}` })),
    ],
    language,
  );
  const heading = html`<h3><a href="/${campaign.slug}?lang=${language}"${langOf(title, language)}>${title.text}</a></h3>`;
  if (kept.destroyed !== null) {
    const gone = tell(language, "kept.destroyed", { date: day(kept.destroyed, language) });
    return html`<li>${heading}
<p>${gone}</p></li>
`;
  }
  return html`<li>${heading}
${
  number === null
    ? html`<p class="soft">${t("privacy.asksNothing")}</p>`
    : html`<p>${tell(language, "privacy.can", { holders: who, envelope: envelope ? "yes" : "no" })}</p>
${keepUntil && html`<p>${tell(language, "privacy.until", { date: day(keepUntil, language) })}</p>`}
${kept.changes.map((change) => html`<p class="soft">${changeOf(change, language)}</p>`)}
<p>${tell(language, "privacy.number", { number: html`<span class="mono">${number}</span>` })}<span class="hint">${t("privacy.number.hint")}</span></p>`
}</li>
`;
}
