// Who may be one and the same, side by side, with one act to keep one and take the others off.
import { html, nothing } from "lit-html";
import type { Alike } from "../../signing/people/alike.ts";
import { sideBySide } from "./candidate.ts";
import { GROUPS_AT_ONCE, type Groups, groupKey, MOST_IN_GROUP } from "./groups.ts";
import { moreButton, type Part } from "./part.ts";
import type { Work } from "./work.ts";

/** Opens the part. */
export function alikePart(work: Work, groups: Groups): Part {
  const { t, redraw } = work.context;
  let most = GROUPS_AT_ONCE;
  const one = ({ why, ids }: Alike) => {
    const title = t(`people.alike.${why}`, { many: ids.length });
    const keep = (kept: number) => () =>
      work.takeOff(
        ids.filter((id) => id !== kept),
        "duplicate",
      );
    const leave = () => {
      work.left.add(groupKey(why, ids));
      redraw();
    };
    return html`<section class="group"><h2>${title}</h2>
      ${sideBySide(
        work,
        ids,
        MOST_IN_GROUP,
        ({ id }, called) =>
          html`<button type="button" @click=${keep(id)}>${t("people.alike.keep", { others: ids.length - 1 })}<span class="vh"> ${called}</span></button>`,
      )}
      <p class="tool">${ids.length > MOST_IN_GROUP ? html`<button type="button" @click=${() => work.lookAmong({ said: title, ids: new Set(ids) })}>${t("people.group.look")}</button>` : nothing}<button type="button" @click=${leave}>${t("people.alike.leave")}</button></p></section>`;
  };
  return {
    name: "alike",
    many: () => groups.alike().length,
    title: () => t("people.part.alike", { many: groups.alike().length }),
    view: () => {
      const found = groups.alike();
      return html`<p>${t("people.alike.what")}</p>
        ${found.length === 0 ? html`<p>${t("people.group.none")}</p>` : found.slice(0, most).map(one)}
        ${found.length > most ? moreButton(work, () => (most += GROUPS_AT_ONCE)) : nothing}`;
    },
  };
}
