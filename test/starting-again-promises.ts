// What starting again from today promises; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { makeCampaign } from "../src/campaigns/making.ts";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { tidy } from "../src/cli/tidy.ts";
import { beginNetwork, readSetUpLink } from "../src/organisers/beginning.ts";
import { letIn } from "../src/organisers/holders/letting-in.ts";
import { makeMissingKeys } from "../src/organisers/holders/renewing-keys.ts";
import { readOlderKeys } from "../src/organisers/holders/resealing.ts";
import { NothingBegan, startAgain } from "../src/organisers/holders/starting-again.ts";
import { type Desk, openDesk, openWithEnvelope, signInWithWords } from "../src/organisers/opening.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { followersApi } from "../src/signing/followers/api.ts";
import { sendShown } from "../src/signing/people/deciding.ts";
import { onNode } from "../src/vault/on-node.ts";
import {
  ADDRESS,
  campaignFile,
  type DeskNetwork,
  openDeskNetwork,
  openDeskNetworkOn,
  quick,
} from "./desk-network.ts";
import { answered, NOOR, secondHolder } from "./joined.ts";
import { until } from "./running.ts";

const SLUG = "night-work";
const OMAR = { name: "Omar", email: "omar@example.org", organisation: "" };
let here: DeskNetwork;
let desk: Desk;

const sign = (name: string) =>
  here.sign(SLUG, { as: "person", name, appear: "public", shown_as: name, email: "" });
const page = async (path: string) => (await here.get(path)).text();
const namesOf = async (one: Desk) =>
  (await Array.fromAsync(openRows(one, await openCampaign(one, SLUG))))
    .flat()
    .map(({ typed }) => typed?.fields.name);
const again = async () => {
  await startAgain({ store: here.store, primitives: onNode }, here.clock.day());
  await here.restart();
};

/** Declares them, on one of the databases. */
export function startingAgainPromises(kind: "sqlite" | "postgres"): void {
  describe(`starting again on ${kind}`, () => {
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
      desk = await here.desk();
      await sign("Maya Okello");
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
      const { tidying } = await tidy(desk, SLUG);
      await sendShown({ send: desk.client.send, slug: SLUG }, tidying.unshown);
      await until("the name", async () => (await page(`/${SLUG}`)).includes("Maya Okello"));
    });
    afterEach(() => here.stop());

    test("the count and the names stay, and everybody is told, with the day", async () => {
      assert.ok(!(await page("/privacy")).includes("has new keys"));
      await again();
      assert.match(await page("/privacy"), /has new keys/);
      const campaign = await page(`/${SLUG}`);
      assert.match(campaign, /stays locked for everyone, for ever/);
      assert.ok(campaign.includes("Maya Okello"));
      assert.match(await page("/privacy?lang=fr"), /a recommencé avec de nouvelles clés/);
    });

    test("nobody of before is signed in or signs in, and nothing is taken until a key holder made new keys", async () => {
      const noor = await secondHolder(here, desk);
      const { words, envelope } = here.words();
      await again();
      assert.deepEqual(await here.store.read.selectFrom("sessions").selectAll().execute(), []);
      for (const [address, own] of [
        [ADDRESS, words],
        [NOOR.email, noor.words],
      ] as const) {
        await assert.rejects(openDesk(quick, here.client(), { address, words: own }), { status: 401 });
      }
      await assert.rejects(openWithEnvelope(quick, here.client(), envelope), { status: 401 });
      assert.equal((await sign("Nobody")).status, 503);
      assert.deepEqual(await here.store.read.selectFrom("grants").selectAll().execute(), []);
    });

    test("somebody begins anew: campaigns go on under new keys, and what came before stays locked", async () => {
      const root = desk.chain.root;
      const records = desk.records.length;
      await again();
      await here.begin();
      const anew = await here.desk();
      assert.notDeepEqual(anew.chain.root, root);
      assert.equal(await makeMissingKeys(quick, anew), 1);
      assert.equal(await makeMissingKeys(quick, anew), 0);
      // What nobody can open is not asked to be locked again, for ever.
      assert.deepEqual(await readOlderKeys(anew), []);
      assert.equal((await sign("Signed Afterwards")).status, 200);
      assert.deepEqual((await namesOf(anew)).toSorted(), ["Signed Afterwards", undefined]);
      assert.deepEqual((await namesOf(await here.envelopeDesk())).toSorted(), [
        "Signed Afterwards",
        undefined,
      ]);
      const [kept] = await here.store.read.selectFrom("restarts").selectAll().execute();
      assert.deepEqual([kept?.number, kept?.root.toHex(), kept?.day], [1, root.toHex(), here.clock.day()]);
      const past = await here.store.read.selectFrom("past_vouches").selectAll().execute();
      assert.equal(past.length, records);
      assert.ok((await page(`/${SLUG}`)).includes("Maya Okello"));
      await again();
      assert.equal((await here.store.read.selectFrom("restarts").selectAll().execute()).length, 2);
    });

    test("whoever begins anew alone gets no keys for campaigns until somebody else can open", async () => {
      await again();
      await here.begin({ envelope: false });
      const anew = await here.desk();
      await assert.rejects(makeMissingKeys(quick, anew), { status: 409 });
      await secondHolder(here, anew);
      assert.equal(await makeMissingKeys(quick, anew), 1);
      assert.equal((await sign("Signed Afterwards")).status, 200);
    });

    test("a list of followers that nobody can open any more is destroyed after its last day all the same", async () => {
      const { made, chain } = await makeCampaign(onNode, desk);
      const keepUntil = here.clock.day() + 10;
      const sent = { made: { ...made, wrap: await desk.wrapFor(chain) }, keepUntil };
      await desk.client.send(followersApi.makeFollowers, sent);
      const lists = () => here.store.read.selectFrom("follower_lists").selectAll().execute();
      await again();
      assert.equal((await lists()).length, 1);
      here.clock.move({ days: 11 });
      await here.restart();
      assert.deepEqual(await lists(), []);
    });

    test("organisers stay, as they open nothing; their address begins no network", async () => {
      const { invitation, words } = await answered(here, desk, "organiser", { who: OMAR });
      await letIn(quick, desk, invitation, null);
      await again();
      assert.equal(await signInWithWords(quick, here.client(), { address: OMAR.email, words }), null);
      const link = readSetUpLink(here.network.setUpLink ?? "");
      assert.ok(link);
      const who = { network: "Lights", timezone: "UTC", ...OMAR, secret: link.secret };
      await assert.rejects(
        beginNetwork(quick, here.client(), who, async (draw) => draw()),
        { status: 422 },
      );
    });

    test("a network that nobody began is not started again", async () => {
      const bare = await openDeskNetwork();
      try {
        await assert.rejects(startAgain({ store: bare.store, primitives: onNode }, 1), NothingBegan);
      } finally {
        await bare.stop();
      }
    });
  });
}
