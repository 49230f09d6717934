// Who organises here, as whoever is signed in sees it.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";

const id = bytes(16);

export const teamApi = {
  team: call({
    method: "GET",
    path: "/team",
    who: "signed_in",
    request: z.strictObject({}),
    answer: z.strictObject({
      /** In the order in which they came. */
      people: z.array(
        z.strictObject({
          id,
          name: z.string(),
          email: z.string(),
          organisation: z.string(),
          role: z.enum(["organiser", "key_holder"]),
          /** Whether a key holder opened a test row; until then nobody counts on them. */
          tested: z.boolean(),
          /** The day since which they are here, days since 1970-01-01. */
          since: z.int(),
        }),
      ),
      /** Whether there is an envelope. */
      envelope: z.boolean(),
    }),
  }),
} as const;
