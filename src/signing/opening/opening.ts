// Opening at the holder's own device: sealed pages become signatures that can be read. Pure, the same in browsers
// and on the command line. A row is hostile input: what fails a check is unreadable and says which, nothing throws.

import type { Answers, Appear, SignAction } from "../../campaigns/campaign.ts";
import { answersSchema, SomeAnswers } from "../../campaigns/form/answers.ts";
import type { SignAs } from "../../store/schema.ts";
import { bytesEqual } from "../../vault/bytes.ts";
import { type CountedType, ENTRY, signatureEntry } from "../../vault/entry.ts";
import type { Exporter, MaybePromise, Primitives } from "../../vault/primitives.ts";
import { envelopesOf, type PageEnvelopes } from "../../vault/resealed.ts";
import { info, openRow, PURPOSE, type Purpose } from "../../vault/row.ts";
import { AppearanceText, RequestText, SignatureText } from "../../vault/texts.ts";
import { lower } from "../appear.ts";
import type { RequestPage, Row, RowPage } from "../desk/api.ts";

/** What a campaign is opened with. Plain data: it is handed to workers as it is. */
export interface OpeningKeys {
  network: Uint8Array;
  campaign: Uint8Array;
  /** The campaign's seeds by epoch, checked against the chain. */
  seeds: ReadonlyMap<number, Uint8Array>;
  /** The form of each version of the text; null where a version asked nothing. */
  forms: ReadonlyMap<number, SignAction | null>;
  /** Versions of the text that this program cannot read: of their rows what any form may have asked is taken. */
  unread: ReadonlySet<number>;
  /** Versions of the text whose rows are destroyed by now, as was promised to whoever signed them. */
  over: ReadonlySet<number>;
}

/** Why something is unreadable. */
export type Why =
  /** its time of keeping has ended and it was destroyed, as was promised; it stays counted */
  | "over"
  /** its row is gone */
  | "row"
  /** its envelope is gone */
  | "envelope"
  /** the holder was not granted the key of that epoch */
  | "key"
  /** the checks of docs/formats.md, Row */
  | "version"
  | "length"
  | "commitment"
  | "tag"
  | "hash"
  | "text"
  /** it is not an answer to the form that was signed, or does not fit what stands beside it */
  | "form";

/** What somebody typed, and how they appear now. */
export interface Typed {
  email: string;
  language: string;
  follow: boolean;
  fields: Answers;
  /** The lower of what was asked when signing and what was answered by link; or what was said by code. */
  appear: Appear;
  /** The words they chose for the page; "" for none. */
  shownAs: string;
  /** An organisation's name and its signer's position, as they are to be shown. */
  organisation: string;
  position: string;
}

/** A signature, opened as far as it can be. */
export type OpenedSignature = Omit<
  Row,
  "row" | "hash" | "envelope" | "epoch" | "appearance" | "salt" | "entry"
> & {
  typed: Typed | null;
  /** Why it is unreadable; null when it is not. */
  why: Why | null;
  /** Why the last answer on how its owner appears is unreadable; they are then counted only. */
  answerWhy: Why | null;
  /** The sealed row that its present words come from. */
  of: Uint8Array;
  /** Whether its entry is the one that its row gives; true while it has none. */
  entryFits: boolean;
};

/** A request to be taken off, opened. */
export interface OpenedRequest {
  id: number;
  day: number;
  mailed: boolean;
  waits: boolean;
  confirmed: boolean;
  who: { email: string } | { name: string } | null;
  why: Why | null;
}

interface Sealed {
  epoch: number;
  envelope: number | null;
  row: Uint8Array | null;
  hash: Uint8Array;
}

type Read = { ok: true; value: Record<string, unknown> } | { ok: false; why: Why };

/** Opens the sealed parts of one page; each envelope once. */
export function openerOf(
  p: Primitives,
  keys: OpeningKeys,
  page: PageEnvelopes,
): (sealed: Sealed, purpose: Purpose) => Promise<Read> {
  const envelopeOf = envelopesOf(p, keys, page);
  const exporters = new Map<number, MaybePromise<Exporter | null>>();
  return async ({ epoch, envelope: id, row, hash }, purpose) => {
    const seed = keys.seeds.get(epoch);
    if (row === null) return { ok: false, why: "row" };
    if (id === null) return { ok: false, why: "envelope" };
    const got = await envelopeOf(id);
    if (!got.ok) return got;
    const { envelope } = got;
    if (!seed) return { ok: false, why: "key" };
    let exporter = exporters.get(id);
    if (exporter === undefined) {
      const bound = info({ purpose, network: keys.network, campaign: keys.campaign, epoch });
      exporter = p.openEnvelope(seed, envelope, bound);
      exporters.set(id, exporter);
    }
    // The hash is over the envelope as it was: what was sealed again still fits what was counted.
    return openRow(p, await exporter, envelope, row, hash, purpose);
  };
}

/**
 * Opens a page of signatures.
 * @param p primitives
 * @param keys the campaign's seeds and forms
 * @param page as the network gave it
 * @returns every row of it, readable or not
 */
