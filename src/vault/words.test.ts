// Words come from the whole list and read back from paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { onNode as p } from "./on-node.ts";
import { drawWords, readWords, unknownWords, wordList } from "./words.ts";

const word = fc.constantFrom(...wordList());

test("the list is the one that every copy of this software has", () => {
  const file = new TextEncoder().encode(
    wordList()
      .map((each) => `${each}\n`)
      .join(""),
  );
  const hash = "18586c092f641ecd1a471dd6ab35618ab69f0aa7483486424f7caf0996d06259";
  assert.equal(Buffer.from(p.sha256(file)).toString("hex"), hash);
  assert.equal(wordList().length, 7772);
  assert.ok(wordList().every((each) => /^[a-z]+$/.test(each)));
});

test("words read back, however they were written down", () => {
  const apart = fc.constantFrom(" ", "  ", "-", ", ", "\n", "\r\n", " \u00b7 ", "1. ");
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 10 }),
      apart,
      fc.boolean(),
      (drawn, between, upper) => {
        const typed = ` ${drawn.join(between)}\n`;
        assert.equal(readWords(upper ? typed.toUpperCase() : typed), drawn.join(" "));
        assert.equal(readWords(`undersigned-envelope:1:${drawn.join(" ")}`), drawn.join(" "));
        assert.deepEqual(unknownWords(drawn.join(" ")), []);
      },
    ),
  );
  assert.deepEqual(unknownWords("abacus abacuss ability"), ["abacuss"]);
});

test("words are drawn from the whole list, without bias at its ends", () => {
  const seen = new Map<string, number>();
  for (let at = 0; at < 3_000; at++) {
    const words = drawWords(p, 10).split(" ");
    assert.equal(words.length, 10);
    for (const each of words) seen.set(each, (seen.get(each) ?? 0) + 1);
  }
  // 30,000 draws of 7,772: nearly every word is seen, none often. A list used to half would show 3,886.
  assert.ok(seen.size > 7_500, `${seen.size} words seen`);
  assert.ok(Math.max(...seen.values()) < 25);
  assert.equal(drawWords(p, 6).split(" ").length, 6);
});

test("bytes past the list's end are drawn again", () => {
  const drawn = [0xff, 0xff, 0x1e, 0x5c, 0x00, 0x03];
  const given = { ...p, random: (n: number) => Uint8Array.from(drawn.splice(0, n)) };
  const [first, ...rest] = drawWords(
    { ...given, random: (n) => (drawn.length ? given.random(n) : new Uint8Array(n)) },
    6,
  ).split(" ");
  assert.equal(first, wordList()[3]);
  assert.ok(rest.every((each) => each === wordList()[0]));
});
