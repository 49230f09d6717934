// Stands in for src/cli/main.ts in the launcher's tests: it tells what it was given and tries what it may not do.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import process from "node:process";
import { Worker } from "node:worker_threads";

const [command, ...args] = process.argv.slice(2);
const { DATA_DIR, SECRET_DIR, RUN_DIR, MAIL_FROM, OUTSIDE = "", MAIL = "" } = process.env;

/** What came of it: "done", or the code with which it was refused. */
function attempt(what: () => unknown): string {
  try {
    what();
    return "done";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

if (args[0] === "exit") process.exit(Number(args[1]));
if (args[0] === "killed") process.kill(process.pid, "SIGKILL");
if (args[0] === "stay") {
  let signals = 0;
  const stop = () => {
    signals++;
    if (signals === 1) setTimeout(() => process.exit(5), 600);
  };
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, stop);
  process.on("disconnect", () => {
    writeFileSync(`${DATA_DIR}/alone`, "");
    process.exit();
  });
  process.on("exit", () => console.log(`signals ${signals}`));
  setInterval(() => {}, 1_000);
  console.log(`ready ${process.pid}`);
} else {
  const tried = args[0] === "try" && {
    readPackage: attempt(() => readFileSync(import.meta.filename)),
    writePackage: attempt(() => writeFileSync(`${import.meta.dirname}/x`, "")),
    writeData: attempt(() => writeFileSync(`${DATA_DIR}/x`, "")),
    writeSecret: attempt(() => writeFileSync(`${SECRET_DIR}/x`, "")),
    writeRun: attempt(() => writeFileSync(`${RUN_DIR}/x`, "")),
    writeMail: attempt(() => writeFileSync(`${MAIL}/x`, "")),
    readOutside: attempt(() => readFileSync("/etc/passwd")),
    writeOutside: attempt(() => writeFileSync(`${OUTSIDE}/x`, "")),
    childProcess: attempt(() => spawnSync("true")),
    worker: attempt(() => new Worker("", { eval: true })),
    addon: attempt(() => process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libm.so.6")),
    net: attempt(() => connect(9, "127.0.0.1").on("error", () => {})),
  };
  const node = process.execPath;
  const umask = process.umask().toString(8);
  const { version } = process;
  const settings = { DATA_DIR, SECRET_DIR, RUN_DIR, MAIL_FROM };
  console.log(JSON.stringify({ command, args, node, version, umask, settings, tried }));
}
