// An update may bring a rule that a text of before breaks. That campaign alone is not shown, comes back once its text is
// published anew, and what it promised holds meanwhile: on its last day what was typed is destroyed.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignApi } from "../src/campaigns/desk-api.ts";
import { waitsApi } from "../src/organisers/waits/api.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { NotOpened, openCampaign } from "../src/signing/opening/open-campaign.ts";
import { openPage } from "../src/signing/opening/opening.ts";
import { onNode } from "../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "./desk-network.ts";
import { until } from "./running.ts";

const SLUG = "night-work";
const OTHER = "day-work";
const text = campaignFile();

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text }]);
  await here.publish([{ name: "day.md", text: campaignFile().replace(SLUG, OTHER) }]);
});
afterEach(() => here.stop());

/** As if another release had taken it: what stands in its text is no rule of this one. */
async function breakText(): Promise<void> {
  const { id } = await here.store.read
    .selectFrom("campaigns")
    .select("id")
    .where("slug", "=", SLUG)
    .executeTakeFirstOrThrow();
  const file = text.replace("kind: declaration", "kind: of-another-release");
  await here.store.write((tx) =>
    tx.updateTable("texts").set({ file }).where("campaign", "=", id).where("place", "=", 0).execute(),
  );
  await here.restart();
}

test("a text that cannot be read keeps nobody else from being shown; its own pages say that they come back", async () => {
  const fields = { as: "person", name: "Maya Okello", appear: "counted" };
  await here.sign(SLUG, { ...fields, email: "maya@example.org" });
  const mail = await until("the mail", async () => (await here.mails())[0]);
  await breakText();
  assert.equal((await here.get(`/${OTHER}`)).status, 200);
  assert.equal((await here.sign(OTHER, { ...fields, email: "" })).status, 200);
  const home = await (await here.get("/")).text();
  assert.match(home, new RegExp(`href="/${OTHER}[?"]`));
  assert.ok(!home.includes(`/${SLUG}`));
  for (const path of ["", ".json", "/sign", "/names", "/mine", "/print", "/versions"]) {
    assert.equal((await here.get(`/${SLUG}${path}`)).status, 503, path);
  }
  assert.equal((await here.get(mail.link)).status, 503, "the link is not said to be dead");
  assert.ok(here.said.some((line) => line.includes(SLUG) && line.includes("en:3:")));

  const desk = await here.desk();
  const { waits } = await desk.client.send(waitsApi.waits, {});
  assert.deepEqual(
    waits.filter(({ kind }) => kind === "unread").map(({ slug }) => slug),
    [SLUG],
  );
  const { campaigns } = await desk.client.send(campaignApi.list, {});
  assert.deepEqual(
    campaigns.map(({ slug, title }) => [slug, title]),
    [
      [OTHER, "Night work without fear"],
      [SLUG, SLUG],
    ],
  );
  assert.equal((await desk.client.send(campaignApi.campaign, { slug: SLUG })).state, "published");
  await here.publish([{ name: "night.md", text }]);
  assert.equal((await here.get(`/${SLUG}`)).status, 200);
  assert.equal(await here.confirm(mail.link, { appear: "counted" }), 200);
});

test("once it is published anew a key holder opens everybody, also who signed the text that cannot be read", async () => {
  await here.sign(SLUG, { as: "person", name: "Maya Okello", email: "", appear: "counted" });
  await breakText();
  const desk = await here.desk();
  await assert.rejects(openCampaign(onNode, desk, SLUG), NotOpened);
  await here.publish([{ name: "night.md", text: `${text}\nAnd on.\n` }]);
  await here.sign(SLUG, { as: "person", name: "Li Wei", email: "", appear: "counted" });
  const { keys, texts } = await openCampaign(onNode, desk, SLUG);
  assert.equal(texts.length, 2);
  const page = await desk.client.send(signingApi.rows, { slug: SLUG, after: 0 });
  const people = await openPage(onNode, keys, page);
  assert.deepEqual(
    people.map(({ typed, why, text: version }) => [version, typed?.fields.name, why]),
    [
      [1, "Maya Okello", null],
      [2, "Li Wei", null],
    ],
  );
});

test("what a text promised holds also while it cannot be read", async () => {
  const soon = Temporal.PlainDate.from("2099-12-31");
  await here.sign(SLUG, { as: "person", name: "Maya Okello", email: "", appear: "counted" });
  await breakText();
  const sealed = () =>
    here.store.read.selectFrom("signatures").select("id").where("row", "is not", null).execute();
  assert.equal((await sealed()).length, 1);
  const days = Temporal.PlainDate.from(new Date(here.clock.now()).toISOString().slice(0, 10)).until(
    soon,
  ).days;
  here.clock.move({ days: days + 2 });
  await here.restart();
  assert.equal((await sealed()).length, 0);
  const row = await here.store.read
    .selectFrom("campaigns")
    .select("state")
    .where("slug", "=", SLUG)
    .executeTakeFirstOrThrow();
  assert.equal(row.state, "closed");
});
