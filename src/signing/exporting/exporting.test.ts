import assert from "node:assert/strict";
import { test } from "node:test";
import { Decrypter } from "age-encryption";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { opened } from "../../../test/opened.ts";
import { type Format, openExport, openLock, type Private } from "./exporting.ts";

const NOTHING: ReadonlySet<Private> = new Set();
const ALL: ReadonlySet<Private> = new Set(["email", "phone"]);
const IDS = ["name", "phone", "focus"];
const li = opened(7, {
  as: "organisation",
  state: "confirmed",
  typed: {
    email: "li@example.org",
    appear: "public",
    shownAs: "Li",
    language: "zh-Hant",
    fields: { name: "李", phone: "+1 416 555 0100", focus: ["Health", "Housing"] },
  },
});

const csv = (wanted: ReadonlySet<Private>, ...signatures: (typeof li)[]) => {
  const list = openExport("csv", IDS, wanted);
  return parse(list.head + list.lines(signatures)) as string[][];
};

test("a line of JSON says exactly what it should, e-mail and phone only when asked for", () => {
  const line = (wanted: ReadonlySet<Private>) =>
    JSON.parse(openExport("json", IDS, wanted).lines([li])) as object;
  assert.deepEqual(Object.keys(line(NOTHING)), [
    ...["id", "state", "as", "day", "language", "appear", "shown_as", "fields"],
  ]);
  assert.deepEqual(line(ALL), {
    id: 7,
    state: "confirmed",
    as: "organisation",
    day: "2024-10-04",
    language: "zh-Hant",
    appear: "public",
    shown_as: "Li",
    email: "li@example.org",
    fields: { name: "李", phone: "+1 416 555 0100", focus: ["Health", "Housing"] },
  });
  assert.ok(!JSON.stringify(line(NOTHING)).includes("555"));
});

test("a CSV has a column for each field; e-mail and phone only when asked for", () => {
  assert.deepEqual(csv(NOTHING, li), [
    ["id", "state", "as", "day", "language", "appear", "shown_as", "name", "focus"],
    ["7", "confirmed", "organisation", "2024-10-04", "zh-Hant", "public", "Li", "李", "Health; Housing"],
  ]);
  const [head, row] = csv(ALL, li);
  assert.equal(row?.[head?.indexOf("phone") ?? -1], "'+1 416 555 0100");
  assert.equal(row?.[head?.indexOf("email") ?? -1], "li@example.org");
});

test("no cell is run as a formula, and every one can be read", () => {
  fc.assert(
    fc.property(fc.constantFrom("=", "+", "-", "@", "\t", "\r", ""), fc.string(), (first, rest) => {
      const name = first + rest;
      const cell = csv(NOTHING, opened(1, { typed: { fields: { name } } }))[1]?.[7] ?? "";
      assert.ok(!/^[=+\-@\t\r]/.test(cell), JSON.stringify(cell));
      assert.ok(cell === name || cell === `'${name}`, JSON.stringify([name, cell]));
    }),
  );
});

test("a field that is called like a column of ours has a column of its own", () => {
  const list = openExport("csv", ["day", "name"], NOTHING);
  const [head] = parse(list.head) as string[][];
  assert.equal(new Set(head).size, head?.length);
});

test("what could not be opened is in no list", () => {
  assert.equal(openExport("json", IDS, ALL).lines([opened(1, { typed: null })]), "");
  assert.equal(openExport("csv", IDS, ALL).lines([opened(1, { typed: null })]), "");
});

test("a locked list is an age file that the words open, and no others", async () => {
  const bytes = new TextEncoder().encode("id,state\n1,pending\n");
  const lock = await openLock("six words");
  const [answer] = await Promise.all([
    new Response(lock.readable).arrayBuffer(),
    new Blob([bytes]).stream().pipeTo(lock.writable),
  ]);
  const locked = new Uint8Array(answer);
  assert.match(new TextDecoder().decode(locked.slice(0, 40)), /^age-encryption\.org\/v1\n/);
  const open = (words: string) => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(words);
    return decrypter.decrypt(locked, "text");
  };
  assert.equal(await open("six words"), "id,state\n1,pending\n");
  await assert.rejects(open("other words"));
});

test("a CSV for a spreadsheet says that it is UTF-8, and nothing in it is taken for a number or a date", () => {
  const typed = (name: string) => opened(1, { typed: { fields: { name } } });
  const names = ["0044 20", "00442079460000", "4165550100123", "1E5", "3/4", "2024-10-04", "Li", "=1", "12"];
  const list = openExport("sheet", ["name"], NOTHING, "semicolon");
  const text = list.head + list.lines(names.map(typed));
  assert.ok(text.startsWith("\ufeffid;"));
  assert.ok(text.includes("\r\n"));
  const rows = parse(text, { bom: true, delimiter: ";" }) as string[][];
  assert.deepEqual(
    rows.slice(1).map((row) => row.at(-1)),
    ["0044 20", "'00442079460000", "'4165550100123", "'1E5", "'3/4", "'2024-10-04", "Li", "'=1", "12"],
  );
});

test("a spreadsheet's columns are called by their questions, no two alike, and none is run as a formula", () => {
  const questions: Record<string, string> = {
    name: "Name",
    question_1: "=1+1",
    question_2: "Which shift\ndo you work?",
    question_3: "Who",
    question_4: "who",
  };
  const words = {
    column: (name: string) => (name === "as" ? "Who" : name),
    question: (id: string) => questions[id] ?? id,
    state: (code: string) => (code === "confirmed" ? "Confirmée" : code),
    as: (code: string) => (code === "organisation" ? "Organisation" : code),
    appear: (code: string) => code,
  };
  const heads = (format: Format) => {
    const list = openExport(format, Object.keys(questions), ALL, "comma", words);
    return parse(list.head + list.lines([li]), { bom: true }) as string[][];
  };
  const [head, row] = heads("sheet");
  assert.deepEqual(head, [
    ...["id", "state", "Who", "day", "language", "appear", "shown_as", "email"],
    ...["Name", "'=1+1", "Which shift do you work?", "Who (2)", "who (3)"],
  ]);
  assert.deepEqual(row?.slice(0, 3), ["7", "Confirmée", "Organisation"]);
  // Programs are given ids and codes.
  assert.deepEqual(heads("csv")[0]?.slice(8), Object.keys(questions));
  assert.deepEqual(heads("csv")[1]?.slice(0, 3), ["7", "confirmed", "organisation"]);
  const json = openExport("json", ["name"], NOTHING, "comma", words).lines([li]);
  assert.match(json, /"state":"confirmed","as":"organisation"/);
});
