// What each key does, when somebody asks.
import { html, nothing, type TemplateResult } from "lit-html";
import { dialog } from "./dialog.ts";
import type { Work } from "./work.ts";

const KEYS = [
  ["j", "down"],
  ["k", "up"],
  ["x", "choose"],
  ["a", "accept"],
  ["t", "take_off"],
  ["o", "look"],
  ["/", "find"],
  ["?", "help"],
] as const;

/** The keys, explained. */
export function explainKeys(work: Work): TemplateResult | typeof nothing {
  const { t, redraw } = work.context;
  if (!work.helping) return nothing;
  const close = () => {
    work.helping = false;
    redraw();
  };
  return dialog(
    t("people.keys.title"),
    close,
    html`<h2>${t("people.keys.title")}</h2>
      <dl class="facts keys">${KEYS.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${t(`people.key.${what}`)}</dd>`)}</dl>
      <p class="tool"><button type="button" @click=${close}>${t("people.look.close")}</button></p>`,
  );
}
