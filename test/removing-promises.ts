// What removing somebody promises; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { draftApi } from "../src/campaigns/drafts/api.ts";
import { makeCampaign } from "../src/campaigns/making.ts";
import { openCampaign as openAtCommandLine } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { enterByEnvelope } from "../src/organisers/holders/entering.ts";
import { invite } from "../src/organisers/holders/inviting.ts";
import { lookAtInvitation, readInvitationLink } from "../src/organisers/holders/joining.ts";
import { keysApi } from "../src/organisers/holders/keys-api.ts";
import { letBackIn } from "../src/organisers/holders/letting-back-in.ts";
import { letIn } from "../src/organisers/holders/letting-in.ts";
import { askToComeBack } from "../src/organisers/holders/lost-words.ts";
import { lookAtRemoval, removeSomebody } from "../src/organisers/holders/removing.ts";
import { removingApi } from "../src/organisers/holders/removing-api.ts";
import { renewEnvelope } from "../src/organisers/holders/renewing-envelope.ts";
import { makeNextKeys } from "../src/organisers/holders/renewing-keys.ts";
import { openVouching } from "../src/organisers/holders/vouching.ts";
import {
  type Desk,
  DeskRefused,
  openDesk,
  openWithEnvelope,
  signInWithWords,
} from "../src/organisers/opening.ts";
import { teamApi } from "../src/organisers/team/team-api.ts";
import { followersApi } from "../src/signing/followers/api.ts";
import { openCampaign } from "../src/signing/opening/open-campaign.ts";
import { openGrant } from "../src/vault/grant.ts";
import { onNode } from "../src/vault/on-node.ts";
import { info, openRow, PURPOSE } from "../src/vault/row.ts";
import { KIND, readVouch } from "../src/vault/vouch.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn, quick } from "./desk-network.ts";
import { answered, NOOR, secondHolder } from "./joined.ts";
import { meddlingDesk } from "./meddling.ts";

const SLUG = "night-work";
let here: DeskNetwork;
let desk: Desk;
let noor: Desk & { words: string };
type Removal = NonNullable<
  Parameters<
    NonNullable<Parameters<typeof meddlingDesk<typeof removingApi.remove>>[2]["asked"]>
  >[0]["removal"]
>;

const namesOf = async (one: Desk) => {
  const rows = (await Array.fromAsync(openRows(one, await openAtCommandLine(one, SLUG)))).flat();
  return rows.map(({ typed }) => typed?.fields.name);
};
const signAfter = () => here.sign(SLUG, { as: "person", name: "After", appear: "counted", email: "" });
const serial = async () => {
  await desk.follow();
  return desk.chain.serial;
};

/** All grants of the database, tried with somebody's keys. @returns the epochs whose seed they give */
async function epochsOpenTo(one: Desk): Promise<number[]> {
  const grants = await here.store.read.selectFrom("grants").selectAll().execute();
  const found: number[] = [];
  for (const { campaign, epoch, holder, closed } of grants) {
    const granted = { network: desk.network, campaign, epoch, holder };
    const grant = await here.unclose(granted, closed);
    const vouched = desk.chain.campaignKey(campaign, epoch);
    const opened = grant && vouched && (await openGrant(onNode, granted, one.xwingSeed, vouched, grant));
    if (opened?.ok) found.push(epoch);
  }
  return found;
}

/** Every row of the database, tried with one seed under each epoch. @returns the names in those that open */
async function opensWith(seed: Uint8Array | undefined): Promise<unknown[]> {
  const kept = await here.store.read
    .selectFrom("signatures")
    .innerJoin("envelopes", "envelopes.id", "signatures.envelope")
    .select(["signatures.campaign", "signatures.row", "envelopes.bytes"])
    .orderBy("signatures.id")
    .execute();
  const names: unknown[] = [];
  for (const { campaign, row, bytes } of kept) {
    for (const epoch of [1, 2]) {
      const bound = info({ purpose: PURPOSE.signature, network: desk.network, campaign, epoch });
      const exporter = await onNode.openEnvelope(seed ?? new Uint8Array(32), bytes, bound);
      const opened = row && (await openRow(onNode, exporter, bytes, row, null, PURPOSE.signature));
      if (opened?.ok) names.push((opened.value.fields as { name: string }).name);
    }
  }
  assert.equal(kept.length, 2);
  return names;
}

