import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type MovedClock, movedClock } from "../../test/moved-clock.ts";
import { DAY, HOUR } from "../clock.ts";
import { base64url } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { MemoryFolderError } from "./folder.ts";
import { type Memory, openMemory } from "./memory.ts";
import type { WaitingMail } from "./waiting.ts";

const CAMPAIGN = new Uint8Array(16).fill(0x20);
const MINUTE = 60_000;

function runDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "run-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

function open(dir: string | null, clock: MovedClock, limits = true): Memory {
  return openMemory({ runDir: dir, clock, primitives: onNode, limits, warn: assert.fail });
}

function mailTo(to: string, row: number, since: number): WaitingMail {
  const token = base64url(onNode.random(323));
  const campaign = base64url(CAMPAIGN);
  return {
    row,
    kind: "confirm",
    to,
    token,
    language: "en",
    campaign,
    since,
    range: "203.0.113.0/24",
  };
}

/** Every file of a folder, its name and its bytes. */
function filesIn(dir: string): { path: string; bytes: Buffer }[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

test("a folder that others can read, a link, a file or nothing is refused", (t) => {
  const dir = runDir(t);
  const clock = movedClock();
  const refused = (path: string) => assert.throws(() => open(path, clock), MemoryFolderError);
  refused(join(dir, "missing"));
  mkdirSync(join(dir, "ours"), { mode: 0o700 });
  symlinkSync(join(dir, "ours"), join(dir, "link"));
  refused(join(dir, "link"));
  for (const mode of [0o750, 0o705, 0o710]) {
    chmodSync(join(dir, "ours"), mode);
    refused(join(dir, "ours"));
  }
  chmodSync(join(dir, "ours"), 0o700);
  mkdirSync(join(dir, "ours", "mail"));
  chmodSync(join(dir, "ours", "mail"), 0o755);
  refused(join(dir, "ours"));
});

test("who signed twice is found through either row, also after a restart", (t) => {
  const dir = runDir(t);
  const clock = movedClock();
  const first = open(dir, clock);
  first.tags.remember(CAMPAIGN, "person", "maya@example.org", 1);
  first.tags.remember(CAMPAIGN, "person", "noor@example.org", 2);
  first.tags.remember(CAMPAIGN, "organisation", "maya@example.org", 3);
  first.tags.remember(CAMPAIGN, "person", "maya@example.org", 4);
  for (const memory of [first, open(dir, clock)]) {
    assert.deepEqual(memory.tags.rows(CAMPAIGN, "person", "maya@example.org"), [4, 1]);
    assert.deepEqual(memory.tags.beside(1), [4]);
    assert.deepEqual(memory.tags.beside(4), [1]);
    assert.deepEqual(memory.tags.beside(3), []);
    assert.deepEqual(memory.tags.beside(99), []);
  }
  first.tags.forgetRow(4);
  assert.deepEqual(open(dir, clock).tags.beside(1), []);
});

test("signing again across midnights links all rows, for 72 hours from the day of each", (t) => {
  const dir = runDir(t);
  const clock = movedClock(Date.UTC(2026, 10, 24, 23, 59));
  const sign = (row: number) => open(dir, clock).tags.remember(CAMPAIGN, "person", "maya@example.org", row);
  const beside = (row: number) => open(dir, clock).tags.beside(row).sort();
  sign(1);
  clock.move(2 * MINUTE);
  sign(2);
  clock.move(DAY);
  sign(3);
  assert.deepEqual(beside(1), [2, 3]);
  assert.deepEqual(beside(3), [1, 2]);
  // The first day's key is destroyed; what was entered under today's tag is found through it.
  clock.move(DAY);
  assert.equal(open(dir, clock).expire(), 0);
  assert.deepEqual(beside(3), [1, 2]);
  assert.deepEqual(readdirSync(join(dir, "tags")).length, 2);
  clock.move(3 * DAY);
  assert.deepEqual(beside(3), []);
  assert.deepEqual(filesIn(dir), []);
});

test("whoever reads the folder finds no address, no network and no row by an address but under a living key", (t) => {
  const dir = runDir(t);
  const clock = movedClock();
  const memory = open(dir, clock);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 1);
  memory.budgets?.take({ address: "maya@example.org", ranges: [], campaign: base64url(CAMPAIGN) });
  memory.mail.add({ of: "signatures", plain: [], mails: [mailTo("noor@example.org", 2, clock.now())] });
  const [noor] = memory.mail.take(clock.now());
  assert.ok(noor);
  const held = () => Buffer.concat(filesIn(dir).map(({ bytes }) => bytes)).toString("latin1");
  assert.ok(held().includes("noor@example.org"));
  memory.mail.handed(noor);
  for (const word of ["maya", "noor", "203.0.113", noor.token.slice(0, 20)])
    assert.ok(!held().includes(word), word);
  assert.ok(filesIn(dir).every(({ path }) => (statSync(path).mode & 0o077) === 0));
});

