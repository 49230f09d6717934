// A small package of its own around a copy of the launcher: with a fake npm that writes down how it was called,
// and a command line that tells what it was given. So the launcher is tried without a network, and breaks nothing.
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const REPOSITORY = join(import.meta.dirname, "..", "..");

/** Installs what the lock file names, as npm would; NPM_SLEEP makes it slow and NPM_FAIL makes it fail. */
const NPM = `#!/bin/sh
echo "$@" >> "$NPM_CALLS"
sleep "\${NPM_SLEEP:-0}"
[ -n "$NPM_FAIL" ] && exit 3
exec node "$(dirname "$0")/npm.cjs" "$@"
`;
const NPM_INSTALL = `
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const dev = process.argv.includes("--include=dev");
rmSync("node_modules", { recursive: true, force: true });
const installed = {};
for (const [path, entry] of Object.entries(packages)) {
  if (path === "" || (entry.dev && !dev) || (entry.os && entry.os[0] !== process.platform)) continue;
  mkdirSync(path, { recursive: true });
  installed[path] = entry;
}
mkdirSync("node_modules", { recursive: true });
writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
console.log("added some packages");
`;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  /** Waits until stdout holds these words. */
  says(words: string): Promise<void>;
  ended: Promise<Ended>;
}

/** A package with the launcher in it. */
export class LauncherPackage {
  readonly root: string;
  readonly programs: string;
  readonly outside: string;

  constructor() {
    const home = mkdtempSync(join(tmpdir(), "undersigned-launcher-"));
    this.root = join(home, "package");
    this.programs = join(home, "programs");
    this.outside = join(home, "outside");
    for (const dir of [this.root, this.programs, this.outside]) mkdirSync(dir);
    cpSync(join(REPOSITORY, "bin"), join(this.root, "bin"), { recursive: true });
    mkdirSync(join(this.root, "src", "cli"), { recursive: true });
    mkdirSync(join(this.root, "scripts"));
    cpSync(join(import.meta.dirname, "told.ts"), join(this.root, "src", "cli", "main.ts"));
    cpSync(join(import.meta.dirname, "told.ts"), join(this.root, "scripts", "told.ts"));
    writeFileSync(join(this.root, "package.json"), '{"type":"module"}');
    // Nothing is to be bundled: bundling.test.ts tries that.
    mkdirSync(join(this.root, "dist"));
    writeFileSync(join(this.root, "dist", "scripts.json"), '{"from":{},"files":{}}');
    this.writeLock({ "node_modules/server": { version: "1.0.0", integrity: "a" } });
    writeFileSync(join(this.programs, "npm"), NPM);
    writeFileSync(join(this.programs, "npm.cjs"), NPM_INSTALL);
    chmodSync(join(this.programs, "npm"), 0o755);
    symlinkSync(process.execPath, join(this.programs, "node"));
  }

  writeLock(packages: Record<string, object>): void {
    writeFileSync(
      join(this.root, "package-lock.json"),
      JSON.stringify({ packages: { "": {}, ...packages } }),
    );
  }

  /** @returns how npm was called, one line a call */
  npmCalls(): string[] {
    const file = join(this.outside, "npm-calls");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }

  /**
   * Starts the launcher.
   * @param args behind `undersigned`
   * @param env beside PATH, which has the fake npm and Node 26 in front; a value given here wins
   * @param node the Node that runs the launcher itself
   */
  start(args: string[], env: Record<string, string> = {}, node = oldestNode()): Running {
    const child = spawn(node, [join(this.root, "bin", "undersigned"), ...args], {
      cwd: this.outside,
      env: {
        PATH: [this.programs, "/usr/bin", "/bin"].join(delimiter),
        NPM_CALLS: join(this.outside, "npm-calls"),
        XDG_RUNTIME_DIR: join(this.outside, "none"),
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
    const says = async (words: string) => {
      for (let tries = 0; !out.includes(words); tries++) {
        if (tries > 400) throw new Error(`it never said "${words}" but: ${out}${err}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    };
    return { child, says, ended };
  }

  run(args: string[], env: Record<string, string> = {}, node = oldestNode()): Promise<Ended> {
    return this.start(args, env, node).ended;
  }

  remove(): void {
    rmSync(join(this.root, ".."), { recursive: true, force: true });
  }
}

/** The machine's own Node, which may be older than 26; else the one that runs this. */
function oldestNode(): string {
  const own = ["/usr/local/bin/node", "/usr/bin/node"].find(existsSync);
  return own ?? process.execPath;
}
