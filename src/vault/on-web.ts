// The primitives over libsodium and WebCrypto, for the desk in a browser. Only AES and HPKE speak in promises. It
// runs in Node too, where the tests hold it against on-node.ts.
import sodium from "libsodium-wrappers-sumo";
import { concat } from "./bytes.ts";
import { expandBy, type Hmac } from "./hkdf.ts";
import { hpkeOver } from "./hpke.ts";
import type { Primitives } from "./primitives.ts";
import { xwingOnWeb } from "./xwing-on-web.ts";

const AES = { name: "AES-GCM", iv: new Uint8Array(12), tagLength: 128 };

function aesKey(key: Uint8Array, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", concat(key), "AES-GCM", false, [usage]);
}

/** The browser's primitives, once libsodium has loaded. */
export async function onWeb(): Promise<Primitives> {
  await sodium.ready;
  const hmac: Hmac = (key, ...parts) => {
    const state = sodium.crypto_auth_hmacsha256_init(key);
    for (const part of parts) sodium.crypto_auth_hmacsha256_update(state, part);
    return sodium.crypto_auth_hmacsha256_final(state);
  };
  return {
    random: (n) => sodium.randombytes_buf(n),
    sha256: (...parts) => sodium.crypto_hash_sha256(concat(...parts)),
    hmac,
    expand: expandBy(hmac),
    equal: (a, b) => a.length === b.length && sodium.memcmp(a, b),
    async aesSeal(key, plaintext) {
      return new Uint8Array(
        await crypto.subtle.encrypt(AES, await aesKey(key, "encrypt"), concat(plaintext)),
      );
    },
    async aesOpen(key, sealed) {
      const opening = await aesKey(key, "decrypt");
      return crypto.subtle.decrypt(AES, opening, concat(sealed)).then(
        (plaintext) => new Uint8Array(plaintext),
        () => null,
      );
    },
    xwingPublic: (seed) => sodium.crypto_kem_xwing_seed_keypair(seed).publicKey,
    ...hpkeOver(xwingOnWeb(sodium), hmac),
    ed25519Public: (seed) => sodium.crypto_sign_seed_keypair(seed).publicKey,
    sign: (seed, message) =>
      sodium.crypto_sign_detached(message, sodium.crypto_sign_seed_keypair(seed).privateKey),
    verify(publicKey, message, signature) {
      if (publicKey.length !== 32 || signature.length !== 64) return false;
      return sodium.crypto_sign_verify_detached(signature, message, publicKey);
    },
    async argon2id(words, salt) {
      return sodium.crypto_pwhash(32, words, salt, 3, 65_536 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
    },
  };
}
