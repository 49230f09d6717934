// Signatures side by side: what a key holder needs to tell two of them apart, and what to do with each.
import { html, nothing, type TemplateResult } from "lit-html";
import type { Person } from "../../signing/people/person.ts";
import { callPerson, doorSaid, pageOf, placeOf, shortDay, theirs } from "./row.ts";
import type { Work } from "./work.ts";

/**
 * Several, side by side.
 * @param ids whom; those that are gone are left out
 * @param most how many are drawn
 * @param act what can be done with one
 */
export function sideBySide(
  work: Work,
  ids: readonly number[],
  most: number,
  act: (person: Person, called: string) => TemplateResult,
): TemplateResult {
  const { t } = work.context;
  const people = ids.flatMap((id) => work.list.get(id) ?? []);
  const more = people.length - most;
  return html`<ul class="side">${people
    .slice(0, most)
    .map((person) => html`<li>${candidate(work, person, act)}</li>`)}</ul>
    ${more > 0 ? html`<p class="soft">${t("people.group.more", { many: more })}</p>` : nothing}`;
}

function candidate(
  work: Work,
  person: Person,
  act: (person: Person, called: string) => TemplateResult,
): TemplateResult {
  const { t, language, redraw } = work.context;
  const called = callPerson(t, person);
  const going = work.removals.has(person.id);
  const look = () => {
    work.looking = person.id;
    redraw();
  };
  const facts = [
    doorSaid(t, person),
    pageOf(t, person),
    placeOf(person),
    person.typed?.email ?? "",
    t("people.look.signed", { day: shortDay(person.day, language), id: person.id }),
  ].filter((fact) => fact !== "");
  return html`<p><button type="button" class="name" @click=${look}>${theirs(called)}</button></p>
    ${facts.map((fact) => html`<p>${theirs(fact)}</p>`)}
    ${going ? html`<p><b>${t("people.going")}</b></p>` : html`<p class="tool">${act(person, called)}</p>`}`;
}
