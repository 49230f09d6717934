import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../../../test/desk-network.ts";
import { ApiRefused } from "../../organisers/client.ts";
import type { Desk } from "../../organisers/opening.ts";
import { onNode } from "../../vault/on-node.ts";
import { campaignApi } from "../desk-api.ts";
import { makeCampaign } from "../making.ts";
import { draftApi } from "./api.ts";

let here: DeskNetwork;
let desk: Desk;
beforeEach(async () => {
  here = await openDeskNetwork();
  desk = await here.desk();
});
afterEach(() => here.stop());

const refused = (status: number, words: RegExp) => (error: unknown) =>
  error instanceof ApiRefused && error.status === status && words.test(error.message);
const began = async (file = campaignFile()) =>
  (await desk.client.send(draftApi.beginDraft, { address: "night-work", files: [file] })).address;
const keyFor = async () => {
  const { made, chain } = await makeCampaign(onNode, desk);
  return { ...made, wrap: await desk.wrapFor(chain) };
};

test("what was made from an older text is not kept over a newer one: both are there to be put together", async () => {
  const address = await began();
  const { draft } = await desk.client.send(draftApi.readDraft, { slug: address });
  assert.equal(draft.by, "Amina");
  const change = (body: string, revision: number) =>
    desk.client.send(draftApi.saveDraft, { slug: address, revision, files: [campaignFile({ body })] });
  const first = await change("First.", draft.revision);
  assert.equal(first.kept, true);
  const second = await change("Second.", draft.revision);
  assert.equal(second.kept, false);
  assert.match(second.draft.files[0] ?? "", /First\./);
  assert.equal((await change("Second.", second.draft.revision)).kept, true);
  // The same words again, as after an answer that got lost.
  assert.equal((await change("Second.", draft.revision)).kept, true);
});

test("a new draft gets an address of its own, and one that was thrown away does not come back under an old number", async () => {
  assert.equal(await began(), "night-work");
  assert.equal(await began(), "night-work-2");
  const { draft } = await desk.client.send(draftApi.readDraft, { slug: "night-work" });
  const stale = { slug: "night-work", revision: draft.revision - 1 };
  assert.deepEqual(await desk.client.send(draftApi.dropDraft, stale), { dropped: false });
  assert.deepEqual(await desk.client.send(draftApi.dropDraft, { ...stale, revision: draft.revision }), {
    dropped: true,
  });
  await assert.rejects(desk.client.send(draftApi.readDraft, { slug: "night-work" }), refused(404, /Nothing/));
});

test("a link shows the draft to whoever has it, marked and inert, for a fortnight or until it is taken back", async () => {
  await began(campaignFile({ body: "Not for everybody yet." }));
  const make = () => desk.client.send(draftApi.makePreviewLink, { slug: "night-work" });
  const path = ({ link }: { link: string }) => new URL(link).pathname;
  const [one, two] = [await make(), await make()];
  const answer = await here.get(path(one));
  const page = await answer.text();
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("x-robots-tag") ?? "", /noindex/);
  assert.match(page, /Preview, not published/);
  assert.match(page, /<meta name="robots" content="noindex">/);
  assert.match(page, /Not for everybody yet/);
  assert.match(page, /<fieldset disabled inert>[\s\S]*<form/);
  assert.doesNotMatch(page, /<script/);
  assert.doesNotMatch(page.replace(/<fieldset disabled inert>[\s\S]*?<\/fieldset>\n/g, ""), /<button/);
  const kept = JSON.stringify(await here.store.read.selectFrom("preview_links").selectAll().execute());
  assert.ok(!kept.includes(path(one).split("/").at(-1) ?? ""), "the link itself is kept");

  const { links } = await desk.client.send(draftApi.previewLinks, { slug: "night-work" });
  assert.equal(links.length, 2);
  for (const { id } of links.slice(0, 1))
    await desk.client.send(draftApi.dropPreviewLink, { slug: "night-work", id });
  const statuses = await Promise.all([one, two].map(async (link) => (await here.get(path(link))).status));
  assert.deepEqual(statuses.sort(), [200, 404]);
  here.clock.move({ days: 14 });
  const later = await Promise.all([one, two].map(async (link) => (await here.get(path(link))).status));
  assert.deepEqual(later, [404, 404]);
  assert.equal((await here.get("/preview/AAAAAAAAAAAAAAAAAAAAAA")).status, 404);
});

