// The last confirmed signature of an address stands: in whatever spelling, in whatever order, across midnights and
// restarts, also when the memory was lost; and a confirmed one outranks an accepted one whichever came first.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import {
  countIn,
  DATABASES,
  type Held,
  holderOf,
  losePower,
  openHeld,
  SLUG,
  signByMail,
} from "./networks.ts";

/** Spellings of one address, and addresses that only look like it. */
const SAME = [
  "Maya.Okello@Bücher.example",
  " maya.okello@xn--bcher-kva.EXAMPLE",
  "MAYA.OKELLO@bu\u0308cher.example",
];
const OTHERS = ["mayaokello@bücher.example", "maya.okello+news@bücher.example", "maya.okello@bucher.example"];

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Held;
    beforeEach(async () => {
      here = await openHeld(kind);
    });
    afterEach(() => here.end());

    const standing = async () =>
      (await holderOf(here).rows())
        .filter(({ state }) => state !== "pending")
        .map(({ id, state }) => `${id} ${state}`);
    const confirmed = async (email: string, more: Record<string, string> = {}) => {
      const link = await signByMail(here, { name: "Maya Okello", email, ...more });
      assert.equal(await here.confirm(link, { appear: "counted" }), 200);
    };
    const published = async () => {
      await here.network.publish();
      return countIn(here);
    };

    test("one address in three spellings is one person, and the last of them stands", async () => {
      for (const email of SAME) await confirmed(email);
      assert.deepEqual(await standing(), ["3 confirmed"]);
      assert.equal((await published()).people, 1);
    });

    test("dots, plus signs and other domains are other addresses", async () => {
      for (const email of [SAME[0] ?? "", ...OTHERS]) await confirmed(email);
      assert.equal((await published()).people, 4);
      assert.equal((await holderOf(here).bring()).replaced, 0);
    });

    test("what was confirmed last stands, not what was typed last", async () => {
      const [one = "", other = ""] = SAME;
      const early = await signByMail(here, { name: "Typed first", email: one });
      const late = await signByMail(here, { name: "Typed last", email: other });
      await here.confirm(late, { appear: "counted" });
      assert.deepEqual(await standing(), ["2 confirmed"]);
      await here.confirm(early, { appear: "counted" });
      assert.deepEqual(await standing(), ["1 confirmed"]);
      assert.equal((await published()).people, 1);
    });

    test("a person and the organisation that they sign for both stand", async () => {
      await confirmed(SAME[0] ?? "");
      await confirmed(SAME[1] ?? "", { as: "organisation", organisation: "Lantern Collective" });
      assert.deepEqual(await published(), { people: 1, organisations: 1, total: 2 });
    });

    test("across midnights and restarts the memory knows, as long as it lives", async () => {
      const links = [];
      for (const email of SAME) {
        links.push(await signByMail(here, { name: "Maya Okello", email }));
        await here.restart();
        here.clock.move({ days: 1 });
      }
      // The day of the first is over twice; its link still works, and what it confirms is the last.
      here.clock.move({ days: -1 });
      for (const link of [links[1], links[2], links[0]]) {
        await here.confirm(link ?? "", { appear: "counted" });
        await here.restart();
      }
      assert.deepEqual(await standing(), ["1 confirmed"]);
      assert.equal((await published()).people, 1);
    });

    test("when the memory is lost both count until a desk brings up to date", async () => {
      await confirmed(SAME[0] ?? "");
      await losePower(here);
      await confirmed(SAME[1] ?? "");
      assert.equal((await published()).people, 2);
      assert.equal((await holderOf(here).bring()).replaced, 1);
      assert.deepEqual(await standing(), ["2 confirmed"]);
      assert.equal((await published()).people, 1);
    });

    test("after four days the memory has forgotten, and a desk finds the same", async () => {
      await confirmed(SAME[0] ?? "");
      here.clock.move({ days: 4 });
      await here.restart();
      await confirmed(SAME[1] ?? "");
      await holderOf(here).bring();
      assert.deepEqual(await standing(), ["2 confirmed"]);
    });

    test("a confirmed one outranks an accepted one, whichever came first", async () => {
      // Confirmed first, then one of the same address accepted by a holder's hand.
      await confirmed(SAME[0] ?? "");
      await signByMail(here, { name: "Accepted after", email: SAME[1] ?? "" });
      await holderOf(here).accept([2]);
      await holderOf(here).bring();
      assert.deepEqual(await standing(), ["1 confirmed"]);
      // Accepted first, then another confirmed.
      await signByMail(here, { name: "Accepted before", email: "li@example.org" });
      await holderOf(here).accept([3]);
      await confirmed("LI@example.org");
      assert.deepEqual(await standing(), ["1 confirmed", "4 confirmed"]);
      await holderOf(here).bring();
      assert.deepEqual(await standing(), ["1 confirmed", "4 confirmed"]);
      assert.equal((await published()).people, 2);
    });

    test("a link that comes after its row was accepted gives the code and keeps the place and the door", async () => {
      const link = await signByMail(here, { name: "Maya Okello", email: SAME[0] ?? "" });
      await holderOf(here).accept([1]);
      await here.network.publish();
      const before = await (await here.get(`/${SLUG}.json`)).text();
      assert.equal(await here.confirm(link, { appear: "counted" }), 200);
      await here.network.publish();
      assert.equal(await (await here.get(`/${SLUG}.json`)).text(), before);
      assert.deepEqual(await standing(), ["1 confirmed"]);
      assert.deepEqual((await holderOf(here).bring()).withoutRow, []);
    });
  });
}
