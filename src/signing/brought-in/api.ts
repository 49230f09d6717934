// What was collected elsewhere, in the desk's API: lists, whose rows a desk seals and sends in pieces, and numbers from
// paper. The network learns how many there are, of people and of organisations, and the label that everybody sees.
import * as z from "zod";
import { bytes, call, line } from "../../web/api.ts";
import { pageEnvelopes } from "../desk/envelopes.ts";

const slug = z.string().max(64);
const where = { slug };
const id = z.int().positive();
const many = z.int().nonnegative().max(1_000_000_000);
const pass = bytes(16);
/** Rows of one envelope, which are sent together. */
export const MOST_IN_PIECE = 256;
/** How many ids one call may name. */
export const MOST_TAKEN_OUT = 500;
const MOST = 4 * 1_048_576;

const label = line(300).min(1);

/** How many there were on which day, and who said so. */
const Number_ = z.strictObject({
  people: many,
  organisations: many,
  /** The day on which it was so many. */
  day: z.int(),
  by: z.string(),
  /** The day on which it was written down. */
  made: z.int(),
});

export const broughtApi = {
  /** Everything that was brought in, with its history, the last number first. */
  brought: call({
    method: "GET",
    path: "/campaigns/:slug/brought",
    who: "signed_in",
    request: z.strictObject(where),
    answer: z.strictObject({
      sources: z.array(
        z.strictObject({
          id,
          kind: z.enum(["rows", "paper"]),
          label,
          numbers: z.array(Number_),
        }),
      ),
    }),
  }),
  /** Sends one piece of a list; the same piece once more changes nothing. It counts nowhere before the list is ended. */
  bringPiece: call({
    method: "POST",
    path: "/campaigns/:slug/brought/rows",
    who: "key_holder",
    again: true,
    request: z.strictObject({
      ...where,
      /** Made by the desk for this list. */
      pass,
      label,
      piece: z.int().nonnegative().max(1_000_000),
      /** Version of the text to whose form it was mapped. */
      text: z.int().positive(),
      epoch: z.int().positive(),
      envelope: bytes(1120),
      rows: z
        .array(z.strictObject({ as: z.enum(["person", "organisation"]), row: bytes() }))
        .min(1)
        .max(MOST_IN_PIECE),
    }),
    answer: z.strictObject({}),
    most: MOST,
  }),
  /** Ends a list: all of it is there, and counts apart under its label. The same once more changes nothing. */
  endBringing: call({
    method: "POST",
    path: "/campaigns/:slug/brought/end",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, pass, rows: many }),
    answer: z.strictObject({ id }),
  }),
  /** Says how many there are on paper; of a source that is there, or of a new one under `pass`. */
  sayPaper: call({
    method: "POST",
    path: "/campaigns/:slug/brought/paper",
    who: "organiser",
    again: true,
    request: z.strictObject({
      ...where,
      pass,
      /** null for a new one. */
      id: z.nullable(id),
      label,
      people: many,
      organisations: many,
      day: z.int().nonnegative(),
    }),
    answer: z.strictObject({ id }),
  }),
  /** The rows of the lists, by id. */
  broughtRows: call({
    method: "POST",
    path: "/campaigns/:slug/brought/read",
    who: "opener",
    again: true,
    request: z.strictObject({ ...where, after: z.int().nonnegative() }),
    answer: z.strictObject({
      next: z.nullable(z.int()),
      rows: z.array(
        z.strictObject({
          id,
          source: id,
          as: z.enum(["person", "organisation"]),
          text: z.int(),
          epoch: z.int(),
          envelope: z.nullable(z.int()),
          row: z.nullable(bytes()),
          hash: bytes(32),
        }),
      ),
      ...pageEnvelopes,
    }),
  }),
  /** Takes some out of their lists; what was sealed of them is destroyed. */
  takeOut: call({
    method: "POST",
    path: "/campaigns/:slug/brought/take-out",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, ids: z.array(id).max(MOST_TAKEN_OUT) }),
    answer: z.strictObject({ gone: z.int() }),
  }),
  /** Takes a source back as a whole, with its rows and its numbers. */
  dropBrought: call({
    method: "POST",
    path: "/campaigns/:slug/brought/drop",
    who: "key_holder",
    again: true,
    request: z.strictObject({ ...where, id }),
    answer: z.strictObject({}),
  }),
} as const;
