// Signing's part of the desk's API: sealed rows in pages, and what a key holder decided about them. The server
// hands out sealed bytes and is told ids. Of what opens, it is told the approved words of names, and the address
// and appearance of rows whose mail never went; nothing else.
import * as z from "zod";
import { bytes, call, line } from "../../web/api.ts";
import { pageEnvelopes } from "./envelopes.ts";

const slug = z.string().max(64);
const id = z.int().positive();
const hash = bytes(32);
const where = { slug };
/** How many ids one call may name. */
export const MOST_IDS = 500;
/** How many signatures of one address one request takes back. */
export const MOST_ASKED = 5_000;
/** How many mails one call may ask for. */
export const MOST_MAILS = 200;
/** Longer than any list: a campaign's certificate adds up how long they were, and the sum has to stay a number. */
const LONGEST_LIST = 100_000_000;
const ids = z.array(id).max(MOST_IDS);
const MOST = 1_048_576;

/** A sealed row beside its envelope, which may be missing. */
const sealed = {
  epoch: z.int(),
  envelope: z.nullable(z.int()),
  row: z.nullable(bytes()),
  hash,
};

/** A signature that stands or waits. */
const Row = z.strictObject({
  id,
  as: z.enum(["person", "organisation"]),
  state: z.enum(["pending", "confirmed", "accepted"]),
  /** Version of the text that was signed. */
  text: z.int(),
  /** The day it was signed. */
  day: z.int(),
  /** Whether its mail was handed over; of a row without an address, whether those of its commit were. */
  mailed: z.boolean(),
  /** Whether its mail waits in memory. */
  waits: z.boolean(),
  /** Whether a desk has gone through it for who follows. */
  followed: z.boolean(),
  turn: z.nullable(z.int()),
  index: z.nullable(z.int()),
  entry: z.nullable(bytes()),
  salt: z.nullable(hash),
  ...sealed,
  /** The last answer on how its owner appears. */
  appearance: z.nullable(z.strictObject(sealed)),
  /** The words that are shown. */
  name: z.nullable(z.strictObject({ words: z.string(), detail: z.string() })),
});
export type Row = z.output<typeof Row>;

/** Somebody asks for a signature to be taken off. */
const Request = z.strictObject({
  id,
  day: z.int(),
  mailed: z.boolean(),
  waits: z.boolean(),
  /** Whether its link was followed. */
  confirmed: z.boolean(),
  ...sealed,
});
export type Request = z.output<typeof Request>;

export const RowPage = z.strictObject({
  /** Ids come after this one; null when these were the last. First, so that a reader has it early. */
  next: z.nullable(z.int()),
  rows: z.array(Row),
  ...pageEnvelopes,
});
export type RowPage = z.output<typeof RowPage>;
export const RequestPage = z.strictObject({
  next: z.nullable(z.int()),
  requests: z.array(Request),
  ...pageEnvelopes,
});
export type RequestPage = z.output<typeof RequestPage>;

/** Words that a key holder approved. `of` is the hash of the sealed row they come from: they hold while it stands. */
const Name = z.strictObject({ id, of: hash, words: line(200), detail: line(2_200) });
export type ApprovedName = z.output<typeof Name>;

/** What a mail that never went needs: to whom, in which language, and what its link carries. */
const Mail = z.strictObject({
  id,
  to: z.string().max(254),
  language: z.string().max(35),
  appear: z.enum(["counted", "addressee", "public"]),
  follow: z.boolean(),
  shown_as: z.string().max(200).optional(),
  organisation: z.string().max(1_024).optional(),
  position: z.string().max(1_024).optional(),
});
export type LostMail = z.output<typeof Mail>;

/** Ids above `after` up to `upTo` were gone through: those not among the mails gave no address. */
const range = { after: z.int().nonnegative(), upTo: z.int().nonnegative() };

/** Why a key holder takes a signature off: a fixed list, since it is kept. */
export const REASONS = ["duplicate", "spam", "asked", "not-theirs"] as const;
export type Reason = (typeof REASONS)[number];

