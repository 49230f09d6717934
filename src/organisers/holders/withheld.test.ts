// A network that says yes and keeps nothing: what is added to the chain of vouches has to stand in it afterwards, else the
// desk that added it says so. Otherwise somebody is thought removed who goes on being granted every new key.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { answered, secondHolder } from "../../../test/joined.ts";
import type { AnyCall } from "../../web/api.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { envelopeApi } from "./envelope-api.ts";
import { invitationsApi } from "./invitations-api.ts";
import { letBackIn } from "./letting-back-in.ts";
import { letIn } from "./letting-in.ts";
import { askToComeBack } from "./lost-words.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { removeSomebody } from "./removing.ts";
import { removingApi } from "./removing-api.ts";
import { renewEnvelope } from "./renewing-envelope.ts";

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

/** A desk whose network answers one call with a yes and does nothing. */
function withholding(call: AnyCall): Desk {
  const send: Desk["client"]["send"] = (sent, asked) =>
    sent.path === call.path && sent.method === call.method
      ? Promise.resolve({} as never)
      : desk.client.send(sent, asked);
  const other: Desk = { ...desk, client: { ...desk.client, send } };
  other.follow = async () => {
    await desk.follow();
    Object.assign(other, { chain: desk.chain, records: desk.records });
  };
  return other;
}
const said = (error: unknown) =>
  error instanceof DeskRefused && /did not keep/.test(error.message) && !/\d{4}/.test(error.message);

test("a removal that the network does not keep is told", async () => {
  await assert.rejects(removeSomebody(quick, withholding(removingApi.remove), noor.id), said);
  await removeSomebody(quick, desk, noor.id);
});

test("a new key holder whom the network does not keep is told", async () => {
  const who = { name: "Zoe", email: "zoe@third.example", organisation: "" };
  const { invitation, number } = await answered(here, desk, "key_holder", { who });
  await assert.rejects(letIn(quick, withholding(invitationsApi.letIn), invitation, number), said);
  await letIn(quick, desk, invitation, number);
});

test("new keys of who lost their words that the network does not keep are told", async () => {
  const { number } = await askToComeBack(quick, here.client(), "noor@second.example", async (draw) => draw());
  await assert.rejects(letBackIn(quick, withholding(lostWordsApi.letBackIn), noor.id, number), said);
  await letBackIn(quick, desk, noor.id, number);
});

test("a new envelope that the network does not keep is told, before somebody burns the old sheet", async () => {
  const made = (one: Desk) => renewEnvelope(quick, one, async (draw) => draw());
  await assert.rejects(made(withholding(envelopeApi.newEnvelope)), said);
  assert.deepEqual(await made(desk), { before: true });
});
