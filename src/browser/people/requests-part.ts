// Requests to be taken off by a name alone: whose they may be, side by side; taken off because they asked, or dismissed.
import { html, nothing, type TemplateResult } from "lit-html";
import type { NameRequests } from "../../signing/tidying/requests.ts";
import { sideBySide } from "./candidate.ts";
import { dialog } from "./dialog.ts";
import { GROUPS_AT_ONCE, MOST_IN_GROUP } from "./groups.ts";
import { moreButton, type Part } from "./part.ts";
import { apart, theirs } from "./row.ts";
import type { Work } from "./work.ts";

/** Who stands on the page by name comes first, then whoever is counted, then who waits, then names of nobody. */
function gravity({ list }: Work, { signatures }: NameRequests): number {
  const people = signatures.flatMap((id) => list.get(id) ?? []);
  if (people.some(({ shown }) => shown !== null)) return 0;
  if (people.some(({ state }) => state !== "pending")) return 1;
  return people.length > 0 ? 2 : 3;
}

/** Opens the part. */
export function requestsPart(work: Work): Part {
  const { t, redraw } = work.context;
  let most = GROUPS_AT_ONCE;
  const ask = (requests: readonly NameRequests[]) => () => {
    work.dismissing = requests;
    redraw();
  };
  const one = (request: NameRequests) => {
    const { name, ids, signatures } = request;
    const there = signatures.filter((id) => work.list.get(id));
    return html`<section class="group"><h2>${theirs(name)}</h2>
      <p class="soft">${t("people.requests.asked", { many: ids.length })} ${t("people.requests.whose", { many: there.length })}</p>
      ${sideBySide(
        work,
        there,
        MOST_IN_GROUP,
        ({ id }, called) =>
          html`<button type="button" @click=${() => work.takeOff([id], "asked")}>${t("people.do.take_off")}<span class="vh"> ${called}</span></button>`,
      )}
      <p class="tool">${there.length > MOST_IN_GROUP ? html`<button type="button" @click=${() => work.lookAmong({ said: apart(name), ids: new Set(there) })}>${t("people.group.look")}</button>` : nothing}<button type="button" ?disabled=${work.busy} @click=${ask([request])}>${t("people.requests.dismiss")}<span class="vh"> ${name}</span></button></p></section>`;
  };
  return {
    name: "requests",
    many: () => work.asked.length + work.brought.decisions.unconfirmed,
    title: () => t("people.part.requests", { many: work.asked.length }),
    view: () => {
      const sorted = work.asked.toSorted((a, b) => gravity(work, a) - gravity(work, b));
      const nobody = sorted.filter((request) => gravity(work, request) === 3);
      const waiting = work.brought.decisions.unconfirmed;
      return html`<p>${t("people.requests.what")}</p>
        ${waiting > 0 ? html`<p class="soft">${t("people.requests.unconfirmed", { many: waiting })}</p>` : nothing}
        ${nobody.length > 1 ? html`<p class="tool"><button type="button" ?disabled=${work.busy} @click=${ask(nobody)}>${t("people.requests.dismiss_nobody", { many: nobody.length })}</button></p>` : nothing}
        ${sorted.length === 0 ? html`<p>${t("people.group.none")}</p>` : sorted.slice(0, most).map(one)}
        ${sorted.length > most ? moreButton(work, () => (most += GROUPS_AT_ONCE)) : nothing}`;
    },
  };
}

/** Asks before requests are dismissed: whoever asked is not told, and has to ask again. */
export function askDismiss(work: Work): TemplateResult | typeof nothing {
  const { t, redraw } = work.context;
  const requests = work.dismissing;
  if (requests === null) return nothing;
  const title = t("people.requests.dismiss_title", { many: requests.length });
  const cancel = () => {
    work.dismissing = null;
    redraw();
  };
  return dialog(
    title,
    cancel,
    html`<h2>${title}</h2>
      <p>${requests.slice(0, MOST_IN_GROUP).map(({ name }, at) => html`${at > 0 ? " · " : ""}<b>${theirs(name)}</b>`)}${requests.length > MOST_IN_GROUP ? " …" : ""}</p>
      <p>${t("people.requests.dismiss_what")}</p>
      <p><button type="button" class="act" @click=${() => void work.dismiss(requests)}>${t("people.requests.dismiss")}</button></p>
      <p><button type="button" class="quiet" @click=${cancel}>${t("people.reason.cancel")}</button></p>`,
  );
}
