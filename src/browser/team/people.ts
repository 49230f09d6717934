// Everybody who organises, key holders first, and whether enough of them can open.
import { html, nothing, type TemplateResult } from "lit-html";
import { isoDay } from "../../clock.ts";
import { dayIn } from "../../locales/dates.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import type { Context } from "../page.ts";
import type { RemovalPart } from "./removal.ts";
import type { Person, Team } from "./team.ts";

/**
 * @param removal for whoever may remove somebody; null for others
 * @returns the list, with what is wrong with it before it
 */
export function peoplePart(context: Context, team: Team, removal: RemovalPart | null): TemplateResult {
  const { t } = context;
  const { people, envelope } = team;
  const line = (one: Person) => personLine(context, one, removal?.beside(one, team) ?? nothing);
  const holders = people.filter(({ role }) => role === "key_holder");
  const organisers = people.filter(({ role }) => role === "organiser");
  const alone = holders.length < 2;
  return html`${alone ? html`<div class="check"><h2>${t(envelope ? "team.alone.title" : "team.nobody.title")}</h2><p>${t(envelope ? "team.alone" : "team.nobody")}</p></div>` : nothing}
    <h2>${t("team.holders")}</h2>
    <p class="soft">${t("team.holders.what")}</p>
    <ul class="campaigns" role="list">${holders.map(line)}</ul>
    ${
      organisers.length === 0
        ? nothing
        : html`<h2>${t("team.organisers")}</h2><p class="soft">${t("team.organisers.what")}</p>
    <ul class="campaigns" role="list">${organisers.map(line)}</ul>`
    }`;
}

function personLine(
  { t, language, session }: Context,
  person: Person,
  more: TemplateResult | typeof nothing,
): TemplateResult {
  const { id, name, email, organisation, role, tested, since, opened } = person;
  const own = session.me !== null && bytesEqual(session.me.id, id);
  const day = (one: number) => dayIn(language, isoDay(one));
  const practised =
    opened === null ? t(tested ? "team.practised" : "team.never") : t("team.opened", { day: day(opened) });
  return html`<li><b>${name}</b>${own ? html` ${t("keys.you")}` : nothing} ${organisation === "" ? nothing : html`<span>${organisation}</span>`}
    <p class="soft"><span class="notranslate" translate="no">${email}</span> · ${t("team.since", { day: day(since) })}${role === "key_holder" ? ` · ${practised}` : ""}</p>${more}</li>`;
}
