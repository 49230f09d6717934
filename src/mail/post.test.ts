import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type MailServer, startMailServer } from "../../test/mail-server.ts";
import { type MovedClock, movedClock } from "../../test/moved-clock.ts";
import { DAY, HOUR } from "../clock.ts";
import { type Memory, openMemory } from "../memory/memory.ts";
import type { Batch, Handed } from "../memory/waiting.ts";
import { base64url } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { machineAlarm } from "./alarm.ts";
import { openPost, type Post, type PostParts } from "./post.ts";

const NAMES = { network: "Coalition", plainName: "Declaration" };

interface Scene {
  dir: string;
  clock: MovedClock;
  marked: Handed[];
  warnings: string[];
  open(over?: Partial<PostParts> & { limits?: boolean; mail?: PostParts["settings"]["mail"] }): {
    post: Post;
    memory: Memory;
  };
}

/** A network's memory folder, and posts over it, one after the other. */
function scene(t: TestContext, server: MailServer | null): Scene {
  const dir = mkdtempSync(join(tmpdir(), "post-"));
  const clock = movedClock();
  const marked: Handed[] = [];
  const warnings: string[] = [];
  const posts: Post[] = [];
  t.after(async () => {
    for (const post of posts) await post.stop();
    await server?.close();
    rmSync(dir, { recursive: true });
  });
  const toServer: PostParts["settings"]["mail"] = server && { kind: "smtp", url: server.url };
  return {
    ...{ dir, clock, marked, warnings },
    open({ limits = false, mail = toServer, ...over } = {}) {
      const memory = openMemory({ runDir: dir, clock, primitives: onNode, limits });
      const settings: PostParts["settings"] = {
        ...{ mail, mailFrom: "sign@example.org", baseUrl: "https://sign.example.org" },
      };
      const post = openPost({
        ...{ settings, memory, clock, primitives: onNode, alarm: clock.alarm },
        namesOf: () => NAMES,
        onHanded: async (handed) => void marked.push(...handed),
        warn: (line) => warnings.push(line),
        ...over,
      });
      posts.push(post);
      return { post, memory };
    },
  };
}

let next = 1;

function batch(clock: MovedClock, to: string[], over: { plain?: number[]; range?: string } = {}): Batch {
  const mails = to.map((to) => ({
    ...{ row: next++, kind: "confirm" as const, to, token: base64url(onNode.random(323)), language: "en" },
    ...{
      campaign: "Y2FtcGFpZ24",
      since: clock.now(),
      ...(over.range ? { range: over.range } : {}),
    },
  }));
  return { of: "signatures", plain: over.plain ?? [], mails };
}

const rowsOf = (batches: Batch[]) =>
  batches.flatMap(({ plain, mails }) => [...mails.map(({ row }) => row), ...plain]);
const markedRows = (marked: Handed[]) => marked.flatMap(({ rows }) => rows).sort((a, b) => a - b);
const people = (many: number, domain = "example.org") =>
  Array.from({ length: many }, (_, at) => `p${at}@${domain}`);
const to = (server: MailServer) => server.received.map((one) => one.to).sort();

test("every mail arrives once with its own link, and every row of its commit is marked", async (t) => {
  const server = await startMailServer();
  const { dir, clock, marked, open } = scene(t, server);
  const { post, memory } = open();
  const batches = [batch(clock, people(150)), batch(clock, people(7, "b.org"), { plain: [10_001, 10_002] })];
  for (const one of batches) post.queue(one);
  await post.idle();
  assert.equal(server.received.length, 157);
  const links = new Map(batches.flatMap(({ mails }) => mails.map(({ to, token }) => [to, token])));
  for (const { to, mail } of server.received) {
    assert.ok(mail.text?.includes(`https://sign.example.org/c/${links.get(to)}?lang=en\n`));
    assert.equal(mail.to && !Array.isArray(mail.to) ? mail.to.text : "", to);
  }
  assert.deepEqual(
    markedRows(marked),
    rowsOf(batches).sort((a, b) => a - b),
  );
  assert.equal(memory.mail.waiting(), 0);
  assert.deepEqual(readdirSync(join(dir, "mail")), []);
});

test("known and unknown addresses, first and second signatures get the very same words", async (t) => {
  const server = await startMailServer();
  const { clock, open } = scene(t, server);
  const { post } = open();
  post.queue(batch(clock, ["maya@example.org"]));
  await post.idle();
  post.queue(batch(clock, ["maya@example.org", "noor@example.org"]));
  await post.idle();
  const words = server.received.map(
    ({ mail }) => mail.text?.replace(/\/c\/[\w-]{431}/, "/c/…") + String(mail.subject),
  );
  assert.equal(new Set(words).size, 1);
});