test("a second mail to an address waits an hour, a fourth for tomorrow, and one network sends it only one a day", (t) => {
  const dir = runDir(t);
  const clock = movedClock(Date.UTC(2026, 10, 24, 12, 0, 30));
  const campaign = base64url(CAMPAIGN);
  const take = (network: string) => {
    const budgets = open(dir, clock).budgets;
    assert.ok(budgets);
    const ranges = budgets.rangeTags("maya@example.org", network);
    const answer = budgets.take({ address: "maya@example.org", ranges, campaign });
    return answer === "now" ? "now" : answer.waitUntil - clock.now();
  };
  const tomorrow = 12 * HOUR - 30_000;
  assert.equal(take("one"), "now");
  assert.equal(take("two"), HOUR + 30_000);
  assert.equal(take("one"), tomorrow);
  clock.move(HOUR + 30_000);
  assert.equal(take("one"), 11 * HOUR - MINUTE);
  assert.equal(take("two"), "now");
  clock.move(2 * HOUR);
  assert.equal(take("three"), "now");
  clock.move(2 * HOUR);
  assert.equal(take("four"), 7 * HOUR - MINUTE);
  clock.move(7 * HOUR - MINUTE);
  assert.equal(take("one"), "now");
  assert.equal(take("five"), HOUR + MINUTE);
});

test("an hour between two mails holds across midnight", (t) => {
  const clock = movedClock(Date.UTC(2026, 10, 24, 23, 50));
  const { budgets } = open(runDir(t), clock);
  const spending = { address: "maya@example.org", ranges: [], campaign: "c" };
  assert.equal(budgets?.take(spending), "now");
  clock.move(20 * MINUTE);
  assert.deepEqual(budgets?.take(spending), { waitUntil: clock.now() + 41 * MINUTE });
});

test("a mail that waited over midnight still counts for the network it came from", (t) => {
  const clock = movedClock(Date.UTC(2026, 10, 24, 23, 50));
  const { budgets } = open(runDir(t), clock);
  const ranges = budgets?.rangeTags("maya@example.org", "one") ?? [];
  clock.move(20 * MINUTE);
  assert.equal(budgets?.take({ address: "maya@example.org", ranges, campaign: "c" }), "now");
  clock.move(2 * HOUR);
  const again = budgets?.rangeTags("maya@example.org", "one") ?? [];
  assert.notEqual(budgets?.take({ address: "maya@example.org", ranges: again, campaign: "c" }), "now");
});

test("a flood into one small domain is slowed, and others go on", () => {
  const clock = movedClock();
  const { budgets } = open(null, clock);
  const take = (at: number, domain: string) =>
    budgets?.take({ address: `p${at}@${domain}`, ranges: [], campaign: "c" });
  for (let at = 0; at < 600; at++) assert.equal(take(at, "small.org"), "now");
  assert.deepEqual(take(600, "small.org"), { waitUntil: clock.now() + MINUTE });
  assert.equal(take(600, "other.org"), "now");
  clock.move(MINUTE);
  assert.equal(take(600, "small.org"), "now");
});

test("without LIMITS there are no budgets", (t) => {
  assert.equal(open(runDir(t), movedClock(), false).budgets, null);
});

