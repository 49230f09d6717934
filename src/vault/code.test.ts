// A code survives handwriting, and nothing but a code is one.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { codeOf, readCode } from "./code.ts";
import { onNode as p } from "./on-node.ts";

const random = fc.uint8Array({ minLength: 16, maxLength: 16 });
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

test("a code reads back, however it was written down", () => {
  const spelled = fc.record({
    "0": fc.constantFrom("0", "O", "o"),
    "1": fc.constantFrom("1", "I", "i", "L", "l"),
  });
  const apart = fc.constantFrom("", " ", "-", "  ", " - ", "\n", "\u00a0");
  fc.assert(
    fc.property(random, spelled, apart, fc.boolean(), (r, letters, between, lower) => {
      const code = codeOf(p, r);
      assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      const groups = code.replaceAll("0", letters["0"]).replaceAll("1", letters["1"]).split("-");
      const typed = ` ${groups.join(between)} `;
      assert.deepEqual(readCode(p, lower ? typed.toLowerCase() : typed), r);
    }),
  );
});

test("one slip of the pen is never another code", () => {
  fc.assert(
    fc.property(random, fc.nat(27), fc.constantFrom(...LETTERS), (r, place, letter) => {
      const code = codeOf(p, r).replaceAll("-", "");
      const typed = code.slice(0, place) + letter + code.slice(place + 1);
      const read = readCode(p, typed);
      if (typed === code) assert.deepEqual(read, r);
      // A checksum of ten bits lets one slip in a thousand pass; it must then be the bytes that were typed.
      else if (read !== null) assert.equal(codeOf(p, read).replaceAll("-", ""), typed);
    }),
  );
});

test("a wrong checksum, a filler bit, a missing or a foreign letter is no code", () => {
  const r = p.random(16);
  const code = codeOf(p, r).replaceAll("-", "");
  const digit = (at: number) => LETTERS.indexOf(code.charAt(at));
  const withDigit = (at: number, value: number) =>
    code.slice(0, at) + LETTERS.charAt(value) + code.slice(at + 1);
  // 128 bits end in the 26th character: three of r, then the two filler bits.
  assert.equal(readCode(p, withDigit(25, digit(25) ^ 1)), null);
  assert.equal(readCode(p, withDigit(25, digit(25) ^ 2)), null);
  assert.equal(readCode(p, withDigit(27, digit(27) ^ 1)), null);
  assert.equal(readCode(p, withDigit(26, digit(26) ^ 16)), null);
  for (const typed of [
    "",
    code.slice(1),
    `${code}0`,
    code.replace(/.$/, "U"),
    code.replace(/^./, "\u0131"),
  ]) {
    assert.equal(readCode(p, typed), null);
  }
  assert.throws(() => codeOf(p, new Uint8Array(15)), TypeError);
});