/** Declares them, on one of the databases. */
export function removingPromises(kind: "sqlite" | "postgres"): void {
  describe(`removing somebody on ${kind}`, () => {
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
      await here.sign(SLUG, { as: "person", name: "Before", appear: "counted", email: "" });
      desk = await here.desk();
      noor = await secondHolder(here, desk);
    });
    afterEach(() => here.stop());

    test("a key holder who is removed is signed out at once and opens nothing new, and others open all of it", async () => {
      assert.deepEqual(await namesOf(noor), ["Before"]);
      const old = (await openCampaign(onNode, noor, SLUG)).keys;
      await removeSomebody(quick, desk, noor.id);
      await assert.rejects(noor.client.send(keysApi.keys, {}), { status: 401 });
      await assert.rejects(openDesk(quick, here.client(), { address: NOOR.email, words: noor.words }), {
        status: 401,
      });

      await signAfter();
      assert.deepEqual((await namesOf(desk)).toSorted(), ["After", "Before"]);
      assert.deepEqual((await namesOf(await here.envelopeDesk())).toSorted(), ["After", "Before"]);
      assert.deepEqual(await epochsOpenTo(noor), []);
      // With the whole database and every key they ever had: what was sealed before, and no more.
      assert.deepEqual([...old.seeds.keys()], [1]);
      assert.deepEqual(await opensWith(old.seeds.get(1)), ["Before"]);
    });

    test("the page names who can open from then on, with the number of the new key, which its log has", async () => {
      const before = await (await here.get("/privacy")).text();
      await removeSomebody(quick, desk, noor.id);
      const after = await (await here.get("/privacy")).text();
      assert.ok(before.includes("Second") && !after.includes("Second"));
      const entries = await here.store.read.selectFrom("entries").select("entry").execute();
      assert.equal(entries.filter(({ entry }) => entry[0] === 0).length, 2);
    });

    test("a campaign made afterwards is granted to who stands, and the followers' list goes on under a new key", async () => {
      const list = await makeCampaign(onNode, desk);
      const made = { ...list.made, wrap: await desk.wrapFor(list.chain) };
      const keepUntil = here.clock.day() + 100;
      await desk.client.send(followersApi.makeFollowers, { made, keepUntil });
      await removeSomebody(quick, desk, noor.id);
      const followers = await desk.client.send(followersApi.followers, {});
      assert.equal(followers.list?.epoch, 2);
      assert.deepEqual(
        desk.chain.campaignKey(list.made.id, 2),
        onNode.sha256(followers.list?.publicKey ?? new Uint8Array()),
      );
      await here.publish([{ name: "day.md", text: campaignFile().replace("night-work", "day-work") }]);
      const grants = await here.store.read.selectFrom("grants").select("holder").execute();
      assert.ok(!grants.some(({ holder }) => Buffer.from(holder).equals(noor.id)));
    });

    test("who lost their words comes back, somebody comes in by the envelope, and both open all of it", async () => {
      let words = "";
      const keep = async (draw: () => string) => {
        words = draw();
        return words;
      };
      await askToComeBack(quick, here.client(), "nobody@example.org", keep);
      const asked = await askToComeBack(quick, here.client(), NOOR.email, keep);
      await letBackIn(quick, desk, noor.id, asked.number);
      const back = await openDesk(quick, here.client(), { address: NOOR.email, words });
      const { envelope } = here.words();
      const who = { name: "Lina", email: "lina@example.org", organisation: "", envelope };
      const lina = await enterByEnvelope(quick, here.client(), who, async (draw) => draw());
      await back.follow();
      await removeSomebody(quick, back, lina.id);
      await signAfter();
      assert.deepEqual((await namesOf(back)).toSorted(), ["After", "Before"]);
    });

    test("an organiser who is removed is signed out at once", async () => {
      const who = { ...NOOR, name: "Omar", email: "omar@example.org" };
      const { invitation, words } = await answered(here, desk, "organiser", { who });
      await letIn(quick, desk, invitation, null);
      const client = here.client();
      await signInWithWords(quick, client, { address: who.email, words });
      await client.send(draftApi.beginDraft, { address: "plans", files: [campaignFile()] });
      const { link } = await client.send(draftApi.makePreviewLink, { slug: "plans" });
      const preview = async () => (await here.get(new URL(link).pathname)).status;
      assert.equal(await preview(), 200);
      const { people } = await client.send(teamApi.team, {});
      const omar = people.find(({ email }) => email === who.email);
      const before = await serial();
      await removeSomebody(quick, desk, omar?.id ?? new Uint8Array());
      await assert.rejects(client.send(teamApi.team, {}), { status: 401 });
      await assert.rejects(signInWithWords(quick, here.client(), { address: who.email, words }), {
        status: 401,
      });
      assert.equal(await preview(), 404, "a link that they kept still shows what is written");
      assert.equal(await serial(), before);
    });

    test("nobody removes themself, so the last key holder stays", async () => {
      await assert.rejects(removeSomebody(quick, desk, desk.id), DeskRefused);
      const own = { account: desk.id, removal: null };
      await assert.rejects(desk.client.send(removingApi.remove, own), { status: 403 });
    });

    test("what somebody invited to is over with them", async () => {
      const link = readInvitationLink((await invite(quick, noor, "key_holder", here.url)).link);
      assert.ok(link);
      await removeSomebody(quick, desk, noor.id);
      assert.equal((await lookAtInvitation(quick, here.client(), link)).invitation, null);
    });

    test("whom they let in is vouched for anew; an envelope that they made is removed with them", async () => {
      const tala = await secondHolder(here, noor, {
        name: "Tala",
        email: "tala@example.org",
        organisation: "",
      });
      let sheet = "";
      await renewEnvelope(quick, noor, async (draw) => {
        sheet = draw();
        return sheet;
      });
      await desk.follow();
      const along = lookAtRemoval(desk, noor.id);
      assert.deepEqual([along.letIn, along.envelope], [[tala.id], true]);
      await removeSomebody(quick, desk, noor.id);
      const last = desk.records
        .map(({ record }) => readVouch(record))
        .filter((vouch) => vouch?.kind === KIND.holder);
      assert.deepEqual(last.at(-1)?.subject, tala.id);
      assert.deepEqual(last.at(-1)?.signer, desk.id);
      assert.equal(desk.chain.sheet, null);
      await tala.follow();
      assert.deepEqual(await namesOf(tala), ["Before"]);
      await assert.rejects(openWithEnvelope(quick, here.client(), sheet), { status: 401 });
      await signAfter();
      await renewEnvelope(quick, desk, async (draw) => {
        sheet = draw();
        return sheet;
      });
      const opened = await openWithEnvelope(quick, here.client(), sheet);
      assert.deepEqual((await namesOf(opened)).toSorted(), ["After", "Before"]);
    });

    test("a campaign's new key that is swapped on the way is refused, and nothing is removed", async () => {
      const before = await serial();
      const publicKey = await onNode.xwingPublic(onNode.random(32));
      const changes: ((removal: Removal) => Removal)[] = [
        (removal) => ({ ...removal, newKeys: removal.newKeys.map((key) => ({ ...key, publicKey })) }),
        (removal) => ({ ...removal, newKeys: [] }),
        (removal) => ({
          ...removal,
          newKeys: removal.newKeys.map((key) => ({ ...key, grants: key.grants.slice(1) })),
        }),
        (removal) => ({
          ...removal,
          records: removal.records.slice(0, 0).concat(removal.newKeys.map(({ record }) => record)),
        }),
      ];
      for (const change of changes) {
        const lying = meddlingDesk(desk, removingApi.remove, {
          asked: (asked) => ({ ...asked, removal: asked.removal && change(asked.removal) }),
        });
        await assert.rejects(removeSomebody(quick, lying, noor.id), (error) => {
          return [409, 422].includes((error as { status: number }).status);
        });
      }
      assert.equal(await serial(), before);
      assert.deepEqual(await namesOf(noor), ["Before"]);
    });

    test("keys of what is not open are not taken along", async () => {
      const before = await serial();
      const vouching = openVouching(quick, desk);
      const records = [vouching.vouch({ kind: KIND.removal, subject: noor.id, xwing: null, ed25519: null })];
      const { open } = await desk.client.send(removingApi.openKeys, {});
      const more = [...open, { campaign: onNode.random(16), epoch: 0 }];
      const newKeys = await makeNextKeys(quick, vouching, more);
      const wrap = await desk.wrapFor(vouching.chain);
      const sent = { account: noor.id, removal: { records, newKeys, wrap } };
      await assert.rejects(desk.client.send(removingApi.remove, sent), { status: 409 });
      assert.equal(await serial(), before);
    });

    test("a new key that the database swaps afterwards is sealed to by nobody", async () => {
      await removeSomebody(quick, desk, noor.id);
      const public_key = await onNode.xwingPublic(onNode.random(32));
      await here.store.write((tx) =>
        tx.updateTable("campaign_keys").set({ public_key }).where("epoch", "=", 2).execute(),
      );
      await here.restart();
      desk = await here.desk();
      assert.ok(here.said.some((line) => /not the one that a key holder vouched for/.test(line)));
      assert.equal((await here.get(`/${SLUG}/sign`)).status === 200 && (await signAfter()).status, 503);
      await assert.rejects(openCampaign(onNode, desk, SLUG), /not vouched for/);
    });

    test("two removals at once: who comes second signs again", async () => {
      const tala = await secondHolder(here, desk, {
        name: "Tala",
        email: "tala@example.org",
        organisation: "",
      });
      const lina = await secondHolder(here, desk, {
        name: "Lina",
        email: "lina@example.org",
        organisation: "",
      });
      await Promise.all([removeSomebody(quick, desk, noor.id), removeSomebody(quick, tala, lina.id)]);
      await desk.follow();
      assert.equal(desk.chain.holders.size, 2);
      assert.deepEqual(await namesOf(desk), ["Before"]);
      await signAfter();
      await tala.follow();
      assert.deepEqual((await namesOf(tala)).toSorted(), ["After", "Before"]);
    });

    test("a stolen database with every session's hash opens nothing and vouches for nobody", async () => {
      await signAfter();
      const tables = [
        "accounts",
        "sheets",
        "vouches",
        "grants",
        "campaign_keys",
        "sessions",
        "signatures",
        "envelopes",
      ] as const;
      const loot: Uint8Array[] = [];
      for (const table of tables) {
        const rows = await here.store.read.selectFrom(table).selectAll().execute();
        for (const row of rows)
          for (const value of Object.values(row)) if (value instanceof Uint8Array) loot.push(value);
      }
      const holds = (secret: Uint8Array) => loot.some((value) => Buffer.from(value).includes(secret));
      const seed = (await openCampaign(onNode, desk, SLUG)).keys.seeds.get(1);
      assert.ok(seed);
      for (const secret of [seed, desk.xwingSeed, desk.ed25519Seed, noor.xwingSeed, noor.ed25519Seed]) {
        assert.ok(!holds(secret), "a seed is in the database");
      }
      // Each 32 bytes of it, tried as a seed, opens no grant.
      const [grant] = await here.store.read.selectFrom("grants").selectAll().execute();
      assert.ok(grant);
      const granted = {
        network: desk.network,
        campaign: grant.campaign,
        epoch: grant.epoch,
        holder: grant.holder,
      };
      const kept = await here.unclose(granted, grant.closed);
      const vouched = desk.chain.campaignKey(grant.campaign, grant.epoch);
      assert.ok(kept && vouched);
      for (const value of loot.filter(({ length }) => length === 32)) {
        const opened = await openGrant(onNode, granted, value, vouched, kept);
        assert.ok(!opened.ok);
      }
    });
  });
}
