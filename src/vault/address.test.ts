// When two addresses are the same person's, and what is no address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { domainToASCII } from "node:url";
import fc from "fast-check";
import { sameAddress } from "./address.ts";

test("two spellings of one mailbox are the same address", () => {
  for (const [typed, form] of [
    ["maya@example.org", "maya@example.org"],
    ["  Maya@Example.ORG ", "maya@example.org"],
    ["maya@bücher.example", "maya@xn--bcher-kva.example"],
    ["maya@BU\u0308CHER.example", "maya@xn--bcher-kva.example"],
    ["maya@xn--bcher-kva.example", "maya@xn--bcher-kva.example"],
    ["maya@straße.example", "maya@xn--strae-oqa.example"],
    ["maya@例え。テスト", "maya@xn--r8jz45g.xn--zckzah"],
    ["maya@ｅｘａｍｐｌｅ.org", "maya@example.org"],
    ["RENE\u0301@example.org", "rené@example.org"],
  ]) {
    assert.equal(sameAddress(typed ?? ""), form);
  }
});

test("dots and plus are somebody's own: nothing else is folded", () => {
  assert.notEqual(sameAddress("m.aya@example.org"), sameAddress("maya@example.org"));
  assert.notEqual(sameAddress("maya+list@example.org"), sameAddress("maya@example.org"));
  assert.equal(sameAddress("maya+List@example.org"), "maya+list@example.org");
});

test("what is no address is told apart", () => {
  for (const typed of [
    "",
    "maya",
    "@example.org",
    "maya@",
    "maya@example..org",
    "maya@.example.org",
    "maya@example.org.",
    "maya@example.org/path",
    "maya@example.org:25",
    "maya@example.org?x",
    "maya@example.org#x",
    "maya@%65xample.org",
    "maya@[127.0.0.1]",
    "maya@127.0.0.1",
    "maya@127.1",
    "maya@0x7f.1",
    "maya@exa mple.org",
    "ma ya@example.org",
    "a@b@example.org",
    "maya@example.org\r\nBcc: x@example.org",
    "<maya@example.org>",
    "maya@example.org, amina@example.org",
    '"maya"@example.org',
    "maya\u0000@example.org",
    "maya@exa℀mple.org",
    `maya@${"a".repeat(64)}.org`,
    `${"m".repeat(243)}@example.org`,
    "\ud800@example.org",
  ]) {
    assert.equal(sameAddress(typed), null, JSON.stringify(typed));
  }
  assert.equal(sameAddress(`${"m".repeat(242)}@example.org`)?.length, 254);
});

test("a form is its own form, its domain is plain ASCII, and both platforms' rule is the same", () => {
  const domain = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(fc.emailAddress(), domain, (ascii, labels) => {
      for (const typed of [ascii, ascii.toUpperCase(), `maya@${labels.join(".")}`]) {
        const form = sameAddress(typed);
        if (form === null) continue;
        assert.equal(sameAddress(form), form);
        const host = form.slice(form.lastIndexOf("@") + 1);
        assert.match(host, /^[\x21-\x7e]+$/);
        assert.equal(
          host,
          domainToASCII(
            typed
              .normalize("NFC")
              .trim()
              .slice(typed.normalize("NFC").trim().lastIndexOf("@") + 1),
          ),
        );
      }
      assert.equal(sameAddress(ascii), sameAddress(ascii.toUpperCase()));
    }),
  );
});
