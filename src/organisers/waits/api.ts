// What waits, as numbers, for the desk's first page; and whether one wants a mail a day about it.
import * as z from "zod";
import { call } from "../../web/api.ts";
import { WAITS } from "../../web/waits.ts";

const Nothing = z.strictObject({});
const slug = z.string().max(64);
const many = z.int().nonnegative();

export const waitsApi = {
  /** What the network knows without opening anything, gravest first. */
  waits: call({
    method: "GET",
    path: "/waits",
    who: "signed_in",
    request: Nothing,
    answer: z.strictObject({
      waits: z.array(
        z.strictObject({
          kind: z.enum(WAITS),
          /** The campaign; null for what is the network's. */
          slug: z.nullable(slug),
          many,
          /** Since which day the oldest waits, days since 1970-01-01. */
          since: z.nullable(z.int()),
        }),
      ),
      /** How many signed on each day, of those that stand or wait. */
      signed: z.strictObject({
        /** The first day, days since 1970-01-01 (UTC); the last is today. */
        from: z.int(),
        campaigns: z.array(z.strictObject({ slug, many: z.array(many) })),
      }),
    }),
  }),
  daily: call({
    method: "GET",
    path: "/me/daily",
    who: "organiser",
    request: Nothing,
    answer: z.strictObject({
      daily: z.boolean(),
      /** Whether the network sends mail at all. */
      mail: z.boolean(),
    }),
  }),
  /** Switches one's own mail on or off: at most one a day, while something waits. */
  setDaily: call({
    method: "PUT",
    path: "/me/daily",
    who: "organiser",
    request: z.strictObject({ daily: z.boolean() }),
    answer: Nothing,
  }),
} as const;
