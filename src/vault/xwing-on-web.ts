// X-Wing (draft-connolly-cfrg-xwing-kem) as a KEM for HPKE from libsodium, for browsers; it also runs in Node. Sealing is
// libsodium's own `crypto_kem_xwing`. Opening is put together from its ML-KEM-768, X25519, SHAKE256 and SHA3-256, as in
// xwing-on-node.ts: `crypto_kem_xwing_dec` makes the whole key anew from its seed for every envelope, which costs as much
// as opening it. The tests hold both against each other, against node:crypto and against a third implementation.
import type { KEM } from "hpke";
import type Sodium from "libsodium-wrappers-sumo";
import { concat } from "./bytes.ts";
import { XWING } from "./hpke.ts";

const MLKEM_CIPHERTEXT = 1088;
/** The draft's `XWingLabel`: \./ over /^\ in ASCII. */
const LABEL = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c);
const ALGORITHM = { name: XWING.name };

interface WebKey {
  readonly algorithm: { readonly name: string };
  readonly extractable: boolean;
  readonly type: "public" | "private";
  /** The public key; of a private key, its ML-KEM half. */
  readonly bytes: Uint8Array;
  /** The X25519 half of a private key and its public key, which the combiner binds. */
  readonly x25519?: { readonly scalar: Uint8Array; readonly point: Uint8Array };
}

function readSeed(sodium: typeof Sodium, seed: Uint8Array): WebKey {
  if (seed.length !== XWING.Nsk) throw new TypeError("a seed has 32 bytes");
  const expanded = sodium.crypto_xof_shake256(96, seed);
  const mlkem = sodium.crypto_kem_mlkem768_seed_keypair(expanded.subarray(0, 64));
  const scalar = expanded.slice(64);
  const x25519 = { scalar, point: sodium.crypto_scalarmult_base(scalar) };
  return { algorithm: ALGORITHM, extractable: false, type: "private", bytes: mlkem.privateKey, x25519 };
}

/** What an envelope gives. Throws for a wrong length, or a point that X25519 refuses. */
function open(sodium: typeof Sodium, envelope: Uint8Array, { bytes, x25519 }: WebKey): Uint8Array {
  if (!x25519 || envelope.length !== XWING.Nenc)
    throw new TypeError("that is no envelope, or no private key");
  const sent = envelope.subarray(MLKEM_CIPHERTEXT);
  const shared = sodium.crypto_kem_mlkem768_dec(envelope.subarray(0, MLKEM_CIPHERTEXT), bytes);
  const agreed = sodium.crypto_scalarmult(x25519.scalar, sent);
  return sodium.crypto_hash_sha3256(concat(shared, agreed, sent, x25519.point, LABEL));
}

/**
 * X-Wing for the `hpke` library.
 * @param sodium libsodium, ready
 * @param coins the 64 bytes of an encapsulation; fresh random ones unless a test vector is made
 */
export function xwingOnWeb(
  sodium: typeof Sodium,
  coins: () => Uint8Array = () => sodium.randombytes_buf(64),
): KEM<WebKey> {
  const never = async () => {
    throw new Error("keys are made from seeds");
  };
  return {
    ...XWING,
    type: "KEM",
    DeriveKeyPair: never,
    GenerateKeyPair: never,
    SerializePublicKey: never,
    SerializePrivateKey: never,
    DeserializePublicKey: async (bytes) => ({
      algorithm: ALGORITHM,
      extractable: true,
      type: "public",
      bytes: bytes.slice(),
    }),
    DeserializePrivateKey: async (seed) => readSeed(sodium, seed),
    async Encap(to) {
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(to.bytes, coins());
      return { shared_secret: sharedSecret, enc: ciphertext };
    },
    Decap: async (enc, own) => open(sodium, enc, own),
  };
}
