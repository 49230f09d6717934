// One line of the list at the desk: an opened signature as it is shown, searched and chosen. Keeps little of each, so
// that a hundred thousand fit into a tab; long answers are cut, and read again when somebody looks at them. Pure.
import { fold } from "../fold.ts";
import type { OpenedSignature, Typed, Why } from "../opening/opening.ts";
import { isShown, wordsOf } from "../tidying/tidying.ts";

/** Letters of an answer that are kept in the list. */
const KEPT = 160;

export interface Person {
  id: number;
  as: "person" | "organisation";
  state: "pending" | "confirmed" | "accepted";
  day: number;
  /** Version of the text that was signed. */
  text: number;
  mailed: boolean;
  waits: boolean;
  /** Whether a lot has numbered it. */
  numbered: boolean;
  typed: Typed | null;
  why: Why | null;
  answerWhy: Why | null;
  entryFits: boolean;
  /** The words on the page now. */
  shown: { words: string; detail: string } | null;
  /** The words that they chose to be shown; null when they are not to be shown. */
  wanted: { words: string; detail: string } | null;
  /** Whether an answer was cut. */
  cut: boolean;
  /** What is searched, folded. */
  search: string;
}

/** Cuts a long answer. */
function cutText(text: string): string {
  return text.length > KEPT ? `${text.slice(0, KEPT).toWellFormed()}…` : text;
}

/** Makes a line of an opened signature. */
export function personOf(signature: OpenedSignature): Person {
  const { id, as, state, day, text, mailed, waits, why, answerWhy, entryFits, name } = signature;
  const fields: Typed["fields"] = {};
  let cut = false;
  for (const [field, value] of Object.entries(signature.typed?.fields ?? {})) {
    const kept = typeof value === "string" ? cutText(value) : value;
    cut ||= kept !== value;
    fields[field] = kept;
  }
  const typed = signature.typed && { ...signature.typed, fields };
  const said = typed
    ? [typed.shownAs, typed.organisation, typed.position, typed.email, ...Object.values(fields).flat()]
    : [];
  return {
    ...{ id, as, state, day, text, mailed, waits, why, answerWhy, entryFits },
    numbered: signature.index !== null,
    typed,
    shown: name,
    wanted: signature.typed && wordsOf(as, signature.typed),
    cut,
    search: fold([String(id), ...new Set(said)].join("\n")),
  };
}

/** What a person is called in the list: the name typed, else the words chosen; "" when neither was given. */
export function nameOf({ as, typed }: Pick<Person, "as" | "typed">): string {
  if (typed === null) return "";
  const name = typeof typed.fields.name === "string" ? typed.fields.name : "";
  if (as === "organisation") return typed.organisation || name;
  return name || typed.shownAs;
}

/** By which door somebody is counted, or why not yet. */
export type Door =
  | "unreadable"
  /** what was typed is destroyed, as was promised; it stays counted */
  | "over"
  | "no_address"
  | "link_not_followed"
  | "mail_waits"
  | "mail_never_went"
  | "confirmed"
  | "accepted";

/** @returns why it is counted or not */
export function doorOf({ state, typed, why, mailed, waits }: Person): Door {
  if (why === "over") return "over";
  if (typed === null) return "unreadable";
  if (state !== "pending") return state;
  if (typed.email === "") return "no_address";
  if (mailed) return "link_not_followed";
  return waits ? "mail_waits" : "mail_never_went";
}

/** How it stands with a person's words on the page. */
export type OnPage =
  /** they are not to be shown, and are not */
  | "nothing"
  | "shown"
  /** counted, and a key holder has not approved the words */
  | "waits"
  /** they wait for their link or a key holder first */
  | "not_counted"
  /** other words stand there than they now choose, or any though they chose none */
  | "differs";

/** @returns how the page and their choice compare */
export function onPage({ state, wanted, shown, why }: Person): OnPage {
  if (why === "over") return shown ? "shown" : "nothing";
  if (shown) return wanted && isShown(shown, wanted) ? "shown" : "differs";
  if (!wanted) return "nothing";
  return state === "pending" ? "not_counted" : "waits";
}

/** Whether a key holder has something to do here. */
export function waitsForHand(person: Person): boolean {
  const door = doorOf(person);
  if (door === "no_address" || door === "unreadable" || !person.entryFits) return true;
  const page = onPage(person);
  return page === "waits" || page === "differs";
}
