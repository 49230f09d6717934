// A log read as RFC 6962 and docs/formats.md say it, with nothing of the network's own code: slow, and plain to see.
import { createHash } from "node:crypto";
import type { Count } from "../../src/ledger/count.ts";

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** RFC 6962, 2.1: the Merkle tree hash of these entries. */
export function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), entries[0] as Uint8Array);
  let half = 1;
  while (half * 2 < entries.length) half *= 2;
  return sha256(Uint8Array.of(1), naiveRoot(entries.slice(0, half)), naiveRoot(entries.slice(half)));
}

/** What a log counts: by the first byte of each entry, less those that a later one takes back. */
export function recount(entries: readonly Uint8Array[]): Count {
  const count = { people: 0, organisations: 0, email: 0, hosts: 0, takenBack: 0, takenOff: 0 };
  const standing = new Set(entries.keys());
  for (const [index, entry] of entries.entries()) {
    const type = entry[0];
    if (type === 0x09 || type === 0x0a) {
      if (!standing.delete(Number(Buffer.from(entry).readBigUInt64BE(1))))
        throw new Error("taken back twice");
      standing.delete(index);
      count[type === 0x09 ? "takenBack" : "takenOff"]++;
    }
  }
  for (const index of standing) {
    const type = entries[index]?.[0] ?? 0;
    if (type === 0) continue;
    count[(type & 0x0f) === 1 ? "people" : "organisations"]++;
    count[type < 0x10 ? "email" : "hosts"]++;
  }
  return count;
}
