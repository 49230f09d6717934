import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { answered, NOOR, secondHolder, statesOf } from "../../../test/joined.ts";
import { meddlingClient } from "../../../test/meddling.ts";
import { openCampaign } from "../../signing/opening/open-campaign.ts";
import { openKeyFiles } from "../../store/key-files.ts";
import { closeGrant, makeGrant } from "../../vault/grant.ts";
import { onNode } from "../../vault/on-node.ts";
import { KIND } from "../../vault/vouch.ts";
import { openClient } from "../client.ts";
import { type Desk, DeskRefused, openDesk, signInWithWords } from "../opening.ts";
import { invitationsApi } from "./invitations-api.ts";
import { invite } from "./inviting.ts";
import { join, lookAtInvitation, NotJoined, readInvitationLink } from "./joining.ts";
import { keysApi } from "./keys-api.ts";
import { letIn, listInvitations, NumberDiffers } from "./letting-in.ts";
import { openVouching } from "./vouching.ts";

let here: DeskNetwork;
let desk: Desk;
beforeEach(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  desk = await here.desk();
});
afterEach(() => here.stop());

const asMade = async (draw: () => string) => draw();
const accounts = () => here.store.read.selectFrom("accounts").selectAll().orderBy("made_day").execute();
const other = (of: DeskNetwork, words: string) =>
  openDesk(quick, of.client(), { address: NOOR.email, words });

test("a key holder who was invited waits until their number was typed in, then opens what others open", async () => {
  const { invitation, number, words } = await answered(here, desk, "key_holder");
  assert.match(number ?? "", /^\d{4}( \d{4}){5}$/);
  await assert.rejects(other(here, words), { status: 401 });
  assert.deepEqual(await statesOf(desk), ["waiting"]);
  await letIn(quick, desk, invitation, (number ?? "").replaceAll(" ", ""));

  const noor = await other(here, words);
  const [first, second] = [
    await openCampaign(onNode, desk, "night-work"),
    await openCampaign(onNode, noor, "night-work"),
  ];
  assert.equal(first.keys.seeds.size, 1);
  assert.deepEqual(second.keys.seeds, first.keys.seeds);
  assert.deepEqual(await statesOf(desk), []);
  const kept = (await accounts()).find(({ email }) => email === NOOR.email);
  assert.deepEqual([kept?.role, kept?.tested], ["key_holder", 1]);
  assert.deepEqual(
    await here
      .get("/privacy")
      .then((page) => page.text())
      .then((page) => page.includes("Second")),
    true,
  );
});

test("an organiser who was invited signs in and opens nothing", async () => {
  const { invitation, number, words } = await answered(here, desk, "organiser");
  assert.equal(number, null);
  await letIn(quick, desk, invitation, null);
  const client = here.client();
  assert.equal(await signInWithWords(quick, client, { address: NOOR.email, words }), null);
  await assert.rejects(client.send(keysApi.keys, {}), { status: 403 });
  await assert.rejects(client.send(invitationsApi.invitations, {}), { status: 403 });
  const made = { invitation, role: "organiser" as const, label: "", look: new Uint8Array(32) };
  const asked = { ...made, envelope: new Uint8Array(1120), row: new Uint8Array(897) };
  await assert.rejects(client.send(invitationsApi.invite, asked), { status: 403 });
});

test("no digits, or others, let nobody in", async () => {
  const { invitation, number } = await answered(here, desk, "key_holder");
  const wrong = `${number?.slice(0, -1)}${(Number(number?.at(-1)) + 1) % 10}`;
  for (const typed of [null, "", wrong, number?.slice(5) ?? ""]) {
    await assert.rejects(letIn(quick, desk, invitation, typed), NumberDiffers);
  }
  assert.equal((await accounts()).length, 1);
});

test("keys that were swapped on the way do not come from the link, whatever number is read out", async () => {
  const { invitation, number } = await answered(here, desk, "key_holder");
  for (const swapped of [
    { xwing: await onNode.xwingPublic(onNode.random(32)) },
    { ed25519: onNode.ed25519Public(onNode.random(32)) },
    { mac: onNode.random(32) },
  ]) {
    const [kept] = await here.store.read.selectFrom("invitations").selectAll().execute();
    assert.ok(kept);
    await here.store.write((tx) => tx.updateTable("invitations").set(swapped).execute());
    assert.deepEqual(await statesOf(desk), ["refused"]);
    await assert.rejects(letIn(quick, desk, invitation, number), DeskRefused);
    const { xwing, ed25519, mac } = kept;
    await here.store.write((tx) => tx.updateTable("invitations").set({ xwing, ed25519, mac }).execute());
  }
  await letIn(quick, desk, invitation, number);
});

