// New words of one's own: shown once, two of them typed back, then they hold and the old ones do not.
import { html, nothing, type TemplateResult } from "lit-html";
import { useNewWords } from "../../organisers/new-words.ts";
import { ACCOUNT_WORDS, drawWords, readWords } from "../../vault/words.ts";
import { textField, typed } from "../field.ts";
import type { Context } from "../page.ts";

/** Which two are typed back. */
const ASKED = [2, 5] as const;

/** @returns what draws the part */
export async function wordsPart(context: Context): Promise<() => TemplateResult> {
  const { t, session, redraw } = context;
  let words: string[] | null = null;
  let wrong: string | null = null;
  let done = false;
  let working = false;

  const draw = () =>
    context.attempt(async () => {
      const p = await session.primitives();
      words = drawWords(p, ACCOUNT_WORDS).split(" ");
      [wrong, done] = [null, false];
    });
  const use = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!words || working) return;
    const back = readWords(typed(event.currentTarget as HTMLFormElement, "back"));
    const [first, second] = ASKED.map((at) => words?.[at - 1]);
    wrong = back === `${first} ${second}` ? null : t("settings.words.wrong");
    working = wrong === null;
    redraw();
    if (wrong !== null) return;
    const chosen = words.join(" ");
    await context.attempt(async () => {
      try {
        const desk = await useNewWords(await session.primitives(), session.client, session.desk, chosen);
        if (desk) await session.take(desk);
        [words, done] = [null, true];
      } finally {
        working = false;
      }
    });
  };
  /** Whoever holds keys has to have them open: they are wrapped anew. */
  const mayMake = () => session.me?.role === "organiser" || session.desk !== null;

  return () => html`<section class="narrow" aria-labelledby="words"><h2 id="words">${t("settings.words")}</h2>
    <p>${t("settings.words.what")}</p>
    ${
      words === null
        ? html`<p class="go"><button type="button" class="act plain" ?disabled=${!mayMake()} @click=${draw}>${t("settings.words.new")}</button> ${mayMake() ? nothing : html`<span class="soft">${t("settings.words.locked")}</span>`}</p>`
        : html`<ol class="words">${words.map((word) => html`<li>${word}</li>`)}</ol>
          <div class="tool"><button type="button" @click=${draw}>${t("settings.words.others")}</button></div>
          <form @submit=${use} autocomplete="off">
            ${textField({ name: "back", label: t("settings.words.back", { first: ASKED[0], second: ASKED[1] }), wrong })}
            <p class="go"><button class="act plain" ?disabled=${working}>${t("settings.words.use")}</button></p>
          </form>`
    }
    <p role="status">${done ? t("settings.words.done") : working ? t("in.working") : ""}</p></section>`;
}
