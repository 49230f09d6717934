// Every query that a network makes while people sign, confirm, look and decide finds its rows by an index: no table
// that grows with the signers is ever gone through from end to end.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import { removeSomebody } from "../../src/organisers/holders/removing.ts";
import { readOlderKeys, resealOne } from "../../src/organisers/holders/resealing.ts";
import { signingApi } from "../../src/signing/desk/api.ts";
import { bringUpToDate } from "../../src/signing/tidying/bringing.ts";
import { SQLITE_FILE } from "../../src/store/store.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile, openDeskNetwork, quick } from "../desk-network.ts";
import { secondHolder } from "../joined.ts";
import { until } from "../running.ts";

const SLUG = "night-work";
/** They hold a line for each campaign, key, text, deed, invitation or list from elsewhere, or one for all: few, whoever signs. */
const SMALL = new Set([
  ...["follower_lists", "certificates", "schedules", "brought", "brought_numbers"],
  ...["invitations", "renewals", "restarts", "former", "preview_links"],
  ...["network", "accounts", "sheets", "vouches", "grants", "campaign_keys", "sessions", "campaigns"],
  ...["kysely_migration", "kysely_migration_lock", "texts", "deeds", "sqlite_master", "sqlite_sequence"],
]);

/** Runs, and gives every statement that was prepared on the way. */
async function statementsOf(run: () => Promise<void>): Promise<Set<string>> {
  const seen = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, statement: string) {
    seen.add(statement);
    return prepare.call(this, statement);
  };
  try {
    await run();
  } finally {
    DatabaseSync.prototype.prepare = prepare;
  }
  return seen;
}

/** What somebody may do with a campaign, from its first signature to the last expiry. */
async function everything(dataDir: (dir: string) => void): Promise<void> {
  const here = await openDeskNetwork();
  dataDir(here.settings.dataDir);
  const files = [{ name: "night.md", text: campaignFile() }];
  await here.publish(files);
  let desk = await here.desk();
  const bring = async () => {
    const campaign = await openCampaign(desk, SLUG);
    const rows = () => openRows(desk, campaign);
    return bringUpToDate({ ...campaign, p: onNode, send: desk.client.send, desk, rows });
  };
  const codes: string[] = [];
  for (const [name, as, email] of [
    ["Maya", "person", "maya@post.example"],
    ["Li", "person", ""],
    ["Maya again", "person", "maya@post.example"],
    ["Choir", "organisation", ""],
    ["Noor", "person", ""],
    ["Tomas", "person", ""],
  ] as const) {
    const organisation = as === "organisation" ? { organisation: name } : {};
    const fields = { as, name, email, appear: "public", shown_as: name, ...organisation };
    const { status, code } = await here.sign(SLUG, fields);
    assert.equal(status, 200);
    if (code) codes.push(code);
  }
  await until("two mails", async () => (await here.mails()).length === 2);
  for (const { link } of await here.mails()) await here.confirm(link, { appear: "public", shown_as: "M." });
  const { tidying } = await bring();
  await desk.client.send(signingApi.accept, { slug: SLUG, ids: [...tidying.withoutAddress] });
  await here.network.publish();
  const names = [...(await bring()).tidying.unshown];
  await desk.client.send(signingApi.show, { slug: SLUG, names });
  await here.network.publish();
  for (const path of ["/", "/privacy", `/${SLUG}`, `/${SLUG}/names`, `/${SLUG}/sign`, `/${SLUG}.json`]) {
    assert.equal((await here.get(path)).status, 200, path);
  }
  const [li = "", choir = "", noor = ""] = codes;
  await removeSomebody(quick, desk, (await secondHolder(here, desk)).id);
  for (const { campaign } of await readOlderKeys(desk)) await resealOne(onNode, desk, campaign);
  assert.deepEqual(await readOlderKeys(desk), []);
  for (const act of ["look", "appear", "take-off"]) {
    assert.equal(await here.mine(SLUG, { code: li, do: act, appear: "counted" }), 200);
  }
  await here.mine(SLUG, { code: choir, do: "appear", appear: "public", shown_as: "C." });
  await here.mine(SLUG, { do: "ask", name: "Noor" });
  await here.mine(SLUG, { do: "ask", email: "maya@post.example" });
  await until("the request's mail", async () => (await here.mails()).length === 3);
  await here.confirm((await here.mails()).at(-1)?.link ?? "", {});
  const { byName } = await bring();
  const [asked] = byName;
  const taken = { slug: SLUG, ids: asked?.signatures ?? [], requests: [asked?.id ?? 0] };
  await desk.client.send(signingApi.takeOff, { ...taken, reason: "asked" });
  assert.equal(await here.mine(SLUG, { code: noor, do: "look" }), 200);
  await here.sign(SLUG, { as: "person", name: "Nobody opens this", email: "", appear: "counted" });
  await here.publish([{ name: "night.md", text: campaignFile({ body: "We stand together, always." }) }]);
  here.clock.move({ days: 61 });
  desk = await here.desk();
  await bring();
  await here.restart();
  here.clock.move({ days: 61 });
  await here.restart();
  await here.stop();
}

test("no query goes through all signatures, entries, names, envelopes or whatever else grows with them", async () => {
  const plans: string[] = [];
  let db: DatabaseSync | undefined;
  const statements = await statementsOf(() =>
    everything((dir) => {
      // Opened now, since the folder goes with the network: the tables stay readable as long as it is open.
      db = new DatabaseSync(join(dir, SQLITE_FILE), { readOnly: true });
      db.prepare("select one from network").get();
    }),
  );
  const asked = [...statements].filter((text) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
  assert.ok(asked.length > 60, `${asked.length} statements were seen`);
  for (const text of asked) {
    let steps: { detail: string }[];
    try {
      steps = db?.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as unknown as { detail: string }[];
    } catch (error) {
      // Of another database: the marks.
      if (/no such (table|column)/.test(String(error))) continue;
      throw error;
    }
    for (const { detail } of steps) {
      const table = /^SCAN (?!CONSTANT|p VIRTUAL|given|\d+-ROW|\d+ CONSTANT)(\w+)/.exec(detail)?.[1];
      if (table && !SMALL.has(table)) plans.push(`${detail}: ${text}`);
    }
  }
  db?.close();
  assert.deepEqual(plans, []);
});
