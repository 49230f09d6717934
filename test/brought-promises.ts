// What was collected elsewhere, and what came of a campaign, on a whole network; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { NOBODY } from "../src/ledger/count.ts";
import { ApiRefused } from "../src/organisers/client.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { broughtApi } from "../src/signing/brought-in/api.ts";
import { bringIn } from "../src/signing/brought-in/bringing.ts";
import { findDoubles, openBrought } from "../src/signing/brought-in/opening.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { handingApi } from "../src/signing/handing/api.ts";
import { numbersApi } from "../src/signing/numbers/api.ts";
import { onNode } from "../src/vault/on-node.ts";
import type { SignatureText } from "../src/vault/texts.ts";
import type { Send } from "../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "./desk-network.ts";

const SLUG = "night-work";
let here: DeskNetwork;
let desk: Desk;

const somebody = (at: number, more: Partial<SignatureText> = {}): SignatureText => ({
  ...{ v: 1, as: "person", email: `p${at}@example.org`, appear: "counted", follow: false, language: "en" },
  ...{ text: 1, fields: { name: `Person ${at}` } },
  ...more,
});
const crowd = (many: number) => Array.from({ length: many }, (_, at) => somebody(at));

async function bring(people: readonly SignatureText[], send: Send = desk.client.send): Promise<number> {
  const campaign = await openCampaign(desk, SLUG);
  const label = "from Action Network";
  return bringIn({ p: onNode, send, chain: desk.chain, campaign, label, people, tell: () => undefined });
}
const brought = async () => openBrought(onNode, desk.client.send, await openCampaign(desk, SLUG));
const numbers = async () => {
  const { sources } = await desk.client.send(broughtApi.brought, { slug: SLUG });
  return sources.map(({ label, numbers: [last] }) => [label, last?.people, last?.organisations]);
};
const page = async () => (await here.get(`/${SLUG}`)).text();
const counted = async () =>
  ((await (await here.get(`/${SLUG}.json`)).json()) as { count: { total: number } }).count.total;
const many = async (table: "brought_rows" | "envelopes" | "signatures" | "brought") => {
  const rows = await here.store.read
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("many"))
    .executeTakeFirstOrThrow();
  return Number(rows.many);
};
const refused = (status: number) => (error: unknown) =>
  error instanceof ApiRefused && error.status === status;

