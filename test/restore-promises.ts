// The promise of a backup, the same on both databases: the network goes on from it, and nothing of before is given or
// done twice.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readSettings } from "../src/settings.ts";
import { openStore } from "../src/store/store.ts";
import { type Running, runCli, startNetwork, until } from "./running.ts";
import { codeOn, confirm, get, post, sign } from "./signer.ts";

const SLUG = "work-without-fear";
let network: Running;
let words: string[];
let yesterday: string;

/**
 * The tests.
 * @param settings of the network, beside its folders; given before it starts
 */
export function restorePromises(settings: () => Promise<Record<string, string>>): void {
  before(async () => {
    network = await startNetwork(await settings());
    await network.begin();
    words = ["--words-file", network.words];
    yesterday = join(network.dir, "yesterday");
    await network.cli("publish", network.url, "samples/declaration.md", ...words);
  });
  after(() => network.end());

  test("yesterday's backup comes back: no number is given twice, old links are dead, and mails go out again", async () => {
    await confirmed(await signByMail("Maya"));
    const oldLink = await signByMail("Li");
    await until("Maya to be counted", async () => (await total()) === 1);
    await runCli(network.env, ["backup", yesterday]);

    const lostCode = await confirmed(await signByMail("Noor"));
    await confirmed(await signByMail("Tomas"));
    await until("all three to be counted", async () => (await total()) === 3);
    await network.kill();
    const lost = await whatIsThere();

    await runCli(network.env, ["restore", yesterday]);
    await network.restart();
    assert.equal(await confirmed(oldLink), "", "a link of before confirms nothing");
    const mine = await post(`${network.url}/${SLUG}/mine`, { code: lostCode, do: "look" });
    assert.match(mine.body, /not counted/i);

    const mailsBefore = (await network.mails()).length;
    await network.cli("tidy", network.url, SLUG, ...words);
    const again = await until("Li's mail to go out again", async () => (await network.mails())[mailsBefore]);
    assert.equal(again.to, "li@post.example");
    assert.notEqual(await confirmed(again.link), "");
    assert.notEqual(await confirmed(await signByMail("Ada")), "");
    await until("Li and Ada to be counted", async () => (await total()) >= 3);
    await network.kill();

    const now = await whatIsThere();
    const known = new Set(lost.signatures.map(({ id }) => id));
    const highest = Math.max(...known);
    const fresh = now.signatures.filter(({ id }) => !known.has(id));
    assert.equal(fresh.length, 1, "Ada's signature has an id that nobody had");
    assert.ok((fresh[0]?.id ?? 0) > highest);
    const indexOf = Math.max(...lost.entries.keys());
    for (const [index, entry] of now.entries) {
      if (index <= indexOf) assert.equal(entry, lost.entries.get(index), `entry ${index} is the one it was`);
    }
    const given = now.signatures.map(({ index }) => index).filter((index) => index !== null);
    assert.equal(new Set(given).size, given.length);
    assert.ok((fresh[0]?.index ?? 0) > indexOf, "its entry stands after all that ever were");
  });
}

/** Signs, with the link that came by mail. */
async function signByMail(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@post.example`;
  assert.equal((await sign(network.url, SLUG, { as: "person", name, email })).status, 200);
  const mail = await until(`a mail to ${name}`, async () =>
    (await network.mails()).find(({ to }) => to === email),
  );
  return mail.link;
}

async function confirmed(link: string): Promise<string> {
  return codeOn((await confirm(link, { appear: "counted" })).body) ?? "";
}

const total = async () => JSON.parse((await get(`${network.url}/${SLUG}.json`)).body).count.total as number;

/** The signatures counted and the whole log, while the server is stopped. */
async function whatIsThere() {
  const { database, dataDir } = readSettings(network.env);
  const store = await openStore({ database, dataDir, onError: () => {} });
  const signatures = await store.read
    .selectFrom("signatures")
    .select(["id", "index"])
    .orderBy("id")
    .execute();
  const entries = await store.read
    .selectFrom("entries")
    .select(["index", "entry"])
    .orderBy("index")
    .execute();
  await store.close();
  return {
    signatures,
    entries: new Map(entries.map(({ index, entry }) => [index, Buffer.from(entry).toString("hex")])),
  };
}
