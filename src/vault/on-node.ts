// The primitives over node:crypto, for the server and the command line. Everything answers at once but HPKE,
// whose library speaks in promises, and Argon2id, which takes a third of a second and runs beside.
import {
  argon2,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  randomFillSync,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { concat } from "./bytes.ts";
import { openHashes } from "./hash-on-node.ts";
import { expandBy } from "./hkdf.ts";
import { hpkeOver } from "./hpke.ts";
import type { Primitives } from "./primitives.ts";
import { xwingOnNode, xwingPublicOf } from "./xwing-on-node.ts";

const NONCE = new Uint8Array(12);
const TAG = 16;

const { sha256, hmac } = openHashes();

/** The same bytes as a plain Uint8Array, so that callers never see Buffer's other methods. */
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** Drawn ahead: asking the generator costs the same for 16 bytes as for some hundred. */
const DRAWN_AHEAD = 1_024;

/** Random bytes from a stock; what was given out is wiped there, so that only the caller has it. */
function randomFromStock(): (n: number) => Uint8Array {
  const stock = new Uint8Array(DRAWN_AHEAD);
  let left = 0;
  return (n) => {
    if (n > 64) return randomFillSync(new Uint8Array(n));
    if (n > left) {
      randomFillSync(stock);
      left = stock.length;
    }
    const given = stock.slice(left - n, left);
    stock.fill(0, left - n, left);
    left -= n;
    return given;
  };
}

function ed25519Private(seed: Uint8Array) {
  return createPrivateKey({ key: seed, format: "raw-private", asymmetricKeyType: "ed25519" });
}

export const onNode: Primitives = {
  random: randomFromStock(),
  sha256,
  hmac,
  expand: expandBy(hmac),
  equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  aesSeal(key, plaintext) {
    const cipher = createCipheriv("aes-256-gcm", key, NONCE);
    const body = cipher.update(plaintext);
    // GCM streams: nothing is left for the end.
    cipher.final();
    return concat(body, cipher.getAuthTag());
  },
  aesOpen(key, sealed) {
    if (sealed.length < TAG) return null;
    const cipher = createDecipheriv("aes-256-gcm", key, NONCE, { authTagLength: TAG });
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const body = cipher.update(sealed.subarray(0, sealed.length - TAG));
    try {
      cipher.final();
      return plain(body);
    } catch {
      return null;
    }
  },
  xwingPublic: xwingPublicOf,
  ...hpkeOver(xwingOnNode(), hmac),
  ed25519Public: (seed) => plain(createPublicKey(ed25519Private(seed)).export({ format: "raw-public" })),
  sign: (seed, message) => plain(sign(null, message, ed25519Private(seed))),
  verify(publicKey, message, signature) {
    try {
      const key = createPublicKey({ key: publicKey, format: "raw-public", asymmetricKeyType: "ed25519" });
      return signature.length === 64 && verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
  argon2id: (words, salt) =>
    new Promise((resolve, reject) => {
      if (salt.length !== 16) throw new TypeError("a salt has 16 bytes");
      argon2(
        "argon2id",
        { message: words, nonce: salt, parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 },
        (error, key) => (error ? reject(error) : resolve(plain(key))),
      );
    }),
};
