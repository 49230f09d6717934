// The first run, from the set-up link: who begins, six words, the envelope, and both tried on a test row. Nothing is
// made at the network before all of it is on paper; then everything at once, or nothing.
import { html } from "lit-html";
import { ApiRefused } from "../../organisers/client.ts";
import { makeMissingKeys } from "../../organisers/holders/renewing-keys.ts";
import type { Desk } from "../../organisers/opening.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { choiceField, goToWrong, textField, typed } from "../field.ts";
import type { Context, Opened } from "../page.ts";
import { beginOnce, type Far } from "./begin-once.ts";
import { begunView } from "./begun.ts";
import { openCeremony } from "./ceremony.ts";
import { enter } from "./entering.ts";
import { handOn } from "./hand-on.ts";
import { mistakesOf, type Person, type PersonWrong, personFields, readPerson } from "./person.ts";
import { usedLink } from "./used.ts";
import { ownZone, zones } from "./zones.ts";

const COUNTED = { who: 1, words: 2, words_back: 2, sheet: 3, sheet_back: 4, done: 5 };

interface Who extends Person {
  network: string;
  timezone: string;
}

/**
 * @param context the page's
 * @param secret of the set-up link
 * @param before the network's name, when it is started again; else empty
 */
export function firstRun(context: Context, secret: Uint8Array, before: string): Opened {
  const { t, session, redraw } = context;
  const timeZone = ownZone();
  let who: Who = { network: before, name: "", email: "", organisation: "", timezone: timeZone };
  let wrong: PersonWrong & { network?: string } = {};
  let far: Far = "not_begun";
  /** A second key holder comes first, the envelope later. */
  let without = false;
  /** Campaigns of before have no keys yet, since nobody else could open them. */
  let keyless = false;
  const ceremony = openCeremony(context, {
    which: "start.first",
    counted: COUNTED,
    held: () => far !== "not_begun",
  });
  const { turn, steps } = ceremony;
  const handing = handOn(context);

  const keepWho = (form: HTMLFormElement) => {
    who = { ...readPerson(form), network: typed(form, "network"), timezone: typed(form, "timezone") };
    steps.cut();
  };
  const identify = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    keepWho(form);
    wrong = { ...(who.network === "" && { network: t("start.network.missing") }), ...mistakesOf(t, who) };
    if (Object.keys(wrong).length > 0) {
      redraw();
      return goToWrong(form);
    }
    void turn.run(() => ceremony.showWords(toSheet));
  };
  const toSheet = async () => {
    await ceremony.drawEnvelope(() => who.network, who.name, {
      printed: () => toLast(false),
      again: () => steps.go("sheet"),
      kept: begin,
    });
    steps.go("sheet");
  };
  const toLast = (withoutSheet: boolean) => {
    without = withoutSheet;
    steps.go("sheet_back");
  };
  const begin = async () => {
    const { own, envelope } = ceremony;
    if (!own || !envelope) return;
    const p = await session.primitives();
    const words = { words: own.words, envelope: without ? null : envelope.words };
    const wasFar = far;
    far = await beginOnce(p, session.client, { ...who, secret }, words, wasFar);
    if (far !== "begun") return;
    try {
      await enter(context, who.email, words.words);
    } catch (error) {
      if (wasFar !== "unsure" || !(error instanceof ApiRefused && error.status === 401)) throw error;
      far = "used";
      return;
    }
    if (session.desk) keyless = !(await madeKeys(p, session.desk));
    ceremony.end();
  };

  const whoView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.first.title")}</h1>
    <p>${t(before === "" ? "start.first.lead" : "start.restart.lead")}</p>
    <form @submit=${identify} @change=${(event: Event) => keepWho(event.currentTarget as HTMLFormElement)} novalidate>
      ${textField({ name: "network", label: t("start.network"), hint: t("start.network.hint"), value: who.network, wrong: wrong.network ?? null, autocomplete: "off" })}
      ${personFields(t, who, wrong)}
      ${choiceField({ name: "timezone", label: t("settings.timezone"), hint: t("start.timezone.hint"), value: who.timezone }, zones(timeZone))}
      <p class="go"><button class="act full" ?disabled=${turn.working}>${t("start.next")}</button></p>
    </form></div>${handing()}`;
  const sheetView =
    () => html`<div class="narrow noprint"><h1 tabindex="-1">${t("start.sheet.title")}</h1><p>${t("start.sheet.lead")}</p></div>${ceremony.envelope?.shown()}
    <div class="narrow noprint"><h2>${t("start.second")}</h2><p>${t("start.second.what")}</p>
      <div class="tool"><button type="button" @click=${() => toLast(true)}>${t("start.second.go")}</button></div></div>`;
  const lastView =
    () => html`<div class="narrow"><h1 tabindex="-1">${t(without ? "start.second" : "start.last.title")}</h1>
    ${lastStep()}<p role="status">${turn.working ? t("start.working") : ""}</p></div>`;
  const lastStep = () => {
    if (far === "not_begun" && !without) return ceremony.envelope?.asked();
    const told = {
      not_begun: "start.second.last",
      unsure: "start.unsure",
      begun: "start.not_entered",
    } as const;
    return html`<p>${t(told[far === "used" ? "begun" : far])}</p>
      <p class="go"><button type="button" class="act full" ?disabled=${turn.working} @click=${() => turn.run(begin)}>${t(far === "not_begun" ? "start.second.begin" : "start.again")}</button></p>`;
  };
  const views = {
    who: whoView,
    words: () => ceremony.wordsView("start.words.title", "start.words.lead", who.email),
    words_back: () => ceremony.backView("frame.loading"),
    sheet: sheetView,
    sheet_back: lastView,
    done: () => begunView(context, who.network, { without, keyless }),
  };
  return ceremony.opened({
    view: () => (far === "used" ? usedLink(t, "start.used.first", "start.used.mine") : views[steps.at]()),
    unsaved: () => far !== "used" && who.name !== "",
  });
}

/**
 * Makes new keys for the campaigns that a network had before it was started again.
 * @returns whether all have one; not while nobody else can open
 */
async function madeKeys(p: Primitives, desk: Desk): Promise<boolean> {
  try {
    await makeMissingKeys(p, desk);
    return true;
  } catch (error) {
    if (error instanceof ApiRefused && error.status === 409) return false;
    throw error;
  }
}
