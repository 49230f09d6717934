// HPKE as we use it (RFC 9180, base mode, export only): the key schedule is the `hpke` library's; the KEM and
// HMAC are whatever the machine has. Both are given, so that Node and the browser share every line above them.
import { AEAD_EXPORT_ONLY, CipherSuite, type KDF, type KEM, type Key } from "hpke";
import { bytesEqual } from "./bytes.ts";
import { expandBy, type Hmac } from "./hkdf.ts";
import type { Encapsulation, Exporter } from "./primitives.ts";

/** What names X-Wing to HPKE (draft-ietf-hpke-pq, MLKEM768-X25519). */
export const XWING = {
  id: 0x647a,
  name: "MLKEM768-X25519",
  Nsecret: 32,
  Nenc: 1120,
  Npk: 1216,
  Nsk: 32,
} as const;

export interface Hpke {
  encapsulate(publicKey: Uint8Array, info: Uint8Array): Promise<Encapsulation>;
  openEnvelope(seed: Uint8Array, envelope: Uint8Array, info: Uint8Array): Promise<Exporter | null>;
}

/** HKDF-SHA256 that answers at once: three times as many exports as through WebCrypto, the same bytes. */
function kdfBy(hmac: Hmac): KDF {
  const expand = expandBy(hmac);
  return {
    id: 0x0001,
    type: "KDF",
    name: "HKDF-SHA256",
    Nh: 32,
    stages: 2,
    Extract: async (salt, ikm) => hmac(salt, ikm),
    Expand: async (prk, info, length) => expand(prk, info, length),
    Derive: async () => {
      throw new Error("HKDF has two stages");
    },
  };
}

/** Remembers what a key's bytes expand to for as long as the caller holds the very same array, unchanged. */
function remembering<K>(expand: (bytes: Uint8Array) => Promise<K>): (bytes: Uint8Array) => Promise<K> {
  const known = new WeakMap<Uint8Array, { bytes: Uint8Array; key: K }>();
  return async (bytes) => {
    const found = known.get(bytes);
    if (found && bytesEqual(found.bytes, bytes)) return found.key;
    const key = await expand(bytes);
    known.set(bytes, { bytes: bytes.slice(), key });
    return key;
  };
}

/** HPKE over a KEM and an HMAC-SHA-256. */
export function hpkeOver<K extends Key>(kem: KEM<K>, hmac: Hmac): Hpke {
  const suite = new CipherSuite(
    () => kem,
    () => kdfBy(hmac),
    AEAD_EXPORT_ONLY,
  );
  const publicKeyOf = remembering((bytes) => suite.DeserializePublicKey(bytes));
  const privateKeyOf = remembering((seed) => suite.DeserializePrivateKey(seed, false));
  return {
    async encapsulate(publicKey, info) {
      const { encapsulatedSecret, ctx } = await suite.SetupSender(await publicKeyOf(publicKey), { info });
      return { envelope: encapsulatedSecret, exporter: exporterOf(ctx) };
    },
    async openEnvelope(seed, envelope, info) {
      const key = await privateKeyOf(seed);
      try {
        return exporterOf(await suite.SetupRecipient(key, envelope, { info }));
      } catch {
        // A wrong length, or a point that X25519 refuses: nothing was ever sealed with it.
        return null;
      }
    },
  };
}

function exporterOf(context: { Export(context: Uint8Array, length: number): Promise<Uint8Array> }): Exporter {
  return { export: (bytes, length) => context.Export(bytes, length) };
}
