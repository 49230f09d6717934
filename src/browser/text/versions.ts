// /desk/:slug/versions: every version of a campaign's text with its day and what changed in it, and what would change if
// the draft were published. The same passages and the same comparison as on the public page.
import { html, nothing, type TemplateResult } from "lit-html";
import type { CampaignText } from "../../campaigns/campaign.ts";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { mendedCampaign } from "../../campaigns/editing/mending.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import { type Compared, differencesOf } from "../../campaigns/versions/differences.ts";
import { callNumber, groupsOf } from "../../campaigns/versions/grouping.ts";
import { type PassageKind, type PassageWords, passagesOf } from "../../campaigns/versions/passages.ts";
import { dayIn, listIn, numberIn } from "../../locales/dates.ts";
import type { DeskKey, DeskSay } from "../../locales/desk.ts";
import { directionOf, nameOf } from "../../locales/languages.ts";
import type { Answered } from "../../web/api.ts";
import type { Context, Opened } from "../page.ts";
import { openEditor } from "./open-editor.ts";

type Version = Answered<typeof draftApi.versions>["versions"][number];

/** A version to be shown beside the one before. */
interface Shown {
  readonly heading: string;
  readonly text: CampaignText;
  /** null for the first. */
  readonly before: CampaignText | null;
}

/** Opens the page. */
export async function openVersionsPage(context: Context): Promise<Opened> {
  const { session, params, query, t, language } = context;
  const slug = params.slug ?? "";
  // What waits in this tab is sent first, so that what would change is what was typed.
  const editor = await openEditor(session, slug);
  const { versions } = await session.client.send(draftApi.versions, { slug });
  const changed = editor.campaign === null || editor.revision > 0;
  const last = versions.at(-1);
  const asked = query.get("of") ?? (changed ? "draft" : String(last?.version ?? "draft"));
  const shown = shownVersion(context, versions, editor.texts(), editor.today, asked);
  const spoken = shown?.text.languages.find((one) => one === query.get("lang")) ?? shown?.text.languages[0];
  const path = (of: string, lang = spoken) =>
    `/desk/${encodeURIComponent(slug)}/versions?of=${of}${lang === undefined ? "" : `&lang=${lang}`}`;
  const link = (of: string, said: string) =>
    html`<li><a class="tap" href=${path(of)} aria-current=${of === asked ? "true" : "false"}>${said}</a></li>`;
  return {
    view: () => html`<div class="narrow">
      <h1 tabindex="-1">${t("text.versions")}</h1>
      <p class="soft">${t("text.versions.what")}</p>
      <ul class="lines versions" role="list" aria-label=${t("text.versions")}>
        ${changed ? link("draft", t("text.versions.draft")) : nothing}
        ${versions.toReversed().map((one) => link(String(one.version), saidOf(t, one, language)))}
      </ul>
      ${shown && spoken ? versionView(context, shown, spoken, (lang) => path(asked, lang)) : html`<p>${t("text.versions.none")}</p>`}
    </div>`,
  };
}

function saidOf(t: DeskSay, { version, day, small }: Version, language: string): string {
  return t(small ? "text.versions.small" : "text.versions.one", {
    number: version,
    day: dayIn(language, day),
  });
}

/** The files of a version, or of the draft, as a text that can be compared. */
function shownVersion(
  { t, language }: Context,
  versions: readonly Version[],
  draft: readonly string[],
  today: string,
  asked: string,
): Shown | null {
  const keptText = (one: Version | undefined): CampaignText | null => {
    const read = one && readCampaign(one.files.map((text) => ({ name: "", text })));
    return read?.ok ? read.campaign : null;
  };
  if (asked === "draft") {
    const text = mendedCampaign(draft, today);
    return text && { heading: t("text.versions.draft"), text, before: keptText(versions.at(-1)) };
  }
  const at = versions.findIndex(({ version }) => String(version) === asked);
  const version = versions[at];
  const text = keptText(version);
  return version && text
    ? { heading: saidOf(t, version, language), text, before: keptText(versions[at - 1]) }
    : null;
}

