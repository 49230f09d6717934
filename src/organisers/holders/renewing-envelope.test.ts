import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { secondHolder } from "../../../test/joined.ts";
import { meddlingDesk } from "../../../test/meddling.ts";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import { onNode } from "../../vault/on-node.ts";
import { type Desk, DeskRefused, openWithEnvelope } from "../opening.ts";
import { sealTest } from "../test-row.ts";
import { envelopeApi } from "./envelope-api.ts";
import { renewEnvelope } from "./renewing-envelope.ts";

const CAMPAIGN = [{ name: "night.md", text: campaignFile() }];
let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
});
afterEach(() => here.stop());

/** Renews. @returns the new words */
async function renewed(desk: Desk): Promise<string> {
  let kept = "";
  await renewEnvelope(quick, desk, async (draw) => {
    kept = draw();
    return kept;
  });
  return kept;
}

test("a network that begins without the envelope publishes nothing personal until somebody else can open", async () => {
  await here.begin({ envelope: false });
  let desk = await here.desk();
  assert.equal(desk.chain.sheet, null);
  await assert.rejects(here.publish(CAMPAIGN), { status: 409 });
  await renewed(desk);
  await here.publish(CAMPAIGN);

  const elsewhere = await openDeskNetwork();
  try {
    await elsewhere.begin({ envelope: false });
    desk = await elsewhere.desk();
    const noor = await secondHolder(elsewhere, desk);
    await elsewhere.publish(CAMPAIGN);
    await noor.follow();
    assert.equal((await openCampaign(onNode, noor, "night-work")).keys.seeds.size, 1);
  } finally {
    await elsewhere.stop();
  }
});

test("a holder who was let in and has not opened a test row yet is not somebody who can open", async () => {
  await here.begin({ envelope: false });
  const desk = await here.desk();
  await secondHolder(here, desk);
  await here.store.write((tx) =>
    tx.updateTable("accounts").set({ tested: 0 }).where("id", "!=", desk.id).execute(),
  );
  await assert.rejects(here.publish(CAMPAIGN), { status: 409 });
});

test("a new envelope opens what the old one did, and the old one nothing", async () => {
  const before = (await here.begin()).envelope;
  await here.publish(CAMPAIGN);
  const old = await here.envelopeDesk();
  const words = await renewed(await here.desk());
  const opened = await openWithEnvelope(quick, here.client(), words);
  assert.equal((await openCampaign(onNode, opened, "night-work")).keys.seeds.size, 1);
  assert.equal(opened.chain.sheets.size, 1);

  await assert.rejects(openWithEnvelope(quick, here.client(), before), { status: 401 });
  await assert.rejects(openCampaign(onNode, old, "night-work"), { status: 401 });
  const grants = await here.store.read.selectFrom("grants").select("holder").execute();
  assert.ok(!grants.some(({ holder }) => Buffer.from(old.id).equals(holder)), "the old envelope has a grant");
  await here.publish([{ name: "day.md", text: campaignFile().replace("night-work", "day-work") }]);
  const again = await openWithEnvelope(quick, here.client(), words);
  assert.equal((await openCampaign(onNode, again, "day-work")).keys.seeds.size, 1);
});

test("keys of a new envelope that were swapped on the way do not get into the chain", async () => {
  await here.publish(CAMPAIGN);
  const desk = await here.desk();
  const xwing = await onNode.xwingPublic(onNode.random(32));
  const swapping = meddlingDesk(desk, envelopeApi.newEnvelope, {
    asked: (asked) => ({
      ...asked,
      envelope: { ...asked.envelope, xwing },
    }),
  });
  await assert.rejects(renewed(swapping), { status: 409 });
  const other = meddlingDesk(desk, envelopeApi.envelopeTest, {
    answered: () => sealTest(onNode, desk.network, xwing, "word"),
  });
  await assert.rejects(renewed(other), DeskRefused);
  assert.equal((await here.desk()).chain.serial, desk.chain.serial);
});

test("an envelope whose test row was not opened, or that leaves the old one standing, is refused", async () => {
  await here.publish(CAMPAIGN);
  const desk = await here.desk();
  const guessed = meddlingDesk(desk, envelopeApi.newEnvelope, {
    asked: (asked) => ({
      ...asked,
      envelope: { ...asked.envelope, opened: "guessed" },
    }),
  });
  await assert.rejects(renewed(guessed), { status: 422 });
  const two = meddlingDesk(desk, envelopeApi.newEnvelope, {
    asked: (asked) => ({
      ...asked,
      records: asked.records.slice(0, 1),
    }),
  });
  await assert.rejects(renewed(two), { status: 422 });
  const fewer = meddlingDesk(desk, envelopeApi.newEnvelope, {
    asked: (asked) => ({
      ...asked,
      envelope: { ...asked.envelope, grants: [] },
    }),
  });
  await assert.rejects(renewed(fewer), { status: 409 });
  assert.equal((await here.desk()).chain.serial, desk.chain.serial);
});

test("an envelope makes no other one, and an organiser none", async () => {
  await here.publish(CAMPAIGN);
  await assert.rejects(renewed(await here.envelopeDesk()), DeskRefused);
});
