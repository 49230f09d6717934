// X-Wing as a KEM for HPKE from libsodium's own `crypto_kem_xwing`, for browsers; it also runs in Node.
import type { KEM } from "hpke";
import type Sodium from "libsodium-wrappers-sumo";
import { XWING } from "./hpke.ts";

interface WebKey {
  readonly algorithm: { readonly name: string };
  readonly extractable: boolean;
  readonly type: "public" | "private";
  readonly bytes: Uint8Array;
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
  const key = (type: WebKey["type"], bytes: Uint8Array): WebKey => ({
    algorithm: { name: XWING.name },
    extractable: type === "public",
    type,
    bytes: bytes.slice(),
  });
  return {
    ...XWING,
    type: "KEM",
    DeriveKeyPair: never,
    GenerateKeyPair: never,
    SerializePublicKey: never,
    SerializePrivateKey: never,
    DeserializePublicKey: async (bytes) => key("public", bytes),
    DeserializePrivateKey: async (seed) => key("private", seed),
    async Encap(to) {
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(to.bytes, coins());
      return { shared_secret: sharedSecret, enc: ciphertext };
    },
    Decap: async (enc, own) => sodium.crypto_kem_xwing_dec(enc, own.bytes),
  };
}
