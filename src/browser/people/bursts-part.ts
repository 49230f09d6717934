// Bursts: many of one kind close together, shown with what is usual, and handled at once.
import { html, nothing } from "lit-html";
import type { Burst } from "../../signing/people/bursts.ts";
import { GROUPS_AT_ONCE, type Groups, groupKey, MOST_IN_GROUP } from "./groups.ts";
import { moreButton, type Part } from "./part.ts";
import { actsOf, apart, callPerson, shortDay, theirs } from "./row.ts";
import type { Work } from "./work.ts";

/** Opens the part. */
export function burstsPart(work: Work, groups: Groups): Part {
  const { t, language, redraw } = work.context;
  let most = GROUPS_AT_ONCE;
  const one = ({ kind, domain, day, ids, span, usually }: Burst) => {
    const between = span - ids.length;
    const said = {
      many: ids.length,
      span,
      between,
      day: shortDay(day, language),
      domain: apart(domain),
      usually,
    };
    const title = t(`people.bursts.${kind}`, said);
    const people = ids.flatMap((id) => work.list.get(id) ?? []);
    const accept = people.filter((person) => actsOf(person).includes("accept")).map(({ id }) => id);
    const leave = () => {
      work.left.add(groupKey(kind, ids));
      redraw();
    };
    return html`<section class="group"><h2>${title}</h2>
      <p class="soft">${t(`people.bursts.usually.${kind}`, said)}</p>
      <p>${people.slice(0, MOST_IN_GROUP).map((person, at) => html`${at > 0 ? " · " : ""}${theirs(callPerson(t, person))}`)}${people.length > MOST_IN_GROUP ? ` ${t("people.group.more", { many: people.length - MOST_IN_GROUP })}` : ""}</p>
      <p class="tool"><button type="button" @click=${() => work.lookAmong({ said: title, ids: new Set(ids) })}>${t("people.group.look")}</button>${accept.length > 0 ? html`<button type="button" ?disabled=${work.busy} @click=${() => void work.accept(accept)}>${t("people.bursts.accept", { many: accept.length })}</button>` : nothing}<button type="button" @click=${() => work.askTakeOff(ids)}>${t("people.take_off_chosen", { many: ids.length })}</button><button type="button" @click=${leave}>${t("people.bursts.leave")}</button></p></section>`;
  };
  return {
    name: "bursts",
    many: () => groups.bursts().length,
    title: () => t("people.part.bursts", { many: groups.bursts().length }),
    view: () => {
      const found = groups.bursts();
      return html`<p>${t("people.bursts.what")}</p>
        ${found.length === 0 ? html`<p>${t("people.group.none")}</p>` : found.slice(0, most).map(one)}
        ${found.length > most ? moreButton(work, () => (most += GROUPS_AT_ONCE)) : nothing}`;
    },
  };
}
