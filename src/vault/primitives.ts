// What the vault asks of a machine: random bytes, hashes, one cipher, one KEM, signatures, stretched words.
// Two sets exist, with the same bytes: on-node.ts (node:crypto, synchronous where it is hot) and on-web.ts
// (libsodium and WebCrypto). Everything else in this folder takes one of them as its first argument.

/** A value, or a promise of it: the server's set answers at once, the browser's sometimes later. */
export type MaybePromise<T> = T | Promise<T>;

/** The secrets that one encapsulation yields (RFC 9180, 5.3), equal on both sides. */
export interface Exporter {
  /** Gives `length` secret bytes for a context. */
  export(context: Uint8Array, length: number): MaybePromise<Uint8Array>;
}

/** A fresh encapsulation to a public key: what is stored, and the secrets it stands for. */
export interface Encapsulation {
  /** HPKE's `enc`, 1120 bytes. */
  envelope: Uint8Array;
  exporter: Exporter;
}

export interface Primitives {
  /** `n` bytes of the machine's secure generator. */
  random(n: number): Uint8Array;
  /** SHA-256 over the parts joined. */
  sha256(...parts: Uint8Array[]): Uint8Array;
  /** HMAC-SHA-256 over the parts joined. */
  hmac(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array;
  /** HKDF-Expand with SHA-256 (RFC 5869, 2.3). */
  expand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array;
  /** Whether two secrets are equal, in a time that tells nothing of where they differ. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
  /** AES-256-GCM, nonce of 12 zero bytes, tag last. A key must never be used for a second plaintext. */
  aesSeal(keyUsedOnce: Uint8Array, plaintext: Uint8Array): MaybePromise<Uint8Array>;
  /** The plaintext, or null when the tag does not fit. */
  aesOpen(key: Uint8Array, sealed: Uint8Array): MaybePromise<Uint8Array | null>;
  /** The X-Wing public key (1216 bytes) of a seed of 32 bytes. */
  xwingPublic(seed: Uint8Array): MaybePromise<Uint8Array>;
  /** HPKE's SetupBaseS, suite 0x647a, 0x0001, 0xFFFF. Throws when the public key is not one. */
  encapsulate(publicKey: Uint8Array, info: Uint8Array): MaybePromise<Encapsulation>;
  /** HPKE's SetupBaseR. Null when the envelope cannot be one; a wrong seed or envelope shows in the rows only. */
  openEnvelope(seed: Uint8Array, envelope: Uint8Array, info: Uint8Array): MaybePromise<Exporter | null>;
  /** The Ed25519 public key (32 bytes) of a seed of 32 bytes. */
  ed25519Public(seed: Uint8Array): Uint8Array;
  /** An Ed25519 signature, 64 bytes. */
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
  /** Whether a signature holds; false, never an exception, for bytes that are no key or no signature. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** Argon2id 0x13, 65,536 KiB, t 3, p 1, 32 bytes: the only costs of version 1. The salt has 16 bytes. */
  argon2id(words: Uint8Array, salt: Uint8Array): Promise<Uint8Array>;
}
