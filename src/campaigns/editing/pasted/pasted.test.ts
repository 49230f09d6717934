import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderText } from "../../markdown.ts";
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
    /^We, the undersigned.* keep company through the night in our city\.\n\nBy signing we promise:\n- to listen first\n- to speak up$/,
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

test("lines that were meant stay lines: a closing, an address, a signature, names with their offices", () => {
  const wrapped = `We, who clean the offices of this city at night, ask those who are awake by
day to see us, to greet us and to let us sleep. We have asked before, and
nobody answered.`;
  const one = wrapped.replaceAll("\n", " ");
  const closing = "For the Tenants' Assembly,\nRosa Díaz";
  const address = "Harbour Lights Coalition\n12 Harbour Street, second floor\nToronto";
  const names =
    "Amina Diallo, Professor of Law, University of the Western Harbour\nNoor Haddad, Secretary of the Union of Night Workers\nRosa Díaz, Chair of the Tenants' Assembly of the Old Town";
  const lines = (text: string) => text.replaceAll("\n", "  \n");
  const after = (text: string) => readPasted(`Title\n\nWe ask:\n\n1. Rest\n2. Pay\n\n${text}`).after;
  for (const text of [closing, address, names]) {
    assert.equal(after(text), lines(text));
    assert.equal(after(`${wrapped}\n\n${text}`), `${one}\n\n${lines(text)}`, "below a wrapped text");
    assert.equal(after(`${one}\n\n${text}`), `${one}\n\n${lines(text)}`, "below one that is not");
  }
  const page = (text: string) => renderText(text).before;
  assert.match(page(after(closing)), /For the Tenants' Assembly,<br>\nRosa Díaz/);
  assert.equal(
    after(`${wrapped}\nRosa Díaz`),
    `${one}  \nRosa Díaz`,
    "the last line of a paragraph is short",
  );
  const mail = `> As you wrote:\n> no.\n\n## Where\n12 Harbour Street\nToronto\n\n- a long entry that\ngoes on`;
  assert.equal(after(mail), mail.replace("Street\n", "Street  \n"));
});

test("breaks that Markdown keeps are kept, and characters without blanks are put together without", () => {
  const before = (text: string) => readPasted(`Title\n\n${text}`).before;
  const first = "We have waited for many years, all of us, and we go on:";
  for (const end of ["  ", "\\"]) {
    const text = `${first}${end}\nnight after night after night after night, as ever.`;
    assert.equal(before(text), text);
  }
  const han = "我們，以下聯署者，與通宵工作的人同行，要求這個城市看見我們，也讓我們休息。";
  assert.equal(before(`${han}\n${han}\n完`), `${han}${han}完`);
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

test("numbers as people type them: Arabic and Persian digits, letters, Roman, ordinals, words, with a typo", () => {
  const lists: Readonly<Record<string, string>> = {
    Arabic: "١. خبز\n٢. ورد\n٣- راحة",
    Persian: "۱) نان\n۲) گل\n۳) آرامش",
    "(a)": "(a) bread\n(b) roses\n(c) rest",
    "A.": "A. Bread\nB. Roses\nC. Rest",
    "i)": "i) bread\nii) roses\niii) rest",
    "IV.": "I. Bread\nII. Roses\nIII. Rest",
    "1º": "1º Pan\n2º Rosas\n3º Descanso",
    "1.-": "1.- Pan\n2.- Rosas\n3.- Descanso",
    keycaps: "1️⃣ Bread\n2️⃣ Roses\n3️⃣ Rest",
    word: "Demande 1 : le pain\nDemande 2 : les roses\nDemande 3 : le repos",
    mixed: "1. Bread\n2) Roses\n3 - Rest",
    "no blank": "-Bread\n-Roses\n-Rest",
    emoji: "✅ Bread\n✅ Roses\n✊ Rest",
    "第一，": "第一，麵包；\n第二，玫瑰；\n第三，休息。",
  };
  for (const [name, list] of Object.entries(lists)) {
    const read = readPasted(`Title\n\nWe ask:\n\n${list}\n\nThanks.`);
    assert.equal(read.calls.length, 3, name);
    for (const { title } of read.calls) assert.match(title ?? "", /^[^\d١٢٣۱۲۳✅.;；:-]+。?$/u, name);
    assert.equal(read.heading, "We ask:", name);
    assert.equal(read.after, "Thanks.", name);
  }
  assert.equal(markerOf("(ix) is nine")?.kind, "i)");
});

test("a list inside a call stays in it, each entry on its line, whichever is longer", () => {
  const texts = [
    "1. Bread\n   - white\n   - brown\n   - black\n2. Roses",
    "1. Bread\n(1) white\n(2) brown\n2. Roses\n(1) red\n(2) pink\n(3) white",
    "1. Bread\n1.1 white\n1.2 brown\n2. Roses\n2.1 red",
    "一、麵包\n（一）白\n（二）黑\n（三）黃\n二、玫瑰",
    "1. Bread\na) white\nb) brown\nc) black\n2. Roses",
  ];
  for (const text of texts) {
    const { calls } = readPasted(`Title\n\nWe ask:\n\n${text}\n\nThanks.`);
    assert.equal(calls.length, 2, text);
    assert.match(calls[0]?.text ?? "", /\n/, text);
  }
});

test("headings may be the calls, and articles with their number on a line of its own", () => {
  const headed = readPasted(
    "# Declaration\n\nIntro.\n\n## We demand\n\n### 1. Housing\n\nA home.\n\n### 2. Work\n\nFor all.\n\nEverywhere.\n\n## Why now\n\nBecause.",
  );
  assert.deepEqual(headed.calls, [
    { title: "Housing", text: "A home." },
    { title: "Work", text: "For all.\n\nEverywhere." },
  ]);
  assert.equal(headed.heading, "We demand");
  assert.equal(headed.before, "Intro.");
  assert.equal(headed.after, "## Why now\n\nBecause.");
  const articles = readPasted(
    "Charter\n\nArticle 1\nEveryone has rights.\n\nArticle 2\nNobody is illegal.\n\nEnd.",
  );
  assert.deepEqual(
    articles.calls.map(({ title }) => title),
    ["Everyone has rights.", "Nobody is illegal."],
  );
  assert.equal(articles.after, "End.");
});

test("a short line above the calls announces them also without a colon; wrapped lines of a call are one", () => {
  const read = readPasted(
    "Title\n\nOur demands\n\n1. Housing\n   Nobody is put out of their home, in no\n   month of the year.\n2. Work\n\nThanks.",
  );
  assert.equal(read.heading, "Our demands");
  assert.equal(read.calls[0]?.text, "Nobody is put out of their home, in no month of the year.");
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
      "## 1. Headed",
      "i) roman",
      "ii) roman",
      "Article 1",
      "١. خبز",
    ),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );
  const words = (text: string) => text.normalize("NFC").match(/[\p{L}]+/gu) ?? [];
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join("\n");
      const { title, heading, calls, before, after } = readPasted(text);
      const kept = [title, before, heading, ...calls.flatMap((call) => [call.title, call.text]), after];
      const given = words(text).filter(
        (word) => !/^[a-z一二三四五六七八九十]$|^(?:ข้อ|第|ii$|Article$)/i.test(word),
      );
      const all = kept.join("\n");
      for (const word of given) assert.ok(all.includes(word), `${JSON.stringify(text)} lost ${word}`);
    }),
    { numRuns: 300 },
  );
});
