// PORT=0: whatever port it becomes, everything that names the address names it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { until } from "../running.ts";

const MAIN = resolve(import.meta.dirname, "..", "..", "src", "cli", "main.ts");

test("on any free port the address and the set-up link are the ones where somebody answers", async () => {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-port-"));
  const [data, secret] = [join(dir, "data"), join(dir, "secret")];
  for (const folder of [data, secret]) mkdirSync(folder, { mode: 0o700 });
  const env = { PATH: process.env.PATH ?? "", DATA_DIR: data, SECRET_DIR: secret, PORT: "0" };
  const server = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, "serve"], { env });
  try {
    let said = "";
    server.stdout.on("data", (part: Buffer) => {
      said += part.toString();
    });
    const [, address = "", link = ""] = await until("both lines", () =>
      /^Undersigned is at (\S+)\n.*: (\S+)\n/m.exec(said),
    );
    assert.match(address, /^http:\/\/localhost:[1-9]\d+$/);
    assert.ok(link.startsWith(`${address}/desk/start#`), link);
    assert.equal(readFileSync(join(data, "set-up-link"), "utf8"), link);
    assert.equal((await fetch(`${address}/healthz`)).status, 200);
  } finally {
    const ended = once(server, "exit");
    server.kill();
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
});
