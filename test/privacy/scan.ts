// Looks for many strings of bytes at once. Made for tests that say "nowhere": a megabyte takes some ten
// milliseconds, however many strings there are.

export interface Needle<L> {
  bytes: Uint8Array;
  label: L;
}

/** The shortest string of bytes that can be looked for. */
export const SHORTEST = 6;

export interface Scanner<L> {
  /** @returns the labels of what is in there, each once */
  scan(bytes: Uint8Array): Set<L>;
}

/** Mixes four bytes and the two that follow them. */
function mix(four: number, two: number): number {
  const word = Math.imul(four ^ (two << 9), 0x9e37_79b1);
  return word ^ (word >>> 15);
}

function hashOf(bytes: Uint8Array): number {
  const at = (place: number) => bytes[place] ?? 0;
  return mix((at(0) << 24) | (at(1) << 16) | (at(2) << 8) | at(3), (at(4) << 8) | at(5));
}

/**
 * Prepares to look for strings.
 * @param given each at least `SHORTEST` bytes long
 * @throws Error when one is shorter: it would be found by chance
 */
export function makeScanner<L>(given: Iterable<Needle<L>>): Scanner<L> {
  const needles = [...given];
  const bits = Math.min(26, Math.max(12, Math.ceil(Math.log2(needles.length + 1)) + 4));
  const mask = 2 ** bits - 1;
  /** A bit for each hash that occurs; then chains of needles, numbered from 1. */
  const filter = new Uint8Array(2 ** (bits - 3));
  const chainMask = 2 ** (bits - 3) - 1;
  const first = new Int32Array(chainMask + 1);
  const next = new Int32Array(needles.length + 1);
  const hashes = new Int32Array(needles.length + 1);
  for (const [at, { bytes, label }] of needles.entries()) {
    if (bytes.length < SHORTEST) throw new Error(`${String(label)} is too short to look for`);
    const hash = hashOf(bytes);
    const bit = hash & mask;
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
    hashes[at + 1] = hash;
    next[at + 1] = first[hash & chainMask] ?? 0;
    first[hash & chainMask] = at + 1;
  }
  const stands = (bytes: Uint8Array, at: number, needle: Uint8Array) => {
    if (at + needle.length > bytes.length) return false;
    for (let step = 0; step < needle.length; step++) {
      if (bytes[at + step] !== needle[step]) return false;
    }
    return true;
  };
  const look = (bytes: Uint8Array, at: number, hash: number, found: Set<L>) => {
    for (let one = first[hash & chainMask] ?? 0; one !== 0; one = next[one] ?? 0) {
      if (hashes[one] !== hash) continue;
      const needle = needles[one - 1];
      if (needle && !found.has(needle.label) && stands(bytes, at, needle.bytes)) found.add(needle.label);
    }
  };
  return {
    scan(bytes) {
      const found = new Set<L>();
      const end = bytes.length - SHORTEST;
      let four = 0;
      let two = 0;
      for (let at = 1 - SHORTEST; at <= end; at++) {
        // A window of six bytes that moves on by one.
        four = (four << 8) | (two >>> 8);
        two = ((two & 0xff) << 8) | (bytes[at + SHORTEST - 1] as number);
        // Where four bytes are zero nothing was written.
        if (four === 0 || at < 0) continue;
        const hash = mix(four, two);
        const bit = hash & mask;
        if (((filter[bit >> 3] as number) & (1 << (bit & 7))) !== 0) look(bytes, at, hash, found);
      }
      return found;
    },
  };
}
