// A campaign's own page: the text is the page. A declaration or petition stands on the spine with its calls numbered
// and linkable; an open letter is a sheet of paper. What rooms add comes as parts, in their order. Pure.
import { say } from "../../locales/messages.ts";
import { html, type Markup, raw } from "../../web/markup.ts";
import { titleClass } from "../../web/titles.ts";
import { inEnglish, langOf, tell, words } from "../../web/words.ts";
import type { Edition } from "../campaign.ts";
import { campaignLayout, pathTo, whoOf } from "../frame.ts";
import { renderText } from "../markdown.ts";
import type { CampaignPageView, CampaignPart } from "../view.ts";
import { callsOf, contactsOf } from "./calls.ts";
import { factsOf } from "./facts.ts";
import { letterHead, letterStatus } from "./letter.ts";

/**
 * `/:slug`.
 * @param view the campaign in one language
 * @param parts what rooms add, in their order
 * @returns a full HTML document; holds what marks the parts hold
 */
export function campaignPage(view: CampaignPageView, parts: readonly CampaignPart[]): string {
  const { campaign, language } = view;
  const edition = campaign.in(language);
  const letter = campaign.kind === "open-letter";
  const skip = parts.find((part) => part.skip !== undefined)?.skip;
  const jump = parts.find((part) => part.jump !== undefined)?.jump;
  const main = html`${letter ? letterStatus(view, parts) : head(view, edition, parts)}
${letter ? null : pictureOf(edition, language)}<div>
${letter ? letterHead(view, edition) : null}${letter ? pictureOf(edition, language) : null}
<article class="text g" id="text"${langOf(edition.body, language)}>
${textOf(view, edition)}
</article>
<div class="g">${contactsOf(view, edition)}</div>
${jump && html`<p class="jump"><a href="${jump.href}">${jump.text}</a></p>`}
</div>
${parts.map((part) => part.body)}
${linksOf(view, edition)}`;
  return campaignLayout(view, {
    title: edition.title.text,
    main,
    kind: letter ? "letter" : undefined,
    found: view.band === undefined,
    skip,
    preview: {
      title: edition.title.text,
      description: edition.summary?.text ?? null,
      path: pathTo(view, ""),
      alternates: alternates(view),
    },
  });
}

function alternates(view: CampaignPageView): { language: string; path: string }[] {
  const { languages } = view.campaign;
  if (languages.length < 2) return [];
  const path = (language: string) => pathTo({ ...view, language }, "");
  return [
    { language: "x-default", path: `/${view.campaign.slug}` },
    ...languages.map((language) => ({ language, path: path(language) })),
  ];
}

function head(view: CampaignPageView, edition: Edition, parts: readonly CampaignPart[]): Markup {
  const { language } = view;
  return html`<header class="head g">
<p class="who"${inEnglish(language)}>${whoOf(view, edition)}</p>
<h1 class="${titleClass(edition.title)}"${langOf(edition.title, language)}>${edition.title.text}</h1>
${edition.summary && html`<p class="lead"${langOf(edition.summary, language)}>${edition.summary.text}</p>`}
${edition.opposition && html`<p class="lead soft"${langOf(edition.opposition, language)}>${edition.opposition.text}</p>`}
${parts.map((part) => part.head)}
${factsOf(view, edition)}
</header>`;
}

/** One picture, full measure, with who made it. Its size is in its name, so that the text below does not jump. */
function pictureOf({ picture }: Edition, language: string): Markup | null {
  if (picture === null) return null;
  const { file, width, height, alt, credit } = picture;
  return html`<figure class="picture g"><div class="hang"><img src="/pictures/${file}" width="${width}" height="${height}" alt="${alt.text}"${langOf(alt, language)}></div><figcaption class="small soft"${langOf(credit, language)}>${tell(language, "picture.credit", { credit: html`${credit.text}` })}</figcaption></figure>
`;
}

/** The text with the calls where `[demands]` stands, else after it. */
function textOf(view: CampaignPageView, edition: Edition): Markup {
  const { before, after } = renderText(edition.body.text);
  return html`${raw(before)}${callsOf(view, edition)}${raw(after)}`;
}

function linksOf(view: CampaignPageView, edition: Edition): Markup | null {
  if (edition.links.length === 0) return null;
  const t = say(view.language);
  return html`<section class="g">
<h2>${t("links.heading")}</h2>
<ul class="ways">${edition.links.map(
    (link) =>
      html`<li><a class="tap" href="${link.url}" rel="noopener noreferrer">${words(link.label, view.language)}</a></li>`,
  )}</ul>
</section>`;
}
