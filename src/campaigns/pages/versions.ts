// The versions of a text: which there were and from when, what changed in one of them word by word, and how it stood
// as a whole. What was taken out and put in can be seen without colour and heard without seeing. Pure.
import { betweenSentences, dayIn, listIn, numberIn } from "../../locales/dates.ts";
import { type SignerKey, say } from "../../locales/messages.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { day, inEnglish, langOf, spokenOn, tell } from "../../web/words.ts";
import type { CampaignText } from "../campaign.ts";
import { campaignLayout, pathTo, whoOf } from "../frame.ts";
import { renderText } from "../markdown.ts";
import { type Compared, differencesOf, type Piece } from "../versions/differences.ts";
import { callNumber, groupsOf } from "../versions/grouping.ts";
import { type PassageKind, type PassageWords, passagesOf } from "../versions/passages.ts";
import type { CampaignPageView, VersionsView } from "../view.ts";
import { callsOf } from "./calls.ts";
import { factsOf } from "./facts.ts";

/** `/:slug/versions`. */
export function versionsPage(view: VersionsView): string {
  const { campaign, language, versions } = view;
  const t = say(language);
  const { title } = campaign.in(language);
  const lang = inEnglish(language);
  const main = html`<header class="head g">
<p class="who"><a href="${pathTo(view, "")}"${langOf(title, language)}>${title.text}</a></p>
<h1 class="t3"${lang}>${t("versions.heading")}</h1>
<p class="lead"${lang}>${t(versions.length > 1 ? "versions.lead" : "versions.only")}</p>
</header>
<section class="g"${lang}>
<ol class="versions" role="list">${versions.toReversed().map((one) => versionItem(view, one))}</ol>
</section>
<section class="line" id="version">
${view.before === null ? whole(view) : changes(view, view.before)}
</section>`;
  return campaignLayout(view, {
    title: t("title.with", { what: t("versions.heading"), name: title.text }),
    main,
    skip: { href: "#version", text: t("skip.main") },
  });
}

function versionItem(view: VersionsView, version: VersionsView["versions"][number]): Markup {
  const t = say(view.language);
  const { number, small } = version;
  const link = (as: VersionsView["as"], key: "versions.changes" | "versions.whole") => {
    const here = number === view.shown && as === view.as;
    const to = `${pathTo(view, "/versions", `text=${number}&as=${as}`)}#version`;
    return html`<a href="${to}"${here ? html` aria-current="page"` : null}>${t(key)}<span class="vh">, ${t("versions.number", { number })}</span></a>`;
  };
  return html`<li><p><b>${when(view, version)}</b>${small ? html` <span class="soft">${t("versions.small")}</span>` : null}</p>
<p class="ways">${number > 1 ? html`${link("changes", "versions.changes")} · ` : null}${link("whole", "versions.whole")}</p></li>
`;
}

/** "Version 2, since 12 April 2027". */
function when({ language }: VersionsView, { number, from, until }: VersionsView["versions"][number]): Markup {
  const spoken = spokenOn(language);
  const date = day(from, spoken);
  return until === null
    ? tell(language, "versions.since", { number, date })
    : tell(language, "versions.from", { number, date, until: day(until, spoken) });
}

/** A version as it stood. */
function whole(view: VersionsView): Markup {
  const { language, text } = view;
  const lang = inEnglish(language);
  const edition = text.in(language);
  const shown: CampaignPageView = {
    ...view,
    campaign: text,
    amended: [],
    kept: { changes: [], destroyed: null, anew: [] },
  };
  const { before, after } = renderText(edition.body.text);
  const until = text.keepUntil;
  return html`<header class="g">
<p class="soft shown"${lang}><b>${shownVersion(view)}</b>${until && html`<br>${tell(language, "versions.promised", { date: day(until, spokenOn(language)) })}`}</p>
<p class="who"${lang}>${whoOf(shown, edition)}</p>
<h2${langOf(edition.title, language)}>${edition.title.text}</h2>
${edition.summary && html`<p class="lead"${langOf(edition.summary, language)}>${edition.summary.text}</p>`}
${edition.opposition && html`<p class="lead soft"${langOf(edition.opposition, language)}>${edition.opposition.text}</p>`}
${factsOf(shown, edition)}
</header>
<article class="text g"${langOf(edition.body, language)}>
${raw(before)}${callsOf(shown, edition)}${raw(after)}
</article>`;
}

function shownVersion(view: VersionsView): Markup | null {
  const version = view.versions.find(({ number }) => number === view.shown);
  return version ? when(view, version) : null;
}

