// Waiting until somebody else lets one in. A page that is loaded anew still shows the number of the new keys, which is no
// secret; the words are on paper alone by then.
import { html, nothing, type TemplateResult } from "lit-html";
import type { DeskKey, DeskSay } from "../../locales/desk.ts";
import type { Context, Opened } from "../page.ts";
import { askAgain } from "./asking-again.ts";
import { band } from "./band.ts";
import { numberToRead } from "./number.ts";
import { usedLink } from "./used.ts";

/** What the browser's history holds of it, with the number of the step. */
export interface KeptNumber {
  /** Who lets in; empty for any key holder. */
  who: string;
  /** null for an organiser who joins, who has no keys. */
  number: string | null;
  /** Of a request to come back, in base64url. */
  request?: string;
}

/** Keeps the number for the case that the page is loaded anew. */
export function keepNumber(kept: KeptNumber): void {
  history.replaceState({ ...(history.state as object | null), ...kept }, "");
}

/** @returns what was kept before the page was loaded anew, or null */
export function keptNumber(): KeptNumber | null {
  const { who, number = null, request } = (history.state ?? {}) as Partial<KeptNumber>;
  return who === undefined ? null : { who, number, ...(request !== undefined && { request }) };
}

/** What to tell or read out to whom. */
export function waitingFor(t: DeskSay, { who, number }: KeptNumber): TemplateResult {
  return number === null
    ? html`<p>${t("start.waiting.organiser", { inviter: who })}</p>`
    : numberToRead(t, number, who || t("start.anybody"));
}

/**
 * That the page waits; once it is over, a button for the case that going in came to a halt.
 * @param over whether somebody decided
 * @param working whether going in is under way
 */
export function waitingStatus(t: DeskSay, over: boolean, working: boolean, goIn: () => void): TemplateResult {
  return html`<p role="status">${t(over ? "start.waiting.enters" : "start.waiting")}</p>
    ${over && !working ? html`<p class="go"><button type="button" class="act full" @click=${goIn}>${t("in.title")}</button></p>` : nothing}`;
}

/**
 * The wait of a page that was loaded anew.
 * @param isOver asks whether somebody decided
 * @param which first line of the ceremony
 */
export function waitingAgain(
  context: Context,
  kept: KeptNumber,
  isOver: () => Promise<boolean>,
  which: DeskKey,
): Opened {
  const { t, redraw } = context;
  let over = false;
  const stop = askAgain(isOver, () => {
    over = true;
    redraw();
  });
  return {
    view: () =>
      over
        ? usedLink(t, "start.waiting.over", "start.used.let_in")
        : html`<div class="narrow"><h1 tabindex="-1">${t("start.waiting.title", { inviter: kept.who || t("start.anybody") })}</h1>
            ${waitingFor(t, kept)}<p role="status">${t("start.waiting")}</p><p>${t("start.waiting.later")}</p></div>`,
    band: () => band(context, t(which), ""),
    close: stop,
  };
}
