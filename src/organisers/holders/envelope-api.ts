// The envelope in the desk's API: a new one in the place of the old, or the first where the network began without.
import * as z from "zod";
import { bytes, call } from "../../web/api.ts";
import { Grants, MOST_GRANTS_BYTES } from "./keys-api.ts";

/** A new envelope's public keys, and what shows that somebody has its words. */
export const NewEnvelope = z.strictObject({
  id: bytes(16),
  xwing: bytes(1216),
  ed25519: bytes(32),
  /** What was in its test row. */
  opened: z.string().max(64),
  /** Everything that is to be opened with it. */
  grants: Grants,
});

export const envelopeApi = {
  /** Seals a test row to the key of a new envelope. */
  envelopeTest: call({
    method: "POST",
    path: "/envelope/test",
    who: "opener",
    request: z.strictObject({ xwing: bytes(1216) }),
    answer: z.strictObject({ envelope: bytes(1120), row: bytes() }),
  }),
  /** Puts a new envelope in the place of the old one, which opens nothing here from then on. */
  newEnvelope: call({
    method: "POST",
    path: "/envelope",
    who: "key_holder",
    request: z.strictObject({
      envelope: NewEnvelope,
      /** Its vouch, then the removal of the one before, if there is one. */
      records: z.array(bytes(237)).min(1).max(16),
      /** The caller's wrap with the new head. */
      wrap: bytes(197),
    }),
    answer: z.strictObject({}),
    most: MOST_GRANTS_BYTES,
  }),
} as const;
