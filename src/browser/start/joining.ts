// Joining by an invitation: who one is, six words, and for a key holder the number that is read out on the telephone.
// Whoever is let in meanwhile is signed in at once; whoever closed the page signs in later with their words.
import { html } from "lit-html";
import { ApiRefused } from "../../organisers/client.ts";
import { type Invited, lookAtInvitation } from "../../organisers/holders/joining.ts";
import { goToWrong } from "../field.ts";
import type { Context, Opened } from "../page.ts";
import { askAgain } from "./asking-again.ts";
import { band } from "./band.ts";
import { joinedView } from "./begun.ts";
import { openCeremony } from "./ceremony.ts";
import { enter } from "./entering.ts";
import { type FarIn, joinOnce } from "./join-once.ts";
import type { StartLink } from "./link.ts";
import { mistakesOf, type Person, type PersonWrong, personFields, readPerson } from "./person.ts";
import { usedLink } from "./used.ts";
import { keepNumber, keptNumber, waitingAgain, waitingFor, waitingStatus } from "./waiting.ts";

const COUNTED = { who: 1, words: 2, words_back: 2, waiting: 3, done: 4 };

type Link = Extract<StartLink, { kind: "invitation" }>;

/** @returns what asks whether an invitation is over */
function isOver({ session }: Context, link: Link): () => Promise<boolean> {
  return async () => {
    const { invitation } = await lookAtInvitation(await session.primitives(), session.client, link);
    return invitation === null;
  };
}

/**
 * Opens an invitation.
 * @returns the ceremony; what a link says that is good for nothing any more
 * @throws NoAnswer when the network cannot be reached
 */
export async function openInvitation(context: Context, link: Link): Promise<Opened> {
  const { t, session } = context;
  const { name, invitation } = await lookAtInvitation(await session.primitives(), session.client, link);
  if (invitation && !invitation.answered) return joining(context, link, name, invitation);
  const kept = keptNumber();
  if (invitation && kept) return waitingAgain(context, kept, isOver(context, link), "start.joining");
  const what = invitation ? "start.used.answered" : "start.used.invited";
  return {
    view: () => usedLink(t, what, "start.used.let_in"),
    band: () => band(context, t("start.joining"), ""),
  };
}

function joining(context: Context, link: Link, network: string, invited: NonNullable<Invited>): Opened {
  const { t, session, redraw } = context;
  const { role, inviter } = invited;
  let who: Person = { name: "", email: "", organisation: "" };
  let wrong: PersonWrong = {};
  let far: FarIn = { is: "not_joined" };
  /** The invitation is over: somebody let the newcomer in, or withdrew it. */
  let over = false;
  let stopAsking = () => {};
  const ceremony = openCeremony(context, {
    which: "start.joining",
    counted: COUNTED,
    held: () => far.is !== "not_joined",
  });
  const { turn, steps } = ceremony;

  const keepWho = (form: HTMLFormElement) => {
    who = readPerson(form);
    steps.cut();
  };
  const identify = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    keepWho(form);
    wrong = mistakesOf(t, who);
    if (Object.keys(wrong).length === 0) return void turn.run(() => ceremony.showWords(answer));
    redraw();
    goToWrong(form);
  };
  const answer = async () => {
    if (!ceremony.own) return;
    const p = await session.primitives();
    far = await joinOnce(p, session.client, link, who, ceremony.own.words, far);
    if (far.is !== "waiting") return;
    steps.go("waiting");
    keepNumber({ who: far.joined.inviter, number: far.joined.number });
    stopAsking = askAgain(isOver(context, link), () => {
      over = true;
      void turn.run(goIn);
    });
  };
  const goIn = async () => {
    try {
      await enter(context, who.email, ceremony.own?.words ?? "");
    } catch (error) {
      if (!(error instanceof ApiRefused && error.status === 401)) throw error;
      far = { is: "used" };
      return;
    }
    ceremony.end();
  };

  const whoView =
    () => html`<div class="narrow"><h1 tabindex="-1">${t("start.joining.title", { network })}</h1>
    <p>${t(role === "organiser" ? "start.joining.organiser" : "start.joining.key_holder", { inviter })}</p>
    ${session.me ? html`<p><b>${t("start.joining.signed_in", { name: session.me.name })}</b></p>` : ""}
    <form @submit=${identify} @change=${(event: Event) => keepWho(event.currentTarget as HTMLFormElement)} novalidate>
      ${personFields(t, who, wrong, { opens: role !== "organiser" })}
      <p class="go"><button class="act full" ?disabled=${turn.working}>${t("start.next")}</button></p>
    </form></div>`;
  const unsureView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.back.title")}</h1>
    <p>${t("start.joining.unsure")}</p>
    <p class="go"><button type="button" class="act full" ?disabled=${turn.working} @click=${() => turn.run(answer)}>${t("start.again")}</button></p></div>`;
  const waitingView = () => {
    const number = far.is === "waiting" ? far.joined.number : null;
    return html`<div class="narrow"><h1 tabindex="-1">${t("start.waiting.title", { inviter })}</h1>
      ${waitingFor(t, { who: inviter, number })}
      ${waitingStatus(t, over, turn.working, () => void turn.run(goIn))}
      <p>${t("start.waiting.later")}</p></div>`;
  };
  const views = {
    who: whoView,
    words: () => ceremony.wordsView("start.words.own", "start.words.lead", who.email),
    words_back: () => (far.is === "unsure" ? unsureView() : ceremony.backView("in.working")),
    waiting: waitingView,
    done: () => joinedView(context),
  };
  return ceremony.opened({
    view: () =>
      far.is === "used" ? usedLink(t, "start.used.invited", "start.used.let_in") : views[steps.at](),
    unsaved: () => far.is !== "used" && who.name !== "",
    close: () => stopAsking(),
  });
}
