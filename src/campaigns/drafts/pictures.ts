// A picture as a browser made it anew: WebP or JPEG, nothing in it but the picture. Promises that no place, no
// camera's name and no comment is ever kept: a file that could hold them is refused, whoever sends it.
import { hex } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";

/** More than a page should weigh on a telephone. */
export const MOST_BYTES = 500_000;
export const LONGEST_SIDE = 2_400;

export type ReadPicture = { ok: true; file: string } | { ok: false; why: string };

interface Measured {
  kind: "webp" | "jpg";
  width: number;
  height: number;
}

const OTHER = "That is no WebP or JPEG picture without anything beside it. Choose it again at the desk.";

/**
 * Looks at a picture and names it.
 * @returns its name, by its bytes and its size; or why it is not kept
 */
export function readMadePicture(p: Primitives, bytes: Uint8Array): ReadPicture {
  if (bytes.length > MOST_BYTES) return { ok: false, why: "The picture has more than 500 KB." };
  const measured = webp(bytes) ?? jpeg(bytes);
  if (!measured) return { ok: false, why: OTHER };
  const { kind, width, height } = measured;
  if (Math.min(width, height) < 10 || Math.max(width, height) > LONGEST_SIDE) {
    return { ok: false, why: `The picture's sides have to be of 10 to ${LONGEST_SIDE} pixels.` };
  }
  return { ok: true, file: `${hex(p.sha256(bytes)).slice(0, 32)}-${width}x${height}.${kind}` };
}

const word = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** RIFF container of WebP: only chunks that draw. */
function webp(bytes: Uint8Array): Measured | null {
  if (bytes.length < 30 || word(bytes, 0) !== "RIFF" || word(bytes, 8) !== "WEBP") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(4, true) + 8 !== bytes.length) return null;
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) return null;
    const [id, length] = [word(bytes, at), view.getUint32(at + 4, true)];
    const data = at + 8;
    if (data + length > bytes.length) return null;
    if (id === "VP8X" && length > 0) {
      // Animation, XMP and Exif have a bit each.
      if (((view.getUint8(data) ?? 0) & 0b0000_1110) !== 0) return null;
    } else if (id === "VP8 " && length > 10) {
      const wide = { width: view.getUint16(data + 6, true), height: view.getUint16(data + 8, true) };
      size = { width: wide.width & 0x3fff, height: wide.height & 0x3fff };
    } else if (id === "VP8L" && length > 5) {
      const bits = view.getUint32(data + 1, true);
      size = { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    } else if (id !== "ALPH" && id !== "ICCP") return null;
    at = data + length + (length % 2);
  }
  return size && { kind: "webp", ...size };
}

/** Of an application's own segments only those that say how colours are meant. */
const MAY_STAND = new Set([0xe0, 0xe2, 0xee, 0xdb, 0xc0, 0xc1, 0xc2, 0xc4, 0xdd, 0xda]);
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const END = 0xd9;

function jpeg(bytes: Uint8Array): Measured | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 1 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    // What follows the end is no part of the picture.
    if (marker === END) return at + 2 === bytes.length && size ? { kind: "jpg", ...size } : null;
    if (!MAY_STAND.has(marker) || at + 4 > bytes.length) return null;
    const length = view.getUint16(at + 2);
    if (marker === 0xe0 && word(bytes, at + 4) !== "JFIF") return null;
    if (marker === 0xe2 && word(bytes, at + 4) !== "ICC_") return null;
    if (FRAMES.has(marker) && at + 9 <= bytes.length) {
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + length;
    if (marker === 0xda) at = afterScan(bytes, at);
  }
  return null;
}

/** The end of a scan's own bytes: a marker that neither is a byte nor restarts it. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at++;
  }
  return bytes.length;
}
