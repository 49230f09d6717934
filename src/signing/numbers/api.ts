// Published numbers, in the desk's API: what a desk sends is the finished table, rounded and merged; the exact one stays
// in its tab. The network refuses what breaks the rules (publishing.ts) as far as it can be seen from outside.
import * as z from "zod";
import { call } from "../../web/api.ts";

const slug = z.string().max(64);
const label = z.string().max(1_024);
const about = z.int().nonnegative().max(1_000_000_000);
const of = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);
/** Three years of days, and more options than a form may have. */
const MOST_CELLS = 1_200;

const Table = z.strictObject({
  cells: z.array(z.strictObject({ label, about })).max(MOST_CELLS),
  merged: z.array(label).max(MOST_CELLS),
  rest: z.nullable(about),
});

export const numbersApi = {
  /** The tables that were published, also those that are hidden again: the rules hold against them. */
  numbers: call({
    method: "GET",
    path: "/campaigns/:slug/numbers",
    who: "signed_in",
    request: z.strictObject({ slug }),
    answer: z.strictObject({
      tables: z.array(Table.extend({ of, day: z.int(), size: z.int(), hidden: z.boolean() })),
      /** How many signatures the public count has now, and entries the log. */
      counted: z.int(),
      size: z.int(),
      today: z.int(),
    }),
  }),
  /** Publishes one table, of days or of a field whose answers are chosen from a list. */
  publishNumbers: call({
    method: "POST",
    path: "/campaigns/:slug/numbers",
    who: "key_holder",
    request: z.strictObject({ slug, of, table: Table }),
    answer: z.strictObject({}),
    most: 262_144,
  }),
  /** Takes a table off the page. */
  hideNumbers: call({
    method: "POST",
    path: "/campaigns/:slug/numbers/hide",
    who: "organiser",
    again: true,
    request: z.strictObject({ slug, of }),
    answer: z.strictObject({}),
  }),
} as const;
