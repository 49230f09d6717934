// The real server, started by the real launcher: no request can name a file to SQLite, and the process holds open
// what it may and nothing else.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openStore, SQLITE_FILE } from "../src/store/store.ts";
import { freePort } from "./free-port.ts";
import { runCli, until } from "./running.ts";
import { get, post, sign } from "./signer.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PORT = String(await freePort());
const url = `http://localhost:${PORT}`;
const home = mkdtempSync(join(tmpdir(), "undersigned-jail-"));
const at = (name: string) => join(home, name);
const memory = mkdtempSync("/dev/shm/undersigned-jail-");
const folders = { DATA_DIR: at("net"), SECRET_DIR: at("net-secret"), RUN_DIR: join(memory, "run") };
const settings = { ...folders, MAIL_URL: `file:${at("mails")}`, PORT, LIMITS: "off", PUBLISH_EVERY: "0" };
mkdirSync(at("outside"));

/** Ways to name a file to SQLite, of which none may come to anything. */
const FILES = [
  join(home, "outside", "a.sqlite"),
  `file:${join(home, "outside", "b.sqlite")}?mode=rwc`,
  `'; ATTACH DATABASE '${join(home, "outside", "c.sqlite")}' AS x; --`,
  `"); VACUUM INTO '${join(home, "outside", "d.sqlite")}'; --`,
  "../outside/e.sqlite",
];

let launcher: ReturnType<typeof spawn>;
before(async () => {
  launcher = spawn(process.execPath, [join(ROOT, "bin", "undersigned"), "serve"], {
    env: { PATH: process.env.PATH ?? "", ...settings },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const answers = () =>
    fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await until("the server to answer", answers, 60_000);
  const link = readFileSync(join(folders.DATA_DIR, "set-up-link"), "utf8");
  const who = ["--network", "Jail", "--name", "Amina", "--email", "a@harbour.example", "--timezone", "UTC"];
  await runCli({}, ["begin", link, ...who, "--words-file", at("words"), "--envelope-file", at("envelope")]);
  await runCli({}, ["publish", url, join(ROOT, "samples/declaration.md"), "--words-file", at("words")]);
});
after(async () => {
  const ended = new Promise((done) => launcher.once("exit", done));
  launcher.kill();
  await ended;
  rmSync(home, { recursive: true });
  rmSync(memory, { recursive: true });
});

/** The server's own process: the launcher's child. */
function serverPid(): string {
  return readFileSync(`/proc/${launcher.pid}/task/${launcher.pid}/children`, "utf8").trim();
}

/** The campaign's form, filled with these words wherever it takes words. */
async function signWith(words: string): Promise<number> {
  const slug = /^slug: (\S+)$/m.exec(readFileSync(join(ROOT, "samples/declaration.md"), "utf8"))?.[1] ?? "";
  const person = { as: "person", name: words, email: "", appear: "public", shown_as: words, position: words };
  return (await sign(url, slug, person)).status;
}

test("the server lives in the jail that the launcher built", () => {
  const command = readFileSync(`/proc/${serverPid()}/cmdline`, "utf8").split("\0");
  assert.ok(command.includes("--permission"));
  const may = command.filter((word) => word.startsWith("--allow"));
  const writes = may.filter((word) => word.startsWith("--allow-fs-write=")).map((word) => word.split("=")[1]);
  assert.deepEqual(writes.sort(), [...Object.values(folders), at("mails")].sort());
  assert.ok(
    may.every((word) => /^--allow-(net$|fs-read=|fs-write=)/.test(word)),
    may.join(" "),
  );
});

test("no request can name a file to SQLite", async () => {
  assert.equal(await signWith("Maya Okello"), 200);
  for (const file of FILES) {
    const named = encodeURIComponent(file);
    for (const path of [
      `/${named}`,
      `/${named}/names`,
      `/?lang=${named}`,
      `/c/${named}`,
      `/assets/${named}`,
    ]) {
      assert.ok((await get(url + path)).status < 500, path);
    }
    assert.ok((await signWith(file)) < 500);
    assert.ok((await post(`${url}/${named}/mine`, { code: file, do: "look" })).status < 500);
    const body = JSON.stringify({ address: file, name: file, signIn: file });
    for (const path of ["sessions", "accounts", "campaigns", named]) {
      const headers = { "content-type": "application/json", authorization: `Bearer ${named}` };
      const answer = await fetch(`${url}/desk/api/${path}`, { method: "POST", headers, body });
      assert.ok(answer.status < 500, path);
    }
  }
  assert.deepEqual(readdirSync(at("outside")), []);
});

test("the server has files open only in its own folders", () => {
  const open = readdirSync(`/proc/${serverPid()}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${serverPid()}/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  const files = open.filter(
    (path) => path.startsWith("/") && !path.startsWith("/dev/") && !path.startsWith("/proc/"),
  );
  const memoryFiles = open.filter((path) => path.startsWith("/dev/shm/"));
  assert.ok(files.some((path) => path.endsWith(SQLITE_FILE)));
  const own = [...Object.values(folders), at("mails"), ROOT];
  const strange = [...files, ...memoryFiles].filter((path) => !own.some((dir) => path.startsWith(`${dir}/`)));
  // What the test run itself hands on (its pipes and log files) is not the server's.
  assert.deepEqual(strange, []);
});

test("even a statement of ours reaches no other file", async () => {
  const dataDir = at("direct");
  mkdirSync(dataDir);
  const store = await openStore({ database: { kind: "sqlite" }, dataDir, onError: () => {} });
  const target = join(home, "outside", "f.sqlite");
  for (const statement of [
    `ATTACH DATABASE '${target}' AS x`,
    `VACUUM INTO '${target}'`,
    "SELECT load_extension('x')",
  ]) {
    for (const db of [store.read, store.read.withoutPlugins()]) {
      await assert.rejects(sql.raw(statement).execute(db), statement);
    }
    await assert.rejects(
      store.write((tx) => sql.raw(statement).execute(tx)),
      statement,
    );
  }
  await store.close();
  assert.ok(!existsSync(target));
});
