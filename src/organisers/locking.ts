// Locks of key holders' keys, at the network. Promises that none is kept which its owner's keys did not sign.
import type { Reading } from "../store/store.ts";
import type { Primitives } from "../vault/primitives.ts";
import { Refusal } from "../web/api.ts";
import { type LockSaid, lockSigned } from "./lock-label.ts";
import { readNetwork } from "./store.ts";

/** @returns what an account signs in with, and the public key of whoever holds keys; of 0 bytes for an organiser */
export function readLock(db: Reading, account: Uint8Array) {
  return db
    .selectFrom("accounts")
    .select(["salt", "sign_in", "ed25519"])
    .where("id", "=", account)
    .executeTakeFirstOrThrow();
}

/**
 * Looks at a lock before it is kept.
 * @param account whose it is
 * @throws Refusal 422 when a key holder did not sign it with their keys, or an organiser, who has none, sends one
 */
export async function checkLock(
  db: Reading,
  { primitives }: { primitives: Primitives },
  account: Uint8Array,
  { signature, ...lock }: Pick<LockSaid, "salt" | "signIn" | "wrap"> & { signature: Uint8Array },
): Promise<void> {
  const { ed25519 } = await readLock(db, account);
  const holds = ed25519.length > 0;
  if (holds !== lock.wrap.length > 0 || holds !== signature.length > 0) {
    throw new Refusal(422, "Whoever holds keys wraps them with the new words; whoever holds none does not.");
  }
  if (!holds) return;
  const { id: network } = await readNetwork(db);
  if (!primitives.verify(ed25519, lockSigned({ network, account, ...lock }), signature)) {
    throw new Refusal(422, "The new lock is not signed with the keys that it locks.");
  }
}