test("forgetting empties the folder, and the memory goes on", (t) => {
  const dir = runDir(t);
  const clock = movedClock();
  const memory = open(dir, clock);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 1);
  memory.budgets?.take({ address: "maya@example.org", ranges: [], campaign: "c" });
  memory.mail.add({ of: "signatures", plain: [9], mails: [mailTo("maya@example.org", 1, clock.now())] });
  const [held] = memory.mail.take(clock.now());
  memory.mail.add({ of: "signatures", plain: [9], mails: [mailTo("noor@example.org", 2, clock.now())] });
  memory.forget();
  assert.deepEqual(filesIn(dir), []);
  if (held) memory.mail.handed(held);
  assert.deepEqual(filesIn(dir), []);
  assert.equal(memory.mail.waiting(), 0);
  assert.deepEqual(memory.mail.take(clock.now()), []);
  assert.deepEqual(memory.tags.beside(1), []);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 5);
  assert.deepEqual(open(dir, clock).tags.rows(CAMPAIGN, "person", "maya@example.org"), [5]);
});

test("a server whose folder somebody empties forgets too, and goes on", (t) => {
  const dir = runDir(t);
  const clock = movedClock();
  const memory = openMemory({ runDir: dir, clock, primitives: onNode, limits: true });
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 1);
  for (const row of [1, 2])
    memory.mail.add({ of: "signatures", plain: [], mails: [mailTo("a@b.org", row, clock.now())] });
  for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
  assert.deepEqual(memory.mail.take(clock.now()), []);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 2);
  memory.mail.add({ of: "signatures", plain: [], mails: [mailTo("a@b.org", 3, clock.now())] });
  memory.expire();
  assert.equal(memory.mail.waiting(), 0);
  assert.deepEqual(memory.tags.beside(1), []);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 7);
  memory.mail.add({ of: "signatures", plain: [], mails: [mailTo("a@b.org", 4, clock.now())] });
  const again = open(dir, clock);
  assert.deepEqual(again.tags.rows(CAMPAIGN, "person", "maya@example.org"), [7]);
  assert.equal(again.mail.waiting(), 1);
});

test("without a folder the process remembers the same", () => {
  const clock = movedClock();
  const memory = open(null, clock);
  assert.equal(memory.where, "process");
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 1);
  memory.tags.remember(CAMPAIGN, "person", "maya@example.org", 2);
  memory.mail.add({ of: "signatures", plain: [], mails: [mailTo("maya@example.org", 1, clock.now())] });
  assert.deepEqual(memory.tags.beside(1), [2]);
  assert.equal(memory.mail.take(clock.now())[0]?.to, "maya@example.org");
});

test("it works inside the permission model, which allows nothing but its folder", (t) => {
  const dir = runDir(t);
  const here = new URL("..", import.meta.url).pathname;
  const script = `
    const { openMemory } = await import(${JSON.stringify(new URL("memory.ts", import.meta.url).href)});
    const { onNode } = await import(${JSON.stringify(new URL("../vault/on-node.ts", import.meta.url).href)});
    const { systemClock } = await import(${JSON.stringify(new URL("../clock.ts", import.meta.url).href)});
    const memory = openMemory({ runDir: ${JSON.stringify(dir)}, clock: systemClock(), primitives: onNode, limits: true });
    memory.tags.remember(new Uint8Array(16), "person", "maya@example.org", 1);
    memory.budgets.take({ address: "maya@example.org", ranges: memory.budgets.rangeTags("a", "b"), campaign: "c" });
    const mail = { row: 1, kind: "ask", to: "a@b.org", token: "t", language: "en", campaign: "c", since: Date.now() };
    memory.mail.add({ of: "signatures", plain: [], mails: [mail] });
    const [taken] = memory.mail.take(Date.now());
    memory.mail.handed(taken);
    memory.mail.toMark().marked();
    memory.expire();
    memory.close();
    console.log("done");`;
  const allowed = [
    `--allow-fs-read=${join(here, "..")}`,
    `--allow-fs-read=${dir}/`,
    `--allow-fs-write=${dir}/`,
  ];
  const run = spawnSync(process.execPath, ["--permission", ...allowed, "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.equal(run.stdout, "done\n", run.stderr);
});
