// What leaves a campaign, in the desk's API: the lists that were saved.
import * as z from "zod";
import { call } from "../../web/api.ts";

const slug = z.string().max(64);
const where = { slug };

export const handingApi = {
  /** The lists that left, the last one first: who saved one, when, and how many signatures were in it. */
  exports: call({
    method: "GET",
    path: "/campaigns/:slug/exports",
    who: "signed_in",
    request: z.strictObject(where),
    answer: z.strictObject({
      exports: z.array(z.strictObject({ by: z.string(), day: z.int(), many: z.int() })),
    }),
  }),
} as const;
