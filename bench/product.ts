// The product as it is run: a network served by its own command inside its permission jail, on the server's core,
// begun and published to by the command line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/store/store.ts";
import { runCli, until } from "../test/running.ts";
import { type Cores, descendants, mostMemory, onCore } from "./machine.ts";

const ROOT = join(import.meta.dirname, "..");
const SAMPLE = join(ROOT, "samples", "declaration.md");
const MEMORY = "/dev/shm";

/** The campaign that is signed: the sample declaration, open for long. */
export const SLUG = "work-without-fear";

export interface Product {
  port: number;
  url: string;
  dataDir: string;
  wordsFile: string;
  /** Starts to serve. Another setting than before may be given. */
  start(settings?: Record<string, string>): Promise<void>;
  /** Ends in order. */
  stop(): Promise<void>;
  /** The serving process. */
  pid(): number;
  /** The most memory that the serving process ever held, in MB. */
  memory(): number | null;
  /** Bytes of a sealed row, as the last signature left it. */
  rowBytes(): Promise<number>;
  /** Runs a command of the command line with this network's address and words. @returns what it wrote */
  cli(...args: string[]): Promise<string>;
  /** Stops and deletes everything. */
  remove(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A folder in memory, where the machine has one. */
function memoryFolder(): string | null {
  try {
    return mkdtempSync(join(MEMORY, "undersigned-bench-"));
  } catch {
    return null;
  }
}

/**
 * Makes a network with one open campaign and serves it.
 * @param cores the machine's
 * @param settings on top of LIMITS=off
 */
export async function openProduct(cores: Cores, settings: Record<string, string> = {}): Promise<Product> {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-bench-"));
  const run = memoryFolder();
  const port = await freePort();
  const dataDir = join(dir, "data");
  const url = `http://localhost:${port}`;
  const env: Record<string, string> = {
    ...{ PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" },
    ...{ DATA_DIR: dataDir, SECRET_DIR: join(dir, "secret"), RUN_DIR: run ?? "" },
    ...{ HOST: "127.0.0.1", PORT: String(port), BASE_URL: url, LIMITS: "off", LOG_LEVEL: "error" },
    ...{ DATABASE_URL: "", MAIL_URL: "", PUBLISH_EVERY: "15" },
    ...(process.env.NODE_OPTIONS ? { NODE_OPTIONS: process.env.NODE_OPTIONS } : {}),
    ...settings,
  };
  mkdirSync(dataDir, { mode: 0o700 });
  let child: ReturnType<typeof spawn> | null = null;
  let said = "";
  let pid = 0;
  const product: Product = {
    ...{ port, url, dataDir, wordsFile: join(dir, "words") },
    start: async (more = {}) => {
      Object.assign(env, more);
      const launcher = [process.execPath, join(ROOT, "bin", "undersigned"), "serve"];
      const [command = "", ...args] = onCore(cores, cores.server, launcher);
      const started = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
      child = started;
      for (const stream of [started.stdout, started.stderr]) {
        stream.on("data", (part: Buffer) => {
          said = `${said}${part.toString()}`.slice(-4_000);
        });
      }
      const answers = () =>
        fetch(`${url}/healthz`)
          .then((answer) => answer.ok)
          .catch(() => false);
      await until(
        "the network to be served",
        async () => {
          if (started.exitCode !== null) throw new Error(`the server ended: ${said}`);
          return answers();
        },
        60_000,
      );
      [pid = 0] = descendants(started.pid ?? 0);
    },
    stop: async () => {
      if (!child || child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      child = null;
    },
    pid: () => pid,
    memory: () => mostMemory(pid),
    rowBytes: () => lastRowBytes(env),
    cli: (command, ...args) => runCli({}, [command, url, ...args, "--words-file", product.wordsFile]),
    remove: async () => {
      await product.stop();
      for (const folder of [dir, run]) if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
  await product.start();
  await begin(dir, dataDir);
  const file = join(dir, "declaration.md");
  writeFileSync(file, campaignText());
  await product.cli("publish", file);
  return product;
}

async function begin(dir: string, dataDir: string): Promise<void> {
  const link = readFileSync(join(dataDir, "set-up-link"), "utf8");
  const names = [
    "--network",
    "Harbour Lights Network",
    "--name",
    "Amina",
    "--email",
    "amina@harbour.example",
  ];
  const place = ["--organisation", "Harbour Lights Coalition", "--timezone", "America/Toronto"];
  const files = ["--words-file", join(dir, "words"), "--envelope-file", join(dir, "envelope")];
  await runCli({}, ["begin", link, ...names, ...place, ...files]);
}

async function lastRowBytes(env: Record<string, string>): Promise<number> {
  const { DATABASE_URL: url, DATA_DIR: dataDir = "" } = env;
  const database = url ? ({ kind: "postgres", url } as const) : ({ kind: "sqlite" } as const);
  const store = await openStore({ database, dataDir, onError: () => {} });
  try {
    const last = store.read.selectFrom("signatures").select("row").orderBy("id", "desc").limit(1);
    return (await last.executeTakeFirstOrThrow()).row?.length ?? 0;
  } finally {
    await store.close();
  }
}

/** The sample's text with days that are never over. */
function campaignText(): string {
  return readFileSync(SAMPLE, "utf8")
    .replace(/^opens: .*$/m, "opens: 2020-01-01")
    .replace(/^closes: .*$/m, "closes: 2098-12-31")
    .replace(/^keep_until: .*$/m, "keep_until: 2099-12-31");
}
