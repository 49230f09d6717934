import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../test/desk-network.ts";
import { campaignApi } from "../campaigns/desk-api.ts";
import { openEpochs } from "../campaigns/making.ts";
import { onNode } from "../vault/on-node.ts";
import { KIND, makeVouch } from "../vault/vouch.ts";
import { DeskRefused, openDesk } from "./opening.ts";

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
  await here.begin();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
afterEach(() => here.stop());

const open = async (who: "desk" | "envelopeDesk") => {
  const desk = await here[who]();
  const { id, epochs } = await desk.client.send(campaignApi.open, { slug: "night-work" });
  return openEpochs(onNode, desk.chain, desk, id, epochs);
};

test("a holder and the envelope open the same seed of a campaign", async () => {
  const [holder, envelope] = [await open("desk"), await open("envelopeDesk")];
  assert.ok(holder.ok && envelope.ok);
  assert.equal(holder.seeds.size, 1);
  assert.deepEqual(holder.seeds, envelope.seeds);
});

test("a chain that lost the record seen last is refused", async () => {
  await here.desk();
  await here.store.write((tx) => tx.deleteFrom("vouches").where("serial", "=", 2).execute());
  await assert.rejects(here.desk(), DeskRefused);
});

test("a chain that goes on otherwise than the one seen last is refused", async () => {
  const { chain, ed25519Seed, id, network } = await here.desk();
  const prev = chain.hashes[1];
  assert.ok(prev);
  const xwing = await onNode.xwingPublic(onNode.random(32));
  const said = { kind: KIND.campaignKey, network, subject: onNode.random(16), epoch: 1, serial: 2, prev };
  const record = makeVouch(onNode, { ...said, xwing, ed25519: null, signer: id }, ed25519Seed);
  await here.store.write((tx) =>
    tx.updateTable("vouches").set({ record, xwing }).where("serial", "=", 2).execute(),
  );
  await assert.rejects(here.desk(), DeskRefused);
});

test("a campaign key that nobody vouched for is refused, even with a grant to it", async () => {
  const other = await onNode.xwingPublic(onNode.random(32));
  await here.store.write((tx) => tx.updateTable("campaign_keys").set({ public_key: other }).execute());
  const opened = await open("desk");
  assert.deepEqual(opened, { ok: false, epoch: 1, why: "not vouched for" });
});

test("words that are not on the list are a slip of the pen; nothing is sent for them", async () => {
  const silent = { ...here.client(), send: () => assert.fail("something was sent") };
  const typed = { address: ADDRESS, words: "abacus abdomen abdominal abide abiding abillity" };
  await assert.rejects(openDesk(quick, silent, typed), DeskRefused);
});
