// A link acts for its row, its network and its day; nobody makes one without the day's key.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { upFrom } from "../../test/vectors/example.ts";
import { sealBox } from "./box.ts";
import { base64url, concat, readBase64url, u16, utf8 } from "./bytes.ts";
import { type LinkContent, makeLink, readLink } from "./link.ts";
import { onNode as p } from "./on-node.ts";
import { pad } from "./text.ts";

const network = upFrom(0x10, 16);
const key = p.random(32);
const day = 20_781;
const ofDay = (asked: number) => (asked === day ? key : null);

const words = fc.string({ unit: "grapheme", maxLength: 90 }).map((text) => text.normalize("NFC"));
const content: fc.Arbitrary<LinkContent> = fc.record(
  {
    row: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    purpose: fc.constantFrom<1 | 6>(1, 6),
    appear: fc.constantFrom<LinkContent["appear"]>("counted", "addressee", "public"),
    follow: fc.boolean(),
    shown_as: words,
    organisation: words,
    position: words,
  },
  { requiredKeys: ["row", "purpose", "appear", "follow"] },
);

test("a link brings back what it was made of, has one length, and leaves out only words that do not fit", async () => {
  await fc.assert(
    fc.asyncProperty(content, async (made) => {
      const token = await makeLink(p, key, network, day, made);
      assert.match(token, /^[A-Za-z0-9_-]{431}$/);
      const read = await readLink(p, ofDay, network, token);
      assert.ok(read);
      const { shown_as, organisation, position, ...level } = read;
      assert.deepEqual({ ...made, ...read }, { ...made });
      for (const [name, kept] of Object.entries({ shown_as, organisation, position })) {
        const asked = { ...made }[name];
        if (asked === undefined || kept !== undefined) continue;
        assert.ok(utf8(JSON.stringify({ ...read, [name]: asked })).length > 256, `${name} would have fitted`);
      }
      assert.deepEqual(Object.keys(level), ["row", "purpose", "appear", "follow"]);
    }),
  );
});

test("a link is good for its own network and day, and only while that day's key lives", async () => {
  const made = { row: 17, purpose: 1, appear: "public", follow: true } as const;
  const token = await makeLink(p, key, network, day, made);
  assert.deepEqual(await readLink(p, ofDay, network, token), made);
  assert.equal(await readLink(p, () => null, network, token), null);
  assert.equal(await readLink(p, () => p.random(32), network, token), null);
  assert.equal(await readLink(p, ofDay, upFrom(0, 16), token), null);
  const bytes = readBase64url(token) ?? utf8("");
  const otherDay = base64url(concat(u16(day + 1), bytes.subarray(2)));
  assert.equal(await readLink(p, () => key, network, otherDay), null);
});

test("no forged link is read, and none throws", async () => {
  const token = await makeLink(p, key, network, day, {
    row: 17,
    purpose: 1,
    appear: "counted",
    follow: false,
  });
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  await fc.assert(
    fc.asyncProperty(fc.nat(430), fc.constantFrom(...letters), async (place, letter) => {
      const forged = token.slice(0, place) + letter + token.slice(place + 1);
      if (forged !== token) assert.equal(await readLink(p, () => key, network, forged), null);
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.string(), async (junk) => {
      assert.equal(await readLink(p, () => key, network, junk), null);
    }),
  );
  for (const near of ["", token.slice(1), `${token}A`, `${token}=`, ` ${token}`, token.slice(0, 100)]) {
    assert.equal(await readLink(p, () => key, network, near), null);
  }
});

test("even under the right key a link holds a link's members and nothing else", async () => {
  const label = concat(utf8("undersigned link v1"), network, u16(day));
  for (const text of [
    '{"row":17,"purpose":1,"appear":"public","follow":true,"email":"maya@example.org"}',
    '{"row":0,"purpose":1,"appear":"public","follow":true}',
    '{"row":1,"purpose":2,"appear":"public","follow":true}',
    '{"row":1, "purpose":1,"appear":"public","follow":true}',
    "",
  ]) {
    const box = await sealBox(p, key, label, pad(text, 256));
    assert.equal(await readLink(p, ofDay, network, base64url(concat(u16(day), box))), null);
  }
  const short = await sealBox(
    p,
    key,
    label,
    pad('{"row":1,"purpose":1,"appear":"public","follow":true}', 255),
  );
  assert.equal(await readLink(p, ofDay, network, base64url(concat(u16(day), short))), null);
});
