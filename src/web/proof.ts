// What goes along with a call that takes an open desk (docs/formats.md, Calls): a signature with the account's own key over
// this very call, for this very session. A session without the keys, such as a passkey's or one that was stolen, has none.
import { base64url, concat, readBase64url, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";

/** The request's header that carries it. */
export const PROOF_HEADER = "undersigned-proof";
const LABEL = utf8("undersigned call v1");
const NONCE_BYTES = 16;
const DIGEST_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** A call as it is sent. */
export interface CallMade {
  method: string;
  /** From API_PATH on, spelled as it is sent. */
  path: string;
}

export interface CallSaid extends CallMade {
  network: Uint8Array;
  /** The account's id, or the envelope's. */
  account: Uint8Array;
  /** What the network gave this session to prove its calls with, 32 bytes. */
  challenge: Uint8Array;
  /** Drawn for this one call, 16 bytes. */
  nonce: Uint8Array;
  /** SHA-256 of the body. */
  digest: Uint8Array;
}

export interface Proof {
  nonce: Uint8Array;
  digest: Uint8Array;
  signature: Uint8Array;
}

/** Proves a call with the keys of an open desk. @returns the header's value */
export type Prove = (challenge: Uint8Array, made: CallMade, body: Uint8Array) => string;

/** The bytes that are signed. */
export function callSigned({
  network,
  account,
  challenge,
  nonce,
  digest,
  method,
  path,
}: CallSaid): Uint8Array {
  return concat(LABEL, network, account, challenge, nonce, digest, utf8(`${method} ${path}`));
}

/** Reads the header's value. @returns null when it is none */
export function readProof(value: string): Proof | null {
  const read = readBase64url(value);
  if (read?.length !== NONCE_BYTES + DIGEST_BYTES + SIGNATURE_BYTES) return null;
  const [digestAt, signatureAt] = [NONCE_BYTES, NONCE_BYTES + DIGEST_BYTES];
  return {
    nonce: read.subarray(0, digestAt),
    digest: read.subarray(digestAt, signatureAt),
    signature: read.subarray(signatureAt),
  };
}

/**
 * @param p primitives
 * @param desk whose keys prove; they are read at each call, so that a locked desk proves nothing
 */
export function proverOf(
  p: Primitives,
  desk: { network: Uint8Array; id: Uint8Array; ed25519Seed: Uint8Array },
): Prove {
  return (challenge, made, body) => {
    const nonce = p.random(NONCE_BYTES);
    const digest = p.sha256(body);
    const said = { ...made, network: desk.network, account: desk.id, challenge, nonce, digest };
    return base64url(concat(nonce, digest, p.sign(desk.ed25519Seed, callSigned(said))));
  };
}
