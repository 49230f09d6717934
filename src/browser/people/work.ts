// What is open on the page of people: the list, what is chosen in it, and what a key holder does with it. Every act is
// sent by the same code as the command line's (src/signing); this keeps the list as the network has it afterwards.
import type { Answers } from "../../campaigns/campaign.ts";
import { MOST_IDS, type Reason } from "../../signing/desk/api.ts";
import type { OpenCampaign } from "../../signing/opening/open-campaign.ts";
import {
  type Deciding,
  decideByHand,
  readSome,
  sendAccepted,
  sendHidden,
  sendShown,
  sendTakenOff,
} from "../../signing/people/deciding.ts";
import type { PeopleList } from "../../signing/people/list.ts";
import { type Brought, pieces } from "../../signing/tidying/bringing.ts";
import { dismissRequests, type NameRequests } from "../../signing/tidying/requests.ts";
import { NotDone } from "../errors.ts";
import type { Context } from "../page.ts";
import { Chosen } from "./chosen.ts";
import { labelOf } from "./labels.ts";
import { openRemovals, type Removal, type Removals } from "./removals.ts";

/** Some of the list, to be looked at apart. */
export interface Only {
  /** What they have in common, in words. */
  said: string;
  ids: ReadonlySet<number>;
}

export interface Work {
  readonly context: Context;
  readonly campaign: OpenCampaign;
  readonly deciding: Deciding;
  readonly list: PeopleList;
  readonly brought: Brought;
  /** Who asks to be taken off by a name alone. */
  asked: NameRequests[];
  readonly chosen: Chosen;
  readonly removals: Removals;
  /** What was done last, for the status line. */
  said: string;
  /** Whose answers are looked at; null for nobody's. */
  looking: number | null;
  /** Ids for whose removal a reason is asked; null while none is. */
  asking: readonly number[] | null;
  /** Whether something is being sent. */
  busy: boolean;
  /** Accepts; those that another signature of their address stands for are said. */
  accept(ids: readonly number[]): Promise<void>;
  /** Puts the words that they chose on the page. */
  show(ids: readonly number[]): Promise<void>;
  /** Takes shown words off the page; whoever signed stays counted. */
  hide(ids: readonly number[]): Promise<void>;
  /** Requests by name that are about to be dismissed; null while none is. */
  dismissing: readonly NameRequests[] | null;
  /** Answers them without taking anything off. */
  dismiss(requests: readonly NameRequests[]): Promise<void>;
  /** Which part of the page is shown, by its name. */
  part: string;
  /** Who alone is in the list; null for everybody. */
  only: Only | null;
  /** Shows some in the list, apart from the others. */
  lookAmong(only: Only): void;
  /** Groups that a key holder left as they are, for as long as the page is open. */
  readonly left: Set<string>;
  /** Whether the keys are explained. */
  helping: boolean;
  /** Asks for the reason first. */
  askTakeOff(ids: readonly number[]): void;
  /** Takes off, ten seconds from now. */
  takeOff(ids: readonly number[], reason: Reason): void;
  /** Takes a removal back that was not sent yet. */
  undo(removal: Removal): void;
  /** Reads some again. */
  renew(ids: readonly number[]): Promise<void>;
  /** The answers of one person as they were typed, where the list cut them. */
  whole: { id: number; fields: Answers } | null;
  readWhole(id: number): Promise<void>;
  /** What the campaign's form calls a field. */
  labelOf(field: string): string;
}

/**
 * Opens the work with a campaign that was brought up to date.
 */