test("an answer for an organiser is none for a key holder, and the other way round", async () => {
  const { invitation } = await answered(here, desk, "organiser");
  await here.store.write((tx) => tx.updateTable("invitations").set({ role: "key_holder" }).execute());
  assert.deepEqual(await statesOf(desk), ["refused"]);
  await assert.rejects(letIn(quick, desk, invitation, null), DeskRefused);
});

test("whoever has the link and not the secret that the inviter knows answers for nothing", async () => {
  const client = meddlingClient(here.client(), invitationsApi.answerInvitation, {
    asked: (asked) => ({ ...asked, mac: onNode.random(32) }),
  });
  const { invitation, number } = await answered(here, desk, "key_holder", { client });
  assert.deepEqual(await statesOf(desk), ["refused"]);
  await assert.rejects(letIn(quick, desk, invitation, number), DeskRefused);
});

test("a newcomer whose keys the network wants in another holder's place is not vouched for", async () => {
  const { invitation, number } = await answered(here, desk, "key_holder");
  await here.store.write((tx) => tx.updateTable("invitations").set({ account: desk.id }).execute());
  await assert.rejects(letIn(quick, desk, invitation, number), DeskRefused);
});

test("an invitation is answered once, lets in once, and ends after 72 hours or when it is withdrawn", async () => {
  const { invitation, number, link } = await answered(here, desk, "key_holder");
  await assert.rejects(join(quick, here.client(), link, NOOR, asMade), NotJoined);
  const late = await lookAtInvitation(quick, here.client(), link);
  assert.equal(late.invitation?.answered, true);
  await letIn(quick, desk, invitation, number);
  await assert.rejects(letIn(quick, desk, invitation, number), DeskRefused);
  assert.equal((await lookAtInvitation(quick, here.client(), link)).invitation, null);

  const withdrawn = readInvitationLink((await invite(quick, desk, "organiser", here.url)).link);
  const [open] = await listInvitations(quick, desk);
  assert.ok(withdrawn && open);
  await desk.client.send(invitationsApi.withdrawInvitation, { invitation: open.id });
  await assert.rejects(join(quick, here.client(), withdrawn, NOOR, asMade), NotJoined);

  const past = readInvitationLink((await invite(quick, desk, "organiser", here.url)).link);
  here.clock.move({ days: 3 });
  desk = await here.desk();
  assert.ok(past);
  await assert.rejects(join(quick, here.client(), past, NOOR, asMade), NotJoined);
  assert.deepEqual(await listInvitations(quick, desk), []);
});

