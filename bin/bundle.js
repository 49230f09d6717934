// Bundles the desk's scripts (src/browser/) into dist/ when something that they are made of changed, and only then.
// dist/scripts.json names each file with its hash; it is renamed into place last, so that no server ever reads half.
"use strict";
const { createHash } = require("node:crypto");
const {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { basename, join, relative, sep } = require("node:path");
const { say } = require("./words.js");

/** One script for the pages, one for the threads that open rows, one for the thread that stretches words. */
const ENTRIES = ["desk", "opening-worker", "stretching-worker"];
const LIST = "scripts.json";

/** Size and time of a file; null when it is gone. */
function stampOf(path) {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  } catch {
    return null;
  }
}

function readList(dist) {
  try {
    return JSON.parse(readFileSync(join(dist, LIST), "utf8"));
  } catch {
    return null;
  }
}

/** @returns {boolean} whether everything that the bundle was made of is as it was, and all of it is there */
function isFresh(root, dist) {
  const list = readList(dist);
  if (!list) return false;
  const unchanged = Object.entries(list.from).every(([path, stamp]) => stampOf(join(root, path)) === stamp);
  return unchanged && Object.values(list.files).every(({ name }) => stampOf(join(dist, name)) !== null);
}

/** What was read: our own sources one by one; of packages the lock file, which names every version. */
function sources(root, inputs) {
  const own = Object.keys(inputs).filter((path) => !path.split("/").includes("node_modules"));
  return Object.fromEntries(
    [...own, "package-lock.json", "bin/bundle.js"].map((path) => [path, stampOf(join(root, path))]),
  );
}

/**
 * Bundles the scripts if they are stale.
 * @param {string} root the package's folder
 * @throws Error when a script cannot be bundled
 */
async function bundleIfStale(root) {
  const dist = join(root, "dist");
  if (isFresh(root, dist)) return;
  try {
    mkdirSync(dist, { recursive: true });
    accessSync(dist, constants.W_OK);
  } catch (error) {
    // Signing needs no script: whoever may not write here serves without the desk in a browser.
    say(
      `the desk's scripts cannot be bundled here (${error.code}): run "undersigned install" as the owner of ${root}`,
    );
    return;
  }
  const { build } = require("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES.map((name) => join("src", "browser", `${name}.ts`)),
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["chrome120", "firefox128", "safari17"],
    entryNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    minify: true,
    charset: "utf8",
    legalComments: "eof",
    // zod may make its parsers from strings of code, which the desk's pages forbid. Files are run in an order of the
    // bundler's, so each of them says so before anything of its own.
    banner: { js: "(globalThis.__zod_globalConfig??={}).jitless=true;" },
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const files = {};
  for (const { path, contents } of outputFiles) {
    const name = basename(path);
    const made = metafile.outputs[relative(root, path).split(sep).join("/")];
    // What is loaded when a page is gone to is an entry to the bundler, too: those go by their own names.
    const entry = ENTRIES.find((one) => made?.entryPoint === `src/browser/${one}.ts`) ?? name;
    files[entry] = { name, sha256: createHash("sha256").update(contents).digest("base64") };
    writeFileSync(join(dist, `${name}.${process.pid}`), contents);
    renameSync(join(dist, `${name}.${process.pid}`), join(dist, name));
  }
  const list = { from: sources(root, metafile.inputs), files };
  writeFileSync(join(dist, `${LIST}.${process.pid}`), JSON.stringify(list, null, 1));
  renameSync(join(dist, `${LIST}.${process.pid}`), join(dist, LIST));
  const kept = new Set([LIST, ...Object.values(files).map(({ name }) => name)]);
  for (const name of readdirSync(dist)) if (!kept.has(name)) rmSync(join(dist, name), { force: true });
  say("the desk's scripts are bundled");
}

module.exports = { bundleIfStale };
