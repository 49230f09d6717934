// /desk/:slug/share: what one takes along to pass a campaign on: texts for chat groups, a picture with a code, and what
// is printed. Nothing is sent from here, and no other site is asked for anything.
import { html, nothing, type TemplateResult } from "lit-html";
import type { CampaignText } from "../../campaigns/campaign.ts";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { mendedCampaign } from "../../campaigns/editing/mending.ts";
import { type Sharing, sharingOf } from "../../campaigns/sharing.ts";
import { directionOf, nameOf } from "../../locales/languages.ts";
import { HOUSE_ACCENT } from "../../web/accent.ts";
import { type Copying, openCopying } from "../copying.ts";
import type { Context, Opened } from "../page.ts";
import { drawPicture, SHAPES, type Shape } from "./picture.ts";

/** A picture that was drawn. */
interface Drawn {
  readonly shape: Shape;
  readonly address: string;
}

/** Opens the page. */
export async function openSharePage(context: Context): Promise<Opened> {
  const { session, params, query, redraw } = context;
  const slug = params.slug ?? "";
  const { campaign, draft, today } = await session.client.send(draftApi.readDraft, { slug });
  const isPublic = campaign !== null && campaign.state !== "draft";
  const text = mendedCampaign(isPublic ? campaign.files : draft.files, today);
  const asked = query.get("lang");
  let language = text?.languages.find((one) => one === asked) ?? text?.languages[0] ?? "en";
  let neutral = false;
  let drawn: Drawn[] = [];
  let drawing = 0;
  const copying = openCopying(context);
  const sharing = (of: CampaignText) => sharingOf(of, { language, neutral, today, baseUrl: session.address });

  const forget = () => {
    for (const { address } of drawn) URL.revokeObjectURL(address);
    drawn = [];
  };
  const draw = async () => {
    if (!text) return;
    const mine = ++drawing;
    const of = { sharing: sharing(text), language, accent: text.accent ?? HOUSE_ACCENT };
    const made: Drawn[] = [];
    for (const shape of Object.keys(SHAPES) as Shape[]) {
      const canvas = document.createElement("canvas");
      drawPicture(canvas, shape, of);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
      if (blob && mine === drawing) made.push({ shape, address: URL.createObjectURL(blob) });
    }
    if (mine !== drawing) return;
    forget();
    drawn = made;
    redraw();
  };
  const choose = (change: () => void) => {
    change();
    redraw();
    void draw();
  };
  void draw();

  return {
    view: () => {
      const { t } = context;
      if (!text) return html`<h1 tabindex="-1">${t("share.title")}</h1><p>${t("share.nothing")}</p>`;
      const now = sharing(text);
      return html`<div class="narrow">
        <h1 tabindex="-1">${t("share.title")}</h1>
        ${isPublic ? nothing : html`<p><b>${t("share.not_public")}</b></p>`}
        ${
          text.languages.length > 1
            ? html`<p class="tool" role="group" aria-label=${t("share.language")}>${text.languages.map(
                (one) =>
                  html`<button type="button" class=${one === language ? "main" : ""} lang=${one} aria-pressed=${one === language} @click=${() =>
                    choose(() => {
                      language = one;
                    })}>${nameOf(one)}</button>`,
              )}</p>`
            : nothing
        }
        ${neutrally(context, text, neutral, (chosen) =>
          choose(() => {
            neutral = chosen;
          }),
        )}
        ${texts(context, copying, now, language)}
        ${pictures(context, copying, now, language, drawn)}
        ${isPublic ? printed(context, text, language) : nothing}
      </div>`;
    },
    close: () => {
      drawing++;
      forget();
    },
  };
}

/** With its title, or by the neutral name alone. */
function neutrally(
  { t }: Context,
  { slug }: CampaignText,
  neutral: boolean,
  set: (neutral: boolean) => void,
): TemplateResult {
  const choice = (value: boolean, label: string, hint: string) =>
    html`<label class="choice" for="neutral-${value}"><input type="radio" name="neutral" id="neutral-${value}" .checked=${neutral === value} @change=${() => set(value)}> <span>${label}<span class="hint">${hint}</span></span></label>`;
  return html`<fieldset class="field"><legend>${t("share.how")}</legend>
    ${choice(false, t("share.how.title"), t("share.how.title.hint"))}
    ${choice(true, t("share.how.neutral"), t("share.how.neutral.hint", { slug }))}
  </fieldset>`;
}

function texts({ t }: Context, copying: Copying, now: Sharing, lang: string): TemplateResult {
  const rows = now.long.split("\n").length + 2;
  return html`<section aria-labelledby="h-texts"><h2 id="h-texts">${t("share.texts")}</h2>
    <p class="hint">${t("share.texts.hint")}</p>
    ${copying.view({ id: "short", label: t("share.short"), text: now.short, lang, rows: 3 })}
    ${copying.view({ id: "long", label: t("share.long"), text: now.long, lang, rows: Math.min(rows, 18) })}
    ${copying.view({ id: "link", label: t("share.link"), text: now.link })}
  </section>`;
}

function pictures(
  { t }: Context,
  copying: Copying,
  now: Sharing,
  lang: string,
  drawn: readonly Drawn[],
): TemplateResult {
  return html`<section aria-labelledby="h-pictures"><h2 id="h-pictures">${t("share.pictures")}</h2>
    <p class="hint">${t("share.pictures.hint")}</p>
    <div class="pictures" role="group" aria-label=${t("share.pictures")}>${drawn.map(
      ({ shape, address }) => html`<figure>
        <img src=${address} alt=${now.picture.alt} lang=${lang} width=${SHAPES[shape].width} height=${SHAPES[shape].height}>
        <figcaption class="tool"><a href=${address} download="picture-${SHAPES[shape].width}x${SHAPES[shape].height}.png">${t(`share.picture.${shape}`)}</a></figcaption>
      </figure>`,
    )}</div>
    <p role="status" class="vh">${drawn.length > 0 ? t("share.pictures.drawn", { language: nameOf(lang) }) : ""}</p>
    ${copying.view({ id: "alt", label: t("share.alt"), text: now.picture.alt, lang, rows: 3 })}
  </section>`;
}

/** What is made for the printer stands on the campaign's own pages. */
function printed(
  { t, session }: Context,
  { slug, languages, sign }: CampaignText,
  language: string,
): TemplateResult {
  const lang = language === languages[0] ? "" : `&lang=${language}`;
  const kinds = sign === null ? (["poster", "text"] as const) : (["poster", "sheet", "text"] as const);
  return html`<section aria-labelledby="h-printed"><h2 id="h-printed">${t("share.printed")}</h2>
    <ul role="list" class="lines">${kinds.map(
      (one) =>
        html`<li><a class="tap" href="${session.address}/${slug}/print?as=${one}${lang}" target="_blank" rel="noopener" dir=${directionOf(language)}>${t(`share.printed.${one}`)}</a></li>`,
    )}</ul></section>`;
}
