import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  ADDRESS,
  campaignFile,
  type DeskNetwork,
  openDeskNetwork,
  quick,
} from "../../../test/desk-network.ts";
import { answered, NOOR, secondHolder } from "../../../test/joined.ts";
import { meddlingClient } from "../../../test/meddling.ts";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import { onNode } from "../../vault/on-node.ts";
import { number } from "../../vault/vouch.ts";
import type { Asked } from "../../web/api.ts";
import type { Client } from "../client.ts";
import { type Desk, DeskRefused, openDesk, openWithEnvelope, signInWithWords } from "../opening.ts";
import { waitsApi } from "../waits/api.ts";
import { enterByEnvelope } from "./entering.ts";
import { invitationsApi } from "./invitations-api.ts";
import { invite } from "./inviting.ts";
import { letBackIn, listLost } from "./letting-back-in.ts";
import { letIn, NumberDiffers } from "./letting-in.ts";
import { askToComeBack, isBack } from "./lost-words.ts";
import { lostWordsApi } from "./lost-words-api.ts";
import { MOST_REQUESTS } from "./lost-words-store.ts";
import { renewEnvelope } from "./renewing-envelope.ts";

let here: DeskNetwork;
let desk: Desk;
let noor: Desk & { words: string };
beforeEach(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  desk = await here.desk();
  noor = await secondHolder(here, desk);
});
afterEach(() => here.stop());

/** Noor asks to be let back in, or a stranger who typed her address does. */
async function asked(address = NOOR.email, client: Client = here.client()) {
  let words = "";
  const back = await askToComeBack(quick, client, address, async (draw) => {
    words = draw();
    return words;
  });
  return { ...back, words };
}
const signIn = (words: string, address = NOOR.email) => openDesk(quick, here.client(), { address, words });
const seedsOf = async (one: Desk) => (await openCampaign(onNode, one, "night-work")).keys.seeds;
const requests = () => here.store.read.selectFrom("renewals").selectAll().execute();
const meddle = (set: Record<string, Uint8Array>) =>
  here.store.write((tx) => tx.updateTable("renewals").set(set).execute());

test("whoever lost their words comes back by the number of their new keys, and opens what they did", async () => {
  const back = await asked();
  await assert.rejects(signIn(back.words), { status: 401 });
  assert.equal((await seedsOf(await signIn(noor.words))).size, 1);
  assert.equal(await isBack(here.client(), back), false);
  const [lost] = await listLost(desk);
  assert.deepEqual([lost?.name, lost?.role, lost?.many], ["Noor", "key_holder", 1]);

  await letBackIn(quick, desk, noor.id, back.number);
  assert.equal(await isBack(here.client(), back), true);
  const again = await signIn(back.words);
  assert.deepEqual(await seedsOf(again), await seedsOf(desk));
  assert.notDeepEqual(again.xwingSeed, noor.xwingSeed);
  assert.deepEqual(await listLost(desk), []);
});

test("then the old words, sessions, passkeys and keys of the account are over", async () => {
  await here.store.write((tx) =>
    tx
      .insertInto("passkeys")
      .values({
        id: onNode.random(16),
        account: noor.id,
        public_key: onNode.random(77),
        counter: 0,
        made_day: 1,
        name: "",
      })
      .execute(),
  );
  const { link } = await invite(quick, noor, "organiser", here.url);
  assert.ok(link);
  const back = await asked();
  await letBackIn(quick, desk, noor.id, back.number);
  await assert.rejects(signIn(noor.words), { status: 401 });
  await assert.rejects(noor.client.send(invitationsApi.invitations, {}), { status: 401 });
  assert.deepEqual(await here.store.read.selectFrom("passkeys").selectAll().execute(), []);
  assert.deepEqual(await here.store.read.selectFrom("invitations").selectAll().execute(), []);
  const again = await signIn(back.words);
  const keysIn = (one: Desk) => one.chain.holder(noor.id)?.xwing;
  assert.ok(keysIn(again));
  assert.notDeepEqual(keysIn(again), keysIn(noor));
});

test("other digits, or none, let nobody in", async () => {
  const { number } = await asked();
  for (const typed of [
    "",
    number.slice(1),
    number.replace(/^./, (digit) => String((Number(digit) + 1) % 10)),
  ]) {
    await assert.rejects(letBackIn(quick, desk, noor.id, typed), NumberDiffers);
  }
  await assert.rejects(letBackIn(quick, desk, onNode.random(16), number), NumberDiffers);
});

test("of several requests the number picks the one that was read out; the others are gone then", async () => {
  const stranger = await asked();
  const own = await asked();
  assert.equal((await listLost(desk))[0]?.many, 2);
  await letBackIn(quick, desk, noor.id, own.number);
  await signIn(own.words);
  await assert.rejects(signIn(stranger.words), { status: 401 });
  assert.equal(await isBack(here.client(), stranger), false);
});

