import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { MAIL_LIFE, type MailMemory, openMail } from "./mail.ts";
import { fileNote, type Note, processNote } from "./note.ts";
import type { Batch } from "./waiting.ts";

const NOW = 1_795_651_200_000;

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "mail-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

function open(dir: string): MailMemory {
  return openMail({
    note: (name) => (name === null ? processNote() : fileNote(join(dir, name))),
    left: readdirSync(dir).sort(),
    rangeTags: () => [],
    full: assert.fail,
  });
}

function batch(rows: number[], plain: number[] = [], since = NOW): Batch {
  const mails = rows.map((row) => ({
    ...{ row, kind: "confirm" as const, to: `ñandú${row}@example.org`, token: "t".repeat(431) },
    ...{ language: "en", campaign: "Y2FtcGFpZ24", since },
  }));
  return { of: "signatures", plain, mails };
}

const rowsOf = (mails: { row: number }[]) => mails.map(({ row }) => row).sort((a, b) => a - b);

/** Takes all that waits. */
function takeAll(mail: MailMemory, now = NOW): number[] {
  const rows: number[] = [];
  for (let taken = mail.take(now); taken.length > 0; taken = mail.take(now)) rows.push(...rowsOf(taken));
  return rows.sort((a, b) => a - b);
}

test("what waits is there after a restart, word for word and in order, until it was handed over", (t) => {
  const dir = folder(t);
  open(dir).add(batch([1, 2, 3]));
  open(dir).add(batch([4]));
  const mail = open(dir);
  assert.equal(mail.waiting(), 4);
  const first = mail.take(NOW);
  assert.deepEqual(rowsOf(first), [1, 2, 3]);
  const { place: _, ...words } = first[0] ?? assert.fail();
  assert.deepEqual(words, { ...batch([1]).mails[0], ranges: [], paid: false, tries: 0 });
  for (const one of first.slice(1)) mail.handed(one);
  assert.deepEqual(takeAll(open(dir)), [1, 4]);
});

test("rows are marked when their mails are handed over, those without an address with the last of their commit", (t) => {
  const dir = folder(t);
  const mail = open(dir);
  mail.add(batch([1, 2], [8, 9]));
  mail.add({ of: "requests", plain: [], mails: batch([1]).mails });
  const [one, two, request] = [...mail.take(NOW), ...mail.take(NOW)];
  assert.ok(one && two && request);
  assert.equal(mail.toMark(), null);
  mail.handed(one);
  assert.deepEqual(mail.toMark()?.handed, [{ of: "signatures", rows: [1] }]);
  mail.handed(two);
  mail.handed(request);
  const all = mail.toMark();
  assert.deepEqual(all?.handed, [
    { of: "signatures", rows: [1, 2, 8, 9] },
    { of: "requests", rows: [1] },
  ]);
  assert.ok(mail.waits("signatures", 2), "handed over and not yet marked");
  // What is not said to be marked is marked again, also after a restart.
  assert.deepEqual(open(dir).toMark()?.handed, all?.handed);
  all?.marked();
  assert.equal(mail.toMark(), null);
  assert.ok(!mail.waits("signatures", 2));
  assert.deepEqual(readdirSync(dir), []);
});

test("a commit in which nobody gave an address is marked at once and leaves no file", (t) => {
  const dir = folder(t);
  const mail = open(dir);
  mail.add({ of: "signatures", plain: [5], mails: [] });
  assert.deepEqual(readdirSync(dir), []);
  const marks = mail.toMark();
  assert.deepEqual(marks?.handed, [{ of: "signatures", rows: [5] }]);
  marks?.marked();
  assert.equal(mail.toMark(), null);
});

test("when one mail of a commit is dropped, rows without an address look like that one", (t) => {
  const dir = folder(t);
  const mail = open(dir);
  mail.add(batch([1, 2], [9]));
  const [one, two] = mail.take(NOW);
  assert.ok(one && two);
  mail.drop(one);
  const restarted = open(dir);
  for (const one of restarted.take(NOW)) restarted.handed(one);
  assert.deepEqual(restarted.toMark()?.handed, [{ of: "signatures", rows: [2] }]);
});

test("a mail that is put off comes when it is due, first come first served, and stays in the folder meanwhile", (t) => {
  const dir = folder(t);
  const mail = open(dir);
  mail.add(batch([1, 2, 3]));
  const [one, two, three] = mail.take(NOW);
  assert.ok(one && two && three);
  three.tries = 4;
  mail.paid(two);
  mail.putOff(three, NOW + 10);
  mail.putOff(two, NOW + 20);
  mail.putOff(one, NOW + 10);
  assert.equal(mail.nextDue(), NOW + 10);
  assert.deepEqual(mail.take(NOW + 9), []);
  const due = mail.take(NOW + 10);
  assert.deepEqual(
    due.map(({ row, tries, to }) => [row, tries, to]),
    [
      [3, 4, "ñandú3@example.org"],
      [1, 0, "ñandú1@example.org"],
    ],
  );
  const back = open(dir).take(NOW);
  assert.deepEqual(
    back.map(({ row, paid }) => [row, paid]),
    [
      [1, false],
      [2, true],
      [3, false],
    ],
  );
});

