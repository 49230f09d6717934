// The text inside a row: JSON, then spaces up to a size that tells nothing (docs/formats.md, Text). One text has
// one spelling, so that two texts that differ never mean the same. What each purpose may hold is in texts.ts.
import { utf8 } from "./bytes.ts";

const SPACE = 0x20;

/** How many fields a form has, by kind; `options` counts the options of its multiple choices. */
export interface FormShape {
  texts: number;
  choices: number;
  options: number;
}

/** The bytes under which no row of a form may be, so that an empty answer looks like a full one. */
export function floorOf({ texts, choices, options }: FormShape): number {
  return 512 + 128 * texts + 64 * choices + 32 * options;
}

/**
 * The size to fill a text to: the smallest of base · 2^k, k to 5, that holds it and is not under the floor.
 * `base` as row.ts gives it. Null when it fits in none.
 */
export function paddedSize(base: number, jsonBytes: number, floor: number): number | null {
  for (let k = 0; k <= 5; k++) if (base * 2 ** k >= Math.max(jsonBytes, floor)) return base * 2 ** k;
  return null;
}

/** A text in UTF-8, filled with spaces to `size`. Throws when it is longer. */
export function pad(json: string, size: number): Uint8Array {
  const bytes = utf8(json);
  if (bytes.length > size) throw new RangeError(`a text of ${bytes.length} bytes does not fit in ${size}`);
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(bytes);
  return padded;
}

/** The bytes without the spaces at their end. */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === SPACE) end--;
  return padded.subarray(0, end);
}

function isPlain(value: unknown): boolean {
  if (typeof value === "string") return value.normalize("NFC") === value;
  if (typeof value !== "object" || value === null) return true;
  // No schema has a member `__proto__`, but a library might drop it where it should refuse it.
  return Object.entries(value).every(
    ([name, member]) => name !== "__proto__" && isPlain(name) && isPlain(member),
  );
}

/**
 * The object that a text spells, or null unless it is spelled as `JSON.stringify` spells it (no doubled or
 * reordered names, no other white space, no other escapes) with every string in Unicode's NFC.
 */
export function readCanonical(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return JSON.stringify(value) === text && isPlain(value) ? { ...value } : null;
  } catch {
    // No JSON, or nested so deep that walking it runs out of stack.
    return null;
  }
}

/** As readCanonical, for the text of a row: `"v":1` must come first. */
export function canonical(text: string): Record<string, unknown> | null {
  return /^\{"v":1[,}]/.test(text) ? readCanonical(text) : null;
}

/** Spells an object as a row's text: members in the order given, every string brought to NFC. */
export function spell(value: Record<string, unknown>): string {
  const plain = JSON.stringify(value);
  // Where nothing is escaped, what stands around a string (a quote) joins with nothing inside it.
  if (!plain.includes("\\")) return plain.normalize("NFC");
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "string" ? member.normalize("NFC") : member,
  );
}
