// Two processes that serve one network would write the same mails into the same files.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { serveAlone } from "./backup.ts";

test("one process serves a network at a time, and one that was killed holds nobody up", async () => {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-serving-"));
  const serve = `
    const { serveAlone } = await import(${JSON.stringify(import.meta.resolve("./backup.ts"))});
    const done = serveAlone(${JSON.stringify(dir)});
    process.stdout.write(done ? "serves" : "does not");
    setInterval(() => done, 1_000);`;
  const other = spawn(process.execPath, ["--input-type=module", "--eval", serve], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    assert.equal(String(await once(other.stdout, "data")), "serves");
    assert.equal(serveAlone(dir), null);
    const ended = once(other, "exit");
    other.kill("SIGKILL");
    await ended;
    const done = serveAlone(dir);
    assert.ok(done, "a killed process still holds the network");
    done();
    const again = serveAlone(dir);
    assert.ok(again, "one that ended still holds the network");
    again();
  } finally {
    other.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  }
});
