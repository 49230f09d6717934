// Runs the command and is transparent: signals go on to it, its exit code comes back.
"use strict";
const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const { Refusal, say } = require("./words.js");

/** What the system says for a program one of whose libraries is missing; Node itself never ends so. */
const NOT_LOADED = 127;
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Starts a program and waits for its end.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{tied?: boolean}} options `tied` lets the child notice when the launcher is killed (a channel that
 *   closes), so that no server stays behind without the one that was started
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
function run(program, args, env, { tied = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ["inherit", "inherit", "inherit", ...(tied ? ["ipc"] : [])];
    const child = spawn(program, args, { env, stdio });
    // A signal may come from the terminal, from npm and again from here: each is passed on, and the child
    // starts one stop, which it ends in its own time.
    for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
    const watch =
      tied && process.env.npm_lifecycle_event ? whenOrphaned(() => child.kill("SIGTERM")) : undefined;
    child.once("error", (error) => reject(new Refusal(`cannot start ${program}: ${error.message}`)));
    child.once("exit", (code, signal) => {
      clearInterval(watch);
      for (const name of FORWARDED) process.removeAllListeners(name);
      if (code === NOT_LOADED) say(`${program} does not run here: it needs libatomic (Debian: libatomic1)`);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm passes SIGTERM and SIGINT on, but not SIGHUP, and dies of SIGKILL alone: then the server stops as well. */
function whenOrphaned(then) {
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && then(), 250).unref();
}

module.exports = { run };
