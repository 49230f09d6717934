// Lost words, on one's own device: new ones, and a number that is read out to a key holder, who lets one back in. Whether
// an address has an account is told to nobody: it looks the same for all.
import { html } from "lit-html";
import { type AskedBack, askToComeBack, isBack } from "../../organisers/holders/lost-words.ts";
import { sameAddress } from "../../vault/address.ts";
import { base64url, readBase64url } from "../../vault/bytes.ts";
import { goToWrong, textField, typed } from "../field.ts";
import type { Context, Opened } from "../page.ts";
import { askAgain } from "./asking-again.ts";
import { joinedView } from "./begun.ts";
import { openCeremony } from "./ceremony.ts";
import { enter } from "./entering.ts";
import { keepNumber, keptNumber, waitingAgain, waitingFor, waitingStatus } from "./waiting.ts";

const COUNTED = { who: 1, words: 2, words_back: 2, waiting: 3, done: 4 };

/** @returns the ceremony, or the wait in which it was before the page was loaded anew */
export function lostWords(context: Context): Opened {
  const kept = keptNumber();
  const request = readBase64url(kept?.request ?? "");
  if (kept && request?.length === 16) {
    return waitingAgain(context, kept, () => isBack(context.session.client, { request }), "start.lost");
  }
  return newWords(context);
}

function newWords(context: Context): Opened {
  const { t, session, redraw } = context;
  const { client } = session;
  let address = "";
  let wrong: string | null = null;
  let asked: AskedBack | null = null;
  /** Somebody let them in. */
  let over = false;
  let stopAsking = () => {};
  const ceremony = openCeremony(context, {
    which: "start.lost",
    counted: COUNTED,
    held: () => asked !== null,
  });
  const { turn, steps } = ceremony;

  const identify = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    address = typed(form, "email");
    steps.cut();
    wrong =
      sameAddress(address) === null ? t(address === "" ? "start.email.missing" : "start.email.wrong") : null;
    if (wrong === null) return void turn.run(() => ceremony.showWords(ask));
    redraw();
    goToWrong(form);
  };
  const ask = async () => {
    const words = ceremony.own?.words;
    if (words === undefined) return;
    const { request, number, until } = await askToComeBack(
      await session.primitives(),
      client,
      address,
      async () => words,
    );
    asked = { request, number, until };
    steps.go("waiting");
    keepNumber({ who: "", number, request: base64url(request) });
    stopAsking = askAgain(
      () => isBack(client, { request }),
      () => {
        over = true;
        void turn.run(goIn);
      },
    );
  };
  const goIn = async () => {
    await enter(context, address, ceremony.own?.words ?? "");
    ceremony.end();
  };

  const whoView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.lost.title")}</h1>
    <p>${t("start.lost.lead")}</p>
    <form @submit=${identify} novalidate>
      ${textField({ name: "email", label: t("in.address"), value: address, wrong, type: "email", autocomplete: "username" })}
      <p class="go"><button class="act full" ?disabled=${turn.working}>${t("start.next")}</button></p>
    </form></div>`;
  const waitingView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.lost.waiting")}</h1>
    ${waitingFor(t, { who: "", number: asked?.number ?? "" })}
    ${waitingStatus(t, over, turn.working, () => void turn.run(goIn))}
    <p>${t("start.lost.nobody", { address })}</p>
    <p>${t("start.waiting.later")}</p></div>`;
  const views = {
    who: whoView,
    words: () => ceremony.wordsView("start.words.own", "start.lost.old", address),
    words_back: () => ceremony.backView("in.working"),
    waiting: waitingView,
    done: () => joinedView(context, true),
  };
  return ceremony.opened({
    view: () => views[steps.at](),
    unsaved: () => false,
    close: () => stopAsking(),
  });
}
