import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LauncherPackage } from "./package.ts";

let launcher: LauncherPackage;
let memory: string;

before(async () => {
  launcher = new LauncherPackage();
  memory = mkdtempSync("/dev/shm/undersigned-launcher-");
  const first = await launcher.run(["list"]);
  assert.equal(first.code, 0, first.err);
});
after(() => {
  launcher.remove();
  rmSync(memory, { recursive: true, force: true });
});

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

async function told(args: string[], env: Record<string, string> = {}) {
  const ended = await launcher.run(args, { XDG_RUNTIME_DIR: memory, ...env });
  assert.equal(ended.code, 0, ended.err);
  return { ...JSON.parse(ended.out), err: ended.err };
}

test("the folders are made for their owner alone, beside the package and not where one happens to stand", async () => {
  const { settings, umask } = await told(["serve"]);
  assert.equal(settings.DATA_DIR, join(launcher.root, "data"));
  assert.equal(settings.SECRET_DIR, join(launcher.root, "data-secret"));
  assert.equal(mode(settings.DATA_DIR), "700");
  assert.equal(mode(settings.SECRET_DIR), "700");
  assert.equal(mode(settings.RUN_DIR), "700");
  assert.equal(umask, "77");
});

test("a command that only looks, or is for somebody else's network, makes no folder here", async () => {
  const other = new LauncherPackage();
  await other.run(["list"]);
  await other.run(["serve", "--help"]);
  writeFileSync(join(other.root, ".env"), "MAIL_FROM=a@example.org\n");
  assert.equal(JSON.parse((await other.run(["doctor"])).out).settings.MAIL_FROM, "a@example.org");
  const outside = JSON.parse((await other.run(["doctor", "https://sign.example.org"])).out);
  assert.equal(outside.settings.MAIL_FROM, undefined);
  assert.ok(!existsSync(join(other.root, "data")));
  other.remove();
});

test("settings may stand in .env; what the environment says wins", async () => {
  const file = join(launcher.root, ".env");
  writeFileSync(file, 'DATA_DIR=./elsewhere\nMAIL_FROM="a@example.org"\n');
  const { settings } = await told(["backup"]);
  assert.equal(settings.DATA_DIR, join(launcher.root, "elsewhere"));
  assert.equal(settings.SECRET_DIR, join(launcher.root, "elsewhere-secret"));
  assert.equal(settings.MAIL_FROM, "a@example.org");
  assert.equal((await told(["backup"], { MAIL_FROM: "b@example.org" })).settings.MAIL_FROM, "b@example.org");
  assert.equal((await told(["dev", "told"])).settings.MAIL_FROM, undefined);
  rmSync(file);
});

test("a server whose secrets others can read does not start", async () => {
  const SECRET_DIR = join(launcher.outside, "secret");
  mkdirSync(SECRET_DIR);
  chmodSync(SECRET_DIR, 0o750);
  const refused = await launcher.run(["serve"], { SECRET_DIR });
  assert.equal(refused.code, 1);
  assert.match(
    refused.err,
    /^undersigned: SECRET_DIR .* can be read by others \(mode 750\): chmod 700 .*\n$/,
  );
  assert.equal(refused.out, "");
});

test("a DATA_DIR that others may enter is closed while it is empty, and named afterwards", async () => {
  const DATA_DIR = join(launcher.outside, "open");
  mkdirSync(DATA_DIR, { mode: 0o755 });
  assert.doesNotMatch((await told(["serve"], { DATA_DIR })).err, /DATA_DIR/);
  assert.equal(mode(DATA_DIR), "700");
  writeFileSync(join(DATA_DIR, "something"), "");
  chmodSync(DATA_DIR, 0o755);
  assert.match((await told(["serve"], { DATA_DIR })).err, /others may enter DATA_DIR/);
});

