// Who we are and what is open: a calendar whose days stand on the spine. Pure.
import { daysFrom, shortDayIn } from "../../locales/dates.ts";
import { say } from "../../locales/messages.ts";
import { layout } from "../../web/layout.ts";
import { html, type Markup } from "../../web/markup.ts";
import { titleClass } from "../../web/titles.ts";
import { day, langOf, list, tell } from "../../web/words.ts";
import type { HomeCampaign, HomeView } from "../view.ts";

/** `/`. */
export function homePage(view: HomeView): string {
  const { site, language, organisations, open, closed, languages } = view;
  const t = say(language);
  const names = list(
    organisations.map((name) => html`${name}`),
    language,
  );
  const main = html`<header class="head g">
<h1 class="${titleClass({ text: site.name, lang: language })}">${site.name}</h1>
${organisations.length > 0 ? html`<p class="lead">${tell(language, "home.who", { organisations: names })}</p>` : null}
</header>
<section class="g" id="open">
<h2>${t("home.open")}</h2>
${open.length > 0 ? calendar(open, view) : html`<p class="lead">${t("home.none")}</p>`}
</section>
${closed.length > 0 ? html`<section class="g"><h2>${t("home.closed")}</h2>${calendar(closed, view)}</section>` : null}`;
  const path = language === "en" ? "/" : `/?lang=${language}`;
  const own = languages.map((one) => ({ language: one.language, path: `/?lang=${one.language}` }));
  return layout({
    ...view,
    title: site.name,
    main,
    found: true,
    preview: {
      title: site.name,
      description: null,
      path,
      alternates: [{ language: "x-default", path: "/" }, ...own],
    },
  });
}

function calendar(campaigns: readonly HomeCampaign[], view: HomeView): Markup {
  return html`<ul class="calendar hang" role="list">
${campaigns.map((campaign) => entry(campaign, view))}</ul>`;
}

function entry(campaign: HomeCampaign, view: HomeView): Markup {
  const { language } = view;
  const { title, summary, next } = campaign;
  const t = say(language);
  const short = next && shortDayIn(language, next.on);
  const kind = campaign.kind as "declaration";
  return html`<li class="row">${short && html`<span class="num" aria-hidden="true"><b>${short.day}</b> ${short.month}</span>`}<p class="soft small">${t(`kind.${kind}`)}</p>
<h3><a href="/${campaign.slug}?lang=${language}"${langOf(title, language)}>${title.text}</a></h3>
${summary && html`<p${langOf(summary, language)}>${summary.text}</p>`}
<p class="soft small">${facts(campaign, view)}</p></li>
`;
}

function facts(campaign: HomeCampaign, view: HomeView): Markup {
  const { language, today } = view;
  const t = say(language);
  const { next, count } = campaign;
  const pieces = [next && when(next), count && counted(count)].filter((piece) => piece !== null);
  return html`${pieces.map((piece, at) => (at === 0 ? piece : html` · ${piece}`))}`;

  function when(date: NonNullable<HomeCampaign["next"]>): Markup {
    if (date.what === "opens") return tell(language, "home.soon", { date: day(date.on, language) });
    const days = Math.max(0, daysFrom(today, date.on));
    return html`<time datetime="${date.on}">${t(date.what === "decided" ? "home.decided" : "home.closes", { days })}</time>`;
  }

  function counted({ people, organisations }: NonNullable<HomeCampaign["count"]>): string {
    if (organisations === 0) return t("count.people", { people });
    return people === 0
      ? t("count.organisations", { organisations })
      : t("count.both", { people, organisations });
  }
}