test("mail goes into a folder as files when that is what is set", async (t) => {
  const { dir, clock, marked, open } = scene(t, null);
  const out = mkdtempSync(join(tmpdir(), "out-"));
  t.after(() => rmSync(out, { recursive: true }));
  const { post } = open({ mail: { kind: "folder", dir: out } });
  assert.equal(post.transport, "folder");
  post.queue(batch(clock, people(3)));
  await post.idle();
  assert.equal(readdirSync(out).filter((name) => name.endsWith(".eml")).length, 3);
  assert.equal(markedRows(marked).length, 3);
  assert.deepEqual(readdirSync(join(dir, "mail")), []);
});

test("without a mail server mails wait a day, and rows without an address are marked all the same", async (t) => {
  const { clock, marked, warnings, open } = scene(t, null);
  const { post } = open();
  assert.equal(post.transport, null);
  post.queue(batch(clock, people(2)));
  post.queue({ of: "signatures", plain: [77], mails: [] });
  await post.idle();
  assert.deepEqual(markedRows(marked), [77]);
  assert.equal(post.waiting(), 2);
  clock.move(DAY + HOUR);
  await post.idle();
  assert.equal(post.waiting(), 0);
  assert.match(warnings.join(), /2 mails waited for a day in vain/);
});

test("a server that is down for a while loses nothing, and is asked less and less often", async (t) => {
  const server = await startMailServer();
  const { port } = new URL(server.url);
  const { clock, marked, warnings, open } = scene(t, null);
  await server.close();
  const waits: number[] = [];
  const { post } = open({
    mail: { kind: "smtp", url: server.url },
    alarm(milliseconds, ring) {
      waits.push(milliseconds);
      return clock.alarm(milliseconds, ring);
    },
  });
  post.queue(batch(clock, people(100)));
  await post.idle();
  assert.equal(warnings.length, 1);
  for (let tries = 2; tries <= 5; tries++) {
    clock.move(2 ** (tries - 2) * 1_000);
    await post.idle();
    assert.equal(warnings.length, tries);
  }
  assert.match(warnings.at(-1) ?? "", /next try in 16 s/);
  assert.ok(waits.every((wait) => wait > 0) && waits.length < 30, "it sleeps between its tries");
  assert.equal(post.waiting(), 100);
  const back = await startMailServer({ port: Number(port) });
  t.after(() => back.close());
  clock.move(16_000);
  await post.idle();
  // Those that failed together with the first try have their own short wait left.
  clock.move(60_000);
  await post.idle();
  assert.equal(back.received.length, 100);
  assert.equal(markedRows(marked).length, 100);
  assert.equal(warnings.at(-1), "mail goes again");
});

test("a mailbox that is full for now is tried again later, and holds up nobody", async (t) => {
  let full = true;
  const server = await startMailServer({
    recipient: (to) => (full && to === "p1@example.org" ? { code: 452, text: "full" } : null),
  });
  const { clock, marked, open } = scene(t, server);
  const { post } = open();
  post.queue(batch(clock, people(3), { plain: [501] }));
  await post.idle();
  assert.deepEqual(to(server), ["p0@example.org", "p2@example.org"]);
  assert.equal(
    markedRows(marked).length,
    2,
    "the row without an address waits for the last mail of its commit",
  );
  clock.move(5_000);
  await post.idle();
  full = false;
  clock.move(9_000);
  await post.idle();
  assert.equal(server.received.length, 2);
  clock.move(1_000);
  await post.idle();
  assert.deepEqual(to(server), people(3));
  assert.equal(markedRows(marked).length, 4);
});

test("a mail that the server refuses for good is given up and counts as handed over", async (t) => {
  const server = await startMailServer({
    recipient: (to) => (to === "p1@example.org" ? { code: 550, text: "p1@example.org is nobody" } : null),
  });
  const { clock, marked, warnings, open } = scene(t, server);
  const { post } = open();
  post.queue(batch(clock, people(3)));
  await post.idle();
  assert.equal(markedRows(marked).length, 3);
  assert.equal(post.waiting(), 0);
  clock.move(HOUR);
  await post.idle();
  assert.match(warnings.join(), /1 mails were refused for good, the last by EENVELOPE RCPT TO 550/);
  assert.ok(!warnings.join().includes("p1@"));
});

