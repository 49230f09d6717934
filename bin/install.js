// Installs from package-lock.json when what is installed differs from it, and only then: a second start calls
// nothing and needs no network. Development dependencies come when a command wants them, and are never removed.
"use strict";
const { spawn } = require("node:child_process");
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { delimiter, join } = require("node:path");
const { Refusal, say } = require("./words.js");
const { pathOutside } = require("./runtime.js");
const { withLock } = require("./lock.js");

/** Reads the packages of a lock file; none when it is missing or was cut short. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/** @returns {boolean} whether a list like ["linux"] or ["!win32"], a single name or nothing includes `here` */
function includes(list, here) {
  if (list === undefined) return true;
  const names = [list].flat();
  if (names.includes(`!${here}`)) return false;
  return names.includes(here) || names.every((name) => name.startsWith("!"));
}

function fitsThisMachine({ os, cpu, libc }) {
  if (!includes(os, process.platform) || !includes(cpu, process.arch)) return false;
  return libc === undefined || process.platform !== "linux" || includes(libc, libcHere());
}

function libcHere() {
  const musl = existsSync("/lib") && readdirSync("/lib").some((name) => name.startsWith("ld-musl-"));
  return musl ? "musl" : "glibc";
}

/**
 * Compares what is installed with package-lock.json.
 * @param {string} root the package's folder
 * @param {{dev: boolean, needsPackagedNode: boolean}} wanted
 * @returns {{stale: string[], hasDev: boolean}} the packages that are missing or of another version, and
 *   whether development dependencies are installed
 */
function compare(root, { dev, needsPackagedNode }) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  const stale = Object.entries(wanted).filter(([path, entry]) => {
    if (path === "" || entry.link || (entry.dev && !dev)) return false;
    const there = installed[path];
    if (there && existsSync(join(root, path))) {
      return there.version !== entry.version || there.integrity !== entry.integrity;
    }
    if (!entry.optional) return true;
    // One that npm left out on purpose is no reason to ask the network at every start.
    const needed = dev || (needsPackagedNode && /^node_modules\/node-/.test(path));
    return needed && fitsThisMachine(entry);
  });
  return {
    stale: stale.map(([path]) => path),
    hasDev: Object.values(installed).some((entry) => entry.dev),
  };
}

/**
 * Installs if something is missing or changed. Two starts at the same time install once.
 * @param {string} root the package's folder
 * @param {{dev: boolean, needsPackagedNode: boolean}} wanted
 * @throws Refusal when npm is missing or fails
 */
async function installIfStale(root, wanted) {
  if (compare(root, wanted).stale.length === 0) return;
  await withLock(join(root, ".installing"), async () => {
    const { stale, hasDev } = compare(root, wanted);
    if (stale.length === 0) return;
    const dev = wanted.dev || hasDev;
    say(
      `installing from package-lock.json (${stale.length} missing or changed${dev ? ", with tools for development" : ""})`,
    );
    await npmCi(root, dev);
    const left = compare(root, wanted).stale;
    if (left.length > 0) throw new Refusal(`npm ci did not install ${left.join(", ")}`);
  });
}

/** No package that the server needs has an install script, so none is run for it. */
function npmCi(root, dev) {
  const what = dev ? ["--include=dev", "--ignore-scripts=false"] : ["--omit=dev", "--ignore-scripts"];
  const calm = [
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--no-progress",
    "--prefer-offline",
    "--loglevel=error",
  ];
  // Not the packaged Node, which npm is about to replace.
  const env = { ...process.env, PATH: pathOutside().join(delimiter) };
  return new Promise((resolve, reject) => {
    const npm = spawn("npm", ["ci", ...what, ...calm], { cwd: root, env, stdio: ["ignore", 2, 2] });
    const forward = (signal) => npm.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    npm.once("error", (error) => {
      const missing = error.code === "ENOENT";
      reject(new Refusal(missing ? "npm is needed to install, and is not on PATH" : `npm: ${error.message}`));
    });
    npm.once("exit", (code, signal) => {
      for (const name of signals) process.removeListener(name, forward);
      if (code === 0) return resolve(undefined);
      reject(new Refusal(`npm ci ended with ${signal ?? `code ${code}`}; nothing was started`));
    });
  });
}

module.exports = { compare, installIfStale };
