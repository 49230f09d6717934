// The frame of every public page: head, bar with languages and Leave, foot. Promises no script, no style inside the
// page, nothing from elsewhere, and that one can leave from anywhere.
import { directionOf, nameOf, scriptOf } from "../locales/languages.ts";
import { say } from "../locales/messages.ts";
import { accentPath, HOUSE_ACCENT } from "./accent.ts";
import { html, type Markup } from "./markup.ts";
import { type ServedFile, STYLE } from "./stylesheet.ts";
import { bareTitle } from "./titles.ts";
import type { LanguageLink, Site, SiteView } from "./view.ts";
import { inEnglish } from "./words.ts";

/** What a link in another place shows of a page. */
export interface Preview {
  title: string;
  description: string | null;
  /** From the root, such as `/work-without-fear?lang=fr`. */
  path: string;
  /** The same page in its languages, with the one that fits nobody else first; empty when there is one. */
  alternates: readonly { language: string; path: string }[];
}

/** A page to be put into the frame. */
export interface Sheet extends SiteView {
  /** Of the tab, in words that out nobody where the page is about what one did. */
  title: string;
  main: Markup;
  /** `#rrggbb`; null or missing for the house's. */
  accent?: string | null;
  /** A class of the body: the kind of page. */
  kind?: "letter" | "plain" | "print" | undefined;
  /** A style sheet beside the one of all pages. */
  sheet?: ServedFile;
  /** Whether machines may list it; only what everyone is meant to find. */
  found?: boolean;
  preview?: Preview;
  skip?: { href: string; text: string } | undefined;
  foot?: readonly { href: string; text: string }[];
  /** What stands above everything, in words; where a page is not the real one. */
  band?: string | undefined;
}

/**
 * Gives the full HTML document of a page.
 * @param sheet what stands in it, and in which frame
 */
export function layout(sheet: Sheet): string {
  const { site, language, title, main, preview } = sheet;
  const t = say(language);
  const accent = sheet.accent ?? HOUSE_ACCENT;
  const skip = sheet.skip ?? { href: "#main", text: t("skip.main") };
  const text = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">${sheet.found ? null : html`<meta name="robots" content="noindex">`}
<title>${bareTitle(title)}</title>
${preview && previewTags(site, language, preview)}<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE.path}">${sheet.sheet && html`<link rel="stylesheet" href="${sheet.sheet.path}">`}${accent === HOUSE_ACCENT ? null : html`<link rel="stylesheet" href="${accentPath(accent)}">`}
</head>
<body${sheet.kind && html` class="${sheet.kind}"`}>
<a class="skip" href="${skip.href}">${skip.text}</a>
${sheet.band === undefined ? null : html`<p class="band" role="note"${inEnglish(language)}>${sheet.band}</p>\n`}${bar(sheet)}
<main id="main">
${main}
</main>
<footer class="g foot"${inEnglish(language)}><nav aria-label="${t("foot.label")}">${(sheet.foot ?? []).map(
    (link) => html`<a href="${link.href}">${link.text}</a> `,
  )}<a href="/privacy${language === "en" ? null : `?lang=${language}`}">${t("foot.privacy")}</a></nav><p class="soft">${t("foot.note")}</p></footer>
</body></html>
`;
  return text.toString();
}

function previewTags(site: Site, language: string, preview: Preview): Markup {
  const at = (path: string) => site.baseUrl + path;
  return html`${preview.description === null ? null : html`<meta name="description" content="${preview.description}"><meta property="og:description" content="${preview.description}">`}
<meta property="og:title" content="${bareTitle(preview.title)}"><meta property="og:type" content="article"><meta property="og:url" content="${at(preview.path)}"><meta property="og:site_name" content="${site.name}"><meta property="og:locale" content="${language.replace("-", "_")}"><meta name="twitter:card" content="summary">
<link rel="canonical" href="${at(preview.path)}">${preview.alternates.map(
    (one) => html`<link rel="alternate" hreflang="${one.language}" href="${at(one.path)}">`,
  )}
`;
}

function bar(sheet: Sheet): Markup {
  const t = say(sheet.language);
  return html`<header class="bar"${inEnglish(sheet.language)}>
<a class="home" href="/"><span>${sheet.site.name}</span></a>
${sheet.languages.length > 1 ? switcher(sheet.languages, sheet.language) : null}<a class="leave" href="${sheet.site.leaveUrl}" rel="noreferrer">${t("bar.leave")}</a>
</header>`;
}

/**
 * Whoever cannot read the page's script needs the switcher most: other scripts are named first, each once. Two
 * languages are named where there is room, one on a phone; the others are a number.
 */
function inOtherScripts(current: string, others: readonly LanguageLink[]): readonly LanguageLink[] {
  const seen = new Set([scriptOf(current)]);
  const foreign = others.filter(
    ({ language }) => !seen.has(scriptOf(language)) && seen.add(scriptOf(language)),
  );
  return [...foreign, ...others.filter((one) => !foreign.includes(one))];
}

function switcher(languages: readonly LanguageLink[], current: string): Markup {
  const t = say(current);
  const others = languages.filter((one) => one.language !== current);
  const name = (one: LanguageLink) => html`<span lang="${one.language}">${nameOf(one.language)}</span>`;
  const more = (shown: number) => (others.length > shown ? html` · +${others.length - shown}` : null);
  const [first, second] = inOtherScripts(current, others);
  return html`<details class="langs"><summary><span class="vh">${t("bar.languages")}: </span><span>${first && name(first)}<span class="tight">${more(1)}</span><span class="roomy">${second && html` · ${name(second)}`}${more(2)}</span></span></summary><ul>${languages.map(
    (one) =>
      html`<li><a href="${one.href}" lang="${one.language}" hreflang="${one.language}"${one.language === current ? html` aria-current="true"` : null}>${nameOf(one.language)}</a></li>`,
  )}</ul></details>
`;
}
