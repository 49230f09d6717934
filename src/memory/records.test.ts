import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { utf8 } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { fileNote, processNote } from "./note.ts";
import { openRecords } from "./records.ts";

const KEY = new Uint8Array(32).fill(7);
const tagOf = (name: string | number) => onNode.hmac(KEY, utf8(String(name)));
const options = { once: true, full: () => assert.fail("the note takes no more") };

function folder(t: { after(done: () => void): void }): string {
  const dir = mkdtempSync(join(tmpdir(), "records-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

test("an address's rows are found again, and no other's, whatever order they came in", () => {
  const entry = fc.record({
    who: fc.integer({ min: 0, max: 40 }),
    row: fc.integer({ min: 1, max: 2 ** 40 }),
  });
  const step = fc.oneof(entry, fc.record({ forget: fc.integer({ min: 0, max: 2_000 }) }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_500, size: "max" }), (steps) => {
      const note = processNote();
      const records = openRecords(note, options);
      const known = new Map<number, number>();
      for (const one of steps) {
        if ("who" in one) {
          if (!known.has(one.row)) known.set(one.row, one.who);
          records.add(tagOf(one.who), one.row);
        } else {
          const row = [...known.keys()][one.forget % Math.max(1, known.size)] ?? 5;
          assert.equal(records.forget(row), known.delete(row));
        }
      }
      const back = openRecords(note, options);
      for (const which of [records, back]) {
        for (let who = 0; who <= 40; who++) {
          const rows = [...known].filter(([, other]) => other === who).map(([row]) => row);
          const sorted = (some: number[]) => some.sort((a, b) => a - b);
          assert.deepEqual(sorted(which.numbers(tagOf(who))), sorted(rows));
          for (const row of rows.slice(0, 3)) {
            assert.deepEqual(
              sorted(which.beside(row)),
              rows.filter((other) => other !== row),
            );
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("a pair that kill -9 cut anywhere is not remembered, and the next is whole", (t) => {
  const path = join(folder(t), "rows");
  const note = fileNote(path);
  const first = openRecords(note, options);
  first.add(tagOf("maya"), 1);
  first.add(tagOf("noor"), 2);
  note.rest();
  const whole = readFileSync(path);
  for (let length = whole.length - 1; length > whole.length / 2; length--) {
    truncateSync(path, length);
    const again = openRecords(fileNote(path), options);
    assert.deepEqual(again.numbers(tagOf("maya")), [1]);
    assert.deepEqual(again.numbers(tagOf("noor")), []);
    again.add(tagOf("noor"), 2);
    again.rest();
    assert.deepEqual(readFileSync(path), whole);
  }
});

test("what is forgotten is gone from the note too", () => {
  const note = processNote();
  const records = openRecords(note, options);
  records.add(tagOf("maya"), 77);
  assert.ok(Buffer.from(note.read()).includes(tagOf("maya").subarray(0, 12)));
  records.forget(77);
  assert.ok(note.read().every((byte) => byte === 0));
});

test("a million remembered rows cost at most 150 bytes each in this process", () => {
  const records = openRecords({ ...processNote(), write() {} }, options);
  const before = process.memoryUsage().arrayBuffers;
  const tag = new Uint8Array(32);
  const words = new DataView(tag.buffer);
  for (let row = 1; row <= 200_000; row++) {
    for (let at = 0; at < 12; at += 4) words.setUint32(at, Math.imul(row * 3 + at, 0x9e37_79b1));
    records.add(tag, row);
  }
  globalThis.gc?.();
  const each = (process.memoryUsage().arrayBuffers - before) / 200_000;
  assert.ok(each < 150, `${each} bytes each`);
});

test("a full folder loses nothing while the process lives", () => {
  let told = 0;
  const note = {
    ...processNote(),
    write() {
      throw new Error("ENOSPC");
    },
  };
  const records = openRecords(note, { once: true, full: () => told++ });
  records.add(tagOf("maya"), 1);
  assert.deepEqual(records.numbers(tagOf("maya")), [1]);
  assert.equal(told, 1);
});
