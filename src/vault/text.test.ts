// One text has one spelling and one size, and each purpose its own members.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readUtf8 } from "./bytes.ts";
import { canonical, floorOf, pad, paddedSize, readCanonical, spell, unpad } from "./text.ts";
import { AppearanceText, GrantText, InvitationText, RequestText, SignatureText } from "./texts.ts";

const signature = {
  v: 1,
  as: "person",
  email: "maya@example.org",
  appear: "counted",
  follow: false,
  language: "zh-Hant",
  text: 1,
  fields: { name: "Maya Okello", topics: ["housing", "work"] },
};

test("whatever people type comes back as they typed it, in NFC, and has one spelling", () => {
  const typed = fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(typed, fc.string({ unit: "binary" }), (fields, name) => {
      const nfc = (text: string) => text.normalize("NFC");
      const names = Object.fromEntries(Object.entries(fields).map(([id, text]) => [`f${nfc(id)}`, text]));
      const text = spell({ v: 1, fields: names, name });
      const kept = Object.fromEntries(Object.entries(names).map(([id, value]) => [id, nfc(value)]));
      assert.deepEqual(canonical(text), { v: 1, fields: kept, name: nfc(name) });
      assert.equal(spell(canonical(text) ?? {}), text);
      assert.equal(readUtf8(unpad(pad(text, 53_248))), text);
    }),
  );
});

test("a line break before a combining mark is neither lost nor refused", () => {
  const text = spell({ v: 1, name: "a\n\u0303" });
  assert.deepEqual(canonical(text), { v: 1, name: "a\n\u0303" });
});

test("another spelling of the same text is refused", () => {
  for (const text of [
    "",
    "null",
    "[1]",
    '"v"',
    "{}",
    '{"name":"x","v":1}',
    '{"v":2}',
    '{"v":1 }',
    ' {"v":1}',
    '{"v":1}\n',
    '{"v":1,"a":1,"a":2}',
    '{"v":1,"a":{"__proto__":1}}',
    '{"v":1,"a":1.0}',
    '{"v":1,"a":"\\u0061"}',
    '{"v":1,"a":"\\/"}',
    '{"v":1,"2":0,"1":0}',
    '{"v":1,"a":"e\u0301"}',
    '{"v":1,"e\u0301":""}',
    '\ufeff{"v":1}',
    `{"v":1,"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
  ]) {
    assert.equal(canonical(text), null, text.slice(0, 40));
  }
  assert.deepEqual(readCanonical('{"row":1}'), { row: 1 });
});

test("the size of a row follows from the form and only from long texts", () => {
  assert.equal(floorOf({ texts: 0, choices: 0, options: 0 }), 512);
  assert.equal(floorOf({ texts: 3, choices: 1, options: 5 }), 512 + 384 + 64 + 160);
  assert.equal(paddedSize(1664, 130, 512), 1664);
  assert.equal(paddedSize(1664, 1664, 512), 1664);
  assert.equal(paddedSize(1664, 1665, 512), 3328);
  assert.equal(paddedSize(1664, 130, 1700), 3328);
  assert.equal(paddedSize(832, 1, 0), 832);
  assert.equal(paddedSize(1664, 53_248, 0), 53_248);
  assert.equal(paddedSize(1664, 53_249, 0), null);
  assert.throws(() => pad("12345", 4), RangeError);
});

test("a signature's text may hold what the form asks and nothing else", () => {
  const takes = (change: object) => SignatureText.safeParse({ ...signature, ...change }).success;
  assert.ok(takes({}));
  assert.ok(takes({ email: "", shown_as: "Maya O." }));
  assert.ok(takes({ shown_as: "👩‍👩‍👧".repeat(8) }));
  assert.ok(!takes({ shown_as: "a".repeat(81) }));
  assert.ok(!takes({ shown_as: "林".repeat(54) }));
  assert.ok(!takes({ email: `${"m".repeat(250)}@b.ch` }));
  assert.ok(!takes({ appear: "everywhere" }));
  assert.ok(!takes({ extra: 1 }));
  assert.ok(!takes({ v: 2 }));
  assert.ok(!takes({ text: 0 }));
  assert.ok(!takes({ language: "en\u0000" }));
  assert.ok(!takes({ fields: { "Not an id": "x" } }));
  assert.ok(!takes({ fields: { name: 7 } }));
  assert.ok(!takes({ fields: { name: "x".repeat(16_001) } }));
  assert.ok(!takes({ page: "AAAA" }), "fields and page");
  assert.ok(!takes({ fields: undefined }), "neither");
});

test("the other texts hold their own members and nothing else", () => {
  const fits = (schema: typeof AppearanceText | typeof RequestText | typeof GrantText, value: object) =>
    schema.safeParse(value).success;
  assert.ok(fits(RequestText, { v: 1, email: "maya@example.org" }));
  assert.ok(fits(RequestText, { v: 1, name: "Maya" }));
  assert.ok(!fits(RequestText, { v: 1, name: "Maya", email: "maya@example.org" }));
  assert.ok(!fits(RequestText, { v: 1, name: "" }));
  const appearance = { v: 1, row: 17, by: "link", appear: "public", shown_as: "Maya O.", follow: true };
  assert.ok(fits(AppearanceText, appearance));
  assert.ok(!fits(AppearanceText, { ...appearance, by: "post" }));
  assert.ok(!fits(AppearanceText, { ...appearance, row: 0 }));
  const grant = { v: 1, holder: "kJGSk5SVlpeYmZqbnJ2enw", seed: "A".repeat(43) };
  assert.ok(fits(GrantText, grant));
  assert.ok(!fits(GrantText, { ...grant, seed: "A".repeat(42) }));
  const invitation = { v: 1, invitation: "A".repeat(22), role: 2, secret: "A".repeat(22) };
  assert.ok(InvitationText.safeParse(invitation).success);
  assert.ok(!InvitationText.safeParse({ ...invitation, role: 3 }).success);
});
