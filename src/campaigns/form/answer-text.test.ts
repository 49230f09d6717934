import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bytesOf, isEmailAddress, LIMITS, readText, type TextRule } from "./answer-text.ts";

const NAME: TextRule = { maxBytes: LIMITS.text, maxGraphemes: LIMITS.nameGraphemes, name: "person" };
const kind = (text: string, rule: TextRule = NAME) => {
  const read = readText(text, rule);
  return read.ok ? "" : read.kind;
};

test("names of people everywhere are taken as they are written", () => {
  for (const name of [
    "Maya Okello",
    "Ó",
    "李小龍",
    "สมชาย ใจดี",
    "محمد علي",
    "Nguyễn Thị Hoa",
    "J. R. Smith Jr.",
    "Ma.Teresa",
    "D'Arcy-O'Neil",
    "नागार्जुन",
    "X Æ A-12",
    "St.John",
    "בן־גוריון",
    "🏳️‍🌈 Sam",
    "می‌خواهم",
  ]) {
    assert.deepEqual(readText(name, NAME), { ok: true, value: name.normalize("NFC") }, name);
  }
});

test("what is typed is trimmed and brought to one form", () => {
  assert.deepEqual(readText("  Ame\u0301lie \n", NAME), { ok: true, value: "Am\u00e9lie" });
  assert.deepEqual(readText("a\r\nb", { maxBytes: 10, paragraphs: true }), { ok: true, value: "a\nb" });
});

test("a name that nobody can see is no name", () => {
  for (const empty of ["", "   ", "\u200b\u200d", "\u3000", "\u2800", "\u3164", "\ufeff"]) {
    assert.deepEqual(readText(empty, NAME), { ok: true, value: "" }, JSON.stringify(empty));
  }
});

test("a name holds no web address", () => {
  for (const name of [
    "Maya http://x.example",
    "https://x.example",
    "www.x.example",
    "Buy at shop.com",
    "spam.example",
    "x.ly/abc",
    "mailto:a@b",
    "maya@x.com",
  ]) {
    assert.equal(kind(name), "url", name);
  }
  assert.equal(kind("Change.org", { ...NAME, name: "organisation" }), "", "an organisation may be called so");
  assert.equal(kind("See https://change.org", { ...NAME, name: "organisation" }), "url");
  assert.equal(kind("https://x.example", { maxBytes: 100 }), "", "other fields may hold one");
});

test("a name that a spreadsheet would run is refused; a comment is not", () => {
  for (const name of ["=1+1", "+Maya", "-Maya", "@maya", "  =x", "\u200b=x", "＝x"])
    assert.equal(kind(name), "leading", name);
  assert.equal(kind("- one", { maxBytes: 100 }), "");
});

test("control characters, half characters and marks that turn the direction are refused", () => {
  for (const text of ["a\u0000b", "a\tb", "a\nb", "a\u0085b", "a\u202eb", "a\u2066b", "a\u2028b", "\ud800"]) {
    assert.equal(kind(text), "control", JSON.stringify(text));
  }
  assert.equal(kind("a\n\tb", { maxBytes: 10, paragraphs: true }), "");
  assert.equal(kind("a\u0000b", { maxBytes: 10, paragraphs: true }), "control");
});

test("length is counted in what a reader sees, and held within its bytes", () => {
  assert.equal(kind("é".repeat(200)), "");
  assert.equal(kind("e\u0323\u0301".repeat(200), NAME), "");
  assert.equal(kind("a".repeat(201)), "too_long");
  assert.equal(kind("李".repeat(200)), "");
  assert.equal(kind("👩‍👩‍👧‍👦".repeat(50)), "too_long", "25 bytes each");
  assert.equal(kind("a".repeat(1_024), { maxBytes: 1_024 }), "");
  assert.equal(kind("é".repeat(513), { maxBytes: 1_024 }), "too_long");
});

test("whatever is typed, what is taken is trimmed, in NFC, within its bytes, and read again the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.boolean(), (raw, paragraphs) => {
      const rule: TextRule = { maxBytes: 256, maxGraphemes: 100, paragraphs };
      const read = readText(raw, rule);
      if (!read.ok) return;
      assert.equal(read.value, read.value.trim().normalize("NFC"));
      assert.ok(bytesOf(read.value) <= 256 && !read.value.includes("\u0000"));
      assert.deepEqual(readText(read.value, rule), read);
    }),
    { numRuns: 200 },
  );
});

test("addresses that mail can reach are taken", () => {
  for (const address of [
    "maya@example.org",
    "m.o+night@mail.example.org",
    "o'neil@x.example",
    "用户@例子.广告",
    "a@xn--fsq.xn--0zwm56d",
    `${"a".repeat(64)}@x.org`,
  ]) {
    assert.equal(isEmailAddress(address), true, address);
  }
});

test("what is no address, or hides another, is not", () => {
  for (const address of [
    "",
    "a",
    "@x.org",
    "a@",
    "a@b",
    "a b@x.org",
    "a@x..org",
    ".a@x.org",
    "a.@x.org",
    "a..b@x.org",
    "a@-x.org",
    "a@127.0.0.1",
    "a@[::1]",
    "a@b@",
    "a@x.org,b@x.org",
    "<a@x.org>",
    "a@x.org\r\nBcc: b@x.org",
    "a\u0000@x.org",
    "a@x.org/p",
    "a@x.org:25",
    "a@x_y.org",
    `${"a".repeat(65)}@x.org`,
    `a@${"b".repeat(250)}.org`,
    "a@x.org\ud800",
    '"a"@x.org',
    "a@x.org#",
    "a@x.org?",
  ]) {
    assert.equal(isEmailAddress(address), false, address);
  }
});
