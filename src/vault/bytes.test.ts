// Bytes and their spellings.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as bytes from "./bytes.ts";

const some = fc.uint8Array({ maxLength: 200 });

test("bytes come back from hex and base64url, which are the platform's own", () => {
  fc.assert(
    fc.property(some, (given) => {
      assert.equal(bytes.hex(given), Buffer.from(given).toString("hex"));
      assert.equal(bytes.base64url(given), Buffer.from(given).toString("base64url"));
      assert.deepEqual(bytes.readHex(bytes.hex(given)), given);
      assert.deepEqual(bytes.readBase64url(bytes.base64url(given)), given);
    }),
  );
});

test("what is read has exactly one spelling", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."ABCYZabyz019-_=+/ \n") });
  fc.assert(
    fc.property(letters, (text) => {
      const read = bytes.readBase64url(text);
      if (read !== null) assert.equal(bytes.base64url(read), text);
    }),
  );
  for (const text of ["A", "AB", "AA=", "AA==", "A A", "AAAAA", "é"]) {
    assert.equal(bytes.readBase64url(text), text === "AA" ? bytes.u8(0) : null);
  }
  for (const text of ["0", "0G", "AA", " 00", "0x00"]) assert.equal(bytes.readHex(text), null);
});

test("numbers are big-endian, and one that does not fit is a mistake", () => {
  assert.equal(bytes.hex(bytes.u8(255)), "ff");
  assert.equal(bytes.hex(bytes.u16(0x0102)), "0102");
  assert.equal(bytes.hex(bytes.u32(0xfffefdfc)), "fffefdfc");
  assert.equal(bytes.hex(bytes.u64(2 ** 40 + 1)), "0000010000000001");
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (value) => {
      assert.equal(bytes.readUnsigned(bytes.u32(value)), value);
      assert.equal(bytes.readUnsigned(bytes.u64(value).subarray(2)), value);
    }),
  );
  assert.throws(() => bytes.u8(256), RangeError);
  assert.throws(() => bytes.u16(-1), RangeError);
  assert.throws(() => bytes.u32(2 ** 32), RangeError);
  assert.throws(() => bytes.u64(2 ** 53), RangeError);
  assert.throws(() => bytes.u16(1.5), RangeError);
  assert.throws(() => bytes.readUnsigned(new Uint8Array(7)), RangeError);
});

test("text is UTF-8 or nothing, and a byte order mark is not swallowed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => bytes.readUtf8(bytes.utf8(text)) === text),
  );
  assert.equal(bytes.readUtf8(Uint8Array.of(0xc3)), null);
  assert.equal(bytes.readUtf8(Uint8Array.of(0xed, 0xa0, 0x80)), null);
  assert.equal(bytes.readUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), "\ufeffa");
});

test("joining and comparing look at every byte", () => {
  fc.assert(
    fc.property(some, some, (a, b) => {
      assert.deepEqual(bytes.concat(a, b), Uint8Array.of(...a, ...b));
      assert.equal(bytes.bytesEqual(a, b), Buffer.compare(a, b) === 0);
      assert.equal(bytes.bytesEqual(a, a.slice()), true);
    }),
  );
  assert.equal(bytes.isZero(new Uint8Array(3)), true);
  assert.equal(bytes.isZero(Uint8Array.of(0, 1)), false);
});
