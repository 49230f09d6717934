import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { readCampaignFile } from "../file/file.ts";
import { type Way, without, withValue } from "./paths.ts";
import { readEdited, writeCampaignFile } from "./writing.ts";

const SAMPLES = [
  "declaration.md",
  "declaration.zh-Hant.md",
  "open-letter.md",
  "alert.md",
  "gathering.md",
].map((name) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "utf8"));

const read = (text: string) => {
  const edited = readEdited(text);
  assert.ok(edited);
  return edited;
};

test("a campaign file that is opened and written again says the very same, with its author's comments", () => {
  for (const text of SAMPLES) {
    assert.equal(writeCampaignFile(read(text), text), text);
    // As it is written once something was edited.
    const edited = writeCampaignFile({ ...read(text), data: { ...read(text).data, share: 1 } }, text);
    const again = writeCampaignFile(read(text), edited);
    assert.deepEqual(read(again), read(text));
    const [before, after] = [readCampaignFile("a", text), readCampaignFile("a", again)];
    assert.ok(before.ok && after.ok);
    assert.deepEqual([after.file.data, after.file.body], [before.file.data, before.file.body]);
    const comments = (file: string) => file.match(/#[^"\n]*$/gm)?.length;
    assert.equal(comments(again), comments(text));
    // Without the file as it was, all of the words and none of the comments.
    assert.deepEqual(read(writeCampaignFile(read(text))), read(text));
  }
});

test("one changed word changes one line", () => {
  const text = SAMPLES[0] ?? "";
  const edited = read(text);
  const changed = { ...edited, data: withValue(edited.data, ["demands", 2, "title"], "Rights first") };
  const [before, after] = [text, writeCampaignFile(changed, text)].map((file) => file.split("\n"));
  const different = before?.filter((line, at) => line !== after?.[at]);
  assert.deepEqual(different, ["  - title: Rights before rescue"]);
  assert.equal(writeCampaignFile(edited, writeCampaignFile(changed, text)), text);
});

const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      "yes",
      "2027-01-01",
      "12",
      "- a",
      "# b",
      "a: b",
      "---",
      "...",
      "*x",
      "&x",
      "!x",
      "{",
      "'",
      '"',
      "| a",
      "null",
      "~",
      "我們",
      "ก ข",
      " a ",
      "a\nb",
      "a\n\n---\nb",
      "\ta",
    ),
  )
  .map((one) => one.normalize("NFC").replace(/(?![\n\t])\p{Cc}|\ufeff/gu, ""))
  .filter((one) => one.isWellFormed());
const place = fc.oneof(fc.nat(4), fc.constantFrom("title", "label", "text", "sign", "fields", "options"));
const top = fc.constantFrom(
  "slug",
  "title",
  "hosts",
  "demands",
  "actions",
  "founders",
  "contact",
  "summary",
  "__proto",
  "x y",
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("id", "title", "text", "a b", "é"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

test("whatever is set or taken out anywhere, the file that is written reads as what was edited", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.array(fc.tuple(top, fc.array(place, { maxLength: 4 }), fc.option(value)), { maxLength: 6 }),
      text,
      (sample, changes, body) => {
        let file = sample;
        let edited = read(sample);
        for (const [first, rest, set] of changes) {
          const way: Way = [first, ...rest];
          const data = set === null ? without(edited.data, way) : withValue(edited.data, way, set);
          // What JSON does not hold (a hole in a list) YAML does not either.
          edited = { data: JSON.parse(JSON.stringify(data)) as typeof edited.data, body: `\n${body}\n` };
          file = writeCampaignFile(edited, file);
          assert.deepEqual(read(file), edited);
        }
      },
    ),
    { numRuns: 150 },
  );
});
