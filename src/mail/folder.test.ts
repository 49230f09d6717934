import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { movedClock } from "../../test/moved-clock.ts";
import { folderCarrier } from "./folder.ts";

test("each mail is one file ending in .eml, and names sort by time", async (t) => {
  const parent = mkdtempSync(join(tmpdir(), "post-"));
  t.after(() => rmSync(parent, { recursive: true }));
  const dir = join(parent, "made", "here");
  const clock = movedClock(Date.UTC(2026, 8, 9, 9));
  const carrier = folderCarrier(dir, clock, "abc123");
  const carry = (text: string) => carrier.carry({ to: "maya@example.org", bytes: Buffer.from(text) });
  await Promise.all(Array.from({ length: 12 }, (_, at) => carry(String.fromCharCode(97 + at))));
  clock.move(91 * 86_400_000);
  assert.deepEqual(await carry("z"), { is: "handed" });
  const names = readdirSync(dir).sort();
  assert.equal(names.map((name) => readFileSync(join(dir, name), "utf8")).join(""), "abcdefghijklz");
  assert.ok(names.every((name) => /^\d{8}T\d{9}Z-\d+-abc123\.eml$/.test(name)));
  assert.ok(names.every((name) => (statSync(join(dir, name)).mode & 0o077) === 0));
});

test("a folder that went away is trouble, not a lost mail", async (t) => {
  const parent = mkdtempSync(join(tmpdir(), "post-"));
  t.after(() => rmSync(parent, { recursive: true }));
  const carrier = folderCarrier(join(parent, "gone"), movedClock(), "abc123");
  rmSync(join(parent, "gone"), { recursive: true });
  writeFileSync(join(parent, "gone"), "");
  const outcome = await carrier.carry({ to: "maya@example.org", bytes: Buffer.from("x") });
  assert.deepEqual(outcome, { is: "trouble", why: "ENOTDIR" });
});
