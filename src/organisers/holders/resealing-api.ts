// Sealing again in the desk's API: what is still under a key that somebody had who was removed since, and putting it under
// the present one. The network hands out envelopes, and keeps rows that only those open who can open now.
import * as z from "zod";
import { MOST_INSIDE, RESEALED_ROW_BYTES } from "../../vault/resealed.ts";
import { bytes, call } from "../../web/api.ts";

const id = bytes(16);
const record = z.int().positive();
const epoch = z.int().positive();

export const resealingApi = {
  /** What is sealed to earlier keys, of campaigns that are not closed and of the followers' list. */
  olderKeys: call({
    method: "GET",
    path: "/keys/older",
    who: "key_holder",
    request: z.strictObject({}),
    answer: z.strictObject({
      older: z.array(
        z.strictObject({
          campaign: id,
          /** null for the followers' list. */
          slug: z.nullable(z.string()),
          /** Envelopes that are to be sealed again. */
          envelopes: z.int(),
          /** How many people's rows they lock: signatures, requests, who was brought in, followers. */
          people: z.int(),
        }),
      ),
    }),
  }),
  /** Envelopes that are under an earlier key, by id. */
  olderEnvelopes: call({
    method: "POST",
    path: "/keys/older/envelopes",
    who: "key_holder",
    again: true,
    request: z.strictObject({ campaign: id, after: z.int().nonnegative() }),
    answer: z.strictObject({
      /** The present epoch. */
      epoch,
      /** Ids come after this one; null when these were the last. */
      next: z.nullable(z.int()),
      envelopes: z.array(
        z.strictObject({
          id: record,
          /** Whose seed opens its rows. */
          epoch,
          bytes: bytes(),
          inside: z.nullable(z.int()),
        }),
      ),
      outer: z.array(z.strictObject({ id: record, epoch, bytes: bytes() })),
    }),
  }),
  /** Puts rows of one outer envelope in the place of envelopes. Those that are gone or changed meanwhile are passed over. */
  reseal: call({
    method: "POST",
    path: "/keys/older/reseal",
    who: "key_holder",
    request: z.strictObject({
      campaign: id,
      epoch,
      /** The outer envelope. */
      outer: bytes(1120),
      envelopes: z
        .array(
          z.strictObject({
            id: record,
            /** SHA-256 of the bytes whose place it takes. */
            was: bytes(32),
            row: bytes(RESEALED_ROW_BYTES),
          }),
        )
        .min(1)
        .max(MOST_INSIDE),
    }),
    answer: z.strictObject({ resealed: z.int() }),
    again: true,
    most: 1_048_576,
  }),
} as const;
