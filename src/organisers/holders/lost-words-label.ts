// What whoever lost their words signs with their new key (docs/formats.md, Lost words): for which account, under which
// chain, and what signs in from then on. The number that they read out names the key, so nobody between can change any
// of it unnoticed; of an organiser, whose keys open nothing, this is what the number is for.
import { concat, utf8 } from "../../vault/bytes.ts";

const LABEL = utf8("undersigned lost words v1");

export interface LostWordsSaid {
  network: Uint8Array;
  account: Uint8Array;
  /** SHA-256 of the chain's first vouch, as the device was told. */
  root: Uint8Array;
  salt: Uint8Array;
  /** SHA-256 of the sign-in key. */
  signIn: Uint8Array;
}

/** The bytes that are signed. */
export function lostWordsSigned({ network, account, root, salt, signIn }: LostWordsSaid): Uint8Array {
  return concat(LABEL, network, account, root, salt, signIn);
}
