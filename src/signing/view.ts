// What the pages of signing are made from. Pure data; nothing here was typed by a signer but the values of a form
// that goes back to whoever typed them, and names that a key holder published.
import type { Brought } from "../campaigns/brought.ts";
import type { Appear, As, FieldError } from "../campaigns/campaign.ts";
import type { CampaignView } from "../campaigns/view.ts";

/** The count as the last lot published it. */
export interface CountView {
  people: number;
  organisations: number;
  /** Confirmed by the link of a mail. */
  byEmail: number;
  /** Accepted by a key holder. */
  byHosts: number;
  takenOff: number;
  /** The day of the last lot, `2026-11-24`; null before the first. */
  upTo: string | null;
  /** What was collected elsewhere and brought in; never part of the numbers above. */
  brought: readonly Brought[];
}

/** Words that a key holder published. */
export interface NameLine {
  words: string;
  /** An organisation's signer: position and, when they chose it, name. Empty when none. */
  detail: string;
}

/** The names on the campaign's own page: the first of each, and how many there are. */
export interface NamesPartView {
  organisations: readonly NameLine[];
  people: readonly NameLine[];
  /** How many are shown by name in all, here or on the page of names. */
  named: { organisations: number; people: number };
}

/** Why a form comes back besides errors in its fields. */
export type FormNote =
  | { why: "too_fast" }
  | { why: "old_form" }
  | { why: "changed" }
  | { why: "too_many"; minutes: number };

export interface SignFormView {
  as: As;
  /** What was typed, by the field's name; `{}` for a blank form. */
  values: ReadonlyMap<string, readonly string[]>;
  /** In the order of the form. `field` may also be `email`, `appear`, `shown_as`. */
  errors: readonly FieldError[];
  note: FormNote | null;
  /** Whether the network can send mail: without, no form asks for an address. */
  mail: boolean;
  /** Organisations of the key holders who can open this campaign now. */
  holders: readonly string[];
  /** Names of those of them who are with no organisation. */
  named: readonly string[];
  /** Whether the envelope can open it too. */
  envelope: boolean;
}

export interface SignPageView extends CampaignView {
  form: SignFormView;
}

/** How soon who is counted shows in the count: in whole hours at the latest; 0 for at once. */
export type WithinHours = number;

export interface AnswerView extends CampaignView {
  /** "mail": an address was given. "code": none was; the page holds CODE_MARK. The same for everyone otherwise. */
  kind: "mail" | "code";
  within: WithinHours;
  /** Until when a link works or a row waits for a key holder, `2026-12-10`. */
  waitsUntil: string;
}

/** What a link carries: how its owner asked to appear. */
export interface Asked {
  as: As;
  appear: Appear;
  shownAs: string | null;
  organisation: string | null;
  position: string | null;
}

export interface ConfirmView extends CampaignView {
  /** The token of the link; the form goes to `/c/<token>`. */
  token: string;
  asked: Asked;
  /** What may be chosen: what the form offers and is not above what was asked, lowest first. */
  offered: readonly Appear[];
  /** What was chosen, when the page comes back with errors. */
  values: ReadonlyMap<string, readonly string[]>;
  errors: readonly FieldError[];
  note: FormNote | null;
}

export interface ConfirmedView extends CampaignView {
  within: WithinHours;
}

/** A link of purpose 6 asks only whether its owner wants the signature off. */
export interface ConfirmRequestView extends CampaignView {
  token: string;
  note: FormNote | null;
}

export interface MineView extends CampaignView {
  /** Whether one may ask by address: the network can send mail. */
  mail: boolean;
  /** Which form has errors, so that it is open. */
  open: MineDo | null;
  errors: readonly FieldError[];
  note: FormNote | null;
}

export type MineDo = "look" | "appear" | "take-off" | "ask";

/**
 * What `mine` answers. A code that nobody has is answered `not-counted`, like one whose signature left the count:
 * the same bytes. `asked` is the same whether or not an address or name is known.
 */
export type MineAnswer =
  | "counted"
  | "not-counted"
  /** how one appears was changed; what raises it waits for a key holder */
  | "changed"
  | "taken-off"
  | "asked-by-email"
  | "asked-by-name"
  /** the link of a request was followed and its button pressed */
  | "request-confirmed";

export interface MineAnswerView extends CampaignView {
  answer: MineAnswer;
}

/** A stretch of a list that is shown page by page. */
export interface Stretch<Line> {
  lines: readonly Line[];
  /** The number of the first line, from 1. */
  from: number;
  total: number;
  /** Relative addresses of the neighbours, such as `?people=3`; null at an end. */
  previous: string | null;
  next: string | null;
}

/** Numbers of one thing that a key holder published: rounded, small ones merged into the rest. */
export interface NumbersTable {
  /** `day`, or a field's id. */
  of: string;
  cells: readonly { label: string; about: number }[];
  rest: number | null;
  /** The day on which they were made, days since 1970-01-01. */
  day: number;
}

export interface NamesPageView extends CampaignView {
  count: CountView;
  /** None unless a key holder published some. */
  numbers?: readonly NumbersTable[];
  organisations: Stretch<NameLine>;
  /** `letter` heads a group: `A` … `Z`, or `…` for what no Latin letter begins. */
  people: Stretch<NameLine & { letter: string }>;
}
