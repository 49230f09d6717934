// kill -9 under load: every signature that was answered is there once, every mail was handed over or still waits
// and goes out after the restart. Five rounds; KILL_ROUNDS (`npm test -- --kill-rounds 20`) for more.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import process from "node:process";
import { test } from "node:test";
import { freshDatabase } from "../postgres.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn, formsOf, get, post } from "../signer.ts";

const SLUG = "work-without-fear";
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 5);
const SIGNERS = 12;

interface Answered {
  name: string;
  /** null without an address. */
  email: string | null;
}

/** Signs on and on until the server is gone. @returns those that were answered */
async function signOn(network: Running, hidden: Record<string, string>): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (let at = 0; ; at++) {
    const name = `Person ${randomUUID()}`;
    const email = at % 2 === 0 ? `${randomUUID()}@example.org` : null;
    try {
      const answer = await post(`${network.url}/${SLUG}/sign`, {
        ...hidden,
        name,
        ...(email ? { email } : {}),
      });
      if (answer.status !== 200) return answered;
      assert.equal(codeOn(answer.body) === null, email !== null);
      answered.push({ name, email });
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return answered;
    }
  }
}

async function rounds(network: Running): Promise<Answered[]> {
  const all: Answered[] = [];
  const form = formsOf((await get(`${network.url}/${SLUG}/sign`)).body)[0];
  for (let round = 1; round <= ROUNDS; round++) {
    const signing = Promise.all(Array.from({ length: SIGNERS }, () => signOn(network, form?.hidden ?? {})));
    const enough = 30 + Math.floor(Math.random() * 60);
    const before = (await network.mails()).length;
    await until("some mails of this round", async () => (await network.mails()).length >= before + enough);
    await network.kill("SIGKILL");
    all.push(...(await signing).flat());
    await network.restart();
  }
  return all;
}

async function survives(settings: Record<string, string>): Promise<void> {
  const network = await startNetwork(settings);
  try {
    await network.begin();
    await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
    const answered = await rounds(network);
    assert.ok(answered.length > ROUNDS * 30, `${answered.length} were answered`);

    const mailed = answered.flatMap(({ email }) => email ?? []);
    const caught = await until("every mail", async () => {
      const to = (await network.mails()).map((mail) => mail.to);
      return mailed.every((email) => to.includes(email)) ? to : null;
    });
    // A mail goes twice only when the process died between handing it over and noting that: at most one for each
    // connection and round.
    const twice = mailed.filter((email) => caught.filter((to) => to === email).length > 1);
    assert.ok(twice.length <= ROUNDS * 2, `${twice.length} mails went twice`);

    const lines = await network.cli(
      ...["export", network.url, SLUG, "--format", "json", "--in-the-clear", "--with", "email"],
      ...["--words-file", network.words],
    );
    const rows = lines.split("\n").filter(Boolean);
    const signed = rows.map(
      (line) => JSON.parse(line) as { id: number; email: string; fields: { name: string } },
    );
    const names = new Map<string, number>();
    for (const { fields } of signed) names.set(fields.name, (names.get(fields.name) ?? 0) + 1);
    for (const { name } of answered) assert.equal(names.get(name), 1, `${name} is there once`);
    const ids = signed.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    // Nothing is left half: whoever was never answered is there wholly or not at all.
    assert.ok(signed.length <= answered.length + ROUNDS * SIGNERS, "not more than were under way");
  } finally {
    await network.end();
  }
}

test(`sqlite: killed ${ROUNDS} times under load, no answered signature and no mail is lost`, () =>
  survives({}));

test(`postgres: killed ${ROUNDS} times under load, no answered signature and no mail is lost`, async () => {
  const database = await freshDatabase();
  try {
    await survives({ DATABASE_URL: database.url });
  } finally {
    await database.drop();
  }
});
