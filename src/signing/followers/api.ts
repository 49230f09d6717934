// Who follows, in the desk's API: the list's key, and sealed rows on their way into it. A desk sends what one pass
// found in rows that it sealed itself, then says in one step which signatures it went through: so the network learns
// how many of them follow, and not which.
import * as z from "zod";
import { MadeKey } from "../../campaigns/desk-api.ts";
import { bytes, call } from "../../web/api.ts";

const id = bytes(16);
/** How many signatures one pass goes through at most. */
export const MOST_FOLLOWED_THROUGH = 50_000;
/** Rows of one envelope. */
export const MOST_ROWS = 256;
const MOST = 1_048_576;

export const followersApi = {
  /** The list that is kept now, and what it is sealed to. */
  followers: call({
    method: "GET",
    path: "/followers",
    who: "key_holder",
    request: z.strictObject({}),
    answer: z.strictObject({
      list: z.nullable(
        z.strictObject({
          id,
          epoch: z.int(),
          publicKey: bytes(1216),
          /** The last day on which it is kept. */
          keepUntil: z.int(),
          /** How many rows stand in it. */
          many: z.int(),
        }),
      ),
    }),
  }),
  /** Makes the list, whose key a holder made and vouched for. */
  makeFollowers: call({
    method: "POST",
    path: "/followers",
    who: "key_holder",
    request: z.strictObject({ made: MadeKey, keepUntil: z.int() }),
    answer: z.strictObject({}),
  }),
  /** Rows of one envelope; they stand once the pass is over. */
  addFollowers: call({
    method: "POST",
    path: "/followers/rows",
    who: "key_holder",
    request: z.strictObject({
      list: id,
      epoch: z.int(),
      pass: id,
      envelope: bytes(1120),
      rows: z.array(bytes()).min(1).max(MOST_ROWS),
    }),
    answer: z.strictObject({}),
    most: MOST,
  }),
  /** Ends a pass: these signatures were gone through, and the rows of the pass stand. All of it or nothing. */
  followed: call({
    method: "POST",
    path: "/campaigns/:slug/followed",
    who: "key_holder",
    request: z.strictObject({
      slug: z.string().max(64),
      pass: id,
      /** How many rows the pass has. */
      many: z.int().nonnegative(),
      ids: z.array(z.int().positive()).min(1).max(MOST_FOLLOWED_THROUGH),
    }),
    answer: z.strictObject({}),
    most: MOST,
  }),
} as const;
