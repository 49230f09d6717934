// Your code: what a signer keeps to correct or take off their signature (docs/formats.md, Code). 16 random bytes
// with a checksum, in letters that survive handwriting. Reading never says what was wrong.
import { utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKSUM = utf8("undersigned code v1");
const CHECK = utf8("undersigned check");
const RANDOM = 16;
const LENGTH = 28;

function numberOf(p: Primitives, r: Uint8Array): bigint {
  const hash = p.sha256(CHECKSUM, r);
  const checksum = ((hash[0] ?? 0) << 2) | ((hash[1] ?? 0) >> 6);
  const code = r.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return (code << 12n) | BigInt(checksum);
}

/** The code of 16 bytes: 28 characters in seven groups of four, joined by `-`. */
export function codeOf(p: Primitives, r: Uint8Array): string {
  if (r.length !== RANDOM) throw new TypeError("a code has 16 bytes");
  const value = numberOf(p, r);
  const groups: string[] = [];
  for (let group = 0; group < LENGTH / 4; group++) {
    let letters = "";
    for (let at = 0; at < 4; at++) {
      letters += LETTERS.charAt(Number((value >> BigInt(135 - 5 * (4 * group + at))) & 31n));
    }
    groups.push(letters);
  }
  return groups.join("-");
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
  return numberOf(p, r) === value ? r : null;
}

/** What the server keeps of a code. */
export function checkOf(p: Primitives, r: Uint8Array): Uint8Array {
  return p.hmac(r, CHECK);
}