/** What changed from the version before. */
function changes(view: VersionsView, before: CampaignText): Markup {
  const { language, text } = view;
  const t = say(language);
  const lang = inEnglish(language);
  const words = wordsOf(language);
  const there = before.languages.includes(language) || !text.languages.includes(language);
  const now = passagesOf(text, language, words);
  const { head, facts, body } = differencesOf(there ? passagesOf(before, language, words) : now, now);
  const changed = [...head, ...facts, ...body].filter((one) => one.changed);
  const numbers = new Map(changed.map((one, at) => [one, at + 1]));
  const write: Writer = { language, numbers };
  const said = there ? t("versions.passages", { count: changed.length }) : t("versions.untranslated");
  return html`<header class="g"${lang}>
<h2>${shownVersion(view)}</h2>
<p>${said}</p>
${
  changed.length > 0
    ? html`<p class="ways steps">${changed.map((_, at) => html`<a href="#d${at + 1}"><span class="vh">${t("versions.passage", { number: at + 1 })}</span><span aria-hidden="true">${numberIn(language, at + 1)}</span></a> `)}</p>
<p class="small" aria-hidden="true"><ins>${t("versions.added")}</ins> · <del>${t("versions.removed")}</del></p>`
    : null
}
</header>
<article class="text compared g">
${head.map((one) => passage(write, one))}
${factRows(write, facts)}
${bodyOf(write, body)}
</article>`;
}

interface Writer {
  language: string;
  /** Of the passages that changed, from 1. */
  numbers: ReadonlyMap<Compared, number>;
}

function wordsOf(language: string): PassageWords {
  const t = say(language);
  const spoken = spokenOn(language);
  return {
    day: (iso) => dayIn(spoken, iso),
    list: (items) => listIn(spoken, items, (item) => item).join(""),
    field: (id) => t(`field.${id as "place"}`),
    optional: (label) => t("field.optional", { label }),
    email: () => t("email.label"),
    appear: (level) =>
      t(
        (
          {
            counted: "appear.counted",
            addressee: "appear.addressee.nobody",
            public: "versions.appear.public",
          } as const
        )[level],
      ),
  };
}

/** The words of a passage, with the marks of what changed; ends are said aloud, too. */
function marked({ pieces }: Compared, language: string): Markup {
  const t = say(language);
  const one = ({ how, text }: Piece): Markup => {
    if (how === "same") return html`${text}`;
    const voice = t(how === "added" ? "versions.added.voice" : "versions.removed.voice");
    const inside = html`<span class="vh"${inEnglish(language)}>${voice}${betweenSentences(spokenOn(language))}</span>${text}<span class="vh">]</span>`;
    return how === "added" ? html`<ins>${inside}</ins>` : html`<del>${inside}</del>`;
  };
  return html`${pieces.map(one)}`;
}

function marks({ numbers, language }: Writer, one: Compared): Markup {
  const number = numbers.get(one);
  return html`${number === undefined ? null : html` id="d${number}" tabindex="-1"`}${langOf({ text: "", lang: one.lang }, language)}`;
}

const TAGS: Partial<Record<PassageKind, "h2" | "h3" | "pre" | "li">> = {
  title: "h3",
  heading: "h3",
  callsHeading: "h3",
  call: "h3",
  code: "pre",
  item: "li",
};

function passage(write: Writer, one: Compared): Markup {
  const inside = marked(one, write.language);
  const attributes = marks(write, one);
  switch (TAGS[one.kind]) {
    case "h3":
      return html`<h3${attributes}>${inside}</h3>\n`;
    case "pre":
      return html`<pre${attributes}>${inside}</pre>\n`;
    case "li":
      return html`<li${attributes}>${inside}</li>\n`;
    default:
      if (one.kind === "quote") return html`<blockquote><p${attributes}>${inside}</p></blockquote>\n`;
      return html`<p${one.kind === "summary" ? html` class="lead"` : null}${attributes}>${inside}</p>\n`;
  }
}

const LABELS: Partial<Record<PassageKind, SignerKey>> = {
  hosts: "versions.hosts",
  to: "fact.to",
  decision: "fact.decided",
  calledBy: "fact.calledBy",
  opens: "versions.opens",
  closes: "fact.closes",
  kept: "fact.kept",
  asked: "versions.asked",
  email: "versions.asked",
  appear: "appear.legend",
};

/** Of what stands beside the text, only what changed. */
function factRows(write: Writer, facts: readonly Compared[]): Markup | null {
  const changed = facts.filter((one) => one.changed);
  if (changed.length === 0) return null;
  const t = say(write.language);
  return html`<dl class="facts hang">
${changed.map((one) => {
  const label = LABELS[one.kind];
  return html`<div class="row"><dt${inEnglish(write.language)}>${label && t(label)}</dt><dd${marks(write, one)}>${marked(one, write.language)}</dd></div>
`;
})}</dl>`;
}

/** Calls stand in their list, entries in theirs. */
function bodyOf(write: Writer, body: readonly Compared[]): Markup {
  const made = groupsOf(body).map((group) => {
    if (group.kind === "calls") return callList(write, group.rows);
    if (group.kind === "list") return html`<ul>${group.entries.map((one) => passage(write, one))}</ul>\n`;
    return passage(write, group.passage);
  });
  return html`${made}`;
}

function callList(write: Writer, rows: readonly (readonly Compared[])[]): Markup {
  const numberOf = (row: readonly Compared[]) => {
    const number = callNumber(row);
    return number === null ? "" : numberIn(write.language, number);
  };
  return html`<ol class="calls hang" role="list">
${rows.map(
  (row) =>
    html`<li class="row"><span class="num">${numberOf(row)}</span>${row.map((one) => passage(write, one))}</li>
`,
)}</ol>
`;
}
