// A real network for tests: the server as its own process with folders of its own, the command line beside it,
// mails as files. Nothing is made up but the people.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { simpleParser } from "mailparser";
import { freePort } from "./free-port.ts";

const ROOT = resolve(import.meta.dirname, "..");
const MAIN = join(ROOT, "src", "cli", "main.ts");

export interface Running {
  url: string;
  /** Holds data, data-secret, mail, run and the words' files. */
  dir: string;
  env: Record<string, string>;
  words: string;
  envelope: string;
  /** What the server wrote on stdout and stderr so far. */
  said(): string;
  /** Runs the command line. @throws when it exits with anything but 0; the error carries stdout and stderr */
  cli(...args: string[]): Promise<string>;
  /** The same, for what is told beside the result: stderr. */
  tells(...args: string[]): Promise<string>;
  /** Makes the first key holder. */
  begin(): Promise<void>;
  /** Mails caught so far, oldest first. */
  mails(): Promise<{ to: string; subject: string; text: string; html: string; link: string; raw: string }[]>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  restart(env?: Record<string, string>): Promise<void>;
  /** Stops the server and deletes its folders. */
  end(): Promise<void>;
}

/** Waits for a condition. @throws after `most` milliseconds, naming what did not come */
export async function until<T>(
  what: string,
  check: () => T | Promise<T>,
  most = 60_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + most;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${most} ms for: ${what}`);
    await new Promise((turn) => setTimeout(turn, 20));
  }
}

/** Runs the command line once, with an environment. */
export async function runCli(env: Record<string, string>, args: string[]): Promise<string> {
  return (await runWhole(env, args)).stdout;
}

function runWhole(env: Record<string, string>, args: string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((done, fail) => {
    const options = { cwd: ROOT, env: { PATH: process.env.PATH ?? "", ...env }, maxBuffer: 1 << 28 };
    const child = execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", MAIN, ...args],
      options,
      (error, stdout, stderr) => {
        if (error) fail(Object.assign(error, { stdout, stderr, message: `${args[0]}: ${stderr}` }));
        else done({ stdout, stderr });
      },
    );
    // There is nobody to answer what it asks.
    child.stdin?.end();
  });
}

/**
 * Starts a network in folders of its own.
 * @param settings on top of: LIMITS=off, PUBLISH_EVERY=0, mail into a folder, a free port
 * @returns the network, answering
 */
export async function startNetwork(settings: Record<string, string> = {}): Promise<Running> {
  const dir = mkdtempSync(join(tmpdir(), "undersigned-"));
  const at = (name: string) => join(dir, name);
  for (const name of ["data", "data-secret", "mail"]) mkdirSync(at(name), { mode: 0o700 });
  const memory = existsSync("/dev/shm") ? mkdtempSync("/dev/shm/undersigned-test-") : at("run");
  const port = await freePort();
  const env: Record<string, string> = {
    DATA_DIR: at("data"),
    SECRET_DIR: at("data-secret"),
    RUN_DIR: memory,
    MAIL_URL: `file:${at("mail")}`,
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    LIMITS: "off",
    PUBLISH_EVERY: "0",
    ...settings,
  };
  for (const [name, value] of Object.entries(env)) if (value === "") delete env[name];
  const url = env.BASE_URL as string;
  let child: ChildProcess;
  let output = "";
  const start = async () => {
    child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, "serve"], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (part: Buffer) => {
        output += part.toString();
      });
    }
    await until(`the server to answer (${output})`, async () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${output}`);
      return fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
  };
  const kill = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  await start();
  const running: Running = {
    url,
    dir,
    env,
    words: at("words"),
    envelope: at("envelope"),
    said: () => output,
    cli: (...args) => runCli({}, args),
    tells: async (...args) => (await runWhole({}, args)).stderr,
    begin: async () => {
      const link = readFileSync(join(env.DATA_DIR as string, "set-up-link"), "utf8");
      const names = [
        "--network",
        "Harbour Lights Network",
        "--name",
        "Amina",
        "--email",
        "amina@harbour.example",
      ];
      const place = ["--organisation", "Harbour Lights Coalition", "--timezone", "UTC"];
      await runCli({}, [
        "begin",
        link,
        ...names,
        ...place,
        "--words-file",
        at("words"),
        "--envelope-file",
        at("envelope"),
      ]);
    },
    mails: async () => {
      const files = readdirSync(at("mail"))
        .filter((name) => name.endsWith(".eml"))
        .sort();
      return Promise.all(files.map((name) => readMail(join(at("mail"), name))));
    },
    kill,
    restart: async (more = {}) => {
      await kill();
      Object.assign(env, more);
      await start();
    },
    end: async () => {
      await kill("SIGKILL");
      rmSync(dir, { recursive: true, force: true });
      rmSync(memory, { recursive: true, force: true });
    },
  };
  return running;
}

async function readMail(file: string) {
  const raw = readFileSync(file, "utf8");
  const mail = await simpleParser(raw);
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  const text = mail.text ?? "";
  const link = /https?:\/\/\S+\/c\/[A-Za-z0-9_-]+\S*/.exec(text)?.[0] ?? "";
  return { to: to?.text ?? "", subject: mail.subject ?? "", text, html: String(mail.html || ""), link, raw };
}
