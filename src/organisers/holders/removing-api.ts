// Removing somebody in the desk's API; and new keys of campaigns, which go along when a key holder is removed and are made
// anew after the network was started again.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";
import { MOST_GRANTS_BYTES } from "./keys-api.ts";

const id = bytes(16);
const record = bytes(237);
const Nothing = z.strictObject({});

/** The next key of a campaign, or of the followers' list: vouched for, and granted to everybody who can open. */
export const NewKey = z.strictObject({
  campaign: id,
  epoch: z.int().positive(),
  publicKey: bytes(1216),
  /** The vouch of kind 3. */
  record,
  grants: z
    .array(z.strictObject({ holder: id, grant: bytes() }))
    .min(1)
    .max(32),
});
export type NewKey = z.output<typeof NewKey>;
const NewKeys = z.array(NewKey).max(2_000);
/** The caller's wrap with the new head. */
const wrap = bytes(197);

export const removingApi = {
  /** What is sealed to from now on: campaigns that are not closed, and the followers' list. */
  openKeys: call({
    method: "GET",
    path: "/keys/open",
    who: "key_holder",
    request: Nothing,
    answer: z.strictObject({
      open: z.array(
        z.strictObject({
          campaign: id,
          epoch: z.int(),
          /** false after the network was started again, until a key holder made a new key. */
          hasKey: z.boolean(),
        }),
      ),
    }),
  }),
  /** New keys for what has none. */
  newKeys: call({
    method: "POST",
    path: "/keys",
    who: "key_holder",
    request: z.strictObject({ newKeys: NewKeys.min(1), wrap }),
    answer: Nothing,
    most: MOST_GRANTS_BYTES,
  }),
  /** Removes an organiser or another key holder; ends their sessions. */
  remove: call({
    method: "POST",
    path: "/team/:account/remove",
    who: "key_holder",
    request: z.strictObject({
      account: id,
      /** For a key holder. */
      removal: z.nullable(
        z.strictObject({
          /** The removal; that of the envelope, if they made it; then vouches for whom they vouched for. */
          records: z.array(record).min(1).max(64),
          /** Of everything that is open, in their order on top of those records. */
          newKeys: NewKeys,
          wrap,
        }),
      ),
    }),
    answer: Nothing,
    most: MOST_GRANTS_BYTES,
  }),
} as const;
