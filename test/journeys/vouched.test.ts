// A key that no key holder vouched for is refused at each place that seals or opens.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Writing } from "../../src/store/store.ts";
import { openStore } from "../../src/store/store.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { type Running, startNetwork } from "../running.ts";
import { get, sign } from "../signer.ts";

const SLUG = "work-without-fear";
let network: Running;
const words = () => ["--words-file", network.words];
const open = (...more: string[]) =>
  network.cli("export", network.url, SLUG, "--in-the-clear", ...words(), ...more);

before(async () => {
  network = await startNetwork();
  await network.begin();
  await network.cli("publish", network.url, "samples/declaration.md", ...words());
  await sign(network.url, SLUG, { name: "Before" });
  assert.match(await open(), /Before/);
});
after(() => network.end());

/** What somebody with the server's disk can do: change the database while the server is off. */
async function meddle(work: (tx: Writing) => Promise<unknown>): Promise<void> {
  await network.kill();
  const dataDir = network.env.DATA_DIR as string;
  const store = await openStore({ database: { kind: "sqlite" }, dataDir, onError: () => {} });
  await store.write(work);
  await store.close();
  await network.restart();
}

const foreignKey = async () => onNode.xwingPublic(onNode.random(32));

test("the server seals nothing to a swapped campaign key, and a holder's desk neither opens nor accepts with it", async () => {
  const foreign = await foreignKey();
  let own = new Uint8Array(0) as Uint8Array;
  await meddle(async (tx) => {
    own = (await tx.selectFrom("campaign_keys").select("public_key").executeTakeFirstOrThrow()).public_key;
    await tx.updateTable("campaign_keys").set({ public_key: foreign }).execute();
  });
  const answer = await sign(network.url, SLUG, { name: "Nobody should read this" });
  assert.equal(answer.status, 503);
  assert.match(network.said(), /not the one that a key holder vouched for/);
  assert.match(
    network.said(),
    /warning: work-without-fear: somebody wanted to sign or ask, and nothing was taken/,
  );
  await assert.rejects(open());
  await assert.rejects(network.cli("accept", network.url, SLUG, "--all", ...words()));
  await assert.rejects(network.cli("tidy", network.url, SLUG, ...words()));
  await meddle((tx) => tx.updateTable("campaign_keys").set({ public_key: own }).execute());
  assert.match(await open(), /Before/);
  assert.equal((await sign(network.url, SLUG, { name: "After" })).status, 200);
});

test("a holder's desk grants a new campaign to nobody whom the chain does not give", async () => {
  const foreign = await foreignKey();
  let own = new Uint8Array(0) as Uint8Array;
  await meddle(async (tx) => {
    own = (await tx.selectFrom("sheets").select("xwing").executeTakeFirstOrThrow()).xwing;
    await tx.updateTable("vouches").set({ xwing: foreign }).where("serial", "=", 1).execute();
    await tx.updateTable("sheets").set({ xwing: foreign }).execute();
  }).catch(() => undefined);
  const running = await get(`${network.url}/healthz`).then(
    ({ status }) => status === 200,
    () => false,
  );
  if (running)
    await assert.rejects(network.cli("publish", network.url, "samples/open-letter.md", ...words()));
  else assert.match(network.said(), /chain of vouches does not hold/);
  await meddleBack(own);
  await network.cli("publish", network.url, "samples/open-letter.md", ...words());
});

async function meddleBack(own: Uint8Array): Promise<void> {
  await meddle(async (tx) => {
    await tx.updateTable("vouches").set({ xwing: own }).where("serial", "=", 1).execute();
    await tx.updateTable("sheets").set({ xwing: own }).execute();
  });
}

test("a chain cut short is refused by whoever saw it whole", async () => {
  let last:
    | { serial: number; record: Uint8Array; xwing: Uint8Array | null; ed25519: Uint8Array | null }
    | undefined;
  await meddle(async (tx) => {
    last = await tx
      .selectFrom("vouches")
      .selectAll()
      .orderBy("serial", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx.deleteFrom("vouches").where("serial", "=", last.serial).execute();
  });
  await assert.rejects(open(), /that you saw last/);
  await assert.rejects(
    network.cli("publish", network.url, "samples/alert.md", "--draft", ...words()),
    /that you saw last/,
  );
  const missing = last;
  assert.ok(missing);
  await meddle((tx) => tx.insertInto("vouches").values(missing).execute());
  assert.match(await open(), /Before/);
});

test("another campaign's grant opens nothing", async () => {
  await meddle(async (tx) => {
    const grants = await tx.selectFrom("grants").selectAll().execute();
    const [one, other] = [grants[0], grants.find(({ campaign }) => campaign !== grants[0]?.campaign)];
    assert.ok(one && other);
    for (const grant of grants) {
      const swapped = grants.find(
        ({ campaign, holder }) =>
          !Buffer.from(campaign).equals(grant.campaign) && Buffer.from(holder).equals(grant.holder),
      );
      if (!swapped) continue;
      await tx
        .updateTable("grants")
        .set({ closed: swapped.closed })
        .where("campaign", "=", grant.campaign)
        .where("holder", "=", grant.holder)
        .execute();
    }
  });
  await assert.rejects(open());
  assert.ok(existsSync(join(network.dir, "words")));
});
