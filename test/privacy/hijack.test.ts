// Hijack: anybody can type anybody's address. Another's row for my address never gets my consent, whatever they typed,
// whenever they typed it; and what I do by mistake with a link of theirs shows no more than they asked, and stands only
// until I sign myself.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { confirm, formsOf, get } from "../signer.ts";
import { countIn, DATABASES, type Held, holderOf, openHeld, SLUG, signByMail } from "./networks.ts";

const MINE = "noor@example.org";
const me = { name: "Noor Haddad", email: MINE };
/** What somebody types who wants to put words into my mouth. */
const theirs = { name: "Noor H.", email: "NOOR@Example.org", appear: "public", shown_as: "Noor who recants" };

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Held;
    beforeEach(async () => {
      here = await openHeld(kind);
    });
    afterEach(() => here.end());

    const states = async () => (await holderOf(here).rows()).map(({ id, state }) => `${id} ${state}`);
    /** Everything that anybody can see of who signed. */
    const publicWords = async () => {
      const pages = await Promise.all(["", "/names", ".json"].map((path) => here.get(`/${SLUG}${path}`)));
      return (await Promise.all(pages.map((page) => page.text()))).join();
    };
    /** What a diligent holder does, and the lot after it. */
    const bringAndPublish = async () => {
      await holderOf(here).acceptAllAndShow();
      await here.network.publish();
    };

    for (const first of ["theirs", "mine"] as const) {
      test(`I follow my link, ${first} came first: theirs is neither counted nor shown, and ends by itself`, async () => {
        const rows = first === "theirs" ? [theirs, me] : [me, theirs];
        const links = [];
        for (const row of rows) links.push(await signByMail(here, row));
        const own = links[rows.indexOf(me)] ?? "";
        const mine = rows.indexOf(me) + 1;
        assert.equal(await here.confirm(own, { appear: "counted" }), 200);
        await bringAndPublish();
        assert.deepEqual((await states()).sort(), [`${mine} confirmed`, `${3 - mine} pending`].sort());
        assert.equal((await countIn(here)).total, 1);
        assert.doesNotMatch(await publicWords(), /recants/);
        here.clock.move({ days: 16 });
        assert.equal((await holderOf(here).bring()).expired, 1);
        assert.deepEqual(await states(), [`${mine} confirmed`]);
      });
    }

    test("what they type after I was counted and shown changes nothing of mine", async () => {
      const own = await signByMail(here, { ...me, appear: "public", shown_as: "Noor Haddad" });
      await here.confirm(own, { appear: "public", shown_as: "Noor Haddad" });
      await bringAndPublish();
      const before = await publicWords();
      assert.match(before, /Noor Haddad/);
      await signByMail(here, theirs);
      await signByMail(here, { ...theirs, name: "Noor again" });
      await bringAndPublish();
      assert.equal(strip(await publicWords()), strip(before));
    });

    test("my link confirms my row alone, and acts once", async () => {
      await signByMail(here, theirs);
      const own = await signByMail(here, me);
      await here.confirm(own, { appear: "counted" });
      // Pressed again at once it is a double click, which gets the same page.
      here.clock.move({ minutes: 3 });
      assert.equal(await here.confirm(own, { appear: "counted" }), 410);
      assert.deepEqual((await states()).sort(), ["1 pending", "2 confirmed"]);
    });

    test("accepted by a holder's mistake, theirs goes as soon as mine is confirmed, and never comes back", async () => {
      await signByMail(here, theirs);
      await holderOf(here).accept([1]);
      await bringAndPublish();
      const own = await signByMail(here, me);
      await here.confirm(own, { appear: "counted" });
      await bringAndPublish();
      assert.deepEqual(await states(), ["2 confirmed"]);
      assert.deepEqual(await holderOf(here).accept([1]), { accepted: 0 });
      assert.doesNotMatch(await publicWords(), /recants/);
      assert.equal((await countIn(here)).total, 1);
    });

    test("a link of theirs asks me anew, with nothing chosen, and says what would be shown", async () => {
      const link = await signByMail(here, theirs);
      const page = await get(`${here.url}${link}`);
      assert.match(page.body, /Noor who recants/);
      assert.doesNotMatch(page.body, /<input[^>]*\bchecked\b/);
      assert.equal((await confirm(`${here.url}${link}`)).status, 422, "no answer is no consent");
      assert.deepEqual(await states(), ["1 pending"]);
    });

    test("followed by mistake, theirs shows what I answer and no more; my own takes its place", async () => {
      const link = await signByMail(here, theirs);
      assert.equal(await here.confirm(link, { appear: "counted" }), 200);
      await bringAndPublish();
      assert.doesNotMatch(await publicWords(), /recants/);
      const own = await signByMail(here, { ...me, appear: "public", shown_as: "Noor Haddad" });
      await here.confirm(own, { appear: "public", shown_as: "Noor Haddad" });
      await bringAndPublish();
      assert.deepEqual(await states(), ["2 confirmed"]);
      assert.match(await publicWords(), /Noor Haddad/);
      assert.equal((await countIn(here)).total, 1);
    });

    test("a link never raises how one appears above what its form asked", async () => {
      const link = await signByMail(here, { ...theirs, appear: "counted", shown_as: "" });
      const [form] = formsOf((await get(`${here.url}${link}`)).body);
      assert.ok(form);
      const raised = { appear: "public", shown_as: "Noor who recants" };
      const answer = await confirm(`${here.url}${link}`, raised);
      assert.ok(answer.status >= 400 && answer.status < 500, `it was answered ${answer.status}`);
      assert.deepEqual(await states(), ["1 pending"]);
      assert.equal(await here.confirm(link, { appear: "counted", shown_as: "Noor who recants" }), 200);
      await bringAndPublish();
      assert.doesNotMatch(await publicWords(), /recants/);
      assert.equal((await holderOf(here).rows())[0]?.typed?.appear, "counted");
    });

    test("nobody takes mine off by asking with my address or my name", async () => {
      const own = await signByMail(here, me);
      await here.confirm(own, { appear: "counted" });
      await here.mine(SLUG, { do: "ask", email: MINE });
      await here.mine(SLUG, { do: "ask", name: me.name });
      for (const _ of [1, 2]) {
        const { withdrawn, byName } = await holderOf(here).bring();
        assert.equal(withdrawn, 0);
        assert.equal(byName.length, 1, "a request by name is a holder's to decide");
      }
      assert.deepEqual(await states(), ["1 confirmed"]);
    });
  });
}

/** A page without what is new in every view. */
function strip(page: string): string {
  return page.replaceAll(/name="stamp" value="[^"]*"/g, "");
}
