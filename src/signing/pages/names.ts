// All who are shown by name: organisations, then people under their letter, and how they are counted. Not for search
// engines. Pure.
import { campaignLayout, pathTo } from "../../campaigns/frame.ts";
import { say } from "../../locales/messages.ts";
import { html, type Markup } from "../../web/markup.ts";
import { day, inEnglish, langOf, sentences, spokenOn, tell } from "../../web/words.ts";
import type { NamesPageView, Stretch } from "../view.ts";
import { bigCount, isSaid } from "./counting.ts";
import { marksOf } from "./marks.ts";
import { numbersSection } from "./numbers.ts";
import { broughtIn, nameItem } from "./parts.ts";

/** `/:slug/names`. */
export function namesPage(view: NamesPageView): string {
  const { campaign, language, count, organisations, people } = view;
  const t = say(language);
  const { title } = campaign.in(language);
  const lang = inEnglish(language);
  const said = isSaid(count);
  const named = { organisations: organisations.total, people: people.total };
  const main = html`<header class="head g">
<p class="who"><a href="${pathTo(view, "")}"${langOf(title, language)}>${title.text}</a></p>
<h1 class="t2"${lang}>${t("namesPage.heading")}</h1>
${said ? bigCount(count, language) : html`<p class="lead"${lang}>${t("count.first")}</p>`}
${said && count.upTo !== null ? html`<p class="soft"${lang}>${tell(language, "namesPage.upTo", { date: day(count.upTo, spokenOn(language)) })}</p>` : null}
${broughtIn(view, count)}
</header>
${
  organisations.total > 0
    ? html`<section class="g" id="organisations"${lang}>
<h2>${t("namesPage.organisations")}</h2>
<ul class="names orgs two wide" role="list">${organisations.lines.map(nameItem)}</ul>
${pager(organisations, "organisations", language)}
<p class="small soft">${t("namesPage.checked")}</p>
</section>`
    : null
}
<section class="g" id="people"${lang}>
<h2>${t("namesPage.people")}</h2>
${
  people.total > 0
    ? html`<ul class="hang letters" role="list">${byLetter(people).map(group)}</ul>
${pager(people, "people", language)}
<p class="small soft">${t("namesPage.words")}</p>`
    : html`<p class="soft">${t("namesPage.nobody")}</p>`
}
${said ? marksOf(count, named, language) : null}
</section>
${numbersSection(view, view.numbers ?? [])}
${how(view)}`;
  return campaignLayout(view, {
    title: t("title.with", { what: t("namesPage.heading"), name: title.text }),
    main,
    skip: { href: "#people", text: t("skip.people") },
  });
}

interface Group {
  letter: string;
  lines: NamesPageView["people"]["lines"][number][];
}

function byLetter(people: NamesPageView["people"]): Group[] {
  const groups: Group[] = [];
  for (const line of people.lines) {
    const last = groups.at(-1);
    if (last?.letter === line.letter) last.lines.push(line);
    else groups.push({ letter: line.letter, lines: [line] });
  }
  return groups;
}

function group({ letter, lines }: Group): Markup {
  return html`<li class="row"><span class="num" aria-hidden="true">${letter}</span><ul class="names" role="list">${lines.map(nameItem)}</ul></li>
`;
}

function pager(stretch: Stretch<unknown>, anchor: string, language: string): Markup | null {
  if (stretch.previous === null && stretch.next === null) return null;
  const t = say(language);
  const to = stretch.from + stretch.lines.length - 1;
  const link = (href: string | null, key: "namesPage.previous" | "namesPage.next") =>
    href && html` <a class="tap" href="${href.split("#", 1)[0]}#${anchor}">${t(key)}</a>`;
  return html`<p class="pager"><span>${t("namesPage.range", { from: stretch.from, to, total: stretch.total })}</span>${link(stretch.previous, "namesPage.previous")}${link(stretch.next, "namesPage.next")}</p>`;
}

/** How we count, in plain words: the doors, with their numbers where the page says how many have signed. */
function how(view: NamesPageView): Markup {
  const { language, count } = view;
  const t = say(language);
  const numbers = isSaid(count)
    ? html`<p>${sentences([t("how.email", { count: count.byEmail }), t("how.hosts", { count: count.byHosts })], language)}</p>
<p>${t("how.takenOff", { count: count.takenOff })}</p>`
    : html`<p>${t("how.doors")}</p>
<p>${t("how.few")}</p>`;
  return html`<section class="line g text" id="how"${inEnglish(language)}>
<h2>${t("how.heading")}</h2>
<p>${t("how.once")}</p>
${numbers}
<p>${t(broughtIn(view, count) !== null ? "how.broughtIn" : "how.broughtIn.none")}</p>
<p>${t("how.late")}</p>
<p>${t("how.list")}</p>
</section>`;
}
