// A key that no holder vouched for is refused at each place that seals, by the server, and at each that opens, by the
// desk: whoever can write into the database puts in keys of their own, and gets nothing sealed to them.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openCampaign } from "../../src/cli/desk.ts";
import { openKeyFiles } from "../../src/store/key-files.ts";
import type { Writing } from "../../src/store/store.ts";
import { concat } from "../../src/vault/bytes.ts";
import { closeGrant, makeGrant, openGrant, uncloseGrant } from "../../src/vault/grant.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { info, openRow, PURPOSE } from "../../src/vault/row.ts";
import { KIND, makeVouch } from "../../src/vault/vouch.ts";
import { campaignFile } from "../desk-network.ts";
import { get, post, sign } from "../signer.ts";
import { DATABASES, type Held, holderOf, openHeld, SLUG, signByMail } from "./networks.ts";

for (const kind of DATABASES) {
  describe(`on ${kind}`, () => {
    let here: Held;
    /** Keys of whoever meddles. */
    const seed = onNode.random(32);
    let foreign: Uint8Array;
    beforeEach(async () => {
      here = await openHeld(kind);
      foreign = await onNode.xwingPublic(seed);
    });
    afterEach(() => here.end());

    const meddle = (work: (tx: Writing) => Promise<unknown>) => here.store.write(work);
    const swapKey = () =>
      meddle((tx) => tx.updateTable("campaign_keys").set({ public_key: foreign }).execute());
    /** Everything sealed that is stored. */
    const sealed = async () => {
      const { read } = here.store;
      const tables = ["envelopes", "signatures", "appearances", "requests"] as const;
      const rows = await Promise.all(
        tables.map((table) => read.selectFrom(table).selectAll().orderBy("campaign").execute()),
      );
      return rows.map((list) => list.length);
    };
    const seedOf = async (path: string) => openKeyFiles(path, onNode.random);

    test("with a swapped key no form, link or code is taken, and nothing is stored", async () => {
      const link = await signByMail(here, { name: "Maya", email: "maya@example.org" });
      const fields = { as: "person", name: "Li Wei", email: "", appear: "counted" };
      const { code } = await here.sign(SLUG, fields);
      const before = await sealed();
      await swapKey();
      await here.restart();
      const form = await sign(here.url, SLUG, { name: "Nobody may read this", email: "" });
      const asked = await post(`${here.url}/${SLUG}/mine`, { do: "ask", name: "Li Wei" });
      const askedByMail = await post(`${here.url}/${SLUG}/mine`, { do: "ask", email: "maya@example.org" });
      const corrected = await post(`${here.url}/${SLUG}/mine`, {
        ...{ do: "appear", code: code ?? "" },
        ...{ appear: "public", shown_as: "L." },
      });
      for (const answer of [form, asked, askedByMail, corrected]) {
        assert.equal(answer.status, 503);
        assert.match(
          answer.body,
          /Nothing can be signed here just now[\s\S]*The hosts have to look into this/,
        );
        assert.doesNotMatch(answer.body, /try again/i);
      }
      assert.equal(await here.confirm(link, { appear: "counted" }), 503);
      assert.deepEqual(await sealed(), before);
      assert.match(here.said.join("\n"), /its key is not the one that a key holder vouched for/);
      assert.match(here.said.join("\n"), /night-work: somebody wanted to sign or ask, and nothing was taken/);
      // What needs no key still works: looking, and taking off.
      assert.equal((await get(`${here.url}/${SLUG}`)).status, 200);
      assert.equal(await here.mine(SLUG, { do: "take-off", code: code ?? "" }), 200);
    });

    test("put back, the key that was vouched for is sealed to and opens again", async () => {
      const { read } = here.store;
      const own = await read.selectFrom("campaign_keys").select("public_key").executeTakeFirstOrThrow();
      await here.sign(SLUG, { as: "person", name: "Before", appear: "counted" });
      await swapKey();
      await here.restart();
      await assert.rejects(openCampaign(await here.desk(), SLUG), /not vouched for/);
      await meddle((tx) => tx.updateTable("campaign_keys").set(own).execute());
      await here.restart();
      assert.equal((await here.sign(SLUG, { as: "person", name: "After", appear: "counted" })).status, 200);
      const rows = await holderOf(here).rows();
      assert.deepEqual(
        rows.map(({ typed }) => typed?.fields.name),
        ["Before", "After"],
      );
    });

    test("a key swapped while the network runs is never sealed to either", async () => {
      await swapKey();
      const fields = { as: "person", name: "Li Wei", email: "", appear: "counted" };
      const first = await here.sign(SLUG, fields);
      for (let lots = 0; lots < 3; lots++) {
        await here.network.publish();
        await here.sign(SLUG, { ...fields, name: `Li Wei ${lots}` });
      }
      assert.ok([200, 503].includes(first.status));
      await assert.rejects(openCampaign(await here.desk(), SLUG), /not vouched for/);
      const { network } = await here.desk();
      const rows = await here.store.read
        .selectFrom("signatures as s")
        .innerJoin("envelopes as e", "e.id", "s.envelope")
        .select(["s.campaign", "s.row", "s.sealed_hash", "e.bytes"])
        .execute();
      assert.ok(first.status === 503 || rows.length > 0);
      for (const { campaign, row, sealed_hash: hash, bytes } of rows) {
        const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch: 1 });
        const exporter = await onNode.openEnvelope(seed, bytes, bound);
        const read = await openRow(onNode, exporter, bytes, row ?? new Uint8Array(), hash, PURPOSE.signature);
        assert.deepEqual(read, { ok: false, why: "commitment" });
      }
    });

    test("an epoch that nobody vouched for is neither sealed to nor opened", async () => {
      await meddle(async (tx) => {
        const key = await tx.selectFrom("campaign_keys").selectAll().executeTakeFirstOrThrow();
        await tx
          .insertInto("campaign_keys")
          .values({ ...key, epoch: 2, public_key: foreign })
          .execute();
        await tx.updateTable("campaigns").set({ epoch: 2 }).execute();
      });
      await here.restart();
      assert.equal((await sign(here.url, SLUG, { name: "Nobody may read this" })).status, 503);
      await assert.rejects(openCampaign(await here.desk(), SLUG), /Key 2 of .*not vouched for/);
      await assert.rejects(openCampaign(await here.envelopeDesk(), SLUG), /Key 2 of .*not vouched for/);
    });

    test("a grant that gives another seed than the one vouched for is refused", async () => {
      const desk = await here.desk();
      const keys = await seedOf(here.settings.secretDir);
      await meddle(async (tx) => {
        for (const { campaign, epoch, holder } of await tx.selectFrom("grants").selectAll().execute()) {
          const granted = { network: desk.network, campaign, epoch, holder };
          const to = [...desk.chain.holders.values(), ...desk.chain.sheets.values()].find((one) =>
            Buffer.from(one.id).equals(holder),
          );
          assert.ok(to);
          const grant = await makeGrant(onNode, granted, to.xwing, seed);
          const closed = await closeGrant(onNode, keys.closingFor(campaign), granted, grant);
          await tx.updateTable("grants").set({ closed }).where("holder", "=", holder).execute();
        }
        await tx.updateTable("campaign_keys").set({ public_key: foreign }).execute();
      });
      await assert.rejects(openCampaign(await here.desk(), SLUG), /not vouched for/);
      await assert.rejects(openCampaign(await here.envelopeDesk(), SLUG), /not vouched for/);
    });

    test("a grant of another seed beside the right key is refused too", async () => {
      const desk = await here.desk();
      const keys = await seedOf(here.settings.secretDir);
      await meddle(async (tx) => {
        const grants = await tx.selectFrom("grants").selectAll().execute();
        const mine = grants.find(({ holder }) => Buffer.from(holder).equals(desk.id));
        assert.ok(mine);
        const granted = { network: desk.network, campaign: mine.campaign, epoch: 1, holder: desk.id };
        const to = desk.chain.holder(desk.id);
        assert.ok(to);
        const grant = await makeGrant(onNode, granted, to.xwing, seed);
        const closed = await closeGrant(onNode, keys.closingFor(mine.campaign), granted, grant);
        await tx.updateTable("grants").set({ closed }).where("holder", "=", desk.id).execute();
      });
      await assert.rejects(openCampaign(await here.desk(), SLUG), /refused: key/);
    });

    test("another campaign's grant opens nothing", async () => {
      const text = campaignFile().replace("slug: night-work", "slug: second");
      await here.publish([{ name: "second.md", text }]);
      const desk = await here.desk();
      const keys = await seedOf(here.settings.secretDir);
      const all = await here.store.read.selectFrom("grants").selectAll().execute();
      const [one, other] = all.filter(({ holder }) => Buffer.from(holder).equals(desk.id));
      assert.ok(one && other);
      const of = ({ campaign }: typeof one) => ({
        ...{ network: desk.network, campaign, epoch: 1, holder: desk.id },
      });
      const grant = await uncloseGrant(onNode, keys.closingFor(other.campaign), of(other), other.closed);
      assert.ok(grant);
      // As it was kept there, and as somebody with SECRET_DIR could put it here.
      for (const closed of [
        other.closed,
        await closeGrant(onNode, keys.closingFor(one.campaign), of(one), grant),
      ]) {
        await meddle((tx) =>
          tx
            .updateTable("grants")
            .set({ closed })
            .where("campaign", "=", one.campaign)
            .where("holder", "=", desk.id)
            .execute(),
        );
        const [{ slug = "" } = {}] = await here.store.read
          .selectFrom("campaigns")
          .select("slug")
          .where("id", "=", one.campaign)
          .execute();
        await assert.rejects(openCampaign(await here.desk(), slug), /refused|can be opened/);
      }
    });

    test("a new campaign is granted to the keys of the chain, whatever keys stand elsewhere", async () => {
      await meddle(async (tx) => {
        await tx.updateTable("accounts").set({ xwing: foreign }).execute();
        await tx.updateTable("sheets").set({ xwing: foreign }).execute();
      });
      await here.restart();
      const text = campaignFile().replace("slug: night-work", "slug: second");
      await here.publish([{ name: "second.md", text }]);
      const keys = await seedOf(here.settings.secretDir);
      const { network } = await here.desk();
      const { campaign } = await here.store.read
        .selectFrom("campaigns")
        .select("id as campaign")
        .where("slug", "=", "second")
        .executeTakeFirstOrThrow();
      const grants = await here.store.read
        .selectFrom("grants")
        .selectAll()
        .where("campaign", "=", campaign)
        .execute();
      assert.equal(grants.length, 2);
      const key = await here.store.read
        .selectFrom("campaign_keys")
        .select("public_key")
        .where("campaign", "=", campaign)
        .executeTakeFirstOrThrow();
      for (const { holder, epoch, closed } of grants) {
        const granted = { network, campaign, epoch, holder };
        const grant = await uncloseGrant(onNode, keys.closingFor(campaign), granted, closed);
        assert.ok(grant);
        const opened = await openGrant(onNode, granted, seed, onNode.sha256(key.public_key), grant);
        assert.deepEqual(opened, { ok: false, why: "unreadable" });
      }
      await openCampaign(await here.desk(), "second");
      await openCampaign(await here.envelopeDesk(), "second");
    });

    test("a holder whom nobody vouched for makes the desk refuse the whole chain", async () => {
      const desk = await here.desk();
      const own = onNode.random(32);
      const id = onNode.random(16);
      const record = makeVouch(
        onNode,
        {
          kind: KIND.holder,
          network: desk.network,
          subject: id,
          epoch: 0,
          serial: desk.chain.serial + 1,
          prev: desk.chain.head,
          xwing: foreign,
          ed25519: onNode.ed25519Public(own),
          signer: desk.id,
        },
        own,
      );
      const vouch = { record, xwing: foreign, ed25519: onNode.ed25519Public(own) };
      await meddle((tx) =>
        tx
          .insertInto("vouches")
          .values({ serial: desk.chain.serial + 1, ...vouch })
          .execute(),
      );
      await assert.rejects(here.desk(), /signature/);
      await assert.rejects(here.envelopeDesk(), /signature/);
      await meddle((tx) =>
        tx
          .deleteFrom("vouches")
          .where("serial", "=", desk.chain.serial + 1)
          .execute(),
      );
      assert.deepEqual((await here.desk()).chain.head, desk.chain.head);
    });

    test("a chain that begins anew, or ends early, is refused by whoever saw the other", async () => {
      const desk = await here.desk();
      await meddle((tx) => tx.deleteFrom("vouches").where("serial", "=", desk.chain.serial).execute());
      await assert.rejects(here.desk(), /that you saw last/);
      // The envelope has seen nothing; but then the campaign's key is one that nobody vouched for.
      await assert.rejects(openCampaign(await here.envelopeDesk(), SLUG), /not vouched for/);
      const [first] = desk.records;
      assert.ok(first);
      const changed = concat(first.record.subarray(0, 236), Uint8Array.of((first.record[236] ?? 0) ^ 1));
      await meddle((tx) =>
        tx.updateTable("vouches").set({ record: changed }).where("serial", "=", 0).execute(),
      );
      await assert.rejects(here.desk(), /does not hold/);
    });
  });
}
