// A lock for installing: a folder with the id of the process that holds it. A lock whose process is gone (or
// whose id now belongs to another one) stops nobody.
"use strict";
const {
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");
const { Refusal, say } = require("./words.js");

const LOOK_AGAIN = 200;
/** Taking a stale lock away takes no time; whoever was killed meanwhile holds nobody up for longer. */
const TAKING_AWAY = 10_000;
const FOREVER = 15 * 60_000;

/** A process, also told from a later one with the same number. */
function identity(pid) {
  try {
    // Field 22 of stat: when it was started; the name before it may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return `${pid}`;
  }
}

function isAlive(held) {
  const pid = Number.parseInt(held, 10);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  return identity(pid) === held;
}

/** @returns {boolean} false when somebody was first */
function make(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === "EEXIST" || error.code === "ENOTEMPTY") return false;
    throw new Refusal(`cannot install here: ${error.message}`);
  }
}

/** Puts a lock with its holder in place in one step, so that no lock is ever without one. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  rmSync(own, { recursive: true, force: true });
  make(own);
  writeFileSync(join(own, "pid"), identity(process.pid));
  try {
    // Renaming onto a folder works only while that is missing or empty.
    renameSync(own, lock);
    return true;
  } catch {
    rmSync(own, { recursive: true, force: true });
    return false;
  }
}

function holder(lock) {
  try {
    return readFileSync(join(lock, "pid"), "utf8");
  } catch {
    return null;
  }
}

/** Out of the way in one step: while it is emptied it would look like one that anybody may take. */
function remove(lock) {
  const aside = `${lock}.${process.pid}`;
  renameSync(lock, aside);
  rmSync(aside, { recursive: true, force: true });
}

/** Only one process at a time takes a stale lock away, after looking once more. */
function takeAwayIfStale(lock) {
  const held = holder(lock);
  if (held === null || isAlive(held)) return;
  const taking = `${lock}.stale`;
  if (!make(taking)) {
    try {
      if (Date.now() - statSync(taking).mtimeMs > TAKING_AWAY) rmdirSync(taking);
    } catch {
      // Somebody else has just finished.
    }
    return;
  }
  if (holder(lock) === held) remove(lock);
  rmdirSync(taking);
}

/**
 * Does something while no other process on this machine does it.
 * @param {string} lock the folder that stands for it
 * @param {() => Promise<void>} work
 * @throws Refusal when another process holds it for a quarter of an hour
 */
async function withLock(lock, work) {
  const since = Date.now();
  let said = false;
  while (!take(lock)) {
    takeAwayIfStale(lock);
    if (!said && holder(lock) !== null) {
      say("another start is installing; waiting for it");
      said = true;
    }
    if (Date.now() - since > FOREVER) throw new Refusal(`another process still holds ${lock}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  try {
    await work();
  } finally {
    remove(lock);
  }
}

module.exports = { withLock };
