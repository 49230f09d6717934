import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isKeepable } from "./json-text.ts";

test("what people type is kept, in any script", () => {
  for (const json of ["Maya", "李小龍 สมชาย 👩‍👩‍👧‍👦", "", "a\nb\\u0000", 0, null, true, [], {}]) {
    assert.ok(isKeepable({ files: [{ text: json }] }), JSON.stringify(json));
  }
});

test("no text that a database would not give back, wherever it stands", () => {
  for (const text of ["\0", "a\0b", "\ud800", "x\udc00", "\udc00\ud800"]) {
    for (const json of [text, [text], { a: [{ b: text }] }, { [text]: 1 }]) {
      assert.ok(!isKeepable(json), JSON.stringify(json));
    }
  }
});

test("nothing within nothing without end, and no stack runs out", () => {
  const nested = (deep: number): unknown => JSON.parse(`${"[".repeat(deep)}${"]".repeat(deep)}`);
  assert.ok(isKeepable(nested(30)));
  for (const deep of [40, 5_000, 50_000]) assert.ok(!isKeepable(nested(deep)), `${deep}`);
  assert.ok(isKeepable(Array.from({ length: 500_000 }, () => "a")), "but any length");
});

test("whatever JSON there is without odd texts is kept", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: "grapheme-ascii" }), (json) => isKeepable(json)),
  );
});
