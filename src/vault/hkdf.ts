// HKDF-Expand with SHA-256 over a given HMAC (RFC 5869, 2.3). Neither node:crypto nor libsodium's wrapper has
// the second half of HKDF alone.
import { concat } from "./bytes.ts";

export type Hmac = (key: Uint8Array, ...parts: Uint8Array[]) => Uint8Array;

/** Gives `expand(key, info, length)`. It throws for more than 255 blocks of 32 bytes. */
export function expandBy(hmac: Hmac): (key: Uint8Array, info: Uint8Array, length: number) => Uint8Array {
  return (key, info, length) => {
    if (length > 255 * 32) throw new RangeError("HKDF gives at most 8,160 bytes");
    const blocks: Uint8Array[] = [];
    let last: Uint8Array = new Uint8Array(0);
    for (let counter = 1; blocks.length * 32 < length; counter++) {
      last = hmac(key, last, info, Uint8Array.of(counter));
      blocks.push(last);
    }
    const whole = concat(...blocks);
    return whole.length === length ? whole : whole.subarray(0, length);
  };
}
