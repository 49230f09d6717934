import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { type FileRead, readFile } from "./file.ts";

const utf16 = (text: string, big = false): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};
const cells = (read: FileRead) =>
  read.ok ? [read.table.head, ...read.table.lines.map((line) => line.cells)] : read;

test("a list in any encoding that says what it is, with any of the three separators, is read whole", () => {
  const head = ["Name", "City, or town"];
  const rows = [
    ["Zoë “Zo” Nuñez", "Montréal; Québec"],
    ["陳小明", "台北"],
    ["สมชาย\nใจดี", "a\tb"],
  ];
  for (const delimiter of [",", ";", "\t"]) {
    const text = stringify([head, ...rows], { delimiter, quoted: true });
    const ways = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16(text),
      utf16(text, true),
      Buffer.from(text, "utf16le"),
    ];
    // Without a mark UTF-16 is known by its zeros, of which a list in Latin letters has every other.
    for (const bytes of ways.slice(0, 4)) assert.deepEqual(cells(readFile(bytes)), [head, ...rows]);
  }
  const plain = "Name;City\nRosa Quispe;Toronto\n";
  assert.deepEqual(cells(readFile(Buffer.from(plain, "utf16le"))), [
    ["Name", "City"],
    ["Rosa Quispe", "Toronto"],
  ]);
});

test("what is in another encoding, empty, a workbook or broken is refused, and says where", () => {
  assert.deepEqual(readFile(Buffer.from("Name\nZo\xeb\n", "latin1")), {
    ok: false,
    why: "encoding",
    line: null,
  });
  assert.deepEqual(readFile(Buffer.from("")), { ok: false, why: "empty", line: null });
  assert.deepEqual(readFile(Buffer.from("Name,City\n")), { ok: false, why: "empty", line: null });
  assert.deepEqual(readFile(Buffer.from("PK\u0003\u0004xxxx")), { ok: false, why: "workbook", line: null });
  const broken = readFile(Buffer.from('Name,City\nRosa,"Toronto\nWei,Halifax\n'));
  assert.deepEqual(broken.ok ? null : broken.why, "quotes");
});

test("no line is lost and none is made, whatever stands in the cells", () => {
  const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll("\0", "").trim());
  const row = fc.tuple(cell, cell).map(([a, b]) => [`${a}x`.trim(), b]);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const text = stringify([["Name", "City"], ...rows], { quoted: true });
      assert.deepEqual(cells(readFile(Buffer.from(text), ",")), [["Name", "City"], ...rows]);
    }),
  );
});

test("each line is known by its number in the file", () => {
  const read = readFile(Buffer.from('Name,Why\n"Rosa","a\nb\nc"\n\nWei,d\n'));
  assert.ok(read.ok);
  assert.deepEqual(
    read.table.lines.map(({ line }) => line),
    [2, 6],
  );
});
