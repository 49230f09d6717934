// New words of one's own: shown once, two of them typed back, then they hold and the old ones do not.
import { html, nothing, type TemplateResult } from "lit-html";
import { useNewWords } from "../../organisers/new-words.ts";
import type { Context } from "../page.ts";
import { type OwnWords, openOwnWords } from "../words/own.ts";

/** @returns what draws the part */
export async function wordsPart(context: Context): Promise<() => TemplateResult> {
  const { t, session, redraw } = context;
  let own: OwnWords | null = null;
  let asked = false;
  let done = false;
  let working = false;

  const look = (back: boolean) => {
    asked = back;
    redraw();
  };
  const draw = () =>
    context.attempt(async () => {
      own = openOwnWords(await session.primitives(), t, {
        redraw,
        drawn: () => {},
        written: () => look(true),
        again: () => look(false),
        kept: () => void use(),
        working: () => working,
      });
      [asked, done] = [false, false];
    });
  const use = async () => {
    const words = own?.words;
    if (!words) return;
    working = true;
    redraw();
    await context.attempt(async () => {
      try {
        const desk = await useNewWords(await session.primitives(), session.client, session.desk, words);
        if (desk) await session.take(desk);
        [own, done] = [null, true];
      } finally {
        working = false;
      }
    });
  };
  /** Whoever holds keys has to have them open: they are wrapped anew. */
  const mayMake = () => session.me?.role === "organiser" || session.desk !== null;
  const button = () =>
    html`<p class="go"><button type="button" class="act plain" ?disabled=${!mayMake()} @click=${draw}>${t("settings.words.new")}</button> ${mayMake() ? nothing : html`<span class="soft">${t("settings.words.locked")}</span>`}</p>`;

  return () => html`<section class="narrow" aria-labelledby="words"><h2 id="words">${t("settings.words")}</h2>
    <p>${t("settings.words.what")}</p>
    ${own === null ? button() : asked ? own.asked() : own.shown(session.me?.email ?? "")}
    <p role="status">${done ? t("settings.words.done") : working ? t("in.working") : ""}</p></section>`;
}