test("keys that were swapped on the way have another number; what else was swapped was not signed by them", async () => {
  const { number } = await asked();
  const [kept] = await requests();
  assert.ok(kept);
  await meddle({ xwing: await onNode.xwingPublic(onNode.random(32)) });
  await assert.rejects(letBackIn(quick, desk, noor.id, number), NumberDiffers);
  await meddle({ xwing: kept.xwing, ed25519: onNode.ed25519Public(onNode.random(32)) });
  await assert.rejects(letBackIn(quick, desk, noor.id, number), NumberDiffers);
  await meddle({ ed25519: kept.ed25519, sign_in: onNode.random(32) });
  await assert.rejects(letBackIn(quick, desk, noor.id, number), DeskRefused);
  await meddle({ sign_in: kept.sign_in, salt: onNode.random(16) });
  await assert.rejects(letBackIn(quick, desk, noor.id, number), DeskRefused);
  await meddle({ salt: kept.salt });
  await letBackIn(quick, desk, noor.id, number);
});

test("a request that the network gave to another account is not let in there", async () => {
  const third = await secondHolder(here, desk, { ...NOOR, name: "Third", email: "third@example.org" });
  const { number } = await asked();
  await meddle({ account: third.id });
  await assert.rejects(letBackIn(quick, desk, third.id, number), (error) => {
    return error instanceof DeskRefused && !(error instanceof NumberDiffers);
  });
});

test("a device that was shown another network's chain is not let into this one", async () => {
  const root = onNode.random(32);
  const client = meddlingClient(here.client(), lostWordsApi.lostWords, {
    answered: (answer) => ({ ...answer, root }),
  });
  let sent: Asked<typeof lostWordsApi.askBack> | undefined;
  const lying = meddlingClient(client, lostWordsApi.askBack, {
    asked: (what) => {
      sent = what;
      return what;
    },
  });
  await assert.rejects(asked(NOOR.email, lying), { status: 422 });
  // A network that lies to the device keeps what the device signed all the same.
  assert.ok(sent);
  const { request: id, address: _, signIn: sign_in, ...rest } = sent;
  const until = Math.floor(here.clock.now() / 1000) + 3600;
  const kept = { id, account: noor.id, sign_in, ...rest, until, done: 0 };
  await here.store.write((tx) => tx.insertInto("renewals").values(kept).execute());
  const typed = number(onNode, rest.xwing, rest.ed25519);
  await assert.rejects(letBackIn(quick, desk, noor.id, typed), (error) => {
    return error instanceof DeskRefused && !(error instanceof NumberDiffers);
  });
});

test("an organiser comes back by a number too, and has no keys afterwards", async () => {
  const who = { ...NOOR, name: "Omar", email: "omar@example.org" };
  const { invitation } = await answered(here, desk, "organiser", { who });
  await letIn(quick, desk, invitation, null);
  const back = await asked(who.email);
  const [lost] = await listLost(desk);
  assert.equal(lost?.role, "organiser");
  await assert.rejects(letBackIn(quick, desk, lost?.account ?? new Uint8Array(), "1234"), NumberDiffers);
  await letBackIn(quick, desk, lost?.account ?? new Uint8Array(), back.number);
  assert.equal(await signInWithWords(quick, here.client(), { address: who.email, words: back.words }), null);
  const omar = await here.store.read
    .selectFrom("accounts")
    .select(["xwing", "wrap"])
    .where("email", "=", who.email)
    .executeTakeFirstOrThrow();
  assert.deepEqual([omar.xwing.length, omar.wrap.length], [0, 0]);
});

test("nobody lets themself back in", async () => {
  const { number } = await asked(ADDRESS);
  await assert.rejects(letBackIn(quick, desk, desk.id, number), DeskRefused);
  const [kept] = await requests();
  const own = { request: kept?.id ?? new Uint8Array(16), vouched: null };
  await assert.rejects(desk.client.send(lostWordsApi.letBackIn, own), { status: 403 });
});

test("an address that nobody has is answered alike, always the same, and leaves nothing behind", async () => {
  const begin = (address: string) => here.client().send(lostWordsApi.lostWords, { address });
  const [known, nobody] = [await begin(NOOR.email), await begin("nobody@example.org")];
  assert.deepEqual(Object.keys(known), Object.keys(nobody));
  assert.deepEqual(nobody.root, known.root);
  assert.equal(nobody.account.length, 16);
  assert.deepEqual(await begin("nobody@example.org"), nobody);
  const back = await asked("nobody@example.org");
  assert.match(back.number, /^\d{4}( \d{4}){5}$/);
  assert.equal(await isBack(here.client(), back), false);
  assert.deepEqual(await requests(), []);
});

