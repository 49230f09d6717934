// One line of the list of people.
import { html, nothing, type TemplateResult } from "lit-html";
import { DAY } from "../../clock.ts";
import type { DeskSay } from "../../locales/desk.ts";
import { localeOf } from "../../locales/languages.ts";
import { doorOf, nameOf, onPage, type Person } from "../../signing/people/person.ts";
import type { Work } from "./work.ts";

/** A day as people write it, short. */
export function shortDay(day: number, language: string): string {
  return new Date(day * DAY).toLocaleDateString(localeOf(language), {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
}

/** The same inside a sentence: whatever direction they have ends with them (Unicode's isolates). */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Words that a signer typed: nobody knows in which language, nor in which direction. */
export function theirs(text: string): TemplateResult {
  return html`<bdi lang="">${text}</bdi>`;
}

/** What somebody is called, also where there is no name. */
export function callPerson(t: DeskSay, person: Person): string {
  const name = nameOf(person);
  if (name !== "") return name;
  return t(person.typed === null ? "people.name.closed" : "people.name.none", { id: person.id });
}

/** How they want to appear, with the words. */
export function wantsOf(t: DeskSay, { typed, wanted }: Person): TemplateResult | string {
  if (typed === null) return "";
  if (wanted) {
    const words = [wanted.words, wanted.detail].filter((one) => one !== "").join(" – ");
    return html`${t("people.wants.public")} ${theirs(words)}`;
  }
  return t(typed.appear === "public" ? "people.wants.no_words" : `people.wants.${typed.appear}`);
}

/** How it stands with the words on the page. */
export function pageOf(t: DeskSay, person: Person): string {
  const page = onPage(person);
  return page === "nothing" ? "" : t(`people.page.${page}`);
}

/** By which door they are counted, or why not yet. */
export function doorSaid(t: DeskSay, person: Person): string {
  const door = doorOf(person);
  if (door === "unreadable") return t("people.door.unreadable", { why: t(`people.why.${whyOf(person)}`) });
  if (!person.entryFits) return t("people.door.wrong_entry");
  return t(`people.door.${door}`);
}

function whyOf({ why }: Person) {
  return why === null || why === "over" ? "row" : why;
}

/** Where they are, as far as the form asked. */
export function placeOf({ typed }: Person): string {
  const { place, region } = typed?.fields ?? {};
  return [place, region].find((one): one is string => typeof one === "string") ?? "";
}

/** What a key holder does with one line, besides taking it off. */
export type Act = "accept" | "show" | "hide";

/** What can be done with one person, the likeliest first. */
export function actsOf(person: Person): Act[] {
  if (person.typed !== null && person.state === "pending") return ["accept"];
  const page = onPage(person);
  const waits = person.wanted && (page === "waits" || page === "differs");
  return [...(waits ? (["show"] as const) : []), ...(person.shown ? (["hide"] as const) : [])];
}

/** Whether somebody asks for it to be taken off by a name alone. */
function asksToGo(work: Work, id: number): boolean {
  return work.asked.some(({ signatures }) => signatures.includes(id));
}

/**
 * The line.
 * @param at its place among those found
 * @param current whether the keys are at it
 */
export function personRow(work: Work, person: Person, at: number, current: boolean): TemplateResult {
  const { t, language, redraw } = work.context;
  const { id } = person;
  const called = callPerson(t, person);
  const going = work.removals.has(id);
  const chosen = work.chosen.has(id);
  const choose = () => {
    if (chosen) work.chosen.delete(id);
    else work.chosen.add(id);
    redraw();
  };
  const look = () => {
    work.looking = id;
    redraw();
  };
  const act = (what: Act) =>
    html`<button type="button" ?disabled=${work.busy} @click=${() => void work[what]([id])}>${t(`people.do.${what}`)}<span class="vh"> ${called}</span></button>`;
  const asks = asksToGo(work, id);
  const place = placeOf(person);
  return html`<tr role="row" data-line=${at} aria-rowindex=${at + 2} tabindex=${current ? 0 : -1} class="${chosen ? "sel" : ""} ${going ? "going" : ""}">
    <td role="cell"><label class="pick"><input type="checkbox" .checked=${chosen} ?disabled=${going} @change=${choose}><span class="vh">${t("people.choose", { name: called })}</span></label></td>
    <td role="cell" class="nm"><button type="button" class="name" @click=${look}>${theirs(called)}</button></td>
    <td role="cell" class="fact ${going ? "now" : ""}">${going ? t("people.going") : asks ? html`<b>${t("people.asks")}</b>` : doorSaid(t, person)}</td>
    <td role="cell" class="fact">${wantsOf(t, person)}</td>
    <td role="cell" class="fact">${pageOf(t, person)}</td>
    <td role="cell" class="fact">${place === "" ? nothing : theirs(place)}</td>
    <td role="cell">${shortDay(person.day, language)}</td>
    <td role="cell" class="do">${
      going
        ? nothing
        : html`${actsOf(person).map(act)}<button type="button" @click=${() => work.askTakeOff([id])}>${t("people.do.take_off")}<span class="vh"> ${called}</span></button>`
    }</td>
  </tr>`;
}
