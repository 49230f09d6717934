// SHA-256 and HMAC-SHA-256 over node:crypto's one-shot hash, for what is short: a third of the time of its hash
// objects, and nothing for the garbage collector to follow. The digest is asked for as a string of single bytes,
// which Node gives five times as fast as a buffer. What is long goes the usual way; the bytes are the same.
import { createHash, createHmac, hash } from "node:crypto";

const BLOCK = 64;
const DIGEST = 32;
/** The longest input that is joined here first; a sealed row and what goes before it fit. */
const JOINED = 4_096;
const INNER = 0x36;
const OUTER = 0x5c;

/** The bytes of a digest that came as a string. */
function bytesOf(digest: string): Uint8Array {
  const bytes = new Uint8Array(DIGEST);
  for (let at = 0; at < DIGEST; at++) bytes[at] = digest.charCodeAt(at);
  return bytes;
}

function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

/** Gives SHA-256 over parts joined, and HMAC-SHA-256 over parts joined. */
export function openHashes() {
  // Written, read and wiped within one call; nothing else runs meanwhile.
  const inner = Buffer.alloc(BLOCK + JOINED);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  const join = (parts: readonly Uint8Array[], from: number): number => {
    let at = from;
    for (const part of parts) {
      inner.set(part, at);
      at += part.length;
    }
    return at;
  };

  const sha256 = (...parts: Uint8Array[]): Uint8Array => {
    const [only] = parts;
    if (only && parts.length === 1) return bytesOf(hash("sha256", only, "latin1"));
    if (lengthOf(parts) > JOINED) {
      const sum = createHash("sha256");
      for (const part of parts) sum.update(part);
      return plain(sum.digest());
    }
    const end = join(parts, 0);
    const sum = bytesOf(hash("sha256", inner.subarray(0, end), "latin1"));
    inner.fill(0, 0, end);
    return sum;
  };

  /** RFC 2104. */
  const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Uint8Array => {
    if (key.length > BLOCK || lengthOf(parts) > JOINED) {
      const mac = createHmac("sha256", key);
      for (const part of parts) mac.update(part);
      return plain(mac.digest());
    }
    for (let at = 0; at < BLOCK; at++) {
      const byte = key[at] ?? 0;
      inner[at] = byte ^ INNER;
      outer[at] = byte ^ OUTER;
    }
    const end = join(parts, BLOCK);
    outer.write(hash("sha256", inner.subarray(0, end), "latin1"), BLOCK, "latin1");
    const mac = bytesOf(hash("sha256", outer, "latin1"));
    inner.fill(0, 0, end);
    outer.fill(0);
    return mac;
  };
  return { sha256, hmac };
}