test("whoever floods somebody's address with requests does not push theirs out while they telephone", async () => {
  const own = await asked();
  // As many as limits let through in half an hour, from however many networks: one in eight seconds.
  for (let many = 0; many < (30 * 60) / 8 + 20; many++) await asked();
  await letBackIn(quick, desk, noor.id, own.number);
});

test("so many of one account wait and no more", async () => {
  const { number } = await asked();
  const [first] = await requests();
  assert.ok(first);
  const copies = Array.from({ length: MOST_REQUESTS + 20 }, () => ({ ...first, id: onNode.random(16) }));
  await here.store.write((tx) => tx.insertInto("renewals").values(copies).execute());
  const last = await asked();
  assert.equal((await requests()).length, MOST_REQUESTS);
  await letBackIn(quick, desk, noor.id, last.number);
  await assert.rejects(letBackIn(quick, desk, noor.id, number), NumberDiffers);
});

test("asking over and over slows down, for known and unknown addresses alike", async () => {
  const limited = await openDeskNetwork({ limits: true });
  try {
    await limited.begin();
    const ask = (address: string) => askToComeBack(quick, limited.client(), address, async (draw) => draw());
    for (const address of [ADDRESS, "nobody@example.org"]) {
      await assert.rejects(
        async () => {
          for (let many = 0; many < 6; many++) await ask(address);
        },
        { status: 429 },
        address,
      );
    }
  } finally {
    await limited.stop();
  }
});

test("requests are over after 72 hours", async () => {
  const { number } = await asked();
  here.clock.move({ days: 3 });
  desk = await here.desk();
  assert.deepEqual(await listLost(desk), []);
  await assert.rejects(letBackIn(quick, desk, noor.id, number), NumberDiffers);
});

test("who waits to be let in is told in numbers", async () => {
  await asked();
  await asked();
  await answered(here, desk, "organiser", { who: { ...NOOR, email: "new@example.org" } });
  const { waits } = await desk.client.send(waitsApi.waits, {});
  assert.deepEqual(
    waits.filter(({ kind }) => kind === "let_in").map(({ many, since }) => ({ many, since })),
    [{ many: 2, since: here.clock.day() }],
  );
});

/** Comes in by the envelope. */
async function enter(envelope: string, who: { name: string; email: string }, client: Client = here.client()) {
  let made = { words: "", envelope: "" };
  const opened = await enterByEnvelope(
    quick,
    client,
    { ...who, organisation: "Second", envelope },
    async (draw) => {
      made = draw();
      return made;
    },
  );
  return { opened, ...made };
}

test("the envelope lets one key holder in with new keys, and another envelope takes its place", async () => {
  const { envelope } = here.words();
  const entered = await enter(envelope, { name: "ignored", email: NOOR.email });
  assert.deepEqual(entered.opened.id, noor.id);
  assert.deepEqual(await seedsOf(entered.opened), await seedsOf(desk));
  await assert.rejects(signIn(noor.words), { status: 401 });
  await assert.rejects(openWithEnvelope(quick, here.client(), envelope), { status: 401 });
  const next = await openWithEnvelope(quick, here.client(), entered.envelope);
  assert.equal((await seedsOf(next)).size, 1);
  assert.equal(next.chain.sheets.size, 1);
  await desk.follow();
  await letInAgain(entered.envelope);
});

async function letInAgain(envelope: string): Promise<void> {
  const entered = await enter(envelope, { name: "Lina", email: "lina@example.org" });
  assert.equal((await seedsOf(entered.opened)).size, 1);
  assert.equal(entered.opened.chain.holders.size, 3);
}

test("keys that the network swaps while somebody comes in by the envelope get nobody in", async () => {
  const { envelope } = here.words();
  const xwing = await onNode.xwingPublic(onNode.random(32));
  for (const which of ["account", "envelope"] as const) {
    const client = meddlingClient(here.client(), lostWordsApi.enter, {
      asked: (what) => ({ ...what, [which]: { ...what[which], xwing } }),
    });
    await assert.rejects(enter(envelope, { name: "Lina", email: "lina@example.org" }, client), (error) => {
      return [409, 422].includes((error as { status: number }).status);
    });
  }
  await desk.follow();
  assert.equal(desk.chain.holders.size, 2);
});

test("an envelope that was renewed lets nobody in", async () => {
  const { envelope } = here.words();
  await renewEnvelope(quick, desk, async (draw) => draw());
  await assert.rejects(enter(envelope, { name: "Lina", email: "lina@example.org" }), { status: 401 });
});
