// A box: bytes sealed under a symmetric key and a label (docs/formats.md, Box). The only symmetric encryption
// here; wraps, closed grants and links are boxes. A box that was changed, or is of another key or label, opens
// to nothing.
import { concat, u8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const VERSION = 1;
/** Bytes that a box adds to its plaintext. */
const BOX_AROUND: number = 1 + 16 + 32 + 16;

/** Seals `plaintext` under a key of 32 bytes and a label (ASCII name ‖ ids). */
export async function sealBox(
  p: Primitives,
  key: Uint8Array,
  label: Uint8Array,
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  const n = p.random(16);
  const secret = p.expand(key, concat(label, n), 64);
  const ciphertext = await p.aesSeal(secret.subarray(0, 32), plaintext);
  return concat(u8(VERSION), n, secret.subarray(32), ciphertext);
}

/** The plaintext of a box, or null. */
export async function openBox(
  p: Primitives,
  key: Uint8Array,
  label: Uint8Array,
  box: Uint8Array,
): Promise<Uint8Array | null> {
  if (box.length < BOX_AROUND || box[0] !== VERSION) return null;
  const secret = p.expand(key, concat(label, box.subarray(1, 17)), 64);
  if (!p.equal(secret.subarray(32), box.subarray(17, 49))) return null;
  return p.aesOpen(secret.subarray(0, 32), box.subarray(49));
}
