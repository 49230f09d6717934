// kill -9 in the middle of many signing and confirming: every signature that was answered is there once, every mail
// was handed over or still waits and goes out after the restart, every code that was shown works, and the log holds.
// Five rounds; UNDERSIGNED_KILL_ROUNDS=20 (`npm test -- --kill-rounds 20`) for more.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { openStore } from "../../src/store/store.ts";
import { type MailServer, startMailServer } from "../mail-server.ts";
import { freshDatabase } from "../postgres.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn, formsOf, post } from "../signer.ts";
import { KINDS, type Kind } from "./both.ts";
import { type Load, openLoad, send } from "./load.ts";
import { naiveRoot, recount } from "./naive-log.ts";

const ROUNDS = Number(process.env.UNDERSIGNED_KILL_ROUNDS ?? 5);
const SLUG = "work-without-fear";
const AT_ONCE = 24;

interface Exported {
  id: number;
  state: string;
  email: string;
  fields: { name: string };
}

interface Crowd {
  load: Load;
  /** By address: the code that was shown; null while nothing was answered. */
  confirmed: Map<string, string | null>;
  /** Links that came by mail, by address. */
  links(): Promise<Map<string, string[]>>;
}

/** Some press their links. */
async function confirmSome({ links, confirmed }: Crowd, most: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const fresh = [...(await links())].filter(([email]) => !confirmed.has(email)).slice(0, most);
  for (const [email, [link = ""]] of fresh) {
    confirmed.set(email, null);
    const page = await send(agent, link).catch(() => null);
    const [form] = page ? formsOf(page.body) : [];
    if (!form) continue;
    const address = new URL(form.action, link).href;
    const answer = await send(agent, address, { ...form.hidden, appear: "counted" }).catch(() => null);
    if (answer?.status === 200) confirmed.set(email, codeOn(answer.body));
  }
  agent.destroy();
}

/** Mails in the folder, each read once: thousands come. */
function openFolder(dir: string) {
  const read = new Map<string, ParsedMail>();
  return async () => {
    for (const name of readdirSync(dir)) {
      if (name.endsWith(".eml") && !read.has(name)) {
        read.set(name, await simpleParser(readFileSync(join(dir, name))));
      }
    }
    return [...read.values()];
  };
}

function crowd(network: Running, mailServer: MailServer | null): Crowd {
  const inFolder = openFolder(join(network.dir, "mail"));
  const links = async () => {
    const all = mailServer ? mailServer.received.map(({ mail }) => mail) : await inFolder();
    const mails = all.map(({ to, text = "" }) => {
      const link = /https?:\/\/\S+\/c\/[\w-]+/.exec(text)?.[0] ?? "";
      return { to: [to ?? []].flat()[0]?.text ?? "", link };
    });
    const byAddress = Map.groupBy(mails, ({ to }) => to);
    return new Map([...byAddress].map(([to, sent]) => [to, sent.map(({ link }) => link)]));
  };
  return { load: openLoad(SLUG), confirmed: new Map(), links };
}

async function survives(kind: Kind): Promise<void> {
  const fresh = kind === "postgres" ? await freshDatabase() : null;
  // Once into a folder, once to a mail server that goes on while ours is killed.
  const mailServer = kind === "postgres" ? await startMailServer() : null;
  const network = await startNetwork({
    ...(fresh ? { DATABASE_URL: fresh.url } : {}),
    ...(mailServer ? { MAIL_URL: mailServer.url, MAIL_FROM: "signing@harbour.example" } : {}),
  });
  try {
    await network.begin();
    const words = ["--words-file", network.words];
    await network.cli("publish", network.url, "samples/declaration.md", ...words);
    const people = crowd(network, mailServer);
    const { load } = people;
    for (let round = 1; round <= ROUNDS; round++) {
      const before = load.answered.length;
      const busy = [load.run(network.url, AT_ONCE), confirmSome(people, 30)];
      await until("some to be answered", () => load.answered.length > before + 30);
      await after(Math.random() * 500);
      await network.kill("SIGKILL");
      await Promise.all(busy);
      await network.restart();
    }
    assert.deepEqual(load.refused, []);
    await everyMailGoes(people);
    await confirmSome(people, 10);
    const ids = await everySignatureIsThere(network, people, words);
    await network.kill();
    await theDatabaseHolds(network, fresh?.url ?? null, ids);
  } finally {
    await network.end();
    await mailServer?.close();
    await fresh?.drop();
  }
}

