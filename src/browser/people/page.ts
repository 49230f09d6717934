// /desk/:slug/people: everybody who signed, opened in this browser alone, and what a key holder does with it.
import { html, nothing, type TemplateResult } from "lit-html";
import type { PeopleList } from "../../signing/people/list.ts";
import type { Person } from "../../signing/people/person.ts";
import type { Context, Page } from "../page.ts";
import { askReason, lookAt } from "./asking.ts";
import { remembered } from "./chosen.ts";
import { explainKeys } from "./help.ts";
import { type ListView, openListView } from "./list.ts";
import { openPeople, type Progress } from "./opening.ts";
import type { Part } from "./part.ts";
import { partsOf } from "./parts.ts";
import { askDismiss } from "./requests-part.ts";
import { theirs } from "./row.ts";
import type { Work } from "./work.ts";

/** How often the bar moves, in milliseconds: drawing takes time from opening. */
const DRAW_EVERY = 200;

export const peoplePage: Page = {
  path: "/desk/:slug/people",
  title: "people.title",
  needs: "keys",
  open: (context) => {
    const { t, redraw, session } = context;
    const slug = context.params.slug ?? "";
    let left = false;
    let work: Work | null = null;
    let list: ListView | null = null;
    let progress: Progress | null = null;
    let drawn = 0;
    let parts: readonly Part[] = [];

    const tell = (now: Progress) => {
      progress = now;
      if (session.clock.now() - drawn < DRAW_EVERY) return;
      drawn = session.clock.now();
      session.touched();
      redraw();
    };
    const open = () =>
      context.attempt(async () => {
        progress = { opened: 0, all: 0 };
        try {
          work = await openPeople(context, slug, tell, () => left);
        } finally {
          progress = null;
        }
        if (!work) return;
        list?.stop();
        list = openListView(work);
        parts = partsOf(work);
        // Whoever asks to be taken off comes before everything else.
        if (work.asked.length > 0) work.part = "requests";
        // Drawn once with what is known, then with the height that a line really has.
        queueMicrotask(() => list?.drawn());
      });
    void open();
    /** What is about to be taken off goes first: it stands in the list that is let go. */
    const upToDate = async () => {
      await work?.removals.flush();
      work = null;
      await open();
    };

    const statesOf = remembered((among: PeopleList, _version: number) => countStates(among));
    const view = () => {
      if (!work || !list) return progress ? opening(context, progress) : again(context, open);
      const now = work;
      const part = parts.find(({ name }) => name === now.part);
      return html`${head(work, statesOf(work.list, work.list.version), upToDate)}
        ${partsBar(work)}
        <p role="status" class="said">${work.said || (work.busy ? t("frame.loading") : "")}</p>
        ${part ? part.view() : list.view()}
        ${removalBar(work)}${askReason(work)}${askDismiss(work)}${explainKeys(work)}${lookAt(work)}`;
    };
    const partsBar = (now: Work) => {
      const go = (name: string) => () => {
        now.part = name;
        now.said = "";
        redraw();
        queueMicrotask(() => list?.drawn());
      };
      const button = (name: string, said: string) =>
        html`<button type="button" aria-current=${now.part === name ? "true" : "false"} @click=${go(name)}>${said}</button>`;
      return html`<nav class="parts" aria-label=${t("people.parts")}>${parts
        .filter(({ name, many }) => name === now.part || many() > 0)
        .map(({ name, title }) =>
          button(name, title()),
        )}${button("list", t("people.part.list", { many: now.list.size }))}</nav>`;
    };
    return {
      view,
      leaving: async () => work?.removals.flush(),
      unsaved: () => (work?.removals.waiting.length ?? 0) > 0,
      close: () => {
        left = true;
        list?.stop();
        void work?.removals.flush();
      },
    };
  },
};

function opening({ t }: Context, { opened, all }: Progress): TemplateResult {
  return html`<h1 tabindex="-1">${t("people.title")}</h1>
    <p><label for="people-progress">${t("people.opening", { opened, all })}</label></p>
    <p><progress id="people-progress" max=${Math.max(all, 1)} .value=${opened}></progress></p>
    <p class="soft">${t("people.opening.what")}</p>`;
}

function again({ t }: Context, open: () => Promise<void>): TemplateResult {
  return html`<h1 tabindex="-1">${t("people.title")}</h1>
    <p><button type="button" class="act" @click=${() => void open()}>${t("people.again")}</button></p>`;
}

/** How many there are of each state. */
function countStates(list: PeopleList): Record<Person["state"], number> {
  const many = { confirmed: 0, accepted: 0, pending: 0 };
  for (const { state } of list.everyone()) many[state]++;
  return many;
}

function head(
  work: Work,
  states: Record<Person["state"], number>,
  upToDate: () => Promise<void>,
): TemplateResult {
  const { t } = work.context;
  const { expired, replaced, withdrawn, mails, followers, withoutRow } = work.brought;
  const { confirmed, accepted, pending: waiting } = states;
  const done = [
    ...(expired > 0 ? [t("people.brought.expired", { many: expired })] : []),
    ...(replaced > 0 ? [t("people.brought.replaced", { many: replaced })] : []),
    ...(withdrawn > 0 ? [t("people.brought.withdrawn", { many: withdrawn })] : []),
    ...(mails > 0 ? [t("people.brought.mails", { many: mails })] : []),
    ...(followers > 0 ? [t("people.brought.followers", { many: followers })] : []),
  ];
  return html`<h1 tabindex="-1">${t("people.title")}</h1>
    <p class="soft">${t("people.counted", { counted: confirmed + accepted, confirmed, accepted, waiting })} ${t("people.where")}</p>
    <p class="soft">${t("people.brought")} ${done.length > 0 ? done.join(" · ") : t("people.brought.nothing")} <button type="button" class="quiet again" @click=${() => void upToDate()}>${t("people.bring")}</button></p>
    ${withoutRow.length > 0 ? html`<p class="check">${t("people.without_row", { many: withoutRow.length })}</p>` : nothing}`;
}

/** What is about to be taken off, and how to change one's mind. */
function removalBar(work: Work): TemplateResult | typeof nothing {
  const { t } = work.context;
  const { waiting } = work.removals;
  if (waiting.length === 0) return nothing;
  return html`<div class="removals" role="region" aria-label=${t("people.removals")}>${waiting.map(
    (removal) => {
      const [first] = removal.ids;
      const person = removal.ids.length === 1 && first !== undefined ? work.list.get(first) : undefined;
      const name = person?.typed?.fields.name;
      return html`<p role="status">${t("people.removal", { many: removal.ids.length })} ${typeof name === "string" ? theirs(name) : nothing} <button type="button" @click=${() => work.undo(removal)}>${t("people.undo")}</button></p>`;
    },
  )}</div>`;
}