test("a look at a half-written text leaves out what is wrong and keeps nothing", async () => {
  const half =
    "---\ntitle: Half\nlanguage: en\ncloses: soon\nactions:\n  - sign: { as: [ghost] }\n---\n\nText so far.\n";
  const { html } = await desk.client.send(draftApi.render, { files: [half], language: "en" });
  assert.match(html ?? "", /Text so far/);
  assert.match(html ?? "", /Half/);
  assert.doesNotMatch(html ?? "", /soon|ghost/);
  assert.deepEqual((await desk.client.send(draftApi.drafts, {})).drafts, []);
});

test("a campaign whose key is made becomes public by itself when its hour comes, and not before", async () => {
  const files = [{ name: "night.md", text: campaignFile() }];
  const schedule = (at: string | null) => desk.client.send(draftApi.schedule, { slug: "night-work", at });
  await assert.rejects(schedule("2099-01-01T09:00"), refused(409, /key is made/));
  await desk.client.send(campaignApi.publish, { files, draft: true, small: false, made: await keyFor() });
  await assert.rejects(schedule("2020-01-01T09:00"), refused(422, /over/));
  await assert.rejects(schedule("tomorrow"), refused(422, /no day and hour/));
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(here.clock.now())
    .toZonedDateTimeISO("UTC")
    .add({ hours: 20 });
  const at = tomorrow.toPlainDateTime().toString({ smallestUnit: "minute" });
  assert.deepEqual((await schedule(at)).scheduled, { at, why: null });
  await publishedInSchedule(here, "night-work", false);
  here.clock.move({ minutes: 20 * 60 });
  await publishedInSchedule(here, "night-work", true);
  assert.equal((await here.get("/night-work")).status, 200);
  const again = await here.desk();
  const { campaign } = await again.client.send(draftApi.readDraft, { slug: "night-work" });
  assert.deepEqual([campaign?.state, campaign?.scheduled], ["published", null]);
});

test("at its hour a campaign that may not be published stays a draft, and the desk says why", async () => {
  const files = [{ name: "night.md", text: campaignFile() }];
  await desk.client.send(campaignApi.publish, { files, draft: true, small: false, made: await keyFor() });
  const at = Temporal.Instant.fromEpochMilliseconds(here.clock.now())
    .toZonedDateTimeISO("UTC")
    .add({ hours: 2 });
  const local = at.toPlainDateTime().toString({ smallestUnit: "minute" });
  await desk.client.send(draftApi.schedule, { slug: "night-work", at: local });
  await here.store.write((tx) => tx.updateTable("sheets").set({ tested: 0 }).execute());
  here.clock.move({ minutes: 180 });
  await publishedInSchedule(here, "night-work", false);
  const again = await here.desk();
  const { campaign } = await again.client.send(draftApi.readDraft, { slug: "night-work" });
  assert.equal(campaign?.state, "draft");
  const { error, code, values } = campaign?.scheduled?.why ?? {};
  assert.match(error ?? "", /have not opened a test row/);
  assert.deepEqual([code, values], ["openers_untested", { many: 1 }]);

  // As versions kept it that knew English alone.
  const why = "2 of those who can open have not opened a test row yet.";
  await here.store.write((tx) => tx.updateTable("schedules").set({ why }).execute());
  const before = await again.client.send(draftApi.readDraft, { slug: "night-work" });
  assert.deepEqual(before.campaign?.scheduled, { at: local, why: { error: why } });
});

/** What the network does by itself every few seconds. */
async function publishedInSchedule(at: DeskNetwork, slug: string, wanted: boolean): Promise<void> {
  await at.network.publish();
  assert.equal((await at.get(`/${slug}`)).status, wanted ? 200 : 404);
}
