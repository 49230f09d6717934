// What a campaign's log counts (docs/formats.md, Code, check, entry), and the log's tree (RFC 6962, 2.1). An entry
// commits to what was sealed, not to what is in it, so that nobody can test a guessed name against it.
import { concat, u8, u64, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

/** An entry's first byte. By mail or accepted: the door through which it was first counted. */
export const ENTRY = {
  campaignKey: 0x00,
  personByMail: 0x01,
  organisationByMail: 0x02,
  letterByMail: 0x03,
  /** Taken back by its signer, or replaced by a later one. */
  takenBack: 0x09,
  /** Taken off by a key holder. */
  takenOff: 0x0a,
  personAccepted: 0x11,
  organisationAccepted: 0x12,
  letterAccepted: 0x13,
} as const;
export type EntryType = (typeof ENTRY)[keyof typeof ENTRY];
/** The types that count somebody. */
export type CountedType = Exclude<
  EntryType,
  typeof ENTRY.campaignKey | typeof ENTRY.takenBack | typeof ENTRY.takenOff
>;

const LABEL = utf8("undersigned entry v1");
const LEAF = u8(0);
const NODE = u8(1);

/** The entry of a signature: 33 bytes. `salt` has 32 random bytes, drawn when it is counted. */
export function signatureEntry(
  p: Primitives,
  type: CountedType,
  salt: Uint8Array,
  sealedHash: Uint8Array,
): Uint8Array {
  if (salt.length !== 32 || sealedHash.length !== 32) throw new TypeError("salt and hash have 32 bytes");
  return concat(u8(type), p.sha256(LABEL, u8(type), salt, sealedHash));
}

/** The entry that takes back the one at `index`: 9 bytes. */
export function takenBackEntry(
  type: typeof ENTRY.takenBack | typeof ENTRY.takenOff,
  index: number,
): Uint8Array {
  return concat(u8(type), u64(index));
}

/** The entry of a campaign key, from its vouch record: 33 bytes. */
export function keyEntry(p: Primitives, record: Uint8Array): Uint8Array {
  return concat(u8(ENTRY.campaignKey), p.sha256(record));
}

/** The hash of an entry as a leaf. */
export function leafHash(p: Primitives, entry: Uint8Array): Uint8Array {
  return p.sha256(LEAF, entry);
}

/** The roots of the full trees that a log's first `size` leaves make, largest first: one for each bit of `size`. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The frontier of an empty log. */
export const EMPTY: Frontier = { size: 0, hashes: [] };

function node(p: Primitives, left: Uint8Array, right: Uint8Array): Uint8Array {
  return p.sha256(NODE, left, right);
}

/** The frontier with one leaf more. */
export function appendLeaf(p: Primitives, frontier: Frontier, leaf: Uint8Array): Frontier {
  const hashes = [...frontier.hashes];
  let hash = leaf;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = hashes.pop();
    if (!left) throw new Error("a frontier holds a hash for each bit of its size");
    hash = node(p, left, hash);
  }
  return { size: frontier.size + 1, hashes: [...hashes, hash] };
}

/** The log's root at a frontier; for an empty log the hash of nothing. */
export function merkleRoot(p: Primitives, { hashes }: Frontier): Uint8Array {
  const right = hashes.at(-1);
  if (!right) return p.sha256();
  return hashes.slice(0, -1).reduceRight((root, left) => node(p, left, root), right);
}
