// Who follows, on both databases: what a bringing up to date takes over, and what the database then tells.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openEpochs } from "../src/campaigns/making.ts";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { followersApi } from "../src/signing/followers/api.ts";
import { bringUpToDate } from "../src/signing/tidying/bringing.ts";
import { onNode } from "../src/vault/on-node.ts";
import { info, openRow, PURPOSE } from "../src/vault/row.ts";
import { FollowerText } from "../src/vault/texts.ts";
import type { AnyCall, Send } from "../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "./desk-network.ts";
import { until } from "./running.ts";

const SLUG = "night-work";
const ACTIONS = "  - sign: { as: [person], email: optional, follow: ask, fields: [name] }";
const HOSTS = ["Harbour Lights"];

for (const kind of ["sqlite", "postgres"] as const) {
  describe(`who follows, on ${kind}`, () => {
    let here: DeskNetwork;
    let desk: Desk;
    let mailed = 0;

    before(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile({ actions: ACTIONS }) }]);
      desk = await here.desk();
    });
    after(() => here.stop());

    /** Signs with an address, and follows the mail's link unless told. */
    async function sign(name: string, follow: boolean, confirm = true): Promise<void> {
      const email = `${name.toLowerCase()}@post.example`;
      const fields = { as: "person", name, email, appear: "counted", ...(follow ? { follow: "yes" } : {}) };
      assert.equal((await here.sign(SLUG, fields)).status, 200);
      mailed++;
      const mails = await until("the mail", async () => {
        const found = await here.mails();
        return found.length >= mailed ? found : null;
      });
      const link = mails.find(({ to }) => to === email)?.link ?? "";
      if (confirm) assert.equal(await here.confirm(link, { appear: "counted" }), 200);
    }
    async function bring(at: Desk = desk, send: Send = at.client.send) {
      const campaign = await openCampaign(at, SLUG);
      const rows = () => openRows(at, campaign);
      return bringUpToDate({ ...campaign, p: onNode, send, desk: at, rows });
    }
    const kept = () =>
      here.store.read.selectFrom("followers").selectAll().where("pass", "is", null).orderBy("id").execute();
    const looked = async () => {
      const rows = await here.store.read
        .selectFrom("signatures")
        .select(["id", "state", "followed"])
        .execute();
      return rows.filter(({ followed }) => followed === 1).map(({ id }) => id);
    };
    /** Opens the list as a key holder does. */
    async function opened(): Promise<FollowerText[]> {
      const { list } = await desk.client.send(followersApi.followers, {});
      assert.ok(list);
      const grants = await here.store.read
        .selectFrom("grants")
        .selectAll()
        .where("campaign", "=", list.id)
        .execute();
      assert.equal(grants.length, 2, "granted to the holder and the envelope");
      const { closed } = grants.find(({ holder }) => onNode.equal(holder, desk.id)) ??
        grants[0] ?? { closed: null };
      assert.ok(closed);
      const granted = { network: desk.network, campaign: list.id, epoch: 1, holder: desk.id };
      const grant = await here.unclose(granted, closed);
      const epochs = [{ epoch: 1, publicKey: list.publicKey, grant }];
      const seeds = await openEpochs(onNode, desk.chain, desk, list.id, epochs);
      assert.ok(seeds.ok);
      const texts: FollowerText[] = [];
      for (const row of await kept()) {
        const envelope = await here.store.read
          .selectFrom("envelopes")
          .select("bytes")
          .where("id", "=", row.envelope)
          .executeTakeFirstOrThrow();
        const bound = info({ purpose: PURPOSE.follower, network: desk.network, campaign: list.id, epoch: 1 });
        const seed = seeds.seeds.get(1) ?? new Uint8Array();
        const exporter = await onNode.openEnvelope(seed, envelope.bytes, bound);
        const read = await openRow(
          onNode,
          exporter,
          envelope.bytes,
          row.row,
          row.sealed_hash,
          PURPOSE.follower,
        );
        assert.ok(read.ok);
        texts.push(FollowerText.parse(read.value));
      }
      return texts;
    }

    test("nobody who follows: the rows are gone through, and no list is made", async () => {
      await sign("Ann", false);
      assert.equal((await bring()).followers, 0);
      assert.deepEqual(await looked(), [1]);
      assert.equal((await desk.client.send(followersApi.followers, {})).list, null);
    });

    test("who asked for news and confirmed their address is put on the list, sealed to its own key", async () => {
      for (const name of ["Bea", "Cem", "Dao", "Eve"]) await sign(name, name !== "Cem");
      // Anybody can type anybody's address: only its owner's link makes somebody follow.
      await sign("Flo", true, false);
      assert.equal((await bring()).followers, 3);
      const follower = (email: string) => ({ v: 1, email, language: "en", hosts: HOSTS });
      assert.deepEqual(
        (await opened()).toSorted((a, b) => a.email.localeCompare(b.email)),
        ["bea@post.example", "dao@post.example", "eve@post.example"].map(follower),
      );
      const { list } = await desk.client.send(followersApi.followers, {});
      assert.equal(list?.many, 3);
      assert.equal(list?.keepUntil, here.clock.day() + 730);
    });

    test("the database does not tell which of those gone through follows", async () => {
      assert.deepEqual(
        (await looked()).sort(),
        [1, 2, 3, 4, 5],
        "all of a pass alike, and not the pending one",
      );
      const rows = await kept();
      assert.equal(new Set(rows.map(({ row }) => row.length)).size, 1);
      const deeds = await here.store.read.selectFrom("deeds").select("what").execute();
      assert.ok(!deeds.some(({ what }) => what.startsWith("follow") && what !== "followers"));
    });

    test("nothing is taken over twice, by one desk or by two at once", async () => {
      assert.equal((await bring()).followers, 0);
      await sign("Gus", true);
      const other = await here.desk();
      const both = await Promise.all([bring(), bring(other)]);
      assert.deepEqual(both.map(({ followers }) => followers).sort(), [0, 1]);
      assert.equal((await kept()).length, 4);
      assert.equal((await opened()).filter(({ email }) => email === "gus@post.example").length, 1);
    });

    test("what breaks off in the middle is taken over as a whole the next time", async () => {
      await sign("Hal", true);
      const breaking: Send = (call, asked) => {
        if ((call as AnyCall) === followersApi.followed) throw new Error("the line broke");
        return desk.client.send(call, asked);
      };
      await assert.rejects(bring(desk, breaking), /the line broke/);
      assert.equal((await kept()).length, 4);
      assert.equal((await bring()).followers, 1);
      assert.equal((await kept()).length, 5);
      const left = await here.store.read
        .selectFrom("followers")
        .select("id")
        .where("pass", "is not", null)
        .execute();
      assert.ok(left.length >= 1);
      await here.restart();
      desk = await here.desk();
      const after = await here.store.read.selectFrom("followers").select("pass").execute();
      assert.deepEqual([after.length, after.every(({ pass }) => pass === null)], [5, true]);
    });

    test("who signs twice is written to once, and taking the signature off leaves the news", async () => {
      await sign("Ida", true);
      await sign("Ida", true);
      assert.equal((await bring()).followers, 1);
      const { rows } = await desk.client.send(signingApi.rows, { slug: SLUG, after: 0 });
      const ids = rows.map(({ id }) => id);
      await desk.client.send(signingApi.takeOff, { slug: SLUG, ids, reason: "spam", requests: [] });
      assert.equal((await opened()).length, 6);
    });

    test("a list whose key nobody vouched for gets nobody", async () => {
      await sign("Jon", true);
      const swapped: Send = async (call, asked) => {
        const answer = await desk.client.send(call, asked);
        if ((call as AnyCall) !== followersApi.followers) return answer;
        const given = answer as { list: { publicKey: Uint8Array } };
        return {
          list: { ...given.list, publicKey: await onNode.xwingPublic(onNode.random(32)) },
        } as typeof answer;
      };
      await assert.rejects(bring(desk, swapped), /not the one that a key holder vouched for/);
      assert.equal((await kept()).length, 6);
      assert.equal((await bring()).followers, 1);
    });

    test("after its last day the list is destroyed, and the next one is new", async () => {
      const { list } = await desk.client.send(followersApi.followers, {});
      here.clock.move({ days: 731 });
      await here.restart();
      desk = await here.desk();
      assert.deepEqual(await here.store.read.selectFrom("followers").select("id").execute(), []);
      const envelopes = await here.store.read
        .selectFrom("envelopes")
        .select("id")
        .where("purpose", "=", 2)
        .execute();
      assert.deepEqual(envelopes, []);
      assert.equal((await desk.client.send(followersApi.followers, {})).list, null);
      await sign("Kai", true);
      assert.equal((await bring()).followers, 1);
      const again = await desk.client.send(followersApi.followers, {});
      assert.ok(list && again.list && !onNode.equal(list.id, again.list.id));
      assert.deepEqual(
        (await opened()).map(({ email }) => email),
        ["kai@post.example"],
      );
    });
  });
}
