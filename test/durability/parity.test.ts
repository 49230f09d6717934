// Which database a network has, nobody can tell: the same people doing the same things leave the same pages, lists,
// states and counts on both.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import type { Desk } from "../../src/organisers/opening.ts";
import { signingApi } from "../../src/signing/desk/api.ts";
import { openExport } from "../../src/signing/exporting/exporting.ts";
import { bringUpToDate } from "../../src/signing/tidying/bringing.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "../desk-network.ts";
import { until } from "../running.ts";
import { KINDS, type Kind } from "./both.ts";

const SLUG = "night-work";
/** Names in many scripts, for the order in which they stand. */
const PEOPLE = ["Ana", "ana", "Ängström", "Zoë", "李小龍", "李", "สมชาย", "محمد", "Ωmega", "O'Brien", "Ana"];

interface Left {
  json: string;
  page: string;
  names: string;
  export: string[];
  csv: string;
  states: string[];
  deeds: string[];
  size: number | undefined;
  types: number[];
  counted: string;
  tables: Record<string, number>;
}

async function bring(desk: Desk) {
  const campaign = await openCampaign(desk, SLUG);
  const rows = () => openRows(desk, campaign);
  return bringUpToDate({ ...campaign, p: onNode, send: desk.client.send, desk, rows });
}

/** Signs, confirms, accepts, shows, corrects, replaces, takes back, takes off, asks, expires. */
async function journey(here: DeskNetwork): Promise<Left> {
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  let desk = await here.desk();
  const codes: (string | null)[] = [];
  const sign = async (fields: Record<string, string>) => {
    const answer = await here.sign(SLUG, { as: "person", email: "", appear: "counted", ...fields });
    assert.equal(answer.status, 200, JSON.stringify(fields));
    codes.push(answer.code);
  };
  const mails = async (many: number) => {
    await until(`${many} mails`, async () => (await here.mails()).length === many);
    return here.mails();
  };
  for (const name of PEOPLE) await sign({ name, appear: "public", shown_as: name });
  await sign({ name: "Choir", as: "organisation", organisation: "Choir of the Harbour", appear: "public" });
  await sign({ name: "Tomas", position: "=SUM(A1)", phone: "+1 416 555 0100" });
  await sign({ name: "Maya", email: "maya@post.example", appear: "public", shown_as: "Maya O." });
  const [first] = await mails(1);
  assert.equal(await here.confirm(first?.link ?? "", { appear: "public", shown_as: "Maya O." }), 200);
  await here.network.publish();
  await sign({ name: "Maya", email: "MAYA@post.example", phone: "555" });
  const [, second] = await mails(2);
  assert.equal(await here.confirm(second?.link ?? "", { appear: "counted" }), 200);
  await desk.client.send(signingApi.accept, {
    slug: SLUG,
    ids: [...(await bring(desk)).tidying.withoutAddress],
  });
  await here.network.publish();
  await desk.client.send(signingApi.show, { slug: SLUG, names: [...(await bring(desk)).tidying.unshown] });
  await here.network.publish();
  await here.mine(SLUG, { do: "take-off", code: codes[0] ?? "" });
  await here.mine(SLUG, { do: "appear", code: codes[1] ?? "", appear: "counted" });
  await here.mine(SLUG, { do: "appear", code: codes[2] ?? "", appear: "public", shown_as: "Å." });
  await here.mine(SLUG, { do: "ask", name: "Zoë" });
  await desk.client.send(signingApi.takeOff, { slug: SLUG, ids: [5, 99], reason: "spam", requests: [] });
  await sign({ name: "Nobody comes for this one" });
  // Each day's entries are numbered on their day, whichever database is the faster.
  await here.network.publish();
  here.clock.move({ days: 61 });
  await here.restart();
  desk = await here.desk();
  await bring(desk);
  await here.network.publish();
  return leftBy(here, desk);
}

async function leftBy(here: DeskNetwork, desk: Desk): Promise<Left> {
  const text = async (path: string) => (await here.get(path)).text();
  const { read } = here.store;
  const campaign = await openCampaign(desk, SLUG);
  const opened = (await Array.fromAsync(openRows(desk, campaign))).flat();
  const lines = (format: "json" | "csv") => {
    const ids = ["name", "organisation", "position", "phone"];
    return openExport(format, ids, new Set(["email", "phone"])).lines(opened);
  };
  const signatures = await read.selectFrom("signatures").selectAll().orderBy("id").execute();
  const entries = await read.selectFrom("entries").selectAll().orderBy("index").execute();
  const lots = await read.selectFrom("lots").selectAll().orderBy("lot").execute();
  const deeds = await read.selectFrom("deeds").selectAll().orderBy("id").execute();
  const { counted } = await read.selectFrom("campaigns").select("counted").executeTakeFirstOrThrow();
  const tables: Record<string, number> = {};
  for (const table of ["names", "waiting", "appearances", "requests", "envelopes"] as const) {
    tables[table] = (await read.selectFrom(table).selectAll().execute()).length;
  }
  // What is random on a page: its stamp, and which style sheets its bytes are named by.
  const page = (await text(`/${SLUG}`)).replace(/name="stamp" value="[^"]*"/g, "");
  return {
    ...{ page, counted, tables, json: await text(`/${SLUG}.json`), names: await text(`/${SLUG}/names`) },
    ...{ export: lines("json").split("\n"), csv: lines("csv") },
    states: signatures.map((row) => {
      const kept = [row.row, row.check, row.salt, row.envelope].map((one) => one !== null);
      return [row.id, row.as, row.state, row.mailed, row.turn, row.index !== null, ...kept].join(" ");
    }),
    deeds: deeds.map(({ what, many }) => `${what} ${many}`),
    size: lots.at(-1)?.size,
    types: entries.map(({ entry }) => entry[0] ?? -1).sort(),
  };
}

async function onDatabase(kind: Kind): Promise<Left> {
  const here = await openDeskNetworkOn(kind);
  try {
    return await journey(here);
  } finally {
    await here.stop();
  }
}

test("one journey leaves the same pages, lists, states and counts on SQLite and on PostgreSQL", async () => {
  const left = Object.fromEntries(
    await Promise.all(KINDS.map(async (kind) => [kind, await onDatabase(kind)] as const)),
  ) as Record<Kind, Left>;
  const { sqlite, postgres } = left;
  for (const what of Object.keys(sqlite) as (keyof Left)[]) {
    assert.deepEqual(postgres[what], sqlite[what], what);
  }
  assert.ok(sqlite.export.length > 8 && sqlite.names.includes("สมชาย"), "there is something to compare");
  const states = new Set(sqlite.states.map((line) => line.split(" ")[2]));
  const all = ["accepted", "confirmed", "expired", "replaced", "taken-off", "withdrawn"];
  assert.deepEqual([...states].sort(), all);
});