test("over budget a mail waits and is not refused, also across a restart", async (t) => {
  const server = await startMailServer();
  const { clock, open } = scene(t, server);
  const first = open({ limits: true });
  for (const range of ["one", "two"]) first.post.queue(batch(clock, ["maya@example.org"], { range }));
  await first.post.idle();
  assert.equal(server.received.length, 1);
  await first.post.stop();
  first.memory.close();
  const { post } = open({ limits: true });
  await post.idle();
  assert.equal(server.received.length, 1);
  clock.move(HOUR);
  await post.idle();
  assert.equal(server.received.length, 1);
  clock.move(60_000);
  await post.idle();
  assert.equal(server.received.length, 2);
});

test("a mail that had paid its budget and was under way when the process died goes again at once", async (t) => {
  const server = await startMailServer();
  const { dir, clock, open } = scene(t, server);
  const dead = openMemory({ runDir: dir, clock, primitives: onNode, limits: true });
  dead.mail.add(batch(clock, ["maya@example.org"], { range: "one" }));
  const [mail] = dead.mail.take(clock.now());
  assert.ok(mail);
  dead.mail.paid(mail);
  assert.equal(dead.budgets?.take({ address: mail.to, ranges: mail.ranges, campaign: mail.campaign }), "now");
  const { post } = open({ limits: true });
  await post.idle();
  assert.deepEqual(to(server), ["maya@example.org"]);
});

test("a campaign that is gone takes its mails with it; one that cannot be read now is asked again", async (t) => {
  const server = await startMailServer();
  const { clock, marked, open } = scene(t, server);
  let broken = true;
  const { post } = open({
    namesOf: (campaign) => {
      if (campaign === "gone") return null;
      if (broken) throw new Error("no database");
      return NAMES;
    },
  });
  const gone = batch(clock, ["a@example.org"]);
  for (const mail of gone.mails) mail.campaign = "gone";
  post.queue(gone);
  post.queue(batch(clock, ["b@example.org"]));
  await post.idle();
  assert.equal(post.waiting(), 1);
  broken = false;
  clock.move(5_000);
  await post.idle();
  assert.deepEqual(to(server), ["b@example.org"]);
  assert.equal(markedRows(marked).length, 1);
});

test("marks that fail are made again, and no mail goes twice for it", async (t) => {
  const server = await startMailServer();
  const { clock, marked, open } = scene(t, server);
  let fail = true;
  const { post } = open({
    onHanded: async (handed) => {
      if (fail) throw new Error("database is locked");
      marked.push(...handed);
    },
  });
  post.queue(batch(clock, people(5)));
  await post.idle();
  assert.deepEqual(marked, []);
  fail = false;
  clock.move(1_000);
  await post.idle();
  assert.equal(markedRows(marked).length, 5);
  assert.equal(server.received.length, 5);
});

test("an idle post stops within 200 ms and leaves no connection", async (t) => {
  const server = await startMailServer();
  const { clock, open } = scene(t, server);
  const took: number[] = [];
  for (let times = 0; times < 3; times++) {
    const { post } = open();
    post.queue(batch(clock, people(20)));
    await post.idle();
    const start = performance.now();
    await post.stop();
    took.push(performance.now() - start);
  }
  // Another program may have the processor for a moment.
  assert.ok(Math.min(...took) < 200, took.join());
  await server.close();
});

test("a stopping post finishes what is under way, and the next goes on: each mail once", async (t) => {
  let release = () => {};
  const held = new Promise<void>((wake) => (release = wake));
  let begun = () => {};
  const first = new Promise<void>((wake) => (begun = wake));
  const server = await startMailServer({
    hold() {
      begun();
      return held;
    },
  });
  const { clock, marked, open } = scene(t, server);
  const { post, memory } = open();
  post.queue(batch(clock, people(200)));
  await first;
  const stopped = post.stop();
  release();
  await stopped;
  memory.close();
  const before = server.received.length;
  assert.ok(before > 0 && before < 200);
  assert.equal(markedRows(marked).length, before);
  const second = open();
  await second.post.idle();
  assert.deepEqual(to(server), people(200).sort());
  assert.equal(new Set(markedRows(marked)).size, 200);
});

test("an idle post sets one alarm and wakes for nothing else", async (t) => {
  const server = await startMailServer();
  const { clock, open } = scene(t, server);
  const { post } = open();
  post.queue(batch(clock, people(3)));
  await post.idle();
  assert.equal(clock.alarms(), 1);
});

test("with the machine's own clock and timers nothing has to be pushed", async (t) => {
  const server = await startMailServer();
  const { clock, marked, open } = scene(t, server);
  let done = () => {};
  const all = new Promise<void>((wake) => (done = wake));
  const { post } = open({
    alarm: machineAlarm,
    onHanded: async (handed) => {
      marked.push(...handed);
      if (markedRows(marked).length === 10) done();
    },
  });
  post.queue(batch(clock, people(10)));
  await server.has(10);
  await all;
});
