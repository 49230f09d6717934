import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, test } from "node:test";
import { MARKS_FILE, openMarks } from "./marks.ts";

const campaign = new Uint8Array(16).fill(7);
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "undersigned-marks-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("how far a log went and ids were given is there after the process is gone", async () => {
  const marks = await openMarks(dir);
  assert.equal(await marks.log(campaign), null);
  assert.equal(await marks.ids("signatures"), 0);
  const mark = { lot: 3, size: 12, root: new Uint8Array(32).fill(1), frontier: new Uint8Array(64).fill(2) };
  await marks.setLog(campaign, { ...mark, lot: 2 });
  await marks.setLog(campaign, mark);
  await marks.setIds("signatures", 11_000);
  await marks.setIds("requests", 5);
  // Not closed, as after kill -9.
  const next = await openMarks(dir);
  assert.deepEqual({ ...(await next.log(campaign)) }, mark);
  assert.equal(await next.log(new Uint8Array(16)), null);
  assert.deepEqual([await next.ids("signatures"), await next.ids("requests")], [11_000, 5]);
  await marks.close();
  await next.close();
});

test("the marks are one file, for their owner alone, with strict tables", async () => {
  const marks = await openMarks(dir);
  await marks.setIds("requests", 5);
  assert.deepEqual(readdirSync(dir), [MARKS_FILE]);
  assert.equal((statSync(join(dir, MARKS_FILE)).mode & 0o777).toString(8), "600");
  await marks.close();
  const db = new DatabaseSync(join(dir, MARKS_FILE));
  const tables = db.prepare("PRAGMA table_list").all() as { name: string; strict: number }[];
  db.close();
  assert.deepEqual(
    tables.filter(({ name, strict }) => strict === 1 && !name.startsWith("sqlite_")).map(({ name }) => name),
    ["closed", "ids", "logs"],
  );
});