test("two who answer at once: the first is kept, the second is told, nothing is mixed", async () => {
  const { link } = await invite(quick, desk, "organiser", here.url);
  const read = readInvitationLink(link);
  assert.ok(read);
  const both = await Promise.allSettled(
    [NOOR, { ...NOOR, email: "eve@elsewhere.example", name: "Eve" }].map((who) =>
      join(quick, here.client(), read, who, asMade),
    ),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.equal((await listInvitations(quick, desk)).length, 1);
});

test("an invitation of somebody who holds keys no more is over", async () => {
  const noor = await secondHolder(here, desk);
  const { link } = await invite(quick, noor, "organiser", here.url);
  await here.store.write((tx) =>
    tx.updateTable("accounts").set({ role: "organiser" }).where("email", "=", NOOR.email).execute(),
  );
  const read = readInvitationLink(link);
  assert.ok(read);
  await assert.rejects(join(quick, here.client(), read, NOOR, asMade), NotJoined);
});

test("only whoever invited lets in", async () => {
  const noor = await secondHolder(here, desk);
  const { invitation, number } = await answered(here, desk, "key_holder", {
    who: { ...NOOR, email: "third@example.org" },
  });
  await assert.rejects(letIn(quick, noor, invitation, number), DeskRefused);
  await assert.rejects(noor.client.send(invitationsApi.letIn, { invitation, vouched: null }), {
    status: 403,
  });
});

test("whether an address has an account is told to nobody but whoever lets in", async () => {
  const { invitation, role, inviter, number } = await answered(here, desk, "organiser", {
    who: { ...NOOR, email: "amina@harbour-lights.example" },
  });
  assert.deepEqual([role, inviter, number], ["organiser", "Amina", null]);
  await assert.rejects(letIn(quick, desk, invitation, null), { status: 422 });
});

test("a newcomer's desk opens with no chain but the one that the link names", async () => {
  const { words } = await secondHolder(here, desk);
  const vouches = await here.store.read.selectFrom("vouches").selectAll().orderBy("serial").execute();
  await here.store.write((tx) =>
    tx
      .deleteFrom("vouches")
      .where("serial", "=", vouches.length - 1)
      .execute(),
  );
  await assert.rejects(other(here, words), DeskRefused);

  const elsewhere = await openDeskNetwork();
  try {
    await elsewhere.begin();
    const { link } = await invite(quick, await elsewhere.desk(), "key_holder", elsewhere.url);
    const [mine, theirs] = [
      readInvitationLink((await invite(quick, desk, "key_holder", here.url)).link),
      readInvitationLink(link),
    ];
    assert.ok(mine && theirs);
    const mixed = { secret: mine.secret, root: theirs.root };
    const third = { ...NOOR, email: "third@example.org" };
    let kept = "";
    const { number } = await join(quick, here.client(), mixed, third, async (draw) => {
      kept = draw();
      return kept;
    });
    await here.store.write((tx) =>
      tx
        .insertInto("vouches")
        .values(vouches.at(-1) ?? [])
        .execute(),
    );
    desk = await here.desk();
    const waiting = (await listInvitations(quick, desk)).find(({ state }) => state === "waiting");
    await letIn(quick, desk, waiting?.id ?? new Uint8Array(), number);
    const opened = openDesk(quick, openClient(here.url), { address: third.email, words: kept });
    await assert.rejects(opened, DeskRefused);
  } finally {
    await elsewhere.stop();
  }
});

test("a vouch for other keys, a grant too few and a second record after the same one are refused by the network", async () => {
  const { invitation } = await answered(here, desk, "key_holder");
  const [kept] = await here.store.read.selectFrom("invitations").selectAll().execute();
  assert.ok(kept?.account && kept.xwing && kept.ed25519);
  const keys = { xwing: kept.xwing, ed25519: kept.ed25519 };
  const send = (vouching: ReturnType<typeof openVouching>, record: Uint8Array, wrap: Uint8Array) =>
    desk.client
      .send(invitationsApi.letIn, { invitation, vouched: { record, grants: [], wrap } })
      .then(() => vouching);
  const wrap = await desk.wrapFor(desk.chain);

  const own = openVouching(quick, desk);
  const swapped = own.vouch({
    kind: KIND.holder,
    subject: kept.account,
    ...keys,
    xwing: await onNode.xwingPublic(onNode.random(32)),
  });
  await assert.rejects(send(own, swapped, wrap), { status: 409 });

  const right = openVouching(quick, desk);
  const record = right.vouch({ kind: KIND.holder, subject: kept.account, ...keys });
  await assert.rejects(send(right, record, wrap), { status: 409, message: /other keys by now/ });

  await here.publish([{ name: "day.md", text: campaignFile().replace("night-work", "day-work") }]);
  await assert.rejects(send(right, record, wrap), { status: 409, message: /forked/ });
  assert.equal((await accounts()).length, 1);
});

test("a key that nobody vouched for is not passed on", async () => {
  const { invitation, number } = await answered(here, desk, "key_holder");
  const public_key = await onNode.xwingPublic(onNode.random(32));
  await here.store.write((tx) => tx.updateTable("campaign_keys").set({ public_key }).execute());
  await assert.rejects(letIn(quick, desk, invitation, number), DeskRefused);
});

test("a grant that the network made up for a newcomer opens nothing", async () => {
  const noor = await secondHolder(here, desk);
  const [kept] = await here.store.read
    .selectFrom("grants")
    .selectAll()
    .where("holder", "=", noor.id)
    .execute();
  const own = noor.chain.holder(noor.id);
  const closing = openKeyFiles(here.settings.secretDir, onNode.random).closing(kept?.campaign ?? noor.id);
  assert.ok(kept && own && closing);
  const { campaign, epoch } = kept;
  const granted = { network: noor.network, campaign, epoch, holder: noor.id };
  const grant = await makeGrant(onNode, granted, own.xwing, onNode.random(32));
  const closed = await closeGrant(onNode, closing, granted, grant);
  await here.store.write((tx) =>
    tx.updateTable("grants").set({ closed }).where("holder", "=", noor.id).execute(),
  );
  await assert.rejects(openCampaign(onNode, noor, "night-work"), /is refused: key/);
});

test("a holder whose keys do not open is not counted among those who can", async () => {
  const { invitation, number, words } = await answered(here, desk, "key_holder");
  await letIn(quick, desk, invitation, number);
  const noor = (await accounts()).find(({ email }) => email === NOOR.email);
  assert.equal(noor?.tested, 0);
  const opened = await other(here, words);
  await assert.rejects(opened.client.send(keysApi.openedTest, { opened: "guessed" }), { status: 422 });
});

test("a link of an invitation is read strictly", () => {
  const good = `https://lights.example/desk/start#${Buffer.alloc(48, 7).toString("base64url")}`;
  assert.equal(readInvitationLink(good)?.url, "https://lights.example");
  for (const link of ["", good.slice(0, -1), "https://lights.example/desk/start#AAECAwQFBgcICQoLDA0ODw"]) {
    assert.equal(readInvitationLink(link), null, link);
  }
});
