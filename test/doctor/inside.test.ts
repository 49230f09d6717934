// What the doctor sees on the server: each thing is put wrong once.
import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { lookAtDisk, lookAtNode } from "../../src/cli/doctor/machine.ts";
import { lookAtMemory, lookAtProcess } from "../../src/cli/doctor/memory.ts";
import { lookAtLogs, measureLogs } from "../../src/cli/doctor/proxy-logs.ts";
import { lookAtSettings } from "../../src/cli/doctor/settings.ts";
import { readSettings } from "../../src/settings.ts";
import { SQLITE_FILE } from "../../src/store/store.ts";
import { freePort } from "../free-port.ts";
import { startMailServer } from "../mail-server.ts";
import { freshDatabase } from "../postgres.ts";
import { type Running, startNetwork } from "../running.ts";
import { askDoctor } from "./asked.ts";

const home = mkdtempSync(join(tmpdir(), "undersigned-doctor-"));
let network: Running;
before(async () => {
  network = await startNetwork();
  await network.begin();
});
after(async () => {
  await network.end();
  rmSync(home, { recursive: true });
});

/** Asks with other settings than the server's. What this machine is (its system, its Node) is left out. */
async function ask(settings: Record<string, string> = {}) {
  const said = await askDoctor({ ...network.env, ...settings });
  const ofTheMachine =
    /swap|packaged one|security updates|sets its clock|permission model|core files|only this machine/;
  return { ...said, lines: said.lines.filter((line) => !ofTheMachine.test(line)) };
}
const secretDir = () => network.env.SECRET_DIR ?? "";
const dataDir = () => network.env.DATA_DIR ?? "";

test("on a network that is well nothing is told", async () => {
  assert.deepEqual((await ask()).lines, []);
});

test("that only this machine reaches it is said once, from inside and from outside", async () => {
  const { lines } = await askDoctor(network.env);
  assert.equal(
    lines.filter((line) => line.includes("only this machine reaches")).length,
    1,
    lines.join("\n"),
  );
});

test("a folder or a key that others can read is a danger, with the command that closes it", async () => {
  chmodSync(secretDir(), 0o750);
  chmodSync(join(secretDir(), "server"), 0o604);
  chmodSync(dataDir(), 0o755);
  const { code, lines } = await ask();
  assert.equal(code, 1);
  assert.deepEqual(lines, [
    `danger  others can read DATA_DIR ${dataDir()} (mode 755) – chmod 700 ${dataDir()}`,
    `danger  others can read SECRET_DIR ${secretDir()} (mode 750) – chmod 700 ${secretDir()}`,
    `danger  others can read keys: ${join(secretDir(), "server")} – chmod -R go= ${secretDir()}`,
  ]);
  for (const dir of [secretDir(), dataDir()]) chmodSync(dir, 0o700);
  chmodSync(join(secretDir(), "server"), 0o600);
});

// Only root can make a folder of another user.
if (process.getuid?.() === 0) {
  test("a folder of another user is told before anything is looked at", async () => {
    const DATA_DIR = join(home, "others");
    mkdirSync(DATA_DIR);
    chownSync(DATA_DIR, 65_534, 65_534);
    const { lines } = await ask({ DATA_DIR });
    assert.match(
      lines[0] ?? "",
      /^wrong +DATA_DIR .*others belongs to another user \(65534\) – run this as that user/,
    );
  });
}

test("a setting that cannot be is all that is told", async () => {
  const { code, lines } = await ask({ PORT: "lots", TRUST_PROXY: "maybe" });
  assert.equal(code, 1);
  assert.deepEqual(
    lines.map((line) => line.slice(0, 26)),
    ["wrong   the setting PORT is", "wrong   the setting TRUST_"].map((line) => line.slice(0, 26)),
  );
});

test("a mail server that is not there, or does not take us, is told; one that does gets no mail", async () => {
  const none = await ask({ MAIL_URL: `smtp://127.0.0.1:${await freePort()}` });
  assert.equal(none.code, 1);
  assert.match(
    none.lines[0] ?? "",
    /^wrong +the mail server 127\.0\.0\.1 does not take us: ESOCKET – look at host and port/,
  );
  const server = await startMailServer({ password: "right" });
  try {
    const bad = await ask({ MAIL_URL: server.url.replace("right", "wrong") });
    assert.match(
      bad.lines[0] ?? "",
      /^wrong +the mail server 127\.0\.0\.1 does not take us: EAUTH 535 – look at user and password/,
    );
    const good = await ask({ MAIL_URL: server.url });
    assert.ok(
      good.lines.every((line) => line.startsWith("hint")),
      good.lines.join("\n"),
    );
    assert.match(good.lines[0] ?? "", /^hint +the mail server is on this machine/);
    assert.deepEqual(server.received, []);
  } finally {
    await server.close();
  }
});

test("a database that is damaged or away is told; one that has not begun is a hint", async () => {
  const DATA_DIR = join(home, "damaged");
  mkdirSync(DATA_DIR, { mode: 0o700 });
  const file = join(DATA_DIR, SQLITE_FILE);
  writeFileSync(file, "this is no database at all, whatever its name says");
  assert.match(
    (await ask({ DATA_DIR })).lines.join("\n"),
    /wrong +the database cannot be read: .* – look at the file/,
  );
  truncateSync(file);
  rmSync(file);
  assert.match((await ask({ DATA_DIR })).lines.join("\n"), /hint +there is no database yet/);
  const DATABASE_URL = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
  assert.match(
    (await ask({ DATABASE_URL })).lines.join("\n"),
    /wrong +the database cannot be read: .*ECONNREFUSED/,
  );
});

