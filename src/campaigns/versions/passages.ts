// A campaign's text as a list of passages, so that two versions of it can be compared. What changes how people are
// reached (contact, press, links, picture) is not among them: whoever is not there any more need not stand there for
// ever. Pure; the pages and the desk's script read it.
import type { CampaignText, Edition, Field, SignAction } from "../campaign.ts";
import { textPassages } from "../markdown.ts";

/** What there is once in a text at the most. */
export type SingleKind =
  | "title"
  | "summary"
  | "opposition"
  | "hosts"
  | "to"
  | "decision"
  | "calledBy"
  | "opens"
  | "closes"
  | "kept"
  | "email"
  | "appear"
  | "callsHeading";

export type PassageKind =
  | SingleKind
  | "asked"
  | "call"
  | "callText"
  | "heading"
  | "paragraph"
  | "item"
  | "quote"
  | "code";

export interface Passage {
  readonly kind: PassageKind;
  readonly text: string;
  readonly lang: string;
  /** Of a call, from 1. */
  readonly number?: number;
}

/** What the interface says, in the language of the page. */
export interface PassageWords {
  day(iso: string): string;
  list(items: readonly string[]): string;
  /** The label of a field that the house knows. */
  field(id: string): string;
  optional(label: string): string;
  email(): string;
  appear(level: SignAction["appear"][number]): string;
}

/** A version of a text: what is said about it, and what is read. */
export interface Passages {
  /** Title, summary, then what one agrees to beside the text: who, when, what is asked. */
  readonly head: Passage[];
  readonly facts: Passage[];
  readonly body: Passage[];
}

/**
 * The passages of a text in one language.
 * @param language one of the text's; for another the original's words are taken
 * @param words for the facts, which the file holds as dates and names
 */
export function passagesOf(text: CampaignText, language: string, words: PassageWords): Passages {
  const edition = text.in(language);
  return { head: headOf(edition), facts: factsOf(text, edition, words), body: bodyOf(edition) };
}

type Maybe = Passage | null;

function present(passages: readonly Maybe[]): Passage[] {
  return passages.filter((one) => one !== null && one.text !== "") as Passage[];
}

function headOf({ title, summary, opposition }: Edition): Passage[] {
  return present([
    { kind: "title", ...title },
    summary && { kind: "summary", ...summary },
    opposition && { kind: "opposition", ...opposition },
  ]);
}

function factsOf(text: CampaignText, edition: Edition, words: PassageWords): Passage[] {
  const { language: lang, target, decision, hosts, founders } = edition;
  const listed = (kind: SingleKind, items: readonly { text: string }[]): Passage => ({
    kind,
    lang,
    text: words.list(items.map((one) => one.text)),
  });
  const dated = (kind: SingleKind, iso: string | null): Maybe =>
    iso === null ? null : { kind, lang, text: words.day(iso) };
  const to = [target?.name, target?.role, target?.organisation].filter((one) => one != null);
  const decided = [decision?.what, decision?.by].filter((one) => one != null);
  return present([
    listed(
      "hosts",
      hosts.map(({ name }) => name),
    ),
    target && { kind: "to", lang, text: to.map((one) => one.text).join(", ") },
    decision && {
      kind: "decision",
      lang,
      text: [words.day(decision.on), ...decided.map((one) => one.text)].join(" – "),
    },
    founders.length > 0 ? listed("calledBy", founders) : null,
    dated("opens", text.opens),
    dated("closes", text.closes),
    dated("kept", text.keepUntil),
    ...(text.sign ? askedOf(text.sign, edition, words) : []),
  ]);
}

/** What the form asks: what one is told it is for is a promise, too. */
function askedOf(sign: SignAction, edition: Edition, words: PassageWords): Maybe[] {
  const lang = edition.language;
  const email = sign.email === "required" ? words.email() : words.optional(words.email());
  return [
    ...sign.fields.map((field): Passage => ({ kind: "asked", lang, text: askedIn(field, edition, words) })),
    sign.email === "none" ? null : { kind: "email", lang, text: email },
    { kind: "appear", lang, text: words.list(sign.appear.map(words.appear)) },
  ];
}

function askedIn({ id, known, optional }: Field, edition: Edition, words: PassageWords): string {
  const said = edition.fields[id];
  const label = said?.label?.text ?? (known ? words.field(id) : id);
  const options = said?.options.map((one) => one.text) ?? [];
  const asked = optional ? words.optional(label) : label;
  return [asked, said?.hint?.text, options.length > 0 ? words.list(options) : undefined]
    .filter((part) => part !== undefined)
    .join(" – ");
}

function bodyOf({ body, demands, demandsHeading }: Edition): Passage[] {
  const { before, after } = textPassages(body.text);
  const lang = body.lang;
  const calls = demands.flatMap(({ title, text }, at) => [
    title && { kind: "call" as const, number: at + 1, ...title },
    text && { kind: "callText" as const, ...(title ? {} : { number: at + 1 }), ...text },
  ]);
  return present([
    ...before.map((one) => ({ ...one, lang })),
    demandsHeading && { kind: "callsHeading", ...demandsHeading },
    ...calls,
    ...after.map((one) => ({ ...one, lang })),
  ]);
}
