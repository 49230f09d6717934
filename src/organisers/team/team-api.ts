// Who organises, and what was done, in the desk's API.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";
import { DEEDS } from "../../web/deeds.ts";

const id = bytes(16);
/** Days since 1970-01-01. */
const day = z.int();

export const teamApi = {
  /** Everybody with an account, and whether there is an envelope. */
  team: call({
    method: "GET",
    path: "/team",
    who: "signed_in",
    request: z.strictObject({}),
    answer: z.strictObject({
      people: z.array(
        z.strictObject({
          id,
          name: z.string(),
          email: z.string(),
          organisation: z.string(),
          role: z.enum(["organiser", "key_holder"]),
          /** Whether they opened a test row; an organiser opens nothing. */
          tested: z.boolean(),
          since: day,
          /** The last day on which they opened a campaign; null for never. */
          opened: z.nullable(day),
        }),
      ),
      envelope: z.boolean(),
    }),
  }),
  /** What was done, the latest first, a page at a time. No signer is in it. */
  deeds: call({
    method: "GET",
    path: "/deeds/:before",
    who: "signed_in",
    request: z.strictObject({
      /** Goes on before the line with this number; 0 for the latest. */
      before: z.string().regex(/^\d{1,15}$/),
    }),
    answer: z.strictObject({
      deeds: z.array(
        z.strictObject({
          at: z.int(),
          /** Also of whoever organises here no more; null for the envelope. */
          who: z.nullable(z.string()),
          what: z.enum(DEEDS),
          /** The colleague whom it was done to, also when they left meanwhile; null where it was nobody. */
          whom: z.nullable(z.string()),
          /** The campaign's address; null where it was none's. */
          slug: z.nullable(z.string()),
          many: z.int(),
          day,
        }),
      ),
      /** Whether there are earlier lines. */
      more: z.boolean(),
    }),
  }),
} as const;
