// Finds Node 26: first on PATH, outside node_modules (npm puts the packaged copy in front), else the copy that
// `npm ci` brings as an optional dependency.
"use strict";
const { execFileSync } = require("node:child_process");
const { accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync } = require("node:fs");
const { delimiter, dirname, join, sep } = require("node:path");
const { Refusal, say } = require("./words.js");

const NEEDED = 26;

/** @returns {string[]} the folders of PATH that no node_modules is part of */
function pathOutside(path = process.env.PATH ?? "") {
  return path.split(delimiter).filter((dir) => dir !== "" && !dir.split(sep).includes("node_modules"));
}

/** @returns {string | null} the version, like 26.10.0; null when it does not run */
function versionOf(path) {
  if (path === process.execPath) return process.versions.node;
  try {
    const options = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 10_000 };
    return execFileSync(path, ["--version"], options).trim().replace(/^v/, "");
  } catch {
    return null;
  }
}

/** Its package says it; asking the program itself would cost every start some 30 ms. */
function packagedVersion(path) {
  try {
    return JSON.parse(readFileSync(join(dirname(path), "..", "package.json"), "utf8")).version;
  } catch {
    return versionOf(path);
  }
}

/** Where npm links it and, because npm 9 (Debian 12 and 13) links none for an optional package, where it lies. */
function packagedCopies(root) {
  const modules = join(root, "node_modules");
  const names = existsSync(modules)
    ? readdirSync(modules).filter((name) => /^node-.*(linux|darwin)/.test(name))
    : [];
  const found = [join(modules, ".bin", "node"), ...names.map((name) => join(modules, name, "bin", "node"))];
  return [...new Set(found.filter(existsSync).map((path) => realpathSync(path)))];
}

const isEnough = (version) => version !== null && Number.parseInt(version, 10) >= NEEDED;

/** The one that runs this, then those on PATH; links are followed, so that one found twice is asked once. */
function nodesOutside() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const own = pathOutside(dirname(process.execPath)).map(() => process.execPath);
  const found = [...own, ...pathOutside().map((dir) => join(dir, name))];
  return [...new Set(found.filter(existsSync).map((path) => realpathSync(path)))];
}

/**
 * Finds a Node that is new enough.
 * @param {string} root the package's folder
 * @param {{packaged: boolean}} options whether the packaged copy will do; then nothing found is a refusal
 * @returns {{path: string, say: () => void} | null} `say` tells which one it is, when it is the packaged one
 */
function findNode(root, { packaged }) {
  const quiet = () => undefined;
  for (const path of nodesOutside()) if (isEnough(versionOf(path))) return { path, say: quiet };
  if (!packaged) return null;
  for (const copy of packagedCopies(root)) {
    const version = packagedVersion(copy);
    const line = `using the packaged Node ${version}, as there is none from ${NEEDED} on installed here`;
    if (isEnough(version)) return { path: copy, say: () => say(line) };
  }
  throw new Refusal(
    `needs Node ${NEEDED} or later: this is ${process.versions.node}, and there is no packaged copy for ` +
      `${process.platform} ${process.arch}. Install it from https://nodejs.org`,
  );
}

/**
 * Reads `.env` with Node's own reader; what the environment already sets wins.
 * @returns {Record<string, string>} the environment with the file's settings, empty when there is no file
 * @throws Refusal when this user may not read it
 */
function readEnvFile(node, file) {
  if (!existsSync(file)) return {};
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new Refusal(`${file} cannot be read by this user: run it as the network's own`);
  }
  const print = ["--env-file", file, "--print", "JSON.stringify(process.env)"];
  return JSON.parse(execFileSync(node, print, { encoding: "utf8" }));
}

module.exports = { findNode, pathOutside, readEnvFile };
