// Opening a list that was saved locked, by its words: in this tab, into a file that is not locked. So nobody needs
// another program for it.
import { html, nothing, type TemplateResult } from "lit-html";
import { unlock } from "../../signing/exporting/exporting.ts";
import { readWords } from "../../vault/words.ts";
import { textField } from "../field.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";
import { download } from "./download.ts";

const ENDING = /\.age$/i;

/** @returns what draws the part */
export function unlockingPart(context: Context): () => TemplateResult {
  const { t } = context;
  const work = oneAtATime(context);
  let file: File | null = null;
  let words = "";
  let wrong: "file" | "words" | null = null;
  let said = "";

  const open = async () => {
    if (work.working) return;
    [wrong, said] = [null, t("handing.unlock.opening")];
    await work.run(async () => {
      try {
        // Trying words holds everything up for seconds: first it is said.
        await new Promise((turn) => requestAnimationFrame(() => setTimeout(turn)));
        wrong = await openChosen();
        if (wrong === null) words = "";
      } finally {
        said = "";
      }
      if (wrong === null) said = t("handing.unlock.done");
    });
    if (wrong !== null) document.getElementById(wrong === "file" ? "f-locked" : "f-unlock")?.focus();
  };
  const openChosen = async (): Promise<"file" | "words" | null> => {
    if (file === null || !ENDING.test(file.name)) return "file";
    const opened = await unlock(new Uint8Array(await file.arrayBuffer()), readWords(words));
    if (opened === null) return "words";
    download(file.name.replace(ENDING, ""), [opened]);
    return null;
  };

  return () => html`<section aria-labelledby="unlock"><h2 id="unlock">${t("handing.unlock")}</h2>
    <p>${t("handing.unlock.what")}</p>
    <form class="narrow" autocomplete="off" @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void open();
    }}>
      <p class="field ${wrong === "file" ? "bad" : ""}"><label for="f-locked">${t("handing.unlock.file")}</label><span class="hint" id="h-locked">${t("handing.unlock.file.hint")}</span>${wrong === "file" ? html`<span class="err" id="e-locked">${t("handing.unlock.file.wrong")}</span>` : nothing}
        <input class="in" type="file" id="f-locked" accept=".age" aria-describedby="h-locked${wrong === "file" ? " e-locked" : ""}" aria-invalid=${wrong === "file" ? "true" : nothing} @change=${(
          event: Event,
        ) => {
          file = (event.currentTarget as HTMLInputElement).files?.[0] ?? null;
        }}></p>
      ${textField({
        name: "unlock",
        label: t("handing.unlock.words"),
        hint: t("handing.unlock.words.hint"),
        type: "password",
        wrong: wrong === "words" ? t("handing.unlock.wrong") : null,
        value: words,
        onInput: (value) => {
          words = value;
        },
      })}
      <p class="go"><button class="act plain" ?disabled=${work.working}>${t("handing.unlock.do")}</button></p>
      <p role="status">${said}</p></form></section>`;
}