export function openWork(
  context: Context,
  parts: Pick<Work, "campaign" | "deciding" | "list" | "brought" | "asked">,
): Work {
  const { t, redraw } = context;
  const { deciding, list, brought } = parts;
  const others = async () => list.standing(brought.tidying);

  const renew = async (ids: readonly number[]) => list.renew(ids, await readSome(deciding, ids));
  /** One thing at a time; what was sent shows in the list also when the rest failed. */
  const busily = async (work: () => Promise<void>) => {
    if (made.busy) return;
    made.busy = true;
    made.said = "";
    redraw();
    await context.attempt(async () => {
      try {
        await work();
      } finally {
        made.busy = false;
      }
    });
  };

  /** How far a long act has come. */
  const tellDone = (done: number, all: number) => {
    context.session.touched();
    made.said = t("people.done_so_far", { done, all });
    redraw();
  };

  const made: Work = {
    ...parts,
    context,
    chosen: new Chosen(),
    removals: openRemovals({
      now: context.session.clock.now,
      changed: redraw,
      send: async (ids, reason) => {
        await context.attempt(async () => {
          const many = ids.length;
          const done = await sendTakenOff(deciding, ids, reason, async () => deciding).catch((error) => {
            throw new NotDone(t("people.not_taken", { many }), error);
          });
          list.drop(done.taken);
          made.asked = stillAsked(made.asked, done.taken, reason);
          made.said = t("people.taken", { many: done.taken.length });
        });
      },
    }),
    whole: null,
    readWhole: (id) =>
      context.attempt(async () => {
        const [read] = await readSome(deciding, [id]);
        made.whole = { id, fields: read?.typed?.fields ?? {} };
      }),
    labelOf: (field) => labelOf(context, parts.campaign, field),
    hide: (ids) =>
      busily(async () => {
        const hidden = await sendHidden(deciding, ids);
        await renew(ids);
        made.said = t("people.hidden", { many: hidden });
        made.chosen.clear();
      }),
    dismissing: null,
    dismiss: (requests) =>
      busily(async () => {
        made.dismissing = null;
        await dismissRequests(
          deciding.send,
          deciding.slug,
          requests.flatMap((one) => one.ids),
        );
        const gone = new Set(requests);
        made.asked = made.asked.filter((one) => !gone.has(one));
        made.said = t("people.requests.dismissed", { many: requests.length });
      }),
    part: "list",
    only: null,
    lookAmong: (only) => {
      made.only = only;
      made.part = "list";
      redraw();
    },
    left: new Set(),
    helping: false,
    said: "",
    looking: null,
    asking: null,
    busy: false,
    renew,
    accept: (ids) =>
      busily(async () => {
        let [accepted, done] = [0, 0];
        const refused: { id: number; why: string }[] = [];
        for (const some of pieces(ids, MOST_IDS)) {
          const decided = await decideByHand(deciding, some, others);
          accepted += await sendAccepted(deciding, decided.accept);
          refused.push(...decided.refused);
          await renew(some);
          done += some.length;
          tellDone(done, ids.length);
        }
        const stands = refused.filter(({ why }) => why === "another stands").length;
        made.said = [
          t("people.accepted", { many: accepted }),
          ...(stands > 0 ? [t("people.another_stands", { many: stands })] : []),
        ].join(" ");
        made.chosen.clear();
      }),
    show: (ids) =>
      busily(async () => {
        let [shown, done] = [0, 0];
        for (const some of pieces(ids, MOST_IDS)) {
          const { names } = await decideByHand(deciding, some, others);
          shown += (await sendShown(deciding, names)).length;
          await renew(some);
          done += some.length;
          tellDone(done, ids.length);
        }
        made.said = t("people.shown", { many: shown });
        made.chosen.clear();
      }),
    askTakeOff: (ids) => {
      if (ids.length === 0) return;
      made.asking = ids;
      redraw();
    },
    takeOff: (ids, reason) => {
      // What was done before is not what is about to be done.
      [made.asking, made.said] = [null, ""];
      for (const id of ids) made.chosen.delete(id);
      made.removals.add(ids, reason);
    },
    undo: (removal) => {
      made.said = t("people.undone", { many: removal.ids.length });
      made.removals.undo(removal);
    },
  };
  return made;
}

/** Requests by name whose signatures were taken off because they asked are answered. */
function stillAsked(asked: NameRequests[], taken: readonly number[], reason: Reason): NameRequests[] {
  const gone = new Set(taken);
  return asked.filter(({ signatures }) => reason !== "asked" || !signatures.some((id) => gone.has(id)));
}