test("each network has a memory folder of its own, in memory", async () => {
  const one = await told(["serve"], { DATA_DIR: join(launcher.outside, "one") });
  const again = await told(["forget"], { DATA_DIR: join(launcher.outside, "one") });
  const two = await told(["serve"], { DATA_DIR: join(launcher.outside, "two") });
  assert.match(one.settings.RUN_DIR, new RegExp(`^${memory}/undersigned/[0-9a-f]{16}$`));
  assert.equal(again.settings.RUN_DIR, one.settings.RUN_DIR);
  assert.notEqual(two.settings.RUN_DIR, one.settings.RUN_DIR);
  const RUNTIME_DIRECTORY = mkdtempSync(join(memory, "systemd-"));
  chmodSync(RUNTIME_DIRECTORY, 0o755);
  const service = await told(["serve"], { RUNTIME_DIRECTORY });
  assert.match(service.settings.RUN_DIR, new RegExp(`^${RUNTIME_DIRECTORY}/[0-9a-f]{16}$`));
  const RUN_DIR = join(memory, "chosen");
  assert.equal((await told(["serve"], { RUN_DIR })).settings.RUN_DIR, RUN_DIR);
});

test("a memory folder on a disk, behind a link or open to others is not used, and that is said", async () => {
  const cases = {
    disk: join(launcher.outside, "run"),
    link: join(memory, "link"),
    open: join(memory, "open"),
    nowhere: join(memory, "no/such/place"),
  };
  symlinkSync(mkdtempSync(join(memory, "real-")), cases.link);
  mkdirSync(cases.open);
  chmodSync(cases.open, 0o755);
  for (const [name, RUN_DIR] of Object.entries(cases)) {
    const { settings, err } = await told(["serve"], { RUN_DIR });
    assert.equal(settings.RUN_DIR, "", name);
    assert.match(err, /no memory folder \(.*\): a restart forgets mail/, name);
  }
});

test("the server reads its package and its folders, writes its folders, and can do nothing else", async () => {
  const MAIL = join(launcher.outside, "mails");
  const given = { MAIL, MAIL_URL: `file:${MAIL}`, OUTSIDE: launcher.outside };
  const { tried } = await told(["serve", "try"], given);
  assert.deepEqual(tried, {
    readPackage: "done",
    writePackage: "ERR_ACCESS_DENIED",
    writeData: "done",
    writeSecret: "done",
    writeRun: "done",
    writeMail: "done",
    readOutside: "ERR_ACCESS_DENIED",
    writeOutside: "ERR_ACCESS_DENIED",
    childProcess: "ERR_ACCESS_DENIED",
    worker: "ERR_ACCESS_DENIED",
    addon: "ERR_DLOPEN_DISABLED",
    net: "done",
  });
  assert.deepEqual(readdirSync(MAIL), ["x"]);
});

test("folders that lie in one another or begin alike are told apart, or refused by name", async () => {
  const at = (name: string) => join(memory, name);
  const alike = { DATA_DIR: `${launcher.root}-data`, SECRET_DIR: `${launcher.root}-d` };
  const inside = { DATA_DIR: at("all"), SECRET_DIR: at("all/secret"), RUN_DIR: at("all/secret/run") };
  mkdirSync(join(memory, "all", "secret"), { recursive: true, mode: 0o700 });
  for (const folders of [alike, inside]) {
    const { tried } = await told(["serve", "try"], folders);
    assert.deepEqual([tried.writeData, tried.writeSecret, tried.writeRun], ["done", "done", "done"]);
  }
  const refused = await launcher.run(["serve", "try"], { DATA_DIR: at("run-data"), RUN_DIR: at("run") });
  assert.equal(refused.code, 1);
  assert.match(refused.err, /run and .*run-data.* begin alike: give one of them another name\n$/);
});

test("no other command is locked in: a backup goes where one wants it", async () => {
  const { tried } = await told(["backup", "try"], { OUTSIDE: launcher.outside });
  assert.equal(tried.writeOutside, "done");
});

