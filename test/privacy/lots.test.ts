// Lots with the smallest real interval: between two of them no public byte and no header changes, whatever people and
// holders do, on both databases; a name that is taken away goes at once; and nobody waits longer than a day.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { afterEach, beforeEach, describe, test } from "node:test";
import { ENOUGH } from "../../src/ledger/lot.ts";
import { get, post } from "../signer.ts";
import { countIn, DATABASES, type Held, holderOf, openHeld, SLUG, signByMail } from "./networks.ts";

/** Minutes: the smallest that the setting takes beside 0. */
const SMALLEST = 0.001;
const PATHS = ["", "/names", ".json", "/sign", "/sign?as=organisation", "/mine", "?lang=en"];

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Held;
    beforeEach(async () => {
      here = await openHeld(kind, { publishEvery: SMALLEST });
    });
    afterEach(() => here.end());

    /** All that anybody can read, headers too, without what is new in every view. */
    const everything = async (): Promise<string[]> => {
      const urls = [...PATHS.map((path) => `/${SLUG}${path}`), "/", "/privacy"];
      return Promise.all(
        urls.map(async (path) => {
          const { body, headers } = await get(`${here.url}${path}`);
          const said = [...headers].filter(([name]) => name !== "date").sort();
          return `${path}\n${JSON.stringify(said)}\n${body.replace(/name="stamp" value="[^"]*"/g, "")}`;
        }),
      );
    };
    const signNow = async (name: string, more: Record<string, string> = {}) => {
      const fields = { as: "person", name, email: "", appear: "counted", ...more };
      return (await here.sign(SLUG, fields)).code ?? "";
    };
    /** Long enough for many lots, if they were due. */
    const manyTicks = () => new Promise((turn) => setTimeout(turn, 60_000 * SMALLEST * 8));

    test("signed, confirmed, accepted, approved, corrected, taken off: nothing public changes before a lot is due", async () => {
      const before = await everything();
      const codes = [];
      for (let at = 1; at < ENOUGH - 1; at++) {
        codes.push(await signNow(`Person ${at}`, { appear: "public", shown_as: `Shown ${at}` }));
      }
      const link = await signByMail(here, { name: "By Mail", email: "maya@example.org" });
      assert.equal(await here.confirm(link, { appear: "counted" }), 200);
      assert.equal((await holderOf(here).acceptAllAndShow()).length, ENOUGH - 2);
      await manyTicks();
      assert.deepEqual(await everything(), before);
      for (const path of ["", "/mine"]) await get(`${here.url}/${SLUG}${path}`);
      await post(`${here.url}/${SLUG}/mine`, { do: "appear", code: codes[0] ?? "", appear: "counted" });
      await post(`${here.url}/${SLUG}/mine`, { do: "take-off", code: codes[1] ?? "" });
      await manyTicks();
      assert.deepEqual(await everything(), before);
    });

    test("a lot comes by itself once five wait, and a name taken away afterwards goes at once, alone", async () => {
      const codes = [];
      for (let at = 0; at < 12; at++) {
        codes.push(await signNow(`Person ${at}`, { appear: "public", shown_as: `Shown ${at}.` }));
      }
      await holderOf(here).acceptAllAndShow();
      here.clock.move({ days: 1, minutes: 60 });
      await here.network.publish();
      assert.equal((await countIn(here)).people, 12);
      const shown = await everything();
      assert.match(shown.join(), /Shown 7\./);
      await post(`${here.url}/${SLUG}/mine`, { do: "appear", code: codes[7] ?? "", appear: "counted" });
      await post(`${here.url}/${SLUG}/mine`, { do: "take-off", code: codes[8] ?? "" });
      const after = await everything();
      assert.doesNotMatch(after.join(), /Shown [78]\./);
      assert.match(after.join(), /Shown 9\./);
      assert.equal((await countIn(here)).people, 12, "the count waits for its lot");
      await manyTicks();
      assert.deepEqual(await everything(), after);
    });

    test("of a crowd that waits about half go into a lot, in an order that is not the one in which they came", async () => {
      await here.end();
      here = await openHeld(kind, { publishEvery: 60 });
      const many = 60;
      for (let at = 0; at < many; at++) await signNow(`Person ${at}`);
      await holderOf(here).acceptAllAndShow();
      await here.network.publish();
      const { people } = await countIn(here);
      // Five standard deviations of sixty coins.
      assert.ok(people > 10 && people < 50, `${people} of ${many} came`);
      const rows = await here.store.read
        .selectFrom("signatures")
        .select(["id", "index"])
        .where("index", "is not", null)
        .execute();
      const order = rows.sort((a, b) => (a.index ?? 0) - (b.index ?? 0)).map(({ id }) => id);
      assert.notDeepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    });

    test("whenever people come, nobody stays behind for longer than a day, and fewer than five go only then", async () => {
      /** By id: the hour at which somebody was counted. */
      const since = new Map<number, number>();
      /** Since when somebody has been waiting without a break: of the hours at which people came no other is kept. */
      let began = 0;
      let id = 0;
      const numbered = async () => {
        const rows = await here.store.read
          .selectFrom("signatures")
          .select(["id", "index"])
          .where("state", "=", "accepted")
          .execute();
        return new Set(rows.filter(({ index }) => index !== null).map((row) => row.id));
      };
      // Four, a fifth ten hours later: some of the four stay behind. Then anybody at any time. Then one alone.
      const planned = new Map([
        [0, ENOUGH - 1],
        [10, 1],
        [102, 1],
      ]);
      const comeAt = (hour: number) =>
        planned.get(hour) ?? (hour >= 40 && hour < 74 && randomInt(3) === 0 ? randomInt(1, 4) : 0);
      // Lots go when this test says so, and not in between by themselves.
      await here.end();
      here = await openHeld(kind, { publishEvery: 60 });
      for (let hour = 0; hour < 130; hour++) {
        const stood = await numbered();
        if (stood.size === id) began = hour;
        const many = comeAt(hour);
        const come = [];
        for (let at = 0; at < many; at++) {
          await signNow(`Person ${++id}`);
          since.set(id, hour);
          come.push(id);
        }
        if (come.length > 0) await holderOf(here).accept(come);
        const before = await numbered();
        await here.network.publish();
        const after = await numbered();
        const waited = [...since.keys()].filter((one) => !before.has(one));
        const went = [...after].filter((one) => !before.has(one)).length;
        if (went > 0) {
          assert.ok(waited.length >= ENOUGH || hour - began >= 23, `${went} of ${waited.length} went`);
        }
        for (const [one, from] of since) {
          assert.ok(after.has(one) || hour - from < 24, `${one} has waited ${hour - from} hours`);
        }
        here.clock.move({ minutes: 60 });
      }
      assert.equal((await numbered()).size, id);
      assert.ok(id > 5, `only ${id} people came`);
    });
  });
}
