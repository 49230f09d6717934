// Inviting somebody by a link that is made here, and letting in whoever answered it: a key holder by the number that
// they read out on the telephone.
import { html, nothing, type TemplateResult } from "lit-html";
import { localeOf } from "../../locales/languages.ts";
import { invitationsApi } from "../../organisers/holders/invitations-api.ts";
import { type InvitedRole, invite, type MadeInvitation } from "../../organisers/holders/inviting.ts";
import { letIn, listInvitations, type OpenInvitation } from "../../organisers/holders/letting-in.ts";
import type { Desk } from "../../organisers/opening.ts";
import { hex } from "../../vault/bytes.ts";
import { openCopying } from "../copying.ts";
import { textField, typed } from "../field.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Context } from "../page.ts";
import { cameraCode } from "../words/code.ts";

/** How often the network is asked whether somebody answered, in milliseconds. */
const LOOK_EVERY = 5_000;

export interface InvitationsPart {
  /** Who waits to be let in; nothing while nobody does. */
  waiting(): TemplateResult | typeof nothing;
  /**
   * Making an invitation, and those that nobody answered yet.
   * @param second whether something else on the page is to be done first
   */
  inviting(second: boolean): TemplateResult;
  close(): void;
}

/**
 * @param desk the open desk of a key holder
 * @param reload reads the team again after somebody was let in
 */
export async function invitationsPart(
  context: Context,
  desk: Desk,
  reload: () => Promise<void>,
): Promise<InvitationsPart> {
  const { t, session, language, redraw } = context;
  const work = oneAtATime(context);
  const copying = openCopying(context);
  const p = await session.primitives();
  let list = await listInvitations(p, desk);
  let made: MadeInvitation | null = null;
  let welcomed: string | null = null;

  const read = async () => {
    list = await listInvitations(p, desk);
  };
  // Whoever telephones sees the answer arrive. What fails is told when something is done.
  const looking = setInterval(() => {
    const asked = list.some(({ state }) => state === "open");
    if (!asked || work.working || document.hidden) return;
    void read().then(redraw, () => undefined);
  }, LOOK_EVERY);

  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const role: InvitedRole = typed(form, "role") === "key_holder" ? "key_holder" : "organiser";
    const label = typed(form, "for");
    void work.run(async () => {
      made = await invite(p, desk, role, session.address, label);
      form.reset();
      welcomed = null;
      await read();
      await reload();
    });
  };
  const welcome = (event: SubmitEvent, invitation: OpenInvitation) => {
    event.preventDefault();
    const digits =
      invitation.role === "key_holder"
        ? typed(event.currentTarget as HTMLFormElement, fieldOf(invitation))
        : null;
    void work.run(async () => {
      await letIn(p, desk, invitation.id, digits);
      welcomed = invitation.newcomer?.name ?? "";
      await read();
      await reload();
    });
  };
  const withdraw = ({ id }: OpenInvitation) => {
    if (!confirm(t("team.withdraw.sure"))) return;
    void work.run(async () => {
      await session.client.send(invitationsApi.withdrawInvitation, { invitation: id });
      if (made && hex(made.id) === hex(id)) made = null;
      await read();
      await reload();
    });
  };
  const at = (seconds: number) =>
    new Date(seconds * 1000).toLocaleString(localeOf(language), { dateStyle: "long", timeStyle: "short" });

  const asks = (invitation: OpenInvitation): TemplateResult => {
    const { role, label, inviter, own, state, newcomer } = invitation;
    const who = html`<h3>${newcomer?.name}</h3>${label === "" ? nothing : html`<p>${t("team.invite.was_for", { label })}</p>`}<p>${[newcomer?.organisation, newcomer?.email].filter(Boolean).join(" · ")}</p>`;
    const drop = html`<button type="button" ?disabled=${work.working} @click=${() => withdraw(invitation)}>${t("team.withdraw")}</button>`;
    if (state === "refused") {
      return html`<li>${who}<p><b>${t("team.refused")}</b></p><div class="tool">${drop}</div></li>`;
    }
    if (!own)
      return html`<li>${who}<p>${t("team.others", { inviter })}</p><div class="tool">${drop}</div></li>`;
    return html`<li>${who}
      <form class="narrow" @submit=${(event: SubmitEvent) => welcome(event, invitation)} autocomplete="off">
        ${role === "key_holder" ? html`<p>${t("team.number.what", { name: newcomer?.name ?? "" })}</p>${textField({ name: fieldOf(invitation), label: t("team.number"), hint: t("team.number.hint") })}` : html`<p>${t("team.let_in.organiser")}</p>`}
        <div class="tool"><button class="main" ?disabled=${work.working}>${t("team.let_in")}</button>${drop}</div>
      </form></li>`;
  };
  const link = ({ link: text, until }: MadeInvitation) => html`<div class="made" role="status">
      <p>${t("team.link.what", { until: at(until) })}</p>
      ${copying.view({ id: "invitation", label: t("team.link"), text, rows: 3 })}
      <p>${t("team.link.camera")}</p>${cameraCode(text, t("team.link.code"))}</div>`;

  return {
    waiting: () => {
      const waiting = list.filter(({ state }) => state !== "open");
      return html`${welcomed === null ? nothing : html`<p role="status"><b>${t("team.welcomed", { name: welcomed })}</b></p>`}
        ${waiting.length === 0 ? nothing : html`<h2>${t("team.waiting", { many: waiting.length })}</h2><ul class="campaigns" role="list">${waiting.map(asks)}</ul>`}`;
    },
    inviting: (second) => {
      const open = list.filter(({ state }) => state === "open");
      const plain = second || made !== null || list.length > open.length;
      return html`<section aria-labelledby="invite"><h2 id="invite">${t("team.invite")}</h2>
        <form class="narrow" @submit=${make}>
          <fieldset class="field"><legend>${t("team.invite.as")}</legend>
            <label class="choice"><input type="radio" name="role" value="organiser" checked> <span>${t("team.invite.organiser")}</span></label>
            <label class="choice"><input type="radio" name="role" value="key_holder"> <span>${t("team.invite.holder")}</span></label>
          </fieldset>
          ${textField({ name: "for", label: t("team.invite.for"), hint: t("team.invite.for.hint") })}
          <p class="go"><button class="act ${plain ? "plain" : ""}" ?disabled=${work.working}>${t("team.invite.make")}</button></p>
        </form>
        ${made ? link(made) : nothing}
        ${
          open.length === 0
            ? nothing
            : html`<h3>${t("team.open", { many: open.length })}</h3><ul class="campaigns" role="list">${open.map(
                (one) =>
                  html`<li class="do"><span>${one.label === "" ? nothing : html`<b>${one.label}</b> · `}${t(`team.as.${one.role}`, { inviter: one.inviter, until: at(one.until) })}</span> <button type="button" ?disabled=${work.working} @click=${() => withdraw(one)}>${t("team.withdraw")}</button></li>`,
              )}</ul>`
        }</section>`;
    },
    close: () => clearInterval(looking),
  };
}

const fieldOf = ({ id }: OpenInvitation) => `number-${hex(id).slice(0, 8)}`;
