// What sealing again promises; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as later } from "node:timers/promises";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { openSeeds } from "../src/organisers/holders/granting.ts";
import { removeSomebody } from "../src/organisers/holders/removing.ts";
import { readOlderKeys, resealOne } from "../src/organisers/holders/resealing.ts";
import { resealingApi } from "../src/organisers/holders/resealing-api.ts";
import { type Desk, DeskRefused } from "../src/organisers/opening.ts";
import { teamApi } from "../src/organisers/team/team-api.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { onNode } from "../src/vault/on-node.ts";
import { PURPOSE } from "../src/vault/row.ts";
import { type DeskNetwork, openDeskNetwork, quick } from "./desk-network.ts";
import { secondHolder } from "./joined.ts";
import { meddlingDesk } from "./meddling.ts";
import { ALL, BY_ENVELOPE, bring, everything, oneOfEach, SLUG, signed } from "./one-of-each.ts";
import { freshDatabase } from "./postgres.ts";
import { until } from "./running.ts";
import { inTheFiles, type Kept, sealedRows, steal } from "./thief.ts";

let here: DeskNetwork;
let desk: Desk;
let noor: Desk & { words: string };
/** Every seed that the second key holder had. */
let kept: Kept[];

const older = () => readOlderKeys(desk);
/** Seals all of it again. */
async function resealAll(by: Desk = desk): Promise<{ done: number; left: number }> {
  const sum = { done: 0, left: 0 };
  for (const { campaign } of await readOlderKeys(by)) {
    const { done, left } = await resealOne(onNode, by, campaign);
    sum.done += done;
    sum.left += left;
  }
  return sum;
}
const envelopes = () => here.store.read.selectFrom("envelopes").selectAll().orderBy("id").execute();
/** Outer envelopes that nothing needs, and what needs one that is not there. */
async function orphans(): Promise<number[]> {
  const all = await envelopes();
  const needed = new Set(all.map(({ inside }) => inside));
  const known = new Set(all.map(({ id }) => id));
  return all
    .filter(({ id, purpose, inside }) =>
      inside === null ? purpose === PURPOSE.resealed && !needed.has(id) : !known.has(inside),
    )
    .map(({ id }) => id);
}

/** The desk, given one envelope at a time. */
const inPieces = () =>
  meddlingDesk(desk, resealingApi.olderEnvelopes, {
    answered: ({ envelopes: [first, ...others], next, ...page }) => ({
      ...page,
      envelopes: first ? [first] : [],
      next: others.length > 0 && first ? first.id : next,
    }),
  });

