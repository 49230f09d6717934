// What stands above every page of the desk: what is open and until when, and the places one can go to.
import { html, nothing, type TemplateResult } from "lit-html";
import type { DeskKey, DeskSay } from "../locales/desk.ts";
import { localeOf } from "../locales/languages.ts";
import type { Page } from "./page.ts";
import type { Session } from "./session.ts";

export const SIGN_IN = "/desk/in";

/** Places in the bar, by who may go there. */
const BAR: readonly { path: string; key: DeskKey }[] = [
  { path: "/desk", key: "frame.waits" },
  { path: "/desk/new", key: "frame.new" },
  { path: "/desk/team", key: "frame.team" },
  { path: "/desk/settings", key: "frame.settings" },
];
/** Whether anything is open at this tab, and until when; locking is always in sight. */
export function lockLine(
  t: DeskSay,
  language: string,
  session: Session,
  page: Page | null,
): TemplateResult | typeof nothing {
  const { me, until } = session;
  if (!me) return nothing;
  if (until === null) {
    const next = encodeURIComponent(location.pathname + location.search);
    const mayOpen = me.role === "key_holder" && page?.path !== SIGN_IN;
    return html`<section class="lock" aria-label="${t("frame.lock.label")}"><div><p role="status"><b>${t("frame.locked")}</b> ${t("frame.locked.what")}</p>${mayOpen ? html`<a href="${SIGN_IN}?next=${next}">${t("frame.open")}</a>` : nothing}</div></section>`;
  }
  const time = new Date(until).toLocaleTimeString(localeOf(language), { hour: "2-digit", minute: "2-digit" });
  return html`<section class="lock" aria-label="${t("frame.lock.label")}"><div><p role="status"><b>${t("frame.until", { time })}</b> ${t("frame.until.what")}</p><button type="button" @click=${session.lock}>${t("frame.lock")}</button></div></section>`;
}

/** The places that there are pages for. */
export function bar(t: DeskSay, pages: readonly Page[], signOut: () => void): TemplateResult {
  const shown = BAR.filter(({ path }) => pages.some((one) => one.path === path));
  return html`<nav aria-label="${t("frame.nav")}">${shown.map(
    ({ path, key }) =>
      html`<a href="${path}" aria-current="${location.pathname === path ? "page" : "false"}">${t(key)}</a>`,
  )}<button type="button" class="quiet" @click=${signOut}>${t("frame.sign_out")}</button></nav>`;
}