function versionView(
  context: Context,
  { heading, text, before }: Shown,
  spoken: string,
  pathTo: (language: string) => string,
): TemplateResult {
  const { t, language } = context;
  const words = wordsOf(t, language);
  const now = passagesOf(text, spoken, words);
  const there = before === null || before.languages.includes(spoken);
  const old = before && there ? passagesOf(before, spoken, words) : now;
  const { head, facts, body } = differencesOf(old, now);
  const changed = [...head, ...facts, ...body].filter((one) => one.changed);
  const count = !there
    ? t("text.versions.new_language")
    : before === null
      ? t("text.versions.first")
      : t("text.versions.count", { many: changed.length });
  const rows = facts.filter((one) => one.changed || before === null);
  const labels = rows.map(({ kind }) => LABELS[kind] ?? "text.form");
  const write: Writer = { t, language, numbers: new Map(changed.map((one, at) => [one, at + 1])) };
  return html`<section aria-labelledby="h-shown"><h2 id="h-shown">${heading}</h2>
    ${
      text.languages.length > 1
        ? html`<p class="tool">${text.languages.map((one) => html`<a class=${one === spoken ? "main" : ""} href=${pathTo(one)} lang=${one} aria-current=${one === spoken ? "true" : "false"}>${nameOf(one)}</a>`)}</p>`
        : nothing
    }
    <p>${count}</p>
    ${
      changed.length > 0
        ? html`<p class="links">${changed.map((_, at) => html`<a href="#d${at + 1}"><span class="vh">${t("text.versions.change")} </span>${numberIn(language, at + 1)}</a> `)}</p><p class="hint" aria-hidden="true"><ins>${t("text.versions.added")}</ins> · <del>${t("text.versions.removed")}</del></p>`
        : nothing
    }
    <div class="compared" lang=${spoken} dir=${directionOf(spoken)}>
      ${head.map((one) => passage(write, one))}
      ${rows.length > 0 ? html`<dl lang=${language} dir="ltr">${rows.map((one, at) => html`${labels[at] === labels[at - 1] ? nothing : html`<dt>${t(labels[at] ?? "text.form")}</dt>`}<dd lang=${one.lang} id=${idOf(write, one)}>${marked(write, one)}</dd>`)}</dl>` : nothing}
      ${groupsOf(body).map((group) => {
        if (group.kind === "alone") return passage(write, group.passage);
        if (group.kind === "list") return html`<ul>${group.entries.map((one) => passage(write, one))}</ul>`;
        return html`<ol role="list" class="called">${group.rows.map((row) => html`<li><span class="number">${numberIn(language, callNumber(row) ?? 0).replace(/^0$/, "–")}</span><div>${row.map((one) => passage(write, one))}</div></li>`)}</ol>`;
      })}
    </div></section>`;
}

interface Writer {
  readonly t: DeskSay;
  readonly language: string;
  /** Of the passages that changed, from 1. */
  readonly numbers: ReadonlyMap<Compared, number>;
}

function wordsOf(t: DeskSay, language: string): PassageWords {
  return {
    day: (iso) => dayIn(language, iso),
    list: (items) => listIn(language, items, (item) => item).join(""),
    field: (id) => t(`text.field.${id}` as DeskKey),
    optional: (label) => t("text.versions.optional", { label }),
    email: () => t("text.email"),
    appear: (level) => t(`text.appear.${level}`),
  };
}

const LABELS: Partial<Record<PassageKind, DeskKey>> = {
  hosts: "text.hosts",
  to: "text.target",
  decision: "text.decision.what",
  calledBy: "text.founders",
  opens: "text.opens",
  closes: "text.closes",
  kept: "text.keep_until",
  asked: "text.form",
  email: "text.form",
  appear: "text.appear",
};

/** The words, with what went struck through and what came underlined, both said to voices. */
function marked({ t, language }: Writer, { pieces }: Compared): TemplateResult {
  return html`${pieces.map(({ how, text }) => {
    if (how === "same") return text;
    const voice = t(how === "added" ? "text.versions.added.voice" : "text.versions.removed.voice");
    const inside = html`<span class="vh" lang=${language}>[${voice} </span>${text}<span class="vh">]</span>`;
    return how === "added" ? html`<ins>${inside}</ins>` : html`<del>${inside}</del>`;
  })}`;
}

function idOf({ numbers }: Writer, one: Compared): string | typeof nothing {
  const number = numbers.get(one);
  return number === undefined ? nothing : `d${number}`;
}

function passage(write: Writer, one: Compared): TemplateResult {
  const [id, inside] = [idOf(write, one), marked(write, one)];
  switch (one.kind) {
    case "title":
    case "heading":
    case "callsHeading":
    case "call":
      return html`<h3 id=${id} lang=${one.lang}>${inside}</h3>`;
    case "item":
      return html`<li id=${id} lang=${one.lang}>${inside}</li>`;
    case "quote":
      return html`<blockquote id=${id} lang=${one.lang}>${inside}</blockquote>`;
    case "code":
      return html`<pre id=${id} lang=${one.lang}>${inside}</pre>`;
    default:
      return html`<p id=${id} lang=${one.lang}>${inside}</p>`;
  }
}
