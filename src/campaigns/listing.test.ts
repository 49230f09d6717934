// What the desk is told of its campaigns: each with its own numbers, as its text stands now, and of one address alone.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../../test/desk-network.ts";
import { ApiRefused, type Client } from "../organisers/client.ts";
import { campaignApi } from "./desk-api.ts";
import { draftApi } from "./drafts/api.ts";

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
});
afterEach(() => here.stop());

const DAY = campaignFile().replace("slug: night-work", 'slug: day-work\naccent: "#9b1c1c"');
const list = async (client: Client) => (await client.send(campaignApi.list, {})).campaigns;
const one = (client: Client, slug: string) => client.send(campaignApi.campaign, { slug });
const signed = { as: "person", name: "Maya", appear: "counted", email: "maya@example.org" };

test("each campaign is told of with its own numbers, in a list and alone", async () => {
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  await here.publish([{ name: "day.md", text: DAY }], { draft: true });
  for (const name of ["Maya", "Noor"]) await here.sign("night-work", { ...signed, name });
  const { client } = await here.desk();
  const told = await list(client);
  assert.deepEqual(
    told.map(({ slug, state, accent, pending }) => [slug, state, accent, pending]),
    [
      ["day-work", "draft", "#9b1c1c", 0],
      ["night-work", "published", null, 2],
    ],
  );
  for (const line of told) assert.deepEqual(await one(client, line.slug), line);
});

test("a title that was changed is told at once, and the original's comes before a translation's", async () => {
  const french = "---\nslug: night-work\nlanguage: fr\ntitle: Travail de nuit\n---\n\nEnsemble.\n";
  const original = campaignFile().replace("Night work", "Night shifts");
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  await here.publish([
    { name: "night.md", text: original },
    { name: "night.fr.md", text: french },
  ]);
  const { title, languages } = await one((await here.desk()).client, "night-work");
  assert.deepEqual([title, languages], ["Night shifts without fear", ["en", "fr"]]);
});

test("what was never sent is a new one, to those who organise alone; nothing is no campaign", async () => {
  await here.begin();
  const { client } = await here.desk();
  const files = [campaignFile()];
  const { address } = await client.send(draftApi.beginDraft, { address: "night-work", files });
  const { state, title } = await one(client, address);
  assert.deepEqual([state, title], ["new", "Night work without fear"]);
  assert.deepEqual(await list(client), []);
  const none = (error: unknown) => error instanceof ApiRefused && error.code === "no_campaign";
  await assert.rejects(one((await here.envelopeDesk()).client, address), none);
  await assert.rejects(one(client, "another"), none);
});
