// Your code: what a signer keeps to correct or take off their signature (docs/formats.md, Code). 16 random bytes
// with a checksum, in letters that survive handwriting. Reading never says what was wrong.
import { utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKSUM = utf8("undersigned code v1");
const CHECK = utf8("undersigned check");
const RANDOM = 16;
/** Four letters and a hyphen; seven groups, the last without one. */
const GROUP = 5;
const LENGTH_IN_GROUPS = 7 * GROUP - 1;
const HYPHEN = 0x2d;

/** Ten bits, after two zero bits: so that a code has whole letters. */
function checksumOf(p: Primitives, r: Uint8Array): number {
  const hash = p.sha256(CHECKSUM, r);
  return ((hash[0] ?? 0) << 2) | ((hash[1] ?? 0) >> 6);
}

/** The code of 16 bytes: 28 characters in seven groups of four, joined by `-`. */
export function codeOf(p: Primitives, r: Uint8Array): string {
  if (r.length !== RANDOM) throw new TypeError("a code has 16 bytes");
  const checksum = checksumOf(p, r);
  const letters: number[] = [];
  let bits = 0;
  let have = 0;
  const bytes = new Uint8Array(RANDOM + 2);
  bytes.set(r);
  bytes[RANDOM] = checksum >> 4;
  bytes[RANDOM + 1] = (checksum & 15) << 4;
  for (let at = 0; at < bytes.length; at++) {
    bits = ((bits << 8) | (bytes[at] ?? 0)) & 0xfff;
    have += 8;
    for (; have >= 5 && letters.length < LENGTH_IN_GROUPS; have -= 5) {
      if (letters.length % GROUP === GROUP - 1) letters.push(HYPHEN);
      letters.push(LETTERS.charCodeAt((bits >> (have - 5)) & 31));
    }
  }
  return String.fromCharCode(...letters);
}

/** The 16 bytes of a code as somebody typed it, or null for whatever is no code. */
export function readCode(p: Primitives, typed: string): Uint8Array | null {
  const compact = typed.replace(/[\s-]/g, "");
  if (!/^[0-9A-Za-z]{28}$/.test(compact)) return null;
  let value = 0n;
  for (const letter of compact.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1")) {
    const digit = LETTERS.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  const r = new Uint8Array(RANDOM);
  for (let at = 0; at < RANDOM; at++) r[at] = Number((value >> BigInt(132 - 8 * at)) & 255n);
  return checksumOf(p, r) === Number(value & 0xfffn) ? r : null;
}

/** What the server keeps of a code. */
export function checkOf(p: Primitives, r: Uint8Array): Uint8Array {
  return p.hmac(r, CHECK);
}
