import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { stringify } from "yaml";
import { readCampaignFile } from "./file.ts";
import { toldInEnglish } from "./mistake-words.ts";
import { mergeTranslations, readCampaign } from "./translations.ts";

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "utf8");
const SAMPLES = [
  "declaration.md",
  "declaration.zh-Hant.md",
  "open-letter.md",
  "alert.md",
  "gathering.md",
].map(sample);

/** A file or mistakes with a line inside the file: nothing else may come of any text. */
function reads(text: string): void {
  const read = readCampaignFile("x.md", text);
  if (read.ok) {
    mergeTranslations(read.file, []);
    return;
  }
  assert.ok(read.mistakes.length > 0);
  const last = text.split(/\r\n?|\n/).length;
  for (const { line, what } of read.mistakes.map(toldInEnglish)) {
    assert.ok(Number.isInteger(line) && line >= 1 && line <= last, `line ${line} of ${last}: ${what}`);
    assert.ok(what.length > 0);
  }
}

test("any text is a file or has its mistakes named, each with a line of the file", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "---\n",
      "slug: a1\n",
      "kind: petition\n",
      "actions:\n",
      "  - sign: {}\n",
      "- ",
      "{",
      "}",
      "[",
      "]",
      ": ",
      "? ",
      "&a ",
      "*a ",
      "!!set ",
      "|\n ",
      '"',
      "__proto__: x\n",
      "constructor: x\n",
      "#",
      "\t",
      "\r\n",
      "%YAML 1.1\n",
      "...\n",
      "1: 2\n",
      "~: x\n",
      "[demands]\n",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      reads(pieces.join(""));
      reads(`---\n${pieces.join("")}\n---\n${pieces.join("")}`);
    }),
    { numRuns: 150 },
  );
});

test("a sample whose lines were shuffled, lost, doubled or spoilt still gives a file or mistakes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat(),
          fc.constantFrom("swap", "drop", "double", "spoil"),
          fc.string({ unit: "grapheme", maxLength: 4 }),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      (text, changes) => {
        const lines = text.split("\n");
        for (const [a, b, how, noise] of changes) {
          const [at, other] = [a % lines.length, b % lines.length];
          const [one = "", two = ""] = [lines[at], lines[other]];
          if (how === "swap") [lines[at], lines[other]] = [two, one];
          if (how === "drop") lines.splice(at, 1);
          if (how === "double") lines.splice(other, 0, one);
          if (how === "spoil")
            lines[at] = one.slice(0, b % (one.length + 1)) + noise + one.slice(b % (one.length + 1));
          if (lines.length === 0) break;
        }
        reads(lines.join("\n"));
        readCampaign([
          { name: "x.md", text: lines.join("\n") },
          { name: "y.md", text },
        ]);
      },
    ),
    { numRuns: 100 },
  );
});

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => text.normalize("NFC").trim())
  .filter((text) => text !== "" && !/[\p{Cc}\u2028\u2029\ufeff]/u.test(text) && text.isWellFormed());
const day = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const original = fc
  .record(
    {
      slug: fc
        .stringMatching(/^[a-z0-9]{2,20}(-[a-z0-9]{1,9})?$/)
        .filter((slug) => slug !== "desk" && slug !== "news"),
      kind: fc.constantFrom("declaration", "petition", "open-letter"),
      title: words,
      plain_name: words,
      language: fc.constantFrom("en", "fr", "zh-Hant", "th", "ar"),
      hosts: fc.array(fc.record({ name: words }), { minLength: 1, maxLength: 3 }),
      contact: fc.record({ name: words, email: fc.constant("a@b.example") }),
      keep_until: fc.constant("2030-01-01"),
      closes: day,
      summary: words,
      founders: fc.array(words, { minLength: 1, maxLength: 3 }),
      demands: fc.array(fc.record({ title: words, text: words }), { minLength: 1, maxLength: 3 }),
      actions: fc
        .record({
          sign: fc.record({
            as: fc.constantFrom(["person"], ["person", "organisation"]),
            fields: fc
              .uniqueArray(words, { minLength: 1, maxLength: 4 })
              .map((options) => [
                "name",
                "organisation",
                { id: "pick", label: "Pick", type: "choice", options },
              ]),
          }),
        })
        .map((action) => [action]),
    },
    {
      requiredKeys: [
        "slug",
        "kind",
        "title",
        "plain_name",
        "language",
        "hosts",
        "contact",
        "keep_until",
        "actions",
      ],
    },
  )
  .map((data) => {
    const [action] = data.actions;
    const persons = action?.sign.as.length === 1;
    const fields = action?.sign.fields.filter((field) => !(persons && field === "organisation"));
    return { ...data, actions: [{ sign: { ...action?.sign, fields } }] };
  });

test("what an organiser writes in any script comes back as it was written, whatever the order of the keys", () => {
  fc.assert(
    fc.property(original, fc.nat(), words, (data, turn, body) => {
      const entries = Object.entries(data);
      const at = turn % entries.length;
      const turned = Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)]);
      const read = readCampaignFile("x.md", `---\n${stringify(turned, { version: "1.2" })}---\n${body}\n`);
      assert.ok(read.ok, JSON.stringify(read));
      assert.deepEqual(read.file.data, JSON.parse(JSON.stringify(data)));
      const merged = mergeTranslations(read.file, []);
      assert.ok(merged.ok);
      const edition = merged.campaign.in(read.file.language);
      assert.deepEqual(edition.title, { text: data.title, lang: read.file.language });
      assert.deepEqual(
        edition.founders.map((name) => name.text),
        data.founders ?? [],
      );
    }),
    { numRuns: 150 },
  );
});
