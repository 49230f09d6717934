import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../../test/desk-network.ts";
import { ApiRefused } from "../organisers/client.ts";
import { onNode } from "../vault/on-node.ts";
import { campaignApi } from "./desk-api.ts";
import { makeCampaign } from "./making.ts";

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
});
afterEach(() => here.stop());

const file = (more: Parameters<typeof campaignFile>[0] = {}) => [
  { name: "night.md", text: campaignFile(more) },
];
const refused = (status: number, words: RegExp) => (error: unknown) =>
  error instanceof ApiRefused && error.status === status && words.test(error.message);

test("a draft has no public address until it is published, and cannot become a draft again", async () => {
  assert.equal((await here.publish(file(), { draft: true })).state, "draft");
  assert.equal((await here.get("/night-work")).status, 404);
  assert.equal((await here.publish(file())).state, "published");
  assert.equal((await here.get("/night-work")).status, 200);
  await assert.rejects(here.publish(file(), { draft: true }), refused(409, /cannot become a draft/));
});

test("a text that changes before anybody signed is the same version; afterwards it is the next", async () => {
  await here.publish(file());
  assert.deepEqual(pick(await here.publish(file())), { version: 1, change: "same" });
  assert.deepEqual(pick(await here.publish(file({ body: "Other." }))), { version: 1, change: "replaced" });
  assert.equal(
    (await here.sign("night-work", { as: "person", name: "Maya", appear: "counted" })).status,
    200,
  );
  assert.deepEqual(pick(await here.publish(file({ body: "Third." }))), { version: 2, change: "amended" });
  const small = await here.publish(file({ body: "Thirds." }), { small: true });
  assert.deepEqual(pick(small), { version: 3, change: "amended" });
  const texts = await here.store.read
    .selectFrom("texts")
    .select(["version", "small", "file"])
    .orderBy("version")
    .execute();
  assert.deepEqual(
    texts.map(({ version, small }) => [version, small]),
    [
      [1, 0],
      [2, 0],
      [3, 1],
    ],
  );
  assert.match(texts[0]?.file ?? "", /Other/, "the words that were signed are not kept");
});

const pick = ({ version, change }: { version: number; change: string }) => ({ version, change });

test("nothing that asks for anything personal is public before each of two opened a test row", async () => {
  await here.begin();
  await here.store.write((tx) => tx.updateTable("sheets").set({ tested: 0 }).execute());
  await assert.rejects(here.publish(file()), refused(409, /test row/));
  assert.equal((await here.publish(file(), { draft: true })).state, "draft");
  await assert.rejects(here.publish(file()), refused(409, /test row/));
  assert.equal((await here.get("/night-work")).status, 404);
  await here.store.write((tx) => tx.updateTable("sheets").set({ tested: 1 }).execute());
  assert.equal((await here.publish(file())).state, "published");
});

test("what asks for nothing may be public at once", async () => {
  await here.begin();
  await here.store.write((tx) => tx.updateTable("sheets").set({ tested: 0 }).execute());
  assert.equal((await here.publish(file({ actions: "  - share: {}" }))).state, "published");
});

test("mistakes come back with their file and line, and nothing is kept", async () => {
  const text = campaignFile().replace("kind: declaration", "kind: manifesto");
  const failed = here.publish([{ name: "my file.md", text }]);
  await assert.rejects(failed, (error) => {
    assert.ok(error instanceof ApiRefused);
    assert.deepEqual(
      error.mistakes.map(({ file, line }) => [file, line]),
      [["my file.md", 3]],
    );
    return true;
  });
  assert.deepEqual(await here.store.read.selectFrom("campaigns").selectAll().execute(), []);
});

test("grants are kept only inside the campaign's closing box", async () => {
  await here.publish(file());
  const desk = await here.desk();
  const { epochs } = await desk.client.send(campaignApi.open, { slug: "night-work" });
  const given = epochs[0]?.grant;
  assert.equal(given?.length, 2017);
  const kept = await here.store.read.selectFrom("grants").select("closed").execute();
  assert.equal(kept.length, 2, "one for the holder, one for the envelope");
  for (const { closed } of kept) {
    assert.equal(closed.length, 2082);
    assert.ok(!Buffer.from(closed).includes(Buffer.from(given ?? []).subarray(0, 32)));
  }
});

test("the first entry of a campaign's log is its key, without waiting for a lot", async () => {
  await here.publish(file());
  const entries = await here.store.read.selectFrom("entries").selectAll().execute();
  assert.deepEqual(
    entries.map(({ index, entry }) => [index, entry[0], entry.length]),
    [[0, 0, 33]],
  );
});

test("a key that is not granted to everybody who can open is not taken", async () => {
  const desk = await here.desk();
  const { made, chain } = await makeCampaign(onNode, desk);
  const wrap = await desk.wrapFor(chain);
  const send = (grants: typeof made.grants) =>
    desk.client.send(campaignApi.publish, {
      files: file(),
      draft: false,
      small: false,
      made: { ...made, grants, wrap },
    });
  await assert.rejects(send(made.grants.slice(0, 1)), refused(409, /not given to exactly/));
  const twice = [made.grants[0], made.grants[0]].filter((grant) => grant !== undefined);
  await assert.rejects(send(twice), refused(409, /not given to exactly/));
  await send(made.grants);
});

test("what a holder does is kept as who, what, how many, day", async () => {
  await here.publish(file());
  const desk = await here.desk();
  await desk.client.send(campaignApi.open, { slug: "night-work" });
  const deeds = await here.store.read.selectFrom("deeds").selectAll().orderBy("id").execute();
  assert.deepEqual(
    deeds.map(({ what, many, day }) => [what, many, day]),
    ["begin", "publish", "open"].map((what) => [what, 1, here.clock.day()]),
  );
  assert.ok(deeds.every(({ who }) => Buffer.from(who).equals(Buffer.from(desk.id))));
});

test("the envelope may open, but neither publish nor decide", async () => {
  await here.publish(file());
  const { client } = await here.envelopeDesk();
  await client.send(campaignApi.open, { slug: "night-work" });
  const asked = { files: file({ body: "Mine." }), draft: false, small: false, made: null };
  await assert.rejects(client.send(campaignApi.publish, asked), refused(403, /key holders/));
});

test("the days of a file are held against the day it is where the network is", async () => {
  const keep = (day: string) => [
    { name: "night.md", text: campaignFile().replace("keep_until: 2099-12-31", `keep_until: ${day}`) },
  ];
  await here.begin();
  const today = Temporal.Instant.fromEpochMilliseconds(here.clock.now()).toZonedDateTimeISO("UTC");
  const yesterday = today.subtract({ days: 1 }).toPlainDate().toString();
  for (const draft of [true, false]) {
    await assert.rejects(here.publish(keep(yesterday), { draft }), refused(422, /one mistake/));
  }
  assert.equal((await here.publish(file({ front: `closes: ${yesterday}` }))).over, true);
  assert.equal((await here.publish(file({ front: "closes: 2099-01-01" }))).over, false);
  assert.equal((await here.publish(file())).over, false);
});
