// New words of one's own: shown once, two of them typed back, then they hold and the old ones do not.
import { html, type TemplateResult } from "lit-html";
import { useNewWords } from "../../organisers/me/new-words.ts";
import type { Context } from "../page.ts";
import { type OwnWords, openOwnWords } from "../words/own.ts";
import { presentWords } from "./present.ts";

/**
 * @param told `began`: when words began another session; `ended`: once the new ones hold: passkeys and sessions are over
 * @returns what draws the part
 */
export async function wordsPart(
  context: Context,
  told: { began(): Promise<void>; ended(): Promise<void> },
): Promise<() => TemplateResult> {
  const { t, session, redraw } = context;
  let own: OwnWords | null = null;
  let asked = false;
  let done = false;
  let working = false;
  const before = presentWords(context, "present-words", told.began);
  let present: Uint8Array = new Uint8Array();

  const look = (back: boolean) => {
    asked = back;
    redraw();
  };
  const draw = (event: SubmitEvent) => {
    event.preventDefault();
    void before.take(event.currentTarget as HTMLFormElement, async (key) => {
      present = key;
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
  };
  const use = async () => {
    const words = own?.words;
    if (!words) return;
    working = true;
    redraw();
    await context.attempt(async () => {
      try {
        const desk = await useNewWords(
          await session.primitives(),
          session.client,
          session.desk,
          words,
          present,
        );
        if (desk) await session.take(desk);
        [own, done] = [null, true];
        await told.ended();
      } finally {
        working = false;
      }
    });
  };
  const button = () =>
    html`<form autocomplete="off" @submit=${draw}>${before.field()}
      <p class="go"><button class="act plain">${t("settings.words.new")}</button></p></form>`;

  return () => html`<section class="narrow" aria-labelledby="words"><h2 id="words">${t("settings.words")}</h2>
    <p>${t("settings.words.what")}</p>
    ${own === null ? button() : asked ? own.asked() : own.shown(session.me?.email ?? "")}
    <p role="status">${done ? t("settings.words.done") : working ? t("in.working") : ""}</p></section>`;
}
