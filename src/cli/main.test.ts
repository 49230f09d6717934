import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "./main.ts";

test("every command says how it is called and what it does", async () => {
  for (const [name, { does, load }] of Object.entries(COMMANDS)) {
    const { help, run } = await load();
    assert.ok(help.trim().startsWith(`undersigned ${name}`), name);
    assert.ok(does.length > 10 && typeof run === "function", name);
  }
});