test("the exit code is the command's own", async () => {
  assert.equal((await launcher.run(["list", "exit", "7"])).code, 7);
  assert.equal((await launcher.run(["serve", "exit", "3"])).code, 3);
  assert.equal((await launcher.run(["list", "killed"])).code, 137);
});

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  test(`${signal}, however often it comes, starts one stop and cuts nothing short`, async () => {
    const running = launcher.start(["serve", "stay"]);
    await running.says("ready");
    for (let times = 0; times < 3; times++) {
      running.child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { code, out } = await running.ended;
    assert.equal(code, 5);
    assert.match(out, /signals 3/);
  });
}

test("no server stays behind when the launcher is killed", async () => {
  const DATA_DIR = join(launcher.outside, "killed");
  const running = launcher.start(["serve", "stay"], { DATA_DIR });
  await running.says("ready");
  running.child.kill("SIGKILL");
  await running.ended;
  for (let tries = 0; tries < 100 && !existsSync(join(DATA_DIR, "alone")); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(existsSync(join(DATA_DIR, "alone")));
});

test("no server stays behind when npm is killed", { timeout: 20_000 }, async () => {
  const npm = join(launcher.programs, "like-npm");
  writeFileSync(npm, '#!/bin/sh\nnode "$@"\nexit $?\n', { mode: 0o755 });
  const running = launcher.start(["serve", "stay"], { npm_lifecycle_event: "start" }, npm);
  await running.says("ready");
  running.child.kill("SIGKILL");
  // Its output ends only when the launcher and the server are gone too.
  assert.match((await running.ended).out, /signals [1-9]/);
});

test("a development command that there is not is answered with those that there are", async () => {
  const refused = await launcher.run(["dev", "../told"]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /it knows told\n$/);
});

test("swap on a disk is warned of; in memory or encrypted it is not", () => {
  const { swapOnDisk } = createRequire(import.meta.url)("../../bin/swap.js") as {
    swapOnDisk(where: { swaps: string; sys: string }): string | null;
  };
  const sys = join(launcher.outside, "sys");
  const swaps = join(launcher.outside, "swaps");
  const device = (name: string, files: { uuid?: string; slaves?: string[] }) => {
    mkdirSync(join(sys, "block", name, "dm"), { recursive: true });
    if (files.uuid) writeFileSync(join(sys, "block", name, "dm/uuid"), files.uuid);
    for (const slave of files.slaves ?? [])
      mkdirSync(join(sys, "block", name, "slaves", slave), { recursive: true });
  };
  device("dm-70", { uuid: "CRYPT-LUKS2-abc" });
  device("dm-71", { uuid: "LVM-abc", slaves: ["dm-70"] });
  device("dm-72", { uuid: "LVM-abc", slaves: ["dm-70", "sdx2"] });
  const warning = (...paths: string[]) => {
    const lines = paths.map((path) => `${path}\tpartition\t8388604\t0\t-2`);
    writeFileSync(swaps, ["Filename\tType\tSize\tUsed\tPriority", ...lines, ""].join("\n"));
    return swapOnDisk({ swaps, sys });
  };
  assert.equal(warning(), null);
  assert.equal(warning("/dev/zram0", "/dev/dm-70", "/dev/dm-71"), null);
  assert.match(warning("/dev/zram0", "/dev/sdx2") ?? "", /\(\/dev\/sdx2\)/);
  assert.match(warning("/dev/dm-72") ?? "", /dm-72/);
  assert.match(warning(join(launcher.outside, "swap\\040file")) ?? "", /swap file/);
  const file = join(launcher.outside, "swapfile");
  writeFileSync(file, "");
  assert.match(warning(file) ?? "", /swapfile/);
  const { dev } = statSync(file);
  const number = `${(dev >>> 8) & 0xfff}:${(dev & 0xff) | ((dev >>> 12) & 0xfff00)}`;
  mkdirSync(join(sys, "dev/block"), { recursive: true });
  symlinkSync("../../block/dm-71", join(sys, "dev/block", number));
  assert.equal(warning(file), null);
  assert.equal(swapOnDisk({ swaps: join(sys, "none"), sys }), null);
});