test("nothing waits longer than a day, held back or not", (t) => {
  const dir = folder(t);
  const mail = open(dir);
  mail.add(batch([1, 2], [9]));
  const [one, two] = mail.take(NOW);
  assert.ok(one && two);
  mail.putOff(one, NOW + MAIL_LIFE * 2);
  mail.putOff(two, NOW + MAIL_LIFE * 2);
  mail.add(batch([3], [], NOW + 5));
  assert.equal(mail.expire(NOW + MAIL_LIFE - 1), 0);
  assert.equal(mail.expire(NOW + MAIL_LIFE), 2);
  assert.equal(mail.expire(NOW + MAIL_LIFE + 5), 1);
  assert.equal(mail.waiting(), 0);
  assert.equal(mail.toMark(), null);
  assert.deepEqual(readdirSync(dir), []);
});

test("a batch cut anywhere loses no whole line and remembers no half one", (t) => {
  const dir = folder(t);
  const path = join(dir, "000000000001");
  open(dir).add(batch([1, 2, 3], [9]));
  const whole = readFileSync(path);
  const ends = [...whole.keys()].filter((at) => whole[at] === 0x0a).map((at) => at + 1);
  for (let length = 0; length < whole.length; length += 7) {
    writeFileSync(path, whole.subarray(0, length));
    const mail = open(dir);
    const lines = ends.filter((end) => end <= length).length - 1;
    assert.deepEqual(takeAll(mail), [1, 2, 3].slice(0, Math.max(0, lines)));
    if (lines < 0) assert.deepEqual(readdirSync(dir), []);
  }
});

test("a wipe cut anywhere counts as handed over and never as another row", (t) => {
  const dir = folder(t);
  const path = join(dir, "000000000001");
  const mail = open(dir);
  mail.add(batch([123, 124]));
  const before = readFileSync(path);
  const [one] = mail.take(NOW);
  mail.handed(one ?? assert.fail());
  const after = readFileSync(path);
  const at = before.findIndex((byte, place) => byte !== after[place]);
  const line = before.indexOf("\n", at) - at;
  for (let cut = 1; cut <= line; cut += 11) {
    writeFileSync(path, Buffer.concat([after.subarray(0, at + cut), before.subarray(at + cut)]));
    const back = open(dir);
    assert.deepEqual(back.toMark()?.handed, [{ of: "signatures", rows: [123] }]);
    assert.deepEqual(takeAll(back), [124]);
  }
});

test("a folder that takes no more, or is emptied by somebody else, breaks nothing", (t) => {
  const dir = folder(t);
  let told = 0;
  const refusing: Note = {
    ...processNote(),
    write() {
      throw new Error("ENOSPC");
    },
  };
  const mail = openMail({
    note: (name) => (name === "000000000001" ? refusing : name ? fileNote(join(dir, name)) : processNote()),
    ...{ left: [], rangeTags: () => [], full: () => told++ },
  });
  mail.add(batch([1]));
  assert.equal(told, 1);
  assert.deepEqual(rowsOf(mail.take(NOW)), [1]);
  mail.add(batch([2]));
  rmSync(dir, { recursive: true });
  mkdirSync(dir, { mode: 0o700 });
  assert.deepEqual(mail.take(NOW), []);
  assert.equal(mail.waiting(), 1);
  mail.add(batch([3]));
  assert.deepEqual(rowsOf(mail.take(NOW)), [3]);
});

test("kill -9 while batches are queued and handed over: every answered mail is there, none that was handed over", async (t) => {
  const dir = folder(t);
  const script = `
    import { readdirSync } from "node:fs";
    import { join } from "node:path";
    const { openMail } = await import(${JSON.stringify(new URL("mail.ts", import.meta.url).href)});
    const { fileNote } = await import(${JSON.stringify(new URL("note.ts", import.meta.url).href)});
    const dir = ${JSON.stringify(dir)};
    const mail = openMail({ note: (name) => fileNote(join(dir, name ?? "x")), left: [], rangeTags: () => [], full() {} });
    const words = { kind: "confirm", to: "someone@example.org", token: "t".repeat(431), language: "en", campaign: "c", since: ${NOW} };
    let row = 0;
    const say = (line) => process.stdout.write(line + "\\n");
    const turn = () => {
      const rows = Array.from({ length: 40 }, () => ++row);
      mail.add({ of: "signatures", plain: [], mails: rows.map((row) => ({ ...words, row })) });
      say("added " + rows.at(-1));
      for (const one of mail.take(${NOW}).slice(0, 25)) {
        mail.handed(one);
        say("handed " + one.row);
      }
      setImmediate(turn);
    };
    turn();`;
  for (let round = 0; round < 3; round++) {
    for (const name of readdirSync(dir)) rmSync(join(dir, name));
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const handed = new Set<number>();
    let added = 0;
    lines.on("line", (line) => {
      const [what, row] = line.split(" ");
      if (what === "added") added = Number(row);
      else handed.add(Number(row));
      if (added >= 1_000 + round * 333) child.kill("SIGKILL");
    });
    await Promise.all([once(child, "exit"), once(lines, "close")]);
    const mail = open(dir);
    const marked = new Set<number>();
    for (let due = mail.toMark(); due; due = mail.toMark()) {
      assert.ok((due.handed[0]?.rows.length ?? 0) < 1_300, "few enough for one statement");
      for (const row of due.handed[0]?.rows ?? []) marked.add(row);
      due.marked();
    }
    const waiting = new Set(takeAll(mail));
    for (let row = 1; row <= added; row++)
      assert.ok(waiting.has(row) !== marked.has(row), `row ${row} is lost`);
    for (const row of handed) assert.ok(marked.has(row), `row ${row} would go twice`);
  }
});
