// A text to take along: readable and selectable as it is, with a button that copies it and says whether it did.
import { html, type TemplateResult } from "lit-html";
import type { Context } from "./page.ts";

export interface Copying {
  /**
   * @param copy what is copied; `id` names its field, `rows` makes it several lines
   */
  view(copy: { id: string; label: string; text: string; lang?: string; rows?: number }): TemplateResult;
}

/** Opens what remembers which text was copied last. */
export function openCopying({ t, redraw }: Pick<Context, "t" | "redraw">): Copying {
  let last: { id: string; text: string; how: "copied" | "selected" } | null = null;

  const copy = async (id: string, text: string) => {
    const field = document.getElementById(`copy-${id}`) as HTMLInputElement | HTMLTextAreaElement | null;
    let how: "copied" | "selected" = "selected";
    try {
      await navigator.clipboard.writeText(text);
      how = "copied";
    } catch {
      // Refused, or not there without HTTPS: it is selected, so that the keyboard or a long press copies it.
      field?.focus();
      field?.select();
    }
    last = { id, text, how };
    redraw();
  };
  return {
    view: ({ id, label, text, lang, rows }) => {
      const said = last?.id === id && last.text === text ? t(`copy.${last.how}`) : "";
      const select = (event: Event) =>
        (event.currentTarget as HTMLInputElement | HTMLTextAreaElement).select();
      return html`<div class="field"><label for="copy-${id}">${label}</label>${
        rows === undefined
          ? html`<input class="in" id="copy-${id}" readonly lang=${lang ?? ""} .value=${text} @focus=${select}>`
          : html`<textarea class="in" id="copy-${id}" readonly rows=${rows} lang=${lang ?? ""} .value=${text}></textarea>`
      }<span class="tool"><button type="button" @click=${() => void copy(id, text)}>${t("copy.copy")}<span class="vh"> ${label}</span></button> <span role="status" class="copied">${said}</span></span></div>`;
    },
  };
}
