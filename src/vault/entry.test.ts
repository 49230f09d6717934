// Entries and their tree are RFC 6962's.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concat, hex, readHex } from "./bytes.ts";
import { appendLeaf, EMPTY, ENTRY, leafHash, merkleRoot, signatureEntry, takenBackEntry } from "./entry.ts";
import { onNode as p } from "./on-node.ts";

/** RFC 6962, 2.1, word for word: the largest power of two smaller than n splits the leaves. */
function treeHash(entries: Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (!only) return p.sha256();
  if (entries.length === 1) return p.sha256(Uint8Array.of(0), only);
  let k = 1;
  while (2 * k < entries.length) k *= 2;
  return p.sha256(Uint8Array.of(1), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)));
}

test("the root that grows entry by entry is RFC 6962's, at every size", () => {
  let frontier = EMPTY;
  const entries: Uint8Array[] = [];
  assert.deepEqual(merkleRoot(p, frontier), treeHash([]));
  for (let size = 1; size <= 70; size++) {
    const entry = takenBackEntry(ENTRY.takenBack, size * 7);
    entries.push(entry);
    frontier = appendLeaf(p, frontier, leafHash(p, entry));
    assert.equal(frontier.size, size);
    assert.equal(frontier.hashes.length, size.toString(2).replaceAll("0", "").length);
    assert.deepEqual(merkleRoot(p, frontier), treeHash(entries));
  }
});

test("Certificate Transparency's own example has its own root", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ];
  let frontier = EMPTY;
  for (const leaf of leaves) frontier = appendLeaf(p, frontier, leafHash(p, readHex(leaf) ?? concat()));
  assert.equal(
    hex(merkleRoot(p, frontier)),
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  );
});

test("a frontier is left as it was when a leaf is added", () => {
  const one = appendLeaf(p, EMPTY, leafHash(p, concat()));
  const root = merkleRoot(p, one);
  appendLeaf(p, one, leafHash(p, concat()));
  assert.deepEqual(merkleRoot(p, one), root);
  assert.deepEqual(EMPTY, { size: 0, hashes: [] });
});

test("an entry says its type and hides everything else", () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(hash, hash, (salt, sealed) => {
      const mail = signatureEntry(p, ENTRY.personByMail, salt, sealed);
      const accepted = signatureEntry(p, ENTRY.personAccepted, salt, sealed);
      assert.equal(mail.length, 33);
      assert.equal(mail[0], 1);
      assert.notDeepEqual(mail.subarray(1), accepted.subarray(1));
    }),
  );
  assert.throws(() => signatureEntry(p, ENTRY.personByMail, concat(), concat()), TypeError);
});

test("an index is eight bytes, also past four thousand million", () => {
  assert.equal(hex(takenBackEntry(ENTRY.takenOff, 2 ** 32 + 5)), "0a0000000100000005");
  assert.throws(() => takenBackEntry(ENTRY.takenBack, -1), RangeError);
});