export const signingApi = {
  /** Signatures that stand or wait, by id. Those that wait are listed from today on. */
  rows: call({
    method: "POST",
    path: "/campaigns/:slug/rows",
    who: "opener",
    again: true,
    request: z.strictObject({ ...where, after: z.int().nonnegative() }),
    answer: RowPage,
  }),
  /** The same of some ids. */
  rowsById: call({
    method: "POST",
    path: "/campaigns/:slug/rows/some",
    who: "opener",
    again: true,
    request: z.strictObject({ ...where, ids }),
    answer: RowPage,
  }),
  requests: call({
    method: "POST",
    path: "/campaigns/:slug/requests",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, after: z.int().nonnegative() }),
    answer: RequestPage,
  }),
  /** The log's entries from an index on; what is taken back and waits to be numbered comes with the last ones. */
  log: call({
    method: "POST",
    path: "/campaigns/:slug/log",
    who: "opener",
    again: true,
    request: z.strictObject({ ...where, from: z.int().nonnegative() }),
    answer: z.strictObject({
      next: z.nullable(z.int()),
      entries: z.array(bytes()),
      waiting: z.array(bytes()),
    }),
  }),
  /** Begins bringing up to date: what has waited too long expires. */
  expire: call({
    method: "POST",
    path: "/campaigns/:slug/expire",
    who: "key_holder",
    request: z.strictObject(where),
    answer: z.strictObject({ expired: z.int() }),
  }),
  /** Signatures of one address: `by` stands, `id` is replaced. */
  replace: call({
    method: "POST",
    path: "/campaigns/:slug/replace",
    who: "key_holder",
    request: z.strictObject({ ...where, pairs: z.array(z.strictObject({ id, by: id })).max(MOST_IDS) }),
    answer: z.strictObject({ replaced: z.int() }),
  }),
  /** Requests that are answered, with the signatures that are withdrawn for them. */
  answer: call({
    method: "POST",
    path: "/campaigns/:slug/answer",
    who: "key_holder",
    request: z.strictObject({
      ...where,
      requests: z.array(z.strictObject({ id, signatures: z.array(id).max(MOST_ASKED) })).max(MOST_IDS),
    }),
    answer: z.strictObject({ withdrawn: z.int() }),
  }),
  /** Requests by a name alone that a key holder dismisses: they are deleted, and nothing is taken off. */
  dismiss: call({
    method: "POST",
    path: "/campaigns/:slug/requests/dismiss",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, ids }),
    answer: z.strictObject({ dismissed: z.int() }),
  }),
  /** Mails of signatures that never went. */
  mails: call({
    method: "POST",
    path: "/campaigns/:slug/mails",
    who: "key_holder",
    request: z.strictObject({ ...where, ...range, mails: z.array(Mail).max(MOST_MAILS) }),
    answer: z.strictObject({ queued: z.int() }),
    most: MOST,
  }),
  /** Mails of requests that never went. */
  requestMails: call({
    method: "POST",
    path: "/campaigns/:slug/requests/mails",
    who: "key_holder",
    request: z.strictObject({
      ...where,
      ...range,
      mails: z.array(z.strictObject({ id, to: z.string().max(254) })).max(MOST_MAILS),
    }),
    answer: z.strictObject({ queued: z.int() }),
  }),
  accept: call({
    method: "POST",
    path: "/campaigns/:slug/accept",
    who: "key_holder",
    request: z.strictObject({ ...where, ids }),
    answer: z.strictObject({ accepted: z.int() }),
  }),
  /** Sends approved words to the names. */
  show: call({
    method: "POST",
    path: "/campaigns/:slug/show",
    who: "key_holder",
    request: z.strictObject({ ...where, names: z.array(Name).max(MOST_IDS) }),
    answer: z.strictObject({ shown: z.array(id) }),
    most: MOST,
  }),
  /** Takes shown words away; whoever signed stays counted, and their choice stays as it is. */
  hide: call({
    method: "POST",
    path: "/campaigns/:slug/hide",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, ids }),
    answer: z.strictObject({ hidden: z.array(id) }),
  }),
  takeOff: call({
    method: "POST",
    path: "/campaigns/:slug/take-off",
    who: "key_holder",
    request: z.strictObject({
      ...where,
      ids,
      reason: z.enum(REASONS),
      /** Requests that this answers. */
      requests: ids,
    }),
    answer: z.strictObject({
      taken: z.array(id),
      /** Ids that no signature of this campaign ever had. */
      unknown: z.array(id),
    }),
  }),
  /** Says that a list left for a file. */
  exported: call({
    method: "POST",
    path: "/campaigns/:slug/exported",
    who: "opener",
    request: z.strictObject({ ...where, many: z.int().nonnegative().max(LONGEST_LIST) }),
    answer: z.strictObject({}),
  }),
} as const;
