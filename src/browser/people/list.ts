// The list of people: finding, choosing, doing. Only the lines in sight are drawn.
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Person } from "../../signing/people/person.ts";
import {
  counts,
  ORDERS,
  type Order,
  SIFTS,
  type Sift,
  type Sifting,
  sifted,
} from "../../signing/people/sifting.ts";
import { remembered } from "./chosen.ts";
import { followKeys } from "./keys.ts";
import { type Act, actsOf, personRow } from "./row.ts";
import { followScroll, height } from "./window.ts";
import type { Work } from "./work.ts";

const COLUMNS = ["name", "door", "wants", "page", "place", "day"] as const;

export interface ListView {
  view(): TemplateResult;
  /** Call it after drawing. */
  drawn(): void;
  stop(): void;
}

/** Opens the list. */
export function openListView(work: Work): ListView {
  const { t, language, redraw } = work.context;
  const sifting: Sifting = { words: "", sift: "all", as: "everyone", order: "newest", only: null };
  let key = "";
  let found: Person[] = [];
  let many: Record<Sift, number> | null = null;
  let counted = -1;

  const body = () => document.querySelector<HTMLElement>(".people tbody");
  const scroll = followScroll(body, redraw);
  /** Sifted again only when something changed. */
  const find = (): Person[] => {
    const { words, sift, as, order, only } = sifting;
    const now = [work.list.version, sift, as, order, words].join(" ");
    const other = (work.only?.ids ?? null) !== only;
    if (now === key && !other) return found;
    key = now;
    if (other)
      Object.assign(sifting, { words: "", sift: "all", as: "everyone", only: work.only?.ids ?? null });
    found = sifted(work.list.everyone(), sifting, language);
    if (counted !== work.list.version) {
      counted = work.list.version;
      many = counts(work.list.everyone());
    }
    keys.at = Math.min(keys.at, Math.max(0, found.length - 1));
    return found;
  };
  const keys = followKeys(work, find, scroll.reveal);
  const narrow = (change: Partial<Sifting>) => {
    Object.assign(sifting, change);
    keys.at = 0;
    redraw();
  };

  const finding = () => html`<div class="tool" role="search">
    <input class="in" id="people-find" type="search" autocomplete="off" spellcheck="false" aria-label=${t("people.find")} placeholder=${t("people.find.short")} .value=${sifting.words} @input=${(event: InputEvent) => narrow({ words: (event.target as HTMLInputElement).value })}>
    ${choice(
      "people.sift",
      SIFTS,
      sifting.sift,
      (sift) => narrow({ sift }),
      (sift) => t(`people.sift.${sift}`, { many: many?.[sift] ?? 0 }),
    )}
    ${choice(
      "people.as",
      ["everyone", "person", "organisation"] as const,
      sifting.as,
      (as) => narrow({ as }),
      (as) => t(`people.as.${as}`),
    )}
    ${choice(
      "people.order",
      ORDERS,
      sifting.order,
      (order: Order) => narrow({ order }),
      (order) => t(`people.order.${order}`),
    )}
  </div>`;

  function choice<T extends string>(
    label: "people.sift" | "people.as" | "people.order",
    values: readonly T[],
    now: T,
    pick: (value: T) => void,
    say: (value: T) => string,
  ): TemplateResult {
    return html`<select class="in" aria-label=${t(label)} @change=${(event: Event) => {
      const value = values.find((one) => one === (event.target as HTMLSelectElement).value);
      if (value !== undefined) pick(value);
    }}>${values.map((value) => html`<option value=${value} ?selected=${value === now}>${say(value)}</option>`)}</select>`;
  }

  const chosenFor = remembered((_chosen: number, _list: number) => {
    const ids: Record<Act | "all", number[]> = { accept: [], show: [], hide: [], all: [] };
    for (const id of work.chosen) {
      const person = work.list.get(id);
      if (!person) continue;
      ids.all.push(id);
      for (const act of actsOf(person)) ids[act].push(id);
    }
    return ids;
  });
  const areAllChosen = remembered(
    (people: readonly Person[], _chosen: number) =>
      people.length > 0 && people.every(({ id }) => work.chosen.has(id)),
  );
  const doing = () => {
    const { accept, show, hide, all } = chosenFor(work.chosen.version, work.list.version);
    const none = () => {
      work.chosen.clear();
      redraw();
    };
    if (all.length === 0) return nothing;
    return html`<div class="tool">
      ${accept.length > 0 ? html`<button type="button" class="main" ?disabled=${work.busy} @click=${() => void work.accept(accept)}>${t("people.accept_chosen", { many: accept.length })}</button>` : nothing}
      ${show.length > 0 ? html`<button type="button" class=${accept.length > 0 ? "" : "main"} ?disabled=${work.busy} @click=${() => void work.show(show)}>${t("people.show_chosen", { many: show.length })}</button>` : nothing}
      ${hide.length > 0 ? html`<button type="button" ?disabled=${work.busy} @click=${() => void work.hide(hide)}>${t("people.hide_chosen", { many: hide.length })}</button>` : nothing}
      <button type="button" ?disabled=${work.busy} @click=${() => work.askTakeOff(all)}>${t("people.take_off_chosen", { many: all.length })}</button>
      <button type="button" @click=${none}>${t("people.choose_none")}</button>
    </div>`;
  };

  /** What they have in common who alone are listed. */
  const apart = () => {
    if (!work.only) return nothing;
    const everybody = () => {
      work.only = null;
      redraw();
    };
    return html`<p class="apart">${t("people.only", { what: work.only.said })} <button type="button" class="quiet" @click=${everybody}>${t("people.only.none")}</button></p>`;
  };

  const table = (people: readonly Person[]) => {
    const { from, to } = scroll.stretch(people.length);
    const all = areAllChosen(people, work.chosen.version);
    const chooseAll = () => {
      for (const { id } of people) {
        if (all) work.chosen.delete(id);
        else if (!work.removals.has(id)) work.chosen.add(id);
      }
      redraw();
    };
    const blank = (lines: number) =>
      lines === 0
        ? nothing
        : html`<tr role="presentation" class="blank" ${height(lines * scroll.line)}></tr>`;
    return html`<table class="people" role="table" aria-rowcount=${people.length + 1} aria-label=${t("people.table")}>
      <thead role="rowgroup"><tr role="row" aria-rowindex="1"><th role="columnheader" scope="col"><label class="pick"><input type="checkbox" .checked=${all} @change=${chooseAll}><span class="vh">${t("people.choose_all", { many: people.length })}</span></label></th>${COLUMNS.map(
        (column) => html`<th role="columnheader" scope="col">${t(`people.column.${column}`)}</th>`,
      )}<th role="columnheader" scope="col">${t("people.column.do")}</th></tr></thead>
      <tbody role="rowgroup">${blank(from)}${repeat(
        people.slice(from, to),
        ({ id }) => id,
        (person, at) => personRow(work, person, from + at, from + at === keys.at),
      )}${blank(people.length - to)}</tbody></table>`;
  };

  return {
    view: () => {
      const people = find();
      return html`${finding()}${apart()}${doing()}
        ${people.length === 0 ? html`<p>${t(work.list.size === 0 ? "people.nobody" : "people.none_found")}</p>` : table(people)}
        <p class="soft">${t("people.found", { found: people.length, all: work.list.size })} ${t("people.keys")} <button type="button" class="quiet" @click=${() => {
          work.helping = true;
          redraw();
        }}>${t("people.keys.help")}</button> <label class="choice inline"><input type="checkbox" .checked=${keys.on} @change=${() => {
          keys.on = !keys.on;
          redraw();
        }}> <span>${t("people.keys.on")}</span></label></p>`;
    },
    drawn: scroll.measure,
    stop: () => {
      scroll.stop();
      keys.stop();
    },
  };
}
