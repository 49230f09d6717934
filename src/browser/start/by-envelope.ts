// Coming in by the envelope, when nobody else can let one in: its ten words are tried first, then six new words and a
// new envelope go onto paper, and all of it holds at once, or nothing. The old sheet is burnt.
import { html } from "lit-html";
import { ApiRefused } from "../../organisers/client.ts";
import { closeDesk, openWithEnvelope } from "../../organisers/opening.ts";
import { readWords, SHEET_WORDS, unknownWords } from "../../vault/words.ts";
import { goToWrong, textField, typed } from "../field.ts";
import type { Context, Opened } from "../page.ts";
import { enteredView } from "./begun.ts";
import { openCeremony } from "./ceremony.ts";
import { enterOnce, type FarByEnvelope } from "./enter-once.ts";
import { mistakesOf, type Person, type PersonWrong, personFields, readPerson } from "./person.ts";

const COUNTED = { who: 1, words: 2, words_back: 2, sheet: 3, sheet_back: 4, done: 5 };

/** @param network its name */
export function byEnvelope(context: Context, network: string): Opened {
  const { t, session, redraw } = context;
  let who: Person = { name: "", email: "", organisation: "" };
  /** Of the old sheet, as they were typed. */
  let old = "";
  let wrong: PersonWrong & { envelope?: string } = {};
  let far: FarByEnvelope = "not_in";
  const ceremony = openCeremony(context, {
    which: "start.envelope",
    counted: COUNTED,
    held: () => far !== "not_in",
  });
  const { turn, steps } = ceremony;

  const identify = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    who = readPerson(form);
    old = readWords(typed(form, "envelope"));
    steps.cut();
    const mistake = mistakeIn(context, old);
    wrong = { ...mistakesOf(t, who), ...(mistake !== null && { envelope: mistake }) };
    const tell = () => {
      redraw();
      goToWrong(form);
    };
    if (Object.keys(wrong).length > 0) return tell();
    void turn.run(tryOld).then(() => {
      if (wrong.envelope !== undefined) tell();
    });
  };
  /** Whether it is this network's envelope, before anything new goes onto paper. */
  const tryOld = async () => {
    const p = await session.primitives();
    try {
      await closeDesk(await openWithEnvelope(p, session.client, old));
    } catch (error) {
      if (!(error instanceof ApiRefused && error.status === 401)) throw error;
      wrong = { envelope: t("start.envelope.failed") };
      return;
    }
    await ceremony.showWords(toSheet);
  };
  const toSheet = async () => {
    const shown = () => steps.go("sheet");
    const printed = () => steps.go("sheet_back");
    await ceremony.drawEnvelope(() => network, who.name, { printed, again: shown, kept: comeIn });
    shown();
  };
  const comeIn = async () => {
    const { own, envelope } = ceremony;
    if (!own || !envelope) return;
    const words = { words: own.words, envelope: envelope.words };
    far = await enterOnce(context, { ...who, envelope: old }, words, far);
    if (far !== "in") return;
    old = "";
    ceremony.end();
  };

  const whoView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.envelope.title")}</h1>
    <p>${t("start.envelope.lead")}</p>
    <form @submit=${identify} novalidate autocomplete="off">
      ${textField({ name: "envelope", label: t("start.envelope.words"), hint: t("start.envelope.words.hint"), value: old, wrong: wrong.envelope ?? null })}
      ${personFields(t, who, wrong)}
      <p class="go"><button class="act full" ?disabled=${turn.working}>${t("start.next")}</button></p>
      <p role="status">${turn.working ? t("in.working") : ""}</p>
    </form></div>`;
  const lastView = () => html`<div class="narrow"><h1 tabindex="-1">${t("start.last.title")}</h1>
    ${
      far === "unsure"
        ? html`<p>${t("start.envelope.unsure")}</p><p class="go"><button type="button" class="act full" ?disabled=${turn.working} @click=${() => turn.run(comeIn)}>${t("start.again")}</button></p>`
        : ceremony.envelope?.asked()
    }<p role="status">${turn.working ? t("start.working") : ""}</p></div>`;
  const views = {
    who: whoView,
    words: () => ceremony.wordsView("start.words.own", null, who.email),
    words_back: () => ceremony.backView("frame.loading"),
    sheet: () =>
      html`<div class="narrow noprint"><h1 tabindex="-1">${t("start.envelope.new")}</h1><p>${t("start.envelope.new.lead")}</p></div>${ceremony.envelope?.shown()}`,
    sheet_back: lastView,
    done: () => enteredView(context),
  };
  return ceremony.opened({ view: () => views[steps.at](), unsaved: () => old !== "" });
}

/** Looks at the ten words before anything is tried. */
function mistakeIn({ t }: Context, words: string): string | null {
  if (words === "") return t("start.envelope.missing");
  const unknown = unknownWords(words);
  if (unknown.length > 0) return t("in.unknown_words", { words: unknown.join(", ") });
  const many = words.split(" ").length;
  return many === SHEET_WORDS ? null : t("start.envelope.many", { many });
}
