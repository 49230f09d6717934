import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hanNumber, markerOf } from "./markers.ts";
import { readPasted } from "./pasted.ts";

const titles = (text: string) => readPasted(text).calls.map(({ title, text: more }) => title ?? more);

const ENGLISH = `Work without fear

We, the undersigned, stand with the people who clean, cook, drive and keep company
through the night in our city.

By signing we promise:
- to listen first
- to speak up

We make eight calls:

1. Repeal the by-laws that punish workers
   End the fines and raids that fall on the people the by-laws claim to protect.

2. Treat the work as work
   The same contract, safety and health rules as for any other trade.

3. Rights before rescue
4. Keep labour inspection apart from the border police
5. Fund language access: every notice and hearing in the languages workers speak.
6. An end to armed raids on workplaces, and to inspections that begin with asking for papers instead of asking
   whether anyone is safe
7. Secure status for everyone who works here
8. Services without fear

We sign in solidarity with everyone who works at night.

Harbour Lights Coalition`;

test("numbered lines become calls; what stands before and after stays there, other lists too", () => {
  const read = readPasted(ENGLISH);
  assert.equal(read.title, "Work without fear");
  assert.equal(read.heading, "We make eight calls:");
  assert.match(
    read.before,
    /^We, the undersigned.*\nthrough the night in our city\.\n\nBy signing we promise:\n- to listen first\n- to speak up$/s,
  );
  assert.equal(
    read.after,
    "We sign in solidarity with everyone who works at night.\n\nHarbour Lights Coalition",
  );
  assert.equal(read.calls.length, 8);
  assert.deepEqual(read.calls[0], {
    title: "Repeal the by-laws that punish workers",
    text: "End the fines and raids that fall on the people the by-laws claim to protect.",
  });
  assert.deepEqual(read.calls[2], { title: "Rights before rescue", text: null });
  assert.deepEqual(read.calls[4], {
    title: "Fund language access",
    text: "every notice and hearing in the languages workers speak.",
  });
  assert.deepEqual(read.calls[5], {
    title: null,
    text: "An end to armed raids on workplaces, and to inspections that begin with asking for papers instead of asking whether anyone is safe",
  });
});

test("French: 1) with blanks before colons, and dashes of every length", () => {
  const text = `Déclaration pour un travail sans peur

Nous, soussigné·e·s, demandons :

1) L’abrogation des règlements qui punissent
2) Un vrai contrat : les mêmes règles que dans tout autre métier.
3) La fin des descentes

Fait à Montréal.`;
  const read = readPasted(text);
  assert.equal(read.heading, "Nous, soussigné·e·s, demandons :");
  assert.deepEqual(read.calls[1], {
    title: "Un vrai contrat",
    text: "les mêmes règles que dans tout autre métier.",
  });
  assert.equal(read.after, "Fait à Montréal.");
  for (const dash of ["–", "—", "•", "-", "*"]) {
    assert.deepEqual(titles(`Nous demandons :\n\n${dash} la paix\n${dash} le pain\n\nMerci.`), [
      "la paix",
      "le pain",
    ]);
  }
});

test("traditional Chinese: 一、 … 十二、, full-width brackets and points, no blanks between words", () => {
  const many = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
  const text = `工作無懼宣言

我們，以下聯署者，與通宵工作的人同行。

我們提出以下呼籲：
${many.map((number) => `${number}、廢除第${number}項條例`).join("\n")}

我們聯署，爭取尊嚴、平等和休息。`;
  const read = readPasted(text);
  assert.equal(read.title, "工作無懼宣言");
  assert.equal(read.heading, "我們提出以下呼籲：");
  assert.equal(read.calls.length, 12);
  assert.equal(read.calls[11]?.title, "廢除第十二項條例");
  assert.equal(read.before, "我們，以下聯署者，與通宵工作的人同行。");
  assert.equal(read.after, "我們聯署，爭取尊嚴、平等和休息。");
  assert.deepEqual(readPasted("（1）資助語言服務：所有通告均以工作者所用的語言提供。\n（2）停止搜查").calls, [
    { title: "資助語言服務", text: "所有通告均以工作者所用的語言提供。" },
    { title: "停止搜查", text: null },
  ]);
  assert.deepEqual(titles("（一）和平\n（二）麵包"), ["和平", "麵包"]);
  assert.deepEqual(titles("１．和平\n２．麵包"), ["和平", "麵包"]);
  assert.deepEqual(titles("①和平\n②麵包"), ["和平", "麵包"]);
  assert.deepEqual(titles("•和平\n•麵包"), ["和平", "麵包"]);
});

