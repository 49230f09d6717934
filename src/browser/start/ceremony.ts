// What every ceremony has: its steps, one thing at a time, words on their way onto paper, the line on top.
import { html, type TemplateResult } from "lit-html";
import type { DeskKey } from "../../locales/desk.ts";
import { type OneAtATime, oneAtATime } from "../one-at-a-time.ts";
import type { Context, Opened } from "../page.ts";
import { type NewEnvelope, openEnvelope } from "../words/envelope.ts";
import { type OwnWords, openOwnWords } from "../words/own.ts";
import { band } from "./band.ts";
import { openSteps, type Steps } from "./steps.ts";

/** Every ceremony shows six words, asks for two of them, and comes to an end. */
type Common = "words" | "words_back" | "done";

export interface Plan<Step extends string> {
  /** Its first line. */
  which: DeskKey;
  /** Its steps in their order, each with its number on the page: two may be one to whoever counts. */
  counted: Record<Step, number>;
  /** Whether nothing leads back now, since what is made may be made already. */
  held(): boolean;
}

export interface Ceremony<Step extends string> {
  readonly turn: OneAtATime;
  readonly steps: Steps<Step>;
  /** The words that were drawn, until they are forgotten. */
  readonly own: OwnWords | null;
  readonly envelope: NewEnvelope | null;
  /** Draws six words, the first time, and goes to them. @param kept what comes once they were typed back */
  showWords(kept: () => Promise<void>): Promise<void>;
  /**
   * Draws an envelope, the first time.
   * @param network its name, asked at each drawing
   * @param suggested whom to tell when it is lost, until something else is typed
   */
  drawEnvelope(network: () => string, suggested: string, told: SheetTold): Promise<void>;
  /** Drops all words, and goes to the end. */
  end(): void;
  /** A step's page with its heading; `words_back` says that it works while it does. */
  wordsView(title: DeskKey, lead: DeskKey | null, address: string): TemplateResult;
  backView(working: DeskKey): TemplateResult;
  opened(page: Pick<Opened, "view" | "close"> & { unsaved(): boolean }): Opened;
}

/** What is told of a sheet. */
export interface SheetTold {
  printed(): void;
  again(): void;
  kept(): Promise<void>;
}

/** Opens a ceremony at its first step. */
export function openCeremony<Extra extends string>(
  context: Context,
  { which, counted, held }: Plan<Extra | Common>,
): Ceremony<Extra | Common> {
  type Step = Extra | Common;
  const { t, session, language, redraw } = context;
  const order = Object.keys(counted) as [Step, ...Step[]];
  const many = Math.max(...Object.values<number>(counted));
  const made = session.clock.now();
  const turn = oneAtATime(context);
  const steps = openSteps(order, redraw, () => turn.working || held());
  let own: OwnWords | null = null;
  let envelope: NewEnvelope | null = null;
  const working = () => turn.working;
  const counting = () =>
    t("start.step", { step: counted[steps.at], steps: many, what: t(`start.step.${steps.at}` as DeskKey) });

  return {
    turn,
    steps,
    get own() {
      return own;
    },
    get envelope() {
      return envelope;
    },
    showWords: async (kept) => {
      own ??= openOwnWords(await session.primitives(), t, {
        ...{ redraw, drawn: steps.cut, working },
        written: () => steps.go("words_back"),
        again: () => steps.go("words"),
        kept: () => void turn.run(kept),
      });
      steps.go("words");
    },
    drawEnvelope: async (network, suggested, { printed, again, kept }) => {
      const about = () => ({ network: network(), address: session.address, language, made });
      const told = { redraw, printed, again, working, kept: () => void turn.run(kept) };
      envelope ??= openEnvelope(await session.primitives(), t, about, suggested, told);
    },
    end: () => {
      [own, envelope] = [null, null];
      steps.go("done");
    },
    wordsView: (title, lead, address) =>
      html`<div class="narrow"><h1 tabindex="-1">${t(title)}</h1>${lead === null ? "" : html`<p>${t(lead)}</p>`}${own?.shown(address)}</div>`,
    backView: (
      says,
    ) => html`<div class="narrow"><h1 tabindex="-1">${t("start.back.title")}</h1>${own?.asked()}
      <p role="status">${turn.working ? t(says) : ""}</p></div>`,
    opened: ({ view, unsaved, close }) => ({
      view,
      band: () => band(context, t(which), counting()),
      stepped: () => (steps.at === "done" ? context.go("/desk") : steps.stepped()),
      unsaved: () => steps.at !== "done" && (own !== null || unsaved()),
      ...(close && { close }),
    }),
  };
}
