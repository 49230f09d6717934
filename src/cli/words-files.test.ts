// Files of words are read as people write them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readWordsFile } from "./words-files.ts";

const dir = mkdtempSync(join(tmpdir(), "undersigned-words-"));
after(() => rmSync(dir, { recursive: true, force: true }));
const read = (text: string) => {
  const path = join(dir, "words.txt");
  writeFileSync(path, text, { mode: 0o600 });
  return readWordsFile(path);
};

test("an address and its words are read, whatever stands around them", async () => {
  const maya = { first: "Maya@lights.example", words: "orchard tinsel maple" };
  for (const text of [
    "Maya@lights.example\norchard tinsel maple\n",
    "\nMaya@lights.example\norchard tinsel maple",
    "\ufeff\r\n  Maya@lights.example \r\n\r\n Orchard  tinsel, maple\r\n",
  ]) {
    assert.deepEqual(await read(text), maya, JSON.stringify(text));
  }
});

test("the envelope is the envelope in any letters", async () => {
  for (const first of ["envelope", "Envelope", "ENVELOPE", " Envelope "]) {
    assert.deepEqual(await read(`\n${first}\nanchor velvet\n`), {
      first: "envelope",
      words: "anchor velvet",
    });
  }
});

test("a file without words is refused, and what stands in it is not repeated", async () => {
  for (const text of ["", "\n\n", "maya@lights.example\n", "maya@lights.example\n\n \n"]) {
    await assert.rejects(read(text), (error: Error) => {
      return /has to hold an address/.test(error.message) && !error.message.includes("maya");
    });
  }
});
