// How the campaign would look on a telephone, next to the words while they are typed. The network makes the page; it
// stands in a frame in which nothing runs.
import { html, type TemplateResult } from "lit-html";
import { createRef, type Ref, ref } from "lit-html/directives/ref.js";
import { draftApi } from "../../campaigns/drafts/api.ts";
import { nameOf } from "../../locales/languages.ts";
import { showInFrame } from "../trusted.ts";
import { languageOf, type TextDesk } from "./desk.ts";

export interface Preview {
  view(desk: TextDesk): TemplateResult;
  /** The text changed. */
  changed(): void;
  close(): void;
}

const PAUSE = 700;

/** @param desk gives the desk as it stands */
export function openPreview(desk: () => TextDesk): Preview {
  const frame: Ref<HTMLIFrameElement> = createRef();
  let language = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = "";
  let stopped = false;

  const show = async () => {
    const { context, editor } = desk();
    const files = editor.texts();
    const spoken = language || languageOf(desk(), 0);
    const now = JSON.stringify([files, spoken]);
    if (now === asked || stopped || !frame.value) return;
    asked = now;
    try {
      const { html: page } = await context.session.client.send(draftApi.render, { files, language: spoken });
      if (page === null || asked !== now || !frame.value) return;
      place(frame.value, page);
    } catch {
      // What was shown stays; whether the network answers is told where the words are kept.
      asked = "";
    }
  };
  const soon = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), pause);
  };
  return {
    view: (now) => {
      const { t } = now.context;
      const languages = now.editor.files.map((_, at) => languageOf(now, at));
      return html`<aside class="preview" aria-label=${t("text.preview")}>
        <div class="tool"><h2>${t("text.preview")}</h2>${
          languages.length > 1
            ? languages.map(
                (one) =>
                  html`<button type="button" class=${one === (language || languages[0]) ? "main" : ""} aria-pressed=${one === (language || languages[0])} @click=${() => {
                    language = one;
                    soon(0);
                    now.context.redraw();
                  }}><span lang=${one}>${nameOf(one)}</span></button>`,
              )
            : ""
        }</div>
        <iframe ${ref(frame)} sandbox="allow-same-origin" title=${t("text.preview.frame")} tabindex="0"></iframe>
      </aside>`;
    },
    changed: () => soon(asked === "" ? 0 : PAUSE),
    close: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** A page in the place of the one before, at the same height. Its links open nothing: the frame may not. */
function place(frame: HTMLIFrameElement, page: string): void {
  const height = frame.contentWindow?.scrollY ?? 0;
  frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, height), { once: true });
  showInFrame(frame, page.replace("<head>", '<head><base target="_blank">'));
}
