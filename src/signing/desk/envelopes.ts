// The envelopes that a page of sealed rows needs, as the desk's API gives them: one of an earlier key may be locked again,
// inside an outer envelope of a later one.
import * as z from "zod";
import { bytes } from "../../web/api.ts";

/** Members of a page of sealed rows. */
export const pageEnvelopes = {
  envelopes: z.array(
    z.strictObject({
      id: z.int(),
      /** The encapsulation; or the row that gives it back, where it was locked again. */
      bytes: bytes(),
      /** The outer envelope that it was locked again in. */
      inside: z.nullable(z.int()),
    }),
  ),
  outer: z.array(z.strictObject({ id: z.int(), epoch: z.int(), bytes: bytes() })),
};
