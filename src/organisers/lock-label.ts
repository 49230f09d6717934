// What a key holder signs when their keys are locked anew (docs/formats.md, New words): by which words, and the lock itself.
// So whoever has nothing but their session puts no other words and no other lock in the place of theirs.
import { concat, utf8 } from "../vault/bytes.ts";

const LABEL = utf8("undersigned lock v1");

export interface LockSaid {
  network: Uint8Array;
  account: Uint8Array;
  salt: Uint8Array;
  /** SHA-256 of the sign-in key. */
  signIn: Uint8Array;
  wrap: Uint8Array;
}

/** The bytes that are signed. */
export function lockSigned({ network, account, salt, signIn, wrap }: LockSaid): Uint8Array {
  return concat(LABEL, network, account, salt, signIn, wrap);
}
