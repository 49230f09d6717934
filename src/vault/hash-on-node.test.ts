// The fast way to a hash gives what node:crypto's usual way gives, at every length.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { openHashes } from "./hash-on-node.ts";

const { sha256, hmac } = openHashes();
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const parts = fc.array(fc.oneof(bytes(100), bytes(3_000)), { maxLength: 5 });

test("hashes and MACs are node:crypto's own, short and long, in one part and in many, under any key", () => {
  fc.assert(
    fc.property(parts, bytes(100), (given, key) => {
      const joined = Buffer.concat(given);
      assert.deepEqual(Buffer.from(sha256(...given)), createHash("sha256").update(joined).digest());
      assert.deepEqual(Buffer.from(hmac(key, ...given)), createHmac("sha256", key).update(joined).digest());
    }),
    { numRuns: 300 },
  );
});

test("where the fast way ends nothing changes", () => {
  for (const length of [0, 1, 63, 64, 65, 4_031, 4_032, 4_033, 4_095, 4_096, 4_097]) {
    const long = new Uint8Array(length).fill(7);
    const key = new Uint8Array(length % 70).fill(9);
    assert.deepEqual(Buffer.from(sha256(long)), createHash("sha256").update(long).digest());
    assert.deepEqual(Buffer.from(sha256(long, key)), createHash("sha256").update(long).update(key).digest());
    assert.deepEqual(Buffer.from(hmac(key, long)), createHmac("sha256", key).update(long).digest());
  }
});
