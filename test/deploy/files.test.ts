// The files for whoever runs a network say what is true of the program, and what checks them finds no fault, where it is
// installed (Debian: systemd, caddy).
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { parseEnv } from "node:util";
import { lookAtSettings } from "../../src/cli/doctor/settings.ts";
import { everyCall } from "../../src/desk-calls.ts";
import { readSettings } from "../../src/settings.ts";

const DEPLOY = resolve(import.meta.dirname, "..", "..", "deploy");
const read = (name: string) => readFileSync(join(DEPLOY, name), "utf8");

test("the settings to begin with are settings, and nothing of them is found fault with", () => {
  const alone = parseEnv(read("env"));
  assert.deepEqual(lookAtSettings(readSettings(alone)), []);
  const behind = parseEnv(
    read("env")
      .replace(/^DOMAIN=.*$/m, "")
      .replace(/^#(BASE_URL|TRUST_PROXY)/gm, "$1"),
  );
  const settings = readSettings(behind);
  assert.equal(settings.trustProxy, true);
  assert.deepEqual(lookAtSettings(settings), []);
});

test("the unit gives the server the folders that those settings name", () => {
  const { DATA_DIR, RUN_DIR } = parseEnv(read("env"));
  const unit = read("undersigned.service");
  assert.match(
    unit,
    new RegExp(`^StateDirectory=${DATA_DIR?.replace("/var/lib/", "")} undersigned-secret$`, "m"),
  );
  assert.match(unit, new RegExp(`^RuntimeDirectory=${RUN_DIR?.replace("/run/", "")}$`, "m"));
});

if (existsSync("/usr/bin/systemd-analyze")) {
  test("the unit is one that systemd reads without a word, and leaves little open", () => {
    const home = mkdtempSync(join(tmpdir(), "undersigned-unit-"));
    const file = join(home, "undersigned.service");
    // The program and its user are not on this machine.
    writeFileSync(file, read("undersigned.service").replace(/^(ExecStart)=.*$/m, "$1=/bin/true"));
    const said = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    assert.equal(
      said.stderr
        .split("\n")
        .filter((line) => line.includes("undersigned.service"))
        .join("\n"),
      "",
    );
    const told = execFileSync("systemd-analyze", ["security", "--offline=true", file], { encoding: "utf8" });
    const score = Number(/exposure level for undersigned\.service: ([\d.]+)/.exec(told)?.[1]);
    assert.ok(score > 0 && score <= 2, `systemd-analyze gives it ${score}`);
    rmSync(home, { recursive: true });
  });
}

test("nginx takes the largest body that the desk sends", () => {
  const most = Math.max(...Object.values(everyCall()).map((call) => call.most ?? 0));
  const taken = Number(/client_max_body_size (\d+)m;/.exec(read("nginx.conf"))?.[1]) * 2 ** 20;
  assert.ok(taken > most, `a call may send ${most} bytes, and nginx takes ${taken}`);
});

if (existsSync("/usr/bin/caddy")) {
  test("Caddy reads its file without a fault", () => {
    const args = ["validate", "--adapter", "caddyfile", "--config", join(DEPLOY, "Caddyfile")];
    const { status, stderr } = spawnSync("caddy", args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });
}
