// Removing somebody: what goes along is said first, and their name is typed, since nothing brings them back but a new
// invitation.
import { html, nothing, type TemplateResult } from "lit-html";
import { lookAtRemoval, removeSomebody } from "../../organisers/holders/removing.ts";
import type { Desk } from "../../organisers/opening.ts";
import { bytesEqual, hex } from "../../vault/bytes.ts";
import { goToWrong, textField, typed } from "../field.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";
import type { Person, Team } from "./team.ts";

export interface RemovalPart {
  /** The button beside somebody, and what it asks. Nothing beside oneself. */
  beside(person: Person, team: Team): TemplateResult | typeof nothing;
  /** What was done; nothing before. */
  done(): TemplateResult | typeof nothing;
  /** The name of the key holder who was removed just now; null when nobody was. */
  removed(): string | null;
}

/**
 * @param desk the open desk of a key holder
 * @param reload reads the team again once somebody is gone
 */
export function removalPart(context: Context, desk: Desk, reload: () => Promise<void>): RemovalPart {
  const { t, session, redraw } = context;
  const work = oneAtATime(context);
  let asked: string | null = null;
  let wrong: string | null = null;
  let gone: { name: string; envelope: boolean; holder: boolean } | null = null;

  const ask = (id: string | null) => {
    [asked, wrong] = [id, null];
    redraw();
    if (id !== null) document.getElementById(`f-${fieldOf(id)}`)?.focus();
  };
  const remove = (event: SubmitEvent, { id, name, role }: Person) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    wrong = typed(form, fieldOf(hex(id))) === name.trim() ? null : t("team.remove.wrong", { name });
    if (wrong !== null) {
      redraw();
      return goToWrong(form);
    }
    void work.run(async () => {
      const { envelope } = await removeSomebody(await session.primitives(), desk, id);
      [asked, gone] = [null, { name, envelope, holder: role === "key_holder" }];
      await reload();
    });
  };
  const form = (person: Person, { people }: Team) => {
    const { id, name, role } = person;
    const { letIn, envelope } = lookAtRemoval(desk, id);
    const names = people
      .filter((one) => letIn.some((other) => bytesEqual(other, one.id)))
      .map((one) => one.name);
    return html`<form class="narrow bad" @submit=${(event: SubmitEvent) => remove(event, person)} autocomplete="off" novalidate>
      <p>${t(role === "key_holder" ? "team.remove.holder" : "team.remove.organiser", { name })}</p>
      ${names.length === 0 ? nothing : html`<p>${t("team.remove.let_in", { name, names: names.join(", ") })}</p>`}
      ${envelope ? html`<p>${t("team.remove.envelope")}</p>` : nothing}
      ${textField({ name: fieldOf(hex(id)), label: t("team.remove.type", { name }), wrong })}
      <div class="tool"><button class="main" ?disabled=${work.working}>${t("team.remove.go")}</button><button type="button" ?disabled=${work.working} @click=${() => ask(null)}>${t("team.envelope.drop")}</button></div>
    </form>`;
  };
  return {
    beside: (person, team) => {
      const id = hex(person.id);
      if (bytesEqual(person.id, desk.id)) return nothing;
      if (asked === id) return form(person, team);
      return html`<div class="tool"><button type="button" aria-label=${t("settings.remove_named", { name: person.name })} @click=${() => ask(id)}>${t("settings.remove")}</button></div>`;
    },
    removed: () => (gone?.holder ? gone.name : null),
    done: () =>
      gone === null
        ? nothing
        : html`<p role="status"><b>${t("team.removed", { name: gone.name })}</b> ${gone.holder ? t("team.removed.holder") : ""} ${gone.envelope ? html`${t("team.removed.envelope")}` : nothing}</p>`,
  };
}

const fieldOf = (id: string) => `remove-${id.slice(0, 8)}`;