export async function openPage(p: Primitives, keys: OpeningKeys, page: RowPage): Promise<OpenedSignature[]> {
  const open = openerOf(p, keys, page);
  const answers = answersOf(keys);
  // All at once: where AES answers in a thread of its own, nobody waits for its neighbour.
  const opened = await Promise.all(page.rows.map((row) => openSignature(p, answers, open, row)));
  return opened.map((one) => (one.why === "row" && keys.over.has(one.text) ? { ...one, why: "over" } : one));
}

/** The schema of the answers to a version of the text; null for a version that asked nothing. */
type AnswersOf = (version: number, as: SignAs) => ReturnType<typeof answersSchema> | null;

/** Makes each schema once: making one costs more than reading a row with it. */
function answersOf({ forms, unread }: OpeningKeys): AnswersOf {
  const made = new Map<string, ReturnType<AnswersOf>>();
  return (version, as) => {
    if (unread.has(version)) return SomeAnswers;
    const key = `${version} ${as}`;
    let schema = made.get(key);
    if (schema === undefined) {
      const form = forms.get(version);
      schema = form ? answersSchema(form, as) : null;
      made.set(key, schema);
    }
    return schema;
  };
}

async function openSignature(
  p: Primitives,
  answers: AnswersOf,
  open: ReturnType<typeof openerOf>,
  from: Row,
): Promise<OpenedSignature> {
  const { row, hash, envelope, epoch, appearance, salt, entry, ...plain } = from;
  const of = appearance?.hash ?? hash;
  const entryFits = entry === null || fits(p, plain.as, entry, salt, hash);
  const unreadable = (why: Why) => ({ ...plain, typed: null, why, answerWhy: null, of, entryFits });

  const read = await open({ row, hash, envelope, epoch }, PURPOSE.signature);
  if (!read.ok) return unreadable(read.why);
  const text = SignatureText.safeParse(read.value);
  if (!text.success) return unreadable("form");
  const signed = text.data;
  if (signed.as !== plain.as || signed.text !== plain.text || !signed.fields) return unreadable("form");
  const fields = answers(plain.text, plain.as)?.safeParse(signed.fields);
  if (!fields?.success) return unreadable("form");

  const said = appearance && (await openAppearance(open, plain.id, appearance));
  const { email, language } = signed;
  // The mail's owner has the last word; a code asks nothing about news.
  const follow = signed.follow && !(said?.ok && said.said.by === "link" && !said.said.follow);
  const appears = appearing(signed, fields.data, said);
  const typed = { email, language, follow, fields: fields.data, ...appears };
  return { ...plain, typed, why: null, answerWhy: said && !said.ok ? said.why : null, of, entryFits };
}

type Said = { ok: true; said: AppearanceText } | { ok: false; why: Why };

async function openAppearance(
  open: ReturnType<typeof openerOf>,
  signature: number,
  sealed: Sealed,
): Promise<Said> {
  const read = await open(sealed, PURPOSE.appearance);
  if (!read.ok) return read;
  const text = AppearanceText.safeParse(read.value);
  const good = text.success && text.data.row === signature;
  return good ? { ok: true, said: text.data } : { ok: false, why: "form" };
}

/**
 * How somebody appears: what was answered last. An answer by link only lowers, one by code may raise. Once there
 * was an answer, the words that they chose are its words alone: leaving them out takes them back.
 */
function appearing(
  signed: { appear: Appear; shown_as?: string | undefined },
  fields: Answers,
  answer: Said | null,
): Pick<Typed, "appear" | "shownAs" | "organisation" | "position"> {
  if (answer && !answer.ok) return { appear: "counted", shownAs: "", organisation: "", position: "" };
  const said = answer?.said;
  const field = (id: string) => (typeof fields[id] === "string" ? fields[id] : "");
  const last = said?.by === "code" ? said.appear : lower(signed.appear, said?.appear ?? signed.appear);
  return {
    appear: last,
    shownAs: (said ?? signed).shown_as ?? "",
    organisation: said?.organisation ?? field("organisation"),
    position: said?.position ?? field("position"),
  };
}

const TYPES: Record<SignAs, readonly CountedType[]> = {
  person: [ENTRY.personByMail, ENTRY.personAccepted],
  organisation: [ENTRY.organisationByMail, ENTRY.organisationAccepted],
};

/** Whether an entry is the one that a row gives; the door by which it was first counted stays. */
function fits(
  p: Primitives,
  as: SignAs,
  entry: Uint8Array,
  salt: Uint8Array | null,
  hash: Uint8Array,
): boolean {
  const type = TYPES[as].find((one) => one === entry[0]);
  return salt !== null && type !== undefined && bytesEqual(signatureEntry(p, type, salt, hash), entry);
}

/** Opens a page of requests. */
export async function openRequests(
  p: Primitives,
  keys: OpeningKeys,
  page: RequestPage,
): Promise<OpenedRequest[]> {
  const open = openerOf(p, keys, page);
  const opened: OpenedRequest[] = [];
  for (const { row, hash, envelope, epoch, ...plain } of page.requests) {
    const read = await open({ row, hash, envelope, epoch }, PURPOSE.request);
    const text = read.ok ? RequestText.safeParse(read.value) : null;
    if (text?.success) {
      const { data } = text;
      const who = "email" in data ? { email: data.email } : { name: data.name };
      opened.push({ ...plain, who, why: null });
    } else opened.push({ ...plain, who: null, why: read.ok ? "form" : read.why });
  }
  return opened;
}
