import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";

test("the demonstration makes its network, says what to open and with which words, and deletes everything", async () => {
  const args = ["--disable-warning=ExperimentalWarning", "scripts/demo.ts", "--once"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 240_000 });
  assert.match(stdout, /http:\/\/localhost:\d+\/work-without-fear\n/);
  assert.match(stdout, /\/mine {3}[0-9A-Z]{4}(-[0-9A-Z]{4}){6}\n/);
  const words = /six words\s+(\S+)/.exec(stdout)?.[1] ?? "";
  assert.match(words, /\/words$/);
  assert.ok(!existsSync(words), "everything is deleted");
});
