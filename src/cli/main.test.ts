import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { COMMANDS } from "./main.ts";

test("every command says how it is called and what it does", async () => {
  for (const [name, { does, load }] of Object.entries(COMMANDS)) {
    const { help, run } = await load();
    assert.ok(help.trim().startsWith(`undersigned ${name}`), name);
    assert.ok(does.length > 10 && typeof run === "function", name);
  }
});

test("a result that nobody reads to its end is no stack of errors", async () => {
  const main = join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "--help"]);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    said += part;
  });
  child.stdout.destroy();
  const [code] = await once(child, "close");
  assert.deepEqual([code, said], [1, ""]);
});
