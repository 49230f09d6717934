// The end of a ceremony: what there is now, and what to do next.
import { html, nothing, type TemplateResult } from "lit-html";
import type { Context } from "../page.ts";

/** A place to go to next. */
interface Next {
  what: string;
  path?: string;
  link?: string;
}

/** @param title the heading @param told what there is now @param next what to do, in its order */
function doneView(
  { t, session }: Context,
  title: string,
  told: string,
  next: readonly Next[],
): TemplateResult {
  const item = ({ what, path, link }: Next) =>
    html`<li>${what} ${path === undefined ? nothing : html`<a class="tap" href=${path}>${link}</a>`}</li>`;
  return html`<div class="narrow"><h1 tabindex="-1">${title}</h1>
    <p>${told}</p>
    <p>${t("start.done.address")} <b class="notranslate" translate="no">${session.me?.email ?? ""}</b></p>
    <h2>${t("start.done.next")}</h2>
    <ol class="next-steps" role="list">${next.map(item)}</ol>
    <p class="go"><a class="act full" href="/desk">${t("start.done.go")}</a></p></div>`;
}

/**
 * The end of the first run.
 * @param network its name
 * @param how `without`: a second key holder comes before the envelope; `keyless`: campaigns of before have no keys yet
 */
export function begunView(
  context: Context,
  network: string,
  { without, keyless }: { without: boolean; keyless: boolean },
): TemplateResult {
  const { t } = context;
  const team = { path: "/desk/team", link: t("frame.team") };
  return doneView(
    context,
    t("start.done.title", { network }),
    t(without ? "start.done.tried_words" : "start.done.tried"),
    [
      without ? { what: t("start.done.second"), ...team } : { what: t("start.done.papers") },
      ...(keyless ? [{ what: t("start.done.keyless"), ...team }] : []),
      ...(without ? [] : [{ what: t("start.done.invite"), ...team }]),
      { what: t("start.done.write"), path: "/desk/new", link: t("frame.new") },
      { what: t("start.done.passkey"), path: "/desk/settings", link: t("frame.settings") },
    ],
  );
}

/** The end of joining, and of coming back. @param back whether they had an account before, whose passkeys are over */
export function joinedView(context: Context, back = false): TemplateResult {
  const { t, session } = context;
  const holder = session.desk !== null;
  return doneView(context, t("start.in.title"), t(holder ? "start.in.holder" : "start.in.organiser"), [
    { what: t("start.in.paper") },
    {
      what: t(back ? "start.done.passkeys" : "start.done.passkey"),
      path: "/desk/settings",
      link: t("frame.settings"),
    },
  ]);
}

/** The end of coming in by the envelope. */
export function enteredView(context: Context): TemplateResult {
  const { t } = context;
  return doneView(context, t("start.in.title"), t("start.done.tried"), [
    { what: t("start.envelope.burn") },
    { what: t("start.done.papers") },
    { what: t("start.envelope.others"), path: "/desk/team", link: t("frame.team") },
    { what: t("start.done.passkeys"), path: "/desk/settings", link: t("frame.settings") },
  ]);
}
