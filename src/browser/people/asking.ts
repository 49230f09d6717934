// What stands in front of the list: for which reason somebody is taken off, and a closer look at what they typed.
import { html, nothing, type TemplateResult } from "lit-html";
import { REASONS } from "../../signing/desk/api.ts";
import type { Person } from "../../signing/people/person.ts";
import { dialog } from "./dialog.ts";
import { actsOf, callPerson, doorSaid, pageOf, shortDay, theirs, wantsOf } from "./row.ts";
import type { Work } from "./work.ts";

/** Asks why some are taken off; nothing is preselected. */
export function askReason(work: Work): TemplateResult | typeof nothing {
  const { t, redraw } = work.context;
  const ids = work.asking;
  if (ids === null) return nothing;
  const [only] = ids;
  const one = ids.length === 1 && only !== undefined ? work.list.get(only) : undefined;
  const cancel = () => {
    work.asking = null;
    redraw();
  };
  return dialog(
    t("people.reason.title", { many: ids.length }),
    cancel,
    html`<h2>${t("people.reason.title", { many: ids.length })}</h2>
      ${one ? html`<p><b>${theirs(callPerson(t, one))}</b></p>` : nothing}
      <p>${t("people.reason.what")}</p>
      <p class="stack">${REASONS.map(
        (reason) =>
          html`<button type="button" class="act plain" @click=${() => work.takeOff(ids, reason)}>${t(`people.reason.${reason}`)}</button>`,
      )}</p>
      <p><button type="button" class="quiet" @click=${cancel}>${t("people.reason.cancel")}</button></p>`,
  );
}

/** All that one person typed. */
export function lookAt(work: Work): TemplateResult | typeof nothing {
  const { t, language, redraw } = work.context;
  const person = work.looking === null ? undefined : work.list.get(work.looking);
  if (!person) return nothing;
  const close = () => {
    work.looking = null;
    redraw();
  };
  const then = (act: () => void) => () => {
    work.looking = null;
    act();
    redraw();
  };
  return dialog(
    callPerson(t, person),
    close,
    html`<h2>${theirs(callPerson(t, person))}</h2>
      <dl class="facts">${factsOf(work, person).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
      ${person.cut ? html`<p><button type="button" class="act plain" @click=${() => void work.readWhole(person.id)}>${t("people.look.whole")}</button></p>` : nothing}
      <p class="soft">${t("people.look.signed", { day: shortDay(person.day, language), id: person.id })}</p>
      <p class="tool">${actsOf(person).map(
        (act) =>
          html`<button type="button" @click=${then(() => void work[act]([person.id]))}>${t(`people.do.${act}`)}</button>`,
      )}<button type="button" @click=${then(() => work.askTakeOff([person.id]))}>${t("people.do.take_off")}</button><button type="button" @click=${close}>${t("people.look.close")}</button></p>`,
  );
}

type Fact = [label: string, value: TemplateResult | string];

function factsOf(work: Work, person: Person): Fact[] {
  const { t } = work.context;
  const facts: Fact[] = [
    [t("people.column.door"), doorSaid(t, person)],
    [t("people.column.wants"), wantsOf(t, person)],
    [t("people.column.page"), pageOf(t, person)],
  ];
  const { typed } = person;
  if (typed) {
    const whole = work.whole?.id === person.id ? work.whole.fields : typed.fields;
    facts.push([t("people.look.email"), theirs(typed.email)]);
    for (const [field, value] of Object.entries(whole)) {
      facts.push([work.labelOf(field), theirs([value].flat().join("; "))]);
    }
    facts.push([t("people.look.follows"), t(typed.follow ? "people.yes" : "people.no")]);
  }
  return facts.filter(([, value]) => value !== "");
}
