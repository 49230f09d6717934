// /desk/start without a link: a new device, lost words, or a link that did not come whole.
import { html, nothing, type TemplateResult } from "lit-html";
import { textField, typed } from "../field.ts";
import type { Context } from "../page.ts";
import { readPasted, readStartLink } from "./link.ts";

/**
 * @param begun whether the network has a key holder
 * @param cut whether a part of a link came
 * @returns what draws the page
 */
export function withoutLink(context: Context, begun: boolean, cut: boolean): () => TemplateResult {
  const { t, session, redraw } = context;
  let wrong: string | null = null;
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const pasted = readPasted(typed(form, "link"));
    const kind = pasted && readStartLink(pasted.fragment).kind;
    if (!pasted || kind === "none" || kind === "cut") wrong = t("start.paste.wrong");
    else if (pasted.address !== session.address)
      wrong = t("start.paste.elsewhere", { address: pasted.address });
    else return context.go(`/desk/start#${pasted.fragment}`);
    redraw();
    form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  };
  const pasting = (heading: TemplateResult | typeof nothing) => html`${heading}
    <form @submit=${paste} novalidate autocomplete="off">
      ${textField({ name: "link", label: t("start.paste"), hint: t("start.paste.hint"), wrong })}
      <p class="go"><button class="act ${begun && !cut ? "plain" : ""} full">${t("start.paste.go")}</button></p>
    </form>`;
  if (cut || !begun) {
    return () => html`<div class="narrow"><h1 tabindex="-1">${t(cut ? "start.cut.title" : "start.first.title")}</h1>
      <p>${t(cut ? "start.cut" : "start.none.not_begun")}</p>${pasting(nothing)}</div>`;
  }
  return () => html`<div class="narrow"><h1 tabindex="-1">${t("start.none.title")}</h1>
    <h2>${t("start.none.device")}</h2><p>${t("in.new_device")}</p>
    <p><a class="tap" href="/desk/in">${t("in.title")}</a></p>
    <h2>${t("start.none.lost")}</h2><p>${t("start.none.lost.what")}</p>
    <p class="go"><a class="act full" href="/desk/start?lost">${t("start.lost.title")}</a></p>
    <h2>${t("start.none.envelope")}</h2><p>${t("start.none.envelope.what")}</p>
    <p><a class="tap" href="/desk/start?envelope">${t("start.envelope.title")}</a></p>
    <p>${t("start.none.all_lost")}</p>
    ${pasting(html`<h2>${t("start.none.link")}</h2>`)}</div>`;
}