/** Declares the promises, on one of the databases. */
export function broughtPromises(kind: "sqlite" | "postgres"): void {
  describe(`what was brought in, on ${kind}`, () => {
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
      desk = await here.desk();
    });
    afterEach(() => here.stop());

    test("a list is sealed, opens to what it said, and stands apart under its label, never in the count", async () => {
      await bring([
        ...crowd(300),
        somebody(300, { as: "organisation", fields: { name: "Li", organisation: "Night Library" } }),
      ]);
      const all = await brought();
      assert.equal(all.length, 301);
      assert.deepEqual(
        new Set(all.map(({ typed }) => typed?.name)),
        new Set([...Array.from({ length: 300 }, (_, at) => `Person ${at}`), "Li"]),
      );
      assert.deepEqual(await numbers(), [["from Action Network", 300, 1]]);
      assert.match(
        await page(),
        /Counted apart: 300 people and 1 organisation from Action Network, not checked by us/,
      );
      assert.doesNotMatch(await page(), /Person \d|Night Library/);
      assert.equal(await counted(), 0);
      assert.equal(await many("signatures"), 0);
    });

    test("a piece whose answer got lost is there once; a list that never ended counts nowhere and is destroyed", async () => {
      const twice: Send = async (call, asked) => {
        if ((call as unknown) !== broughtApi.bringPiece && (call as unknown) !== broughtApi.endBringing)
          return desk.client.send(call, asked);
        await desk.client.send(call, asked);
        return desk.client.send(call, asked);
      };
      await bring(crowd(300), twice);
      assert.deepEqual(await numbers(), [["from Action Network", 300, 0]]);
      assert.equal((await brought()).length, 300);

      let sent = 0;
      const breaking: Send = (call, asked) => {
        if ((call as unknown) === broughtApi.bringPiece && ++sent === 2)
          return Promise.reject(new Error("the line broke"));
        return desk.client.send(call, asked);
      };
      await assert.rejects(bring(crowd(600), breaking), /the line broke/);
      assert.deepEqual(await numbers(), [["from Action Network", 300, 0]]);
      assert.equal((await brought()).length, 300);
      assert.equal(await many("brought_rows"), 556);
      here.clock.move({ days: 3 });
      await here.restart();
      desk = await here.desk();
      assert.deepEqual([await many("brought_rows"), await many("brought")], [300, 1]);
      assert.deepEqual(await numbers(), [["from Action Network", 300, 0]]);
    });

    test("an end that comes before all of it is refused, and nothing is sealed to a key that is not the last", async () => {
      const short: Send = (call, asked) =>
        (call as unknown) === broughtApi.endBringing
          ? desk.client.send(call, { ...(asked as object), rows: 11 } as never)
          : desk.client.send(call, asked);
      await assert.rejects(bring(crowd(10), short), refused(409));
      assert.deepEqual(await numbers(), []);
      await here.store.write((tx) => tx.updateTable("campaigns").set({ epoch: 2 }).execute());
      await assert.rejects(bring(crowd(10)), refused(409));
    });

    test("people who wrote much come in smaller pieces, and look like whoever signs that form", async () => {
      const long = `  - sign:
      as: [person]
      fields: [name, { id: comment, optional: true }]`;
      await here.publish([{ name: "night.md", text: campaignFile({ actions: long }) }]);
      const fields = { name: "Ada", comment: "x".repeat(15_000) };
      await bring(Array.from({ length: 200 }, (_, at) => somebody(at, { fields })));
      assert.equal((await brought()).filter(({ typed }) => typed?.name === "Ada").length, 200);
      const sizes = await here.store.read.selectFrom("brought_rows").select("row").execute();
      assert.deepEqual([...new Set(sizes.map(({ row }) => row.length))], [65 + 1_664 * 16]);
    });

    test("doubles are found: who signed here too, who stands in it twice, who has somebody's name", async () => {
      await here.sign(SLUG, {
        as: "person",
        name: "Maya Okello",
        appear: "counted",
        email: "maya@example.org",
      });
      await here.sign(SLUG, { as: "person", name: "Zoë Núñez", appear: "counted", email: "" });
      await bring([
        somebody(1, { email: "MAYA@example.org", fields: { name: "M. Okello" } }),
        somebody(2, { email: "other@example.org" }),
        somebody(3, { email: "", fields: { name: "Zoe Nunez" } }),
      ]);
      await bring([somebody(4, { email: "other@example.org" })]);
      const campaign = await openCampaign(desk, SLUG);
      const all = await brought();
      const doubles = await findDoubles(all, openRows(desk, campaign));
      const named = (ids: readonly number[]) =>
        ids.map((id) => all.find((one) => one.id === id)?.typed?.name);
      assert.deepEqual(named(doubles.signed), ["M. Okello"]);
      assert.deepEqual(named(doubles.earlier), ["Person 4"]);
      assert.deepEqual(named(doubles.sameName), ["Zoe Nunez"]);
      const { gone } = await desk.client.send(broughtApi.takeOut, { slug: SLUG, ids: doubles.signed });
      assert.equal(gone, 1);
      assert.deepEqual(await numbers(), [
        ["from Action Network", 2, 0],
        ["from Action Network", 1, 0],
      ]);
      assert.equal((await brought()).length, 3);
    });

    test("a number from paper stands with its day, is changed with its history kept, and is taken back", async () => {
      const paper = { slug: SLUG, pass: onNode.random(16), id: null, label: "on paper", organisations: 0 };
      const day = here.clock.day();
      const { id } = await desk.client.send(broughtApi.sayPaper, { ...paper, people: 41, day: day - 3 });
      // The same once more, as when an answer got lost.
      assert.equal(
        (await desk.client.send(broughtApi.sayPaper, { ...paper, people: 41, day: day - 3 })).id,
        id,
      );
      await desk.client.send(broughtApi.sayPaper, { ...paper, id, people: 58, day });
      const { sources } = await desk.client.send(broughtApi.brought, { slug: SLUG });
      assert.deepEqual(
        sources.map(({ numbers: all }) => all.map(({ people, day: on, by }) => [people, on, by])),
        [
          [
            [58, day, "Amina"],
            [41, day - 3, "Amina"],
          ],
        ],
      );
      assert.match(await page(), /58 people on paper \(as of <time/);
      assert.equal(await counted(), 0);
      await desk.client.send(broughtApi.dropBrought, { slug: SLUG, id });
      assert.deepEqual(await numbers(), []);
      assert.doesNotMatch(await page(), /on paper/);
      await assert.rejects(
        desk.client.send(broughtApi.sayPaper, { ...paper, people: 1, day: day + 9 }),
        refused(422),
      );
    });

    test("closing destroys what was brought in, keeps its number, and the certificate says how many", async () => {
      await here.sign(SLUG, { as: "person", name: "Maya", appear: "counted", email: "" });
      await bring(crowd(300));
      await here.publish([
        {
          name: "night.md",
          text: campaignFile().replace("2099-12-31", isoOf(here.clock.day())),
        },
      ]);
      here.clock.move({ days: 3 });
      await here.restart();
      assert.deepEqual([await many("brought_rows"), await many("envelopes")], [0, 0]);
      const kept = await here.store.read.selectFrom("certificates").select("text").executeTakeFirstOrThrow();
      assert.equal((JSON.parse(kept.text) as { destroyed: { brought: number } }).destroyed.brought, 300);
      assert.match(await page(), /300 people from Action Network, not checked by us/);
    });

    test("the envelope of rows that were brought in stays with them when its neighbours go", async () => {
      await bring(crowd(3));
      const [first] = await brought();
      await desk.client.send(broughtApi.takeOut, { slug: SLUG, ids: [first?.id ?? 0] });
      assert.equal((await brought()).filter(({ typed }) => typed !== null).length, 2);
      assert.equal(await many("envelopes"), 1);
      const left = (await brought()).map(({ id }) => id);
      await desk.client.send(broughtApi.takeOut, { slug: SLUG, ids: left });
      assert.equal(await many("envelopes"), 0);
    });

    test("numbers are published rounded, once a week, after ten changed, of choices and days alone", async () => {
      const form = `  - sign:
      as: [person]
      fields: [name, { id: region, type: choice, options: [Ontario, Quebec, Yukon, Nunavut] }, { id: place, optional: true }]`;
      await here.publish([{ name: "night.md", text: campaignFile({ actions: form }) }]);
      const standing = (people: number, size: number) =>
        here.store.write((tx) =>
          tx
            .updateTable("campaigns")
            .set({ counted: JSON.stringify({ ...NOBODY, people, email: people }), size })
            .execute(),
        );
      const table = {
        cells: [{ label: "Ontario", about: 35 }],
        merged: ["Quebec", "Yukon", "Nunavut"],
        rest: 25,
      };
      const publish = (of = "region", changed: object = table) =>
        desk.client.send(numbersApi.publishNumbers, { slug: SLUG, of, table: changed as typeof table });
      await standing(49, 49);
      await assert.rejects(publish(), refused(409));
      await standing(60, 60);
      await assert.rejects(publish("place"), refused(422));
      await assert.rejects(
        publish("region", { ...table, merged: ["Quebec", "Yukon", "Rosa Quispe"] }),
        refused(422),
      );
      await assert.rejects(
        publish("region", { ...table, cells: [{ label: "Ontario", about: 33 }] }),
        refused(422),
      );
      await assert.rejects(
        publish("day", { cells: [{ label: "Rosa", about: 60 }], merged: [], rest: null }),
        refused(422),
      );
      await publish();
      const names = async () => (await here.get(`/${SLUG}/names`)).text();
      assert.match(await names(), /Ontario<\/th><td>35<\/td>[\s\S]*The others together<\/th><td>25<\/td>/);
      await standing(80, 80);
      await assert.rejects(publish(), refused(409));
      here.clock.move({ days: 7 });
      await standing(80, 69);
      desk = await here.desk();
      await assert.rejects(publish(), refused(409));
      await standing(80, 80);
      await assert.rejects(publish("region", { ...table, rest: 30 }), refused(422));
      await publish("region", { ...table, cells: [{ label: "Ontario", about: 55 }] });
      assert.match(await names(), /Ontario<\/th><td>55<\/td>/);
      await desk.client.send(numbersApi.hideNumbers, { slug: SLUG, of: "region" });
      assert.doesNotMatch(await names(), /<table/);
      here.clock.move({ days: 7 });
      await standing(200, 200);
      desk = await here.desk();
      const out = {
        ...table,
        cells: [...table.cells, { label: "Quebec", about: 30 }],
        merged: ["Yukon", "Nunavut"],
      };
      // What was hidden still counts as what was known before.
      await assert.rejects(publish("region", out), refused(422));
    });

    test("lists that left and steps that were told are there for everybody who organises, and steps for the public", async () => {
      await desk.client.send(signingApi.exported, { slug: SLUG, many: 7 });
      const { exports } = await desk.client.send(handingApi.exports, { slug: SLUG });
      assert.deepEqual(
        exports.map(({ by, many: rows }) => [by, rows]),
        [["Amina", 7]],
      );
      const step = { day: here.clock.day(), whom: "Dr Okonjo", text: "", link: "", language: "en" };
      const told = { ...step, kind: "delivered" as const };
      const { id } = await desk.client.send(handingApi.tellStep, { slug: SLUG, id: null, step: told });
      assert.match(await page(), /Delivered to Dr Okonjo/);
      const later = { ...told, day: step.day + 9 };
      await assert.rejects(
        desk.client.send(handingApi.tellStep, { slug: SLUG, id, step: later }),
        refused(422),
      );
      await desk.client.send(handingApi.dropStep, { slug: SLUG, id });
      assert.doesNotMatch(await page(), /Okonjo/);
      await assert.rejects(
        desk.client.send(handingApi.tellStep, { slug: SLUG, id, step: told }),
        refused(404),
      );
      const deeds = await here.store.read.selectFrom("deeds").select("what").orderBy("id").execute();
      assert.deepEqual(deeds.map(({ what }) => what).slice(-3), [
        "export",
        "tell: delivered",
        "take back: delivered",
      ]);
    });
  });
}

const isoOf = (day: number) => Temporal.PlainDate.from("1970-01-01").add({ days: day }).toString();
