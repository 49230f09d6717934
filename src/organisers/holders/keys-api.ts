// The keys of everything that is sealed, as somebody who can open needs them to pass them on (docs/formats.md, Box); and
// the test row by which a new key holder shows that their keys open.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";

const id = bytes(16);
const Nothing = z.strictObject({});

/** A seed for one holder or the envelope; the campaign's, or the followers' list's. */
export const Grant = z.strictObject({ campaign: id, epoch: z.int().positive(), grant: bytes() });
export type Grant = z.output<typeof Grant>;
export const Grants = z.array(Grant).max(5_000);

/** A record of the chain, with what else has to go along: grants, and the signer's wrap with the new head. */
export const Vouched = z.strictObject({
  record: bytes(237),
  grants: Grants,
  /** Of the envelope, which has none, 0 bytes. */
  wrap: z.union([bytes(197), bytes(0)]),
});
export type Vouched = z.output<typeof Vouched>;

/** A grant has some 2,700 characters. */
export const MOST_GRANTS_BYTES: number = 16 * 1_048_576;

export const keysApi = {
  /** Every key to which something is sealed, or will be, with the caller's own grant. */
  keys: call({
    method: "GET",
    path: "/keys",
    who: "opener",
    request: Nothing,
    answer: z.strictObject({
      keys: z.array(
        z.strictObject({
          campaign: id,
          epoch: z.int(),
          publicKey: bytes(1216),
          /** null where it was never granted to the caller. */
          grant: z.nullable(bytes()),
        }),
      ),
    }),
  }),
  /** Seals a test row to the caller's own key. */
  ownTest: call({
    method: "POST",
    path: "/me/test",
    who: "key_holder",
    request: Nothing,
    answer: z.strictObject({ envelope: bytes(1120), row: bytes() }),
  }),
  /** What was in it: from then on the caller counts as somebody who can open. */
  openedTest: call({
    method: "PUT",
    path: "/me/test",
    who: "key_holder",
    request: z.strictObject({ opened: z.string().max(64) }),
    answer: Nothing,
  }),
} as const;
