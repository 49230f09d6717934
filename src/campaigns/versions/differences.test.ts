import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { textPassages } from "../markdown.ts";
import { type Compared, compare } from "./differences.ts";
import type { Passage, PassageKind } from "./passages.ts";

const passage = (text: string, lang = "en", kind: PassageKind = "paragraph"): Passage => ({
  kind,
  text,
  lang,
});
const MARKS = { same: ["", ""], added: ["[+", "+]"], removed: ["[-", "-]"] } as const;
const shown = (compared: readonly Compared[]) =>
  compared.map(({ pieces }) => pieces.map(({ how, text }) => MARKS[how].join(text || "\0")).join(""));
const differences = (before: Passage[], now: Passage[]) => shown(compare(before, now));

test("words are compared as words, and what is changed in one go reads as one", () => {
  assert.deepEqual(
    differences(
      [passage("We stand with those who work at night.")],
      [passage("We stand with everyone who works, by day or at night.")],
    ),
    ["We stand with [-those-][+everyone+] who [-work-][+works, by day or+] at night."],
  );
});

test("lines of a closing or of a call stay lines where they are compared", () => {
  const [closing] = textPassages("For the Assembly,  \nRosa Díaz").before;
  assert.equal(closing?.text, "For the Assembly,\nRosa Díaz");
  assert.deepEqual(
    differences(
      [passage(closing.text), passage("Until then:\n- no rent is raised\n- nobody is put out")],
      [
        passage("For the Assembly,\nAna Díaz"),
        passage("Until then:\n- no rent is raised\n- nobody is put out"),
      ],
    ),
    ["For the Assembly,\n[-Rosa-][+Ana+] Díaz", "Until then:\n- no rent is raised\n- nobody is put out"],
  );
});

test("Chinese and Thai, which leave no blanks between words, are compared word by word too", () => {
  assert.deepEqual(
    differences(
      [passage("我們，以下簽署者，與通宵工作的人同行。", "zh-Hant")],
      [passage("我們，以下簽署者，與通宵工作的所有人同行。", "zh-Hant")],
    ),
    ["我們，以下簽署者，與通宵工作的[+所有+]人同行。"],
  );
  assert.deepEqual(
    differences(
      [passage("เราขอยืนเคียงข้างผู้ที่ทำงานกลางคืน", "th")],
      [passage("เราขอยืนเคียงข้างทุกคนที่ทำงานกลางคืน", "th")],
    ),
    ["เราขอยืนเคียงข้าง[-ผู้-][+ทุกคน+]ที่ทำงานกลางคืน"],
  );
});

test("a passage that went and one that came stand where they stood, beside those that stayed", () => {
  const [one, two, three] = [passage("First of all."), passage("Nothing like it."), passage("At the end.")];
  assert.deepEqual(differences([one, two, three], [one, passage("Quite other words, here."), three]), [
    "First of all.",
    "[-Nothing like it.-]",
    "[+Quite other words, here.+]",
    "At the end.",
  ]);
});

test("other blanks and line ends are no change; a day is another day", () => {
  assert.deepEqual(differences([passage("All  the\nsame. ")], [passage("All the same.")]), ["All the same."]);
  assert.deepEqual(
    differences([passage("3 May 2027", "en", "kept")], [passage("3 June 2027", "en", "kept")]),
    ["[-3 May 2027-][+3 June 2027+]"],
  );
});

test("a text that was written quite anew is compared at once, however long", () => {
  const long = (word: string) => passage(Array.from({ length: 8_000 }, (_, at) => `${word}${at}`).join(" "));
  const [title, other] = [
    { ...long("a"), kind: "title" as const },
    { ...long("b"), kind: "title" as const },
  ];
  const start = performance.now();
  assert.equal(compare([title], [other]).length, 1);
  assert.ok(performance.now() - start < 5_000);
});

test("what is left when the marks are taken away is the one text or the other, whatever they say", () => {
  const text = fc.array(fc.constantFrom("we", "all", "night", ",", "。", "工作", " ", "\n", "คน"), {
    maxLength: 12,
  });
  const texts = fc.array(
    text.map((words) => passage(words.join(""))),
    { maxLength: 6 },
  );
  const blanks = (words: string) => words.replace(/\s+/g, "");
  fc.assert(
    fc.property(texts, texts, (before, now) => {
      const pieces = compare(before, now).flatMap((one) => one.pieces);
      const without = (how: string) =>
        blanks(pieces.flatMap((one) => (one.how === how ? [] : [one.text])).join(""));
      assert.equal(without("removed"), blanks(now.map((one) => one.text).join("")));
      assert.equal(without("added"), blanks(before.map((one) => one.text).join("")));
    }),
  );
});