test("what a PostgreSQL writes down is told", async () => {
  const other = await startNetwork({ DATABASE_URL: (await freshDatabase()).url });
  try {
    const { lines } = await askDoctor(other.env);
    assert.ok(
      lines.some((line) =>
        /^hint +PostgreSQL keeps more in its write-ahead log .*wal_level is replica/.test(line),
      ),
    );
    assert.ok(
      lines.some((line) => /^hint +PostgreSQL writes statements that failed into its log/.test(line)),
    );
    assert.ok(lines.some((line) => /^hint +the network has no key holder yet/.test(line)));
  } finally {
    await other.end();
  }
});

test("without its server, what is missing is said, and where to ask from", async () => {
  const { code, lines } = await ask({ BASE_URL: `http://localhost:${await freePort()}` });
  assert.equal(code, 1);
  assert.match(lines[0] ?? "", /^wrong +nothing answers at/);
});

test("settings for tests, or of a line in the clear, are not for a network that people come to", () => {
  const of = (env: Record<string, string>) =>
    lookAtSettings(readSettings(env)).map(({ gravity, what }) => `${gravity} ${what}`);
  assert.deepEqual(of({ DOMAIN: "sign.example.org", MAIL_URL: "smtps://mail.example.org" }), []);
  const proxied = {
    BASE_URL: "https://sign.example.org",
    TRUST_PROXY: "on",
    MAIL_URL: "smtps://mail.example.org",
  };
  assert.deepEqual(of(proxied), []);
  assert.match(of({ ...proxied, TRUST_PROXY: "off" }).join(), /^wrong TRUST_PROXY is off/);
  assert.match(of({ ...proxied, HOST: "0.0.0.0" }).join(), /^danger HOST is 0\.0\.0\.0/);
  assert.match(of({ ...proxied, LIMITS: "off" }).join(), /^wrong LIMITS is off/);
  assert.match(of({ ...proxied, PUBLISH_EVERY: "0" }).join(), /^danger PUBLISH_EVERY is 0/);
  assert.match(
    of({ ...proxied, BASE_URL: "http://sign.example.org" }).join(),
    /^danger what people type crosses the line/,
  );
  assert.match(of({ DOMAIN: "sign.example.org" }).join(), /^hint there is no mail/);
});

test("memory that may reach a disk is told", () => {
  const found = lookAtMemory({
    swap: "warning: swap is on and not encrypted (/dev/sdx2): …",
    runDir: null,
    why: "/x is not in memory (tmpfs)",
  });
  assert.deepEqual(
    found.map(({ gravity }) => gravity),
    ["danger", "wrong"],
  );
  assert.match(found[1]?.what ?? "", /no memory folder \(\/x is not in memory/);
  const main = "/opt/undersigned/src/cli/main.ts";
  const proc = join(home, "proc");
  const show = (swapped: number, core: string, words: string[]) => {
    mkdirSync(join(proc, "7"), { recursive: true });
    writeFileSync(join(proc, "7", "cmdline"), words.join("\0"));
    writeFileSync(join(proc, "7", "status"), `Name:\tnode\nVmSwap:\t   ${swapped} kB\n`);
    writeFileSync(
      join(proc, "7", "limits"),
      `Max core file size        ${core}            unlimited            bytes\n`,
    );
    return lookAtProcess(main, proc).map(({ gravity }) => gravity);
  };
  assert.deepEqual(show(0, "0", ["node", "--permission", main, "serve", ""]), []);
  assert.deepEqual(show(12, "unlimited", ["node", main, "serve", ""]), ["danger", "wrong", "wrong"]);
  assert.deepEqual(show(0, "0", ["node", main, "backup", ""]), ["hint"]);
});

test("a disk that is nearly full, and an old Node, are told", () => {
  const disk = statfsSync(home);
  const left = (bavail: number) =>
    lookAtDisk(home, { ...disk, bsize: 4_096, bavail }).map(({ gravity }) => gravity);
  assert.deepEqual([left(10_000_000), left(200_000), left(10_000)], [[], ["wrong"], ["danger"]]);
  assert.match(lookAtNode("22.1.0")[0]?.what ?? "", /^this is Node 22\.1\.0/);
});

test("a proxy's log that grows while the network is asked is a danger; one that does not is none", () => {
  const logs = join(home, "log");
  mkdirSync(join(logs, "nginx"), { recursive: true });
  const file = join(logs, "nginx", "access.log");
  writeFileSync(file, "of before\n");
  const quiet = measureLogs(logs);
  assert.deepEqual(lookAtLogs(quiet.grown()), []);
  const loud = measureLogs(logs);
  appendFileSync(file, "203.0.113.9 GET /work-without-fear\n");
  const [found] = lookAtLogs(loud.grown());
  assert.match(
    `${found?.gravity} ${found?.what}`,
    /^danger a proxy writes down who comes: .*access\.log grew/,
  );
});
