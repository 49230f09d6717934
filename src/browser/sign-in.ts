// Signing in with words. They are typed into this page, stretched here and forgotten; whoever is signed in already
// (by a passkey, or before the desk locked itself) opens with them.
import { startAuthentication } from "@simplewebauthn/browser";
import { html, nothing, type TemplateResult } from "lit-html";
import { meApi } from "../organisers/me/api.ts";
import { readWords } from "../vault/words.ts";
import { nextOf } from "./next.ts";
import type { Context, Page } from "./page.ts";
import { wordsRefused, wordsWrong } from "./words/typed.ts";

type Asked = Parameters<typeof startAuthentication>[0]["optionsJSON"];

interface Wrong {
  field: "address" | "words";
  what: string;
}

export const signInPage: Page = {
  path: "/desk/in",
  title: "in.title",
  needs: "nothing",
  open: (context) => {
    const { t, session, redraw } = context;
    let shown = false;
    let working = false;
    let wrong: Wrong | null = null;
    const known = session.me?.kind === "account" ? session.me : null;

    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      if (working) return;
      const form = event.currentTarget as HTMLFormElement;
      const data = new FormData(form);
      const address = known?.email ?? String(data.get("address")).trim();
      const words = readWords(String(data.get("words")));
      wrong = mistakeIn(context, address, words);
      working = wrong === null;
      redraw();
      if (wrong === null) {
        await context.attempt(async () => {
          try {
            await session.signIn(address, words);
            form.reset();
            context.go(nextOf(context.query));
          } catch (error) {
            wrong = refused(context, error);
          } finally {
            working = false;
          }
        });
      }
      if (wrong !== null) form.querySelector<HTMLInputElement>(`#f-${wrong.field}`)?.focus();
    };
    const passkey = !known && !session.own && "PublicKeyCredential" in globalThis;
    const withPasskey = () =>
      context.attempt(async () => {
        const { options } = await session.client.send(meApi.passkeySignInOptions, {});
        const response = await startAuthentication({ optionsJSON: options as unknown as Asked }).catch(
          () => null,
        );
        wrong = response === null ? { field: "words", what: t("in.passkey.failed") } : null;
        if (response === null) return;
        try {
          await session.signInWithPasskey(JSON.parse(JSON.stringify(response)));
          context.go(nextOf(context.query));
        } catch (error) {
          wrong = { ...refused(context, error), what: t("in.passkey.failed") };
        }
      });
    const said = (field: Wrong["field"]) =>
      wrong?.field === field ? html`<span class="err" id="e-${field}">${wrong.what}</span>` : nothing;
    const marks = (field: Wrong["field"]) => (wrong?.field === field ? `e-${field}` : nothing);

    const addressField =
      (): TemplateResult => html`<p class="field ${wrong?.field === "address" ? "bad" : ""}">
        <label for="f-address">${t("in.address")}</label>${said("address")}
        <input class="in" id="f-address" name="address" type="email" autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby=${marks("address")}>
      </p>`;
    return {
      view: () => html`<div class="narrow">
        <h1 tabindex="-1">${t(known ? "in.open.title" : "in.title")}</h1>
        <p>${known ? t("in.open.lead", { name: known.name }) : t("in.lead")}</p>
        <form @submit=${submit} novalidate autocomplete="off">
          ${known ? nothing : addressField()}
          <p class="field ${wrong?.field === "words" ? "bad" : ""}">
            <label for="f-words">${t("in.words")}</label><span class="hint" id="h-words">${t("in.words.hint")}</span>${said("words")}
            <input class="in" id="f-words" name="words" type=${shown ? "text" : "password"} autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="h-words ${wrong?.field === "words" ? "e-words" : ""}">
          </p>
          <p class="field close"><label class="choice"><input type="checkbox" .checked=${shown} @change=${() => {
            shown = !shown;
            redraw();
          }}> <span>${t("in.show")}</span></label></p>
          <p class="go"><button class="act full" ?disabled=${working}>${t("in.go")}</button></p>
          <p role="status">${working ? t("in.working") : ""}</p>
        </form>
        ${passkey ? html`<p class="go"><button type="button" class="act plain full" @click=${withPasskey} aria-describedby="h-passkey">${t("in.passkey")}</button></p><p class="soft" id="h-passkey">${t("in.passkey.hint")}</p>` : nothing}
        <p><a class="tap" href="/desk/start">${t("in.lost")}</a></p>
        <p class="soft">${t("in.new_device")}</p>
      </div>`,
    };
  },
};

/** Looks at what was typed before anything is sent. */
function mistakeIn(context: Context, address: string, words: string): Wrong | null {
  if (address === "") return { field: "address", what: context.t("in.missing_address") };
  const what = wordsWrong(context, words);
  return what === null ? null : { field: "words", what };
}

/** What the network said to words that do not fit. @throws everything else */
function refused(context: Context, error: unknown): Wrong {
  return { field: "words", what: wordsRefused(context, error) };
}