async function everyMailGoes({ load, links }: Crowd): Promise<void> {
  const asked = load.answered.filter(({ email }) => email !== "");
  const sent = await until(
    "every mail",
    async () => {
      const all = await links();
      return asked.every(({ email }) => all.has(email)) ? all : null;
    },
    60_000,
  );
  // A mail goes twice only when the process died between handing it over and noting that: at most those that were
  // on their way at once.
  const twice = asked.filter(({ email }) => (sent.get(email)?.length ?? 0) > 1);
  assert.ok(twice.length <= ROUNDS * 32, `${twice.length} mails went twice`);
}

/** @returns the ids of those that were answered */
async function everySignatureIsThere(network: Running, { load, confirmed }: Crowd, words: string[]) {
  const args = ["--format", "json", "--in-the-clear", "--with", "email", ...words];
  const list = async () =>
    (await network.cli("export", network.url, SLUG, ...args))
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Exported);
  const rows = await list();
  const byName = Map.groupBy(rows, ({ fields }) => fields.name);
  const ids = load.answered.map(({ name }) => {
    const same = byName.get(name) ?? [];
    assert.equal(same.length, 1, `${name} is there once`);
    return same[0]?.id ?? 0;
  });
  // Whoever was never answered is there wholly or not at all, and not twice.
  assert.equal(byName.size, rows.length);
  assert.ok(rows.length <= load.answered.length + ROUNDS * AT_ONCE, "not more than were under way");

  const byEmail = new Map(rows.map((row) => [row.email, row]));
  const codes = [...confirmed].flatMap(([email, code]) => (code === null ? [] : [{ email, code }]));
  assert.ok(codes.length >= 10, `${codes.length} confirmed`);
  for (const { email } of codes) assert.equal(byEmail.get(email)?.state, "confirmed", email);
  const mine = async (code: string, act: string) =>
    (await post(`${network.url}/${SLUG}/mine`, { code, do: act })).body;
  for (const { code } of codes.slice(-10)) assert.doesNotMatch(await mine(code, "look"), /not counted/i);
  await mine(load.answered.find(({ code }) => code !== null)?.code ?? "", "take-off");
  assert.equal((await list()).length, rows.length - 1, "a code shown before the first kill takes off");

  const counted = rows.filter(({ state }) => state === "confirmed").length;
  await until("the last to be counted", async () => {
    const facts = (await (await fetch(`${network.url}/${SLUG}.json`)).json()) as { count: { total: number } };
    return facts.count.total === counted;
  });
  return ids;
}

async function theDatabaseHolds(network: Running, url: string | null, answered: number[]): Promise<void> {
  const database = url === null ? { kind: "sqlite" as const } : { kind: "postgres" as const, url };
  const store = await openStore({ database, dataDir: network.env.DATA_DIR ?? "", onError: assert.fail });
  const entries = await store.read.selectFrom("entries").selectAll().orderBy("index").execute();
  assert.deepEqual(
    entries.map(({ index }) => index),
    [...entries.keys()],
    "every index once",
  );
  const log = entries.map(({ entry }) => entry);
  const campaign = await store.read.selectFrom("campaigns").selectAll().executeTakeFirstOrThrow();
  assert.deepEqual(JSON.parse(campaign.counted), recount(log), "the count is the log's own");
  const lots = await store.read.selectFrom("lots").selectAll().orderBy("lot").execute();
  assert.deepEqual(Buffer.from(lots.at(-1)?.root ?? []), Buffer.from(naiveRoot(log)));
  const unmarked = await store.read.selectFrom("signatures").select("id").where("mailed", "=", 0).execute();
  const unmarkedIds = new Set(unmarked.map(({ id }) => id));
  assert.deepEqual(
    answered.filter((id) => unmarkedIds.has(id)),
    [],
    "every mail that went is marked, with the rows of its commit",
  );
  await store.close();
}

for (const kind of KINDS) {
  test(`killed ${ROUNDS} times under load, no answered signature, no mail and no code is lost (${kind})`, () =>
    survives(kind));
}