/** Declares them, on one of the databases. */
export function resealingPromises(kind: "sqlite" | "postgres"): void {
  describe(`sealing again on ${kind}`, () => {
    let drop = async () => {};
    beforeEach(async () => {
      const fresh = kind === "postgres" ? await freshDatabase() : null;
      drop = fresh?.drop ?? drop;
      here = await openDeskNetwork(fresh ? { database: { kind: "postgres", url: fresh.url } } : {});
      desk = await here.desk();
      await oneOfEach(here, desk);
      noor = await secondHolder(here, desk);
      kept = await openSeeds(onNode, noor);
    });
    afterEach(async () => {
      try {
        assert.deepEqual(await orphans(), []);
      } finally {
        await here.stop();
        await drop();
      }
    });

    test("with the whole database and every key they had, whoever was removed opens all before and nothing after", async () => {
      assert.deepEqual(await everything(here, noor), ALL);
      await removeSomebody(quick, desk, noor.id);
      const before = await sealedRows(here);
      const tables = before.map(({ table }) => table).toSorted();
      assert.deepEqual(await steal(here, desk.network, kept), tables, "the thief of this test knows how");
      assert.deepEqual(new Set(tables).size, 5);
      assert.equal(
        (await older()).reduce((sum, { people }) => sum + people, 0),
        ALL.length,
      );

      // What a start cleans by itself is over: from here on only what is sealed again is a reason to clean.
      await later(5_500);
      const { left } = await resealAll();
      assert.equal(left, 0);
      assert.deepEqual(await steal(here, desk.network, kept), []);
      const old = before.map(({ bytes }) => bytes);
      const gone = async () => (await inTheFiles(here, old)) === 0;
      await until("the old bytes to be out of the files", gone, 60_000);
      assert.deepEqual(await everything(here, desk), ALL);
      assert.deepEqual(await everything(here, await here.envelopeDesk()), BY_ENVELOPE);
      // Rows and what was counted of them are what they were, to the byte.
      const after = await sealedRows(here);
      const plain = (rows: typeof after) => rows.map(({ bytes: _, ...row }) => row);
      assert.deepEqual(plain(after), plain(before));
      assert.deepEqual(await older(), []);
    });

    test("nothing is to be done before anybody was removed; each campaign and the list say how much after", async () => {
      assert.deepEqual(await older(), []);
      await removeSomebody(quick, desk, noor.id);
      const told = (await older()).map(({ slug, people }) => [slug, people]);
      assert.deepEqual(told, [
        [SLUG, 6],
        [null, 1],
      ]);
    });

    test("after a second removal it goes under the key after that, one lock deep; who came in later opens all", async () => {
      const tala = await secondHolder(here, desk, { name: "Tala", email: "t@example.org", organisation: "" });
      await removeSomebody(quick, desk, noor.id);
      await resealAll();
      assert.deepEqual(await everything(here, tala), ALL);
      await signed(here, { name: "Later" });
      const talas = await openSeeds(onNode, tala);
      await removeSomebody(quick, desk, tala.id);
      assert.equal((await steal(here, desk.network, talas)).length, (await sealedRows(here)).length);
      await resealAll();
      for (const theirs of [kept, talas]) assert.deepEqual(await steal(here, desk.network, theirs), []);
      const outer = (await envelopes()).filter(({ purpose }) => purpose === PURPOSE.resealed);
      assert.ok(outer.every(({ epoch, inside }) => epoch === 3 && inside === null));
      const lina = await secondHolder(here, desk, { name: "Lina", email: "l@example.org", organisation: "" });
      assert.deepEqual((await everything(here, lina)).toSorted(), [...ALL, "Later"].toSorted());
      const byEnvelope = await everything(here, await here.envelopeDesk());
      assert.deepEqual(byEnvelope.toSorted(), [...BY_ENVELOPE, "Later"].toSorted());
    });

    test("broken off in the middle all of it opens, and it goes on where it stopped", async () => {
      await removeSomebody(quick, desk, noor.id);
      const [of] = await older();
      assert.ok(of);
      const piece = inPieces();
      let pieces = 0;
      const broken = await resealOne(onNode, piece, of.campaign, { goOn: () => pieces++ < 5 });
      assert.ok(broken.done > 0 && broken.done < of.envelopes);
      const half = (await older())[0]?.envelopes ?? 0;
      assert.equal(half, of.envelopes - broken.done);
      assert.deepEqual(await everything(here, desk), ALL);
      const seen: number[] = [];
      await resealOne(onNode, piece, of.campaign, { tell: (many) => seen.push(many) });
      assert.deepEqual(
        seen,
        Array.from({ length: half }, (_, at) => at + 1),
      );
      await resealAll();
      assert.deepEqual(await everything(here, desk), ALL);
      assert.deepEqual(await steal(here, desk.network, kept), []);
    });

    test("an answer that got lost, two desks at once and what changed meanwhile lock nothing twice and nothing else", async () => {
      const tala = await secondHolder(here, desk, { name: "Tala", email: "t@example.org", organisation: "" });
      await removeSomebody(quick, desk, noor.id);
      const again = meddlingDesk(desk, resealingApi.reseal, {
        asked: async (asked) => {
          const many = (await envelopes()).length;
          await desk.client.send(resealingApi.reseal, asked);
          assert.equal((await envelopes()).length, many + 1);
          return asked;
        },
        answered: ({ resealed }) => {
          assert.equal(resealed, 0);
          return { resealed };
        },
      });
      const [of, list] = await older();
      await resealOne(onNode, again, of?.campaign ?? new Uint8Array());
      const id = list?.campaign ?? new Uint8Array();
      await Promise.all([resealOne(onNode, desk, id), resealOne(onNode, tala, id)]);
      assert.deepEqual(await older(), []);
      assert.deepEqual(await everything(here, tala), ALL);
    });

    test("what leaves between and after takes its locks along", async () => {
      await removeSomebody(quick, desk, noor.id);
      await desk.client.send(signingApi.takeOff, { slug: SLUG, ids: [2], reason: "asked", requests: [1] });
      // Each in an outer one of its own.
      for (const { campaign } of await older()) await resealOne(onNode, inPieces(), campaign);
      // A new answer, a signature that stays away, and one that is taken off.
      const [mail] = await here.mails();
      await here.confirm(mail?.link ?? "", { appear: "counted" });
      await desk.client.send(signingApi.takeOff, { slug: SLUG, ids: [1], reason: "asked", requests: [] });
      assert.deepEqual(await orphans(), []);
      here.clock.move({ days: 61 });
      await here.restart();
      desk = await here.desk();
      await bring(desk);
      assert.deepEqual(await orphans(), []);
      const rows = (await Array.fromAsync(openRows(desk, await openCampaign(desk, SLUG)))).flat();
      assert.deepEqual(rows, []);
    });

    test("the log has one line for it, with how many people's", async () => {
      await removeSomebody(quick, desk, noor.id);
      const piece = inPieces();
      for (const { campaign } of await older()) await resealOne(onNode, piece, campaign);
      const { deeds } = await desk.client.send(teamApi.deeds, { before: "0" });
      const lines = deeds.filter(({ what }) => what === "reseal").map(({ slug, many }) => [slug, many]);
      assert.deepEqual(lines, [
        [null, 1],
        [SLUG, 6],
      ]);
    });

    test("a chain that went on meanwhile is followed: it goes under the key after that", async () => {
      const tala = await secondHolder(here, desk, { name: "Tala", email: "t@example.org", organisation: "" });
      await removeSomebody(quick, desk, noor.id);
      let removed = false;
      const late = meddlingDesk(desk, resealingApi.reseal, {
        asked: async (asked) => {
          if (!removed) await removeSomebody(quick, await here.desk(), tala.id);
          removed = true;
          return asked;
        },
      });
      for (const { campaign } of await older()) await resealOne(onNode, late, campaign);
      const outer = (await envelopes()).filter(({ purpose }) => purpose === PURPOSE.resealed);
      assert.deepEqual(new Set(outer.map(({ epoch }) => epoch)), new Set([3]));
      assert.deepEqual(await everything(here, desk), ALL);
    });

    test("a network that goes by another key than the chain is refused, and what nobody granted stays as it is", async () => {
      await removeSomebody(quick, desk, noor.id);
      const [of] = await older();
      const before = await envelopes();
      const lying = meddlingDesk(desk, resealingApi.olderEnvelopes, {
        answered: (page) => ({ ...page, epoch: page.epoch + 1 }),
      });
      await assert.rejects(resealOne(onNode, lying, of?.campaign ?? new Uint8Array()), DeskRefused);
      const stripped = meddlingDesk(desk, resealingApi.olderEnvelopes, {
        answered: (page) => ({ ...page, envelopes: page.envelopes.map((one) => ({ ...one, epoch: 7 })) }),
      });
      const { done, left } = await resealOne(onNode, stripped, of?.campaign ?? new Uint8Array());
      assert.deepEqual([done, left], [0, of?.envelopes]);
      assert.deepEqual(await envelopes(), before);
    });

    test("nothing goes under a key of before, nor in the place of what was not seen", async () => {
      await removeSomebody(quick, desk, noor.id);
      const [of] = await older();
      assert.ok(of);
      const before = await envelopes();
      const early = meddlingDesk(desk, resealingApi.reseal, { asked: (asked) => ({ ...asked, epoch: 1 }) });
      await assert.rejects(resealOne(onNode, early, of.campaign), { status: 409 });
      const unseen = meddlingDesk(desk, resealingApi.reseal, {
        asked: ({ envelopes: all, ...asked }) => ({
          ...asked,
          envelopes: all.map((one) => ({ ...one, was: onNode.random(32) })),
        }),
      });
      await resealOne(onNode, unseen, of.campaign);
      assert.deepEqual(await envelopes(), before);
    });

    test("a row in an envelope's place that the database changes is unreadable, and its neighbours open", async () => {
      await removeSomebody(quick, desk, noor.id);
      await resealAll();
      const [first] = await here.store.read
        .selectFrom("signatures")
        .select("envelope")
        .orderBy("id")
        .execute();
      const at = first?.envelope ?? 0;
      const one = (await envelopes()).find(({ id }) => id === at);
      assert.ok(one);
      const set = (values: { bytes?: Uint8Array; inside?: number }) =>
        here.store.write((tx) => tx.updateTable("envelopes").set(values).where("id", "=", at).execute());
      const why = async () => {
        const rows = (await Array.fromAsync(openRows(desk, await openCampaign(desk, SLUG)))).flat();
        return [rows[0]?.why, rows.filter((row) => row.why === null).length];
      };
      const flipped = Uint8Array.from(one.bytes);
      flipped[1000] = (flipped[1000] ?? 0) ^ 1;
      await set({ bytes: flipped });
      assert.deepEqual(await why(), ["tag", 3]);
      await set({ bytes: one.bytes, inside: 9_999 });
      assert.deepEqual(await why(), ["envelope", 3]);
      await set({ inside: one.inside ?? 0 });
      assert.deepEqual(await why(), [null, 4]);
    });
  });
}