test("Thai: ๑. ๒., and ข้อ 1", () => {
  const text = `แถลงการณ์ทำงานโดยไม่ต้องกลัว

เราผู้ลงนามขอเรียกร้องดังนี้:

๑. ยกเลิกข้อบังคับที่ลงโทษคนทำงาน
๒. ปฏิบัติต่องานเหมือนงานอื่น
๓. สิทธิมาก่อนการช่วยเหลือ

ด้วยความสมานฉันท์`;
  const read = readPasted(text);
  assert.equal(read.calls.length, 3);
  assert.equal(read.calls[2]?.title, "สิทธิมาก่อนการช่วยเหลือ");
  assert.equal(read.heading, "เราผู้ลงนามขอเรียกร้องดังนี้:");
  assert.equal(read.after, "ด้วยความสมานฉันท์");
  assert.deepEqual(titles("ข้อ 1 สันติภาพ\nข้อ 2 ขนมปัง"), ["สันติภาพ", "ขนมปัง"]);
});

test("titles on lines of their own with a paragraph under each, apart by blank lines", () => {
  const text = `Intro.

1. First

Why the first matters.

2. Second

Why the second matters.

Together we sign.`;
  const read = readPasted(text);
  assert.deepEqual(read.calls, [
    { title: "First", text: "Why the first matters." },
    { title: "Second", text: "Why the second matters." },
  ]);
  assert.equal(read.after, "Together we sign.");
});

test("a text without blank lines, as some programs give it: every line is a paragraph", () => {
  const long =
    "We are many and we have worked through every night of the last twenty years without being seen by anybody in this city.";
  const read = readPasted(`Night work\n${long}\nWe ask for:\n(1) Rest\n(2) Pay\n${long}\nThank you.`);
  assert.equal(read.title, "Night work");
  assert.equal(read.heading, "We ask for:");
  assert.deepEqual(
    read.calls.map(({ title }) => title),
    ["Rest", "Pay"],
  );
  assert.equal(read.before, long);
  assert.equal(read.after, `${long}\n\nThank you.`);
});

test("years, prices and single dashes are no calls", () => {
  const text = "In 2019 we asked. Nothing came.\n\n2020 was worse – far worse.\n\n- one note";
  assert.deepEqual(readPasted(text).calls, []);
  assert.equal(markerOf("1.5 million people"), null);
  assert.equal(markerOf("- - - -"), null);
  assert.equal(markerOf("——"), null);
  assert.deepEqual(
    [hanNumber("十"), hanNumber("二十"), hanNumber("十九"), hanNumber("九十九"), hanNumber("百")],
    [10, 20, 19, 99, null],
  );
});

test("bold titles of Markdown lose their stars", () => {
  assert.deepEqual(readPasted("1. **Rest.** Eleven hours.\n2. **Pay**\n").calls, [
    { title: "Rest", text: "Eleven hours." },
    { title: "Pay", text: null },
  ]);
});

test("no word of any text is lost", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "1. one",
      "2. two",
      "3) three",
      "- dash",
      "• dot",
      "",
      "",
      "We ask:",
      "# Head",
      "  deep",
      "一、甲",
      "二、乙",
      "plain words here",
    ),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );
  const words = (text: string) => text.normalize("NFC").match(/[\p{L}]+/gu) ?? [];
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join("\n");
      const { title, heading, calls, before, after } = readPasted(text);
      const kept = [title, before, heading, ...calls.flatMap((call) => [call.title, call.text]), after];
      const given = words(text).filter((word) => !/^[a-z一二三四五六七八九十]$|^(?:ข้อ|第)/.test(word));
      const all = kept.join("\n");
      for (const word of given) assert.ok(all.includes(word), `${JSON.stringify(text)} lost ${word}`);
    }),
    { numRuns: 300 },
  );
});
