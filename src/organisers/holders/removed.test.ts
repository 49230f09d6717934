// The chain of vouches after a removal: who takes which records, and what nobody can notice.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { secondHolder } from "../../../test/joined.ts";
import { onNode } from "../../vault/on-node.ts";
import { KIND, makeVouch, readVouch } from "../../vault/vouch.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { removeSomebody } from "./removing.ts";
import { openVouching } from "./vouching.ts";

let here: DeskNetwork;
let desk: Desk;
let noor: Desk;
beforeEach(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  desk = await here.desk();
  noor = await secondHolder(here, desk);
});
afterEach(() => here.stop());

test("a chain without the removal is refused by whoever saw it, and so is a second record after the same one", async () => {
  await removeSomebody(quick, desk, noor.id);
  await here.desk();
  const cut = await here.store.read.selectFrom("vouches").selectAll().orderBy("serial").execute();
  const at = cut.findIndex(({ record }) => readVouch(record)?.kind === KIND.removal);
  await here.store.write((tx) => tx.deleteFrom("vouches").where("serial", ">=", at).execute());
  await assert.rejects(here.desk(), DeskRefused);
  const { chain } = desk;
  const said = { kind: KIND.campaignKey, network: desk.network, subject: onNode.random(16), epoch: 1 };
  const xwing = await onNode.xwingPublic(onNode.random(32));
  const record = makeVouch(
    onNode,
    {
      ...said,
      serial: at,
      prev: chain.hashes[at - 1] ?? new Uint8Array(32),
      xwing,
      ed25519: null,
      signer: noor.id,
    },
    noor.ed25519Seed,
  );
  // Whoever was removed goes on from where they stood, and the network shows that.
  await here.store.write((tx) =>
    tx.insertInto("vouches").values({ serial: at, record, xwing, ed25519: null }).execute(),
  );
  await assert.rejects(here.desk(), DeskRefused);
});

test("an older state that fits together is noticed by a desk that is open, and by no other (SECURITY.md)", async () => {
  const { wrap } = await here.store.read
    .selectFrom("accounts")
    .select("wrap")
    .where("id", "=", desk.id)
    .executeTakeFirstOrThrow();
  const before = desk.records.length;
  await removeSomebody(quick, desk, noor.id);
  await here.store.write(async (tx) => {
    await tx.deleteFrom("vouches").where("serial", ">=", before).execute();
    await tx.updateTable("accounts").set({ wrap }).where("id", "=", desk.id).execute();
  });
  await assert.rejects(desk.follow(), DeskRefused);
  assert.equal((await here.desk()).records.length, before);
});

test("whoever was removed vouches for nobody: neither the network nor a desk takes their record", async () => {
  await noor.follow();
  const vouching = openVouching(quick, noor);
  const xwing = await onNode.xwingPublic(onNode.random(32));
  const ed25519 = onNode.ed25519Public(onNode.random(32));
  await removeSomebody(quick, desk, noor.id);
  assert.throws(
    () =>
      openVouching(quick, { ...noor, chain: desk.chain, records: desk.records }).vouch({
        ...{ kind: KIND.holder, subject: onNode.random(16), xwing, ed25519 },
      }),
    /signer/,
  );
  const record = vouching.vouch({ kind: KIND.holder, subject: onNode.random(16), xwing, ed25519 });
  const { records } = desk;
  await here.store.write((tx) =>
    tx.insertInto("vouches").values({ serial: records.length, record, xwing, ed25519 }).execute(),
  );
  await assert.rejects(here.desk(), DeskRefused);
});
