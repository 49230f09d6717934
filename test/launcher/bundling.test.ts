// The desk's scripts are bundled when something they are made of changed, only then, and never half.
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";

const REPOSITORY = join(import.meta.dirname, "..", "..");
const root = mkdtempSync(join(tmpdir(), "undersigned-bundle-"));
const at = (...names: string[]) => join(root, ...names);

before(() => {
  cpSync(join(REPOSITORY, "bin"), at("bin"), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), at("node_modules"));
  mkdirSync(at("src", "browser"), { recursive: true });
  writeFileSync(at("package-lock.json"), "{}");
  writeFileSync(
    at("src", "browser", "desk.ts"),
    'import { word } from "./word.ts";\ndocument.title = word as string;\n',
  );
  writeFileSync(at("src", "browser", "word.ts"), 'export const word = "first";\n');
  for (const worker of ["opening-worker", "stretching-worker"])
    writeFileSync(at("src", "browser", `${worker}.ts`), "postMessage(1);\n");
});
after(() => {
  chmodSync(root, 0o700);
  rmSync(root, { recursive: true });
});

/** Bundles in a process of its own. @returns what it said */
function bundle(): Promise<string> {
  const script = `require("./bin/bundle.js").bundleIfStale(${JSON.stringify(root)})`;
  return new Promise((done, fail) => {
    execFile(process.execPath, ["--eval", script], { cwd: root }, (error, _out, said) =>
      error ? fail(error) : done(said),
    );
  });
}
const list = () =>
  JSON.parse(readFileSync(at("dist", "scripts.json"), "utf8")) as {
    files: Record<string, { name: string; sha256: string }>;
  };
const text = () => readFileSync(at("dist", list().files.desk?.name ?? ""), "utf8");

test("a second start bundles nothing; a changed source does, and the old file is gone", async () => {
  assert.match(await bundle(), /are bundled/);
  assert.match(text(), /first/);
  const [name, made] = [list().files.desk?.name ?? "", statSync(at("dist", "scripts.json")).mtimeMs];
  assert.equal(await bundle(), "");
  assert.equal(statSync(at("dist", "scripts.json")).mtimeMs, made);
  writeFileSync(at("src", "browser", "word.ts"), 'export const word = "second";\n');
  assert.match(await bundle(), /are bundled/);
  assert.match(text(), /second/);
  assert.ok(!readdirSync(at("dist")).includes(name));
});

test("a file of the bundle that is missing is made again", async () => {
  rmSync(at("dist", list().files.desk?.name ?? ""));
  assert.match(await bundle(), /are bundled/);
  assert.match(text(), /second/);
});

test("pages that are loaded when they are gone to are all there, though their files are named alike", async () => {
  for (const folder of ["text", "share"]) {
    mkdirSync(at("src", "browser", folder));
    writeFileSync(
      at("src", "browser", folder, "page.ts"),
      `export const page = ${JSON.stringify(folder)};\n`,
    );
  }
  writeFileSync(
    at("src", "browser", "word.ts"),
    'export const word = "second";\nvoid import("./text/page.ts");\nvoid import("./share/page.ts");\n',
  );
  assert.match(await bundle(), /are bundled/);
  const parts = [...text().matchAll(/part-\w+\.js/g)].map(([name]) => name);
  assert.equal(new Set(parts).size, 2);
  for (const part of parts) {
    assert.ok(readdirSync(at("dist")).includes(part), part);
    assert.ok(
      Object.values(list().files).some(({ name }) => name === part),
      part,
    );
  }
});

test("a script that cannot be bundled is an error, and the bundle before stays whole", async () => {
  const before = readFileSync(at("dist", "scripts.json"), "utf8");
  writeFileSync(at("src", "browser", "word.ts"), "export const word = ;\n");
  await assert.rejects(bundle());
  assert.equal(readFileSync(at("dist", "scripts.json"), "utf8"), before);
  assert.match(text(), /second/);
});
