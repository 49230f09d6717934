// A thief with a key holder's session: their cookie, or a passkey that was added or taken. They close nothing, accept nothing,
// show no words, fetch no rows and say of no list that it left; nor with a proof that was made for something else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../test/desk-network.ts";
import { NOOR, secondHolder } from "../../test/joined.ts";
import { campaignApi } from "../campaigns/desk-api.ts";
import { closingApi } from "../campaigns/keeping/api.ts";
import { makeCampaign } from "../campaigns/making.ts";
import { everyCall } from "../desk-calls.ts";
import { signingApi } from "../signing/desk/api.ts";
import { readBase64url } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { API_PATH } from "../web/api.ts";
import { PROOF_HEADER, proverOf } from "../web/proof.ts";
import { openClient } from "./client.ts";
import { removeSomebody } from "./holders/removing.ts";
import { type Desk, openDesk } from "./opening.ts";
import { openSession } from "./sessions.ts";

const SLUG = "night-work";
const CLOSE = { method: "POST", path: `/campaigns/${SLUG}/close`, body: JSON.stringify({ typed: SLUG }) };
const ACCEPT = { method: "POST", path: `/campaigns/${SLUG}/accept`, body: '{"ids":[1]}' };
type Made = typeof CLOSE;

/** What a client sent last, and what may stop it. */
interface Line {
  token: string;
  last: { url: string; init: RequestInit };
  /** Keeps what is sent from arriving. */
  held: boolean;
}

let here: DeskNetwork;
let desk: Desk;
let line: Line;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  await here.publish([
    { name: "day.md", text: campaignFile().replace("slug: night-work", "slug: day-work") },
  ]);
  await here.sign(SLUG, { name: "Ana", organisation: "", appear: "public" });
  [desk, line] = await seenDesk({ address: ADDRESS, words: here.words().words });
});
after(() => here.stop());

/** A desk, and what goes over its line. */
async function seenDesk(who: { address: string; words: string }): Promise<[Desk, Line]> {
  const seen: Line = { token: "", last: { url: "", init: {} }, held: false };
  const send: typeof fetch = (url, init = {}) => {
    seen.last = { url: String(url), init: { ...init, headers: new Headers(init.headers) } };
    const bearer = new Headers(init.headers).get("authorization");
    seen.token = bearer?.slice("Bearer ".length) ?? seen.token;
    return seen.held ? Promise.reject(new Error("held")) : fetch(url, init);
  };
  const opened = await openDesk(quick, openClient(here.url, { send }), who);
  await opened.client.send(signingApi.rows, { slug: SLUG, after: 0 });
  return [opened, seen];
}

/** Sends a call as a thief does. @returns its status */
async function steal({ method, path, body }: Made, token: string, proof?: string): Promise<number> {
  const headers = {
    cookie: `undersigned-desk=${token}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    ...(proof !== undefined && { [PROOF_HEADER]: proof }),
  };
  const response = await fetch(`${here.url}${API_PATH}${path}`, {
    method,
    headers,
    ...(method !== "GET" && method !== "HEAD" && { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** What this session proves its calls with. */
async function challengeOf(token: string): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${token}` };
  const { challenge } = (await (await fetch(`${here.url}${API_PATH}/me/proving`, { headers })).json()) as {
    challenge: string;
  };
  return readBase64url(challenge) ?? new Uint8Array();
}

/** A proof by somebody's keys. */
async function proven(
  by: Pick<Desk, "network" | "id" | "ed25519Seed">,
  token: string,
  { method, path, body }: Made,
): Promise<string> {
  const challenge = await challengeOf(token);
  return proverOf(onNode, by)(challenge, { method, path: API_PATH + path }, new TextEncoder().encode(body));
}

/** What the campaign is, and its first signature. */
const standing = async () => ({
  campaigns: await here.store.read
    .selectFrom("campaigns")
    .select(["slug", "state"])
    .orderBy("slug")
    .execute(),
  signatures: await here.store.read.selectFrom("signatures").select(["id", "state"]).execute(),
  deeds: await here.store.read.selectFrom("deeds").select("id").execute(),
});

test("with a key holder's cookie alone a thief makes none of the calls of key holders", async () => {
  const before = await standing();
  assert.equal(await steal({ ...ACCEPT, method: "GET", path: "/me", body: "" }, line.token), 200);
  for (const [name, call] of Object.entries(everyCall())) {
    if (call.who !== "key_holder" && call.who !== "opener" && !call.proof) continue;
    const made = {
      method: call.method,
      path: call.path.replace(":slug", SLUG).replace(/:\w+/g, "0"),
      body: "{}",
    };
    assert.equal(await steal(made, line.token), 403, name);
  }
  assert.equal(await steal(CLOSE, line.token), 403);
  assert.deepEqual(await standing(), before);
});

test("nor with a passkey, nor with a proof by keys of their own", async () => {
  const before = await standing();
  const thief = { network: desk.network, id: desk.id, ed25519Seed: onNode.random(32) };
  const token = await here.store.write((tx) =>
    openSession(tx, { ...here, primitives: onNode }, desk.id, "account", "passkey"),
  );
  assert.equal(await steal({ ...ACCEPT, method: "GET", path: "/me", body: "" }, token), 200);
  assert.equal(await steal(CLOSE, token), 403);
  assert.equal(await steal(CLOSE, token, await proven(thief, token, CLOSE)), 403);
  assert.equal(await steal(CLOSE, token, "A".repeat(150)), 403);
  assert.deepEqual(await standing(), before);
});

test("a call that was seen on its way is not made a second time", async () => {
  await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
  const { url, init } = line.last;
  assert.ok(new Headers(init.headers).get(PROOF_HEADER));
  assert.equal((await fetch(url, init)).status, 403);
  // Nor when it was stopped, and what is sent instead is something else.
  line.held = true;
  await assert.rejects(desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] }));
  line.held = false;
  const proof = new Headers(line.last.init.headers).get(PROOF_HEADER) ?? "";
  for (const other of [
    { ...ACCEPT, body: '{"ids":[1,2]}' },
    { ...ACCEPT, body: '{"ids":[1] }' },
    { ...ACCEPT, path: "/campaigns/day-work/accept" },
    { ...ACCEPT, path: `/campaigns/${SLUG}/rows/some` },
    { ...ACCEPT, path: `/campaigns/${SLUG}/%61ccept` },
    { ...ACCEPT, method: "PUT" },
    { ...ACCEPT, method: "GET", path: "/keys" },
    { ...ACCEPT, method: "HEAD", path: "/keys" },
  ]) {
    const status = await steal(other, line.token, proof);
    assert.ok(status === 403 || status === 405, `${JSON.stringify(other)}: ${status}`);
  }
});

test("a proof is good for its own session and its own account", async () => {
  const [, again] = await seenDesk({ address: ADDRESS, words: here.words().words });
  const { words, ...noor } = await secondHolder(here, desk);
  const [noors, noorsLine] = await seenDesk({ address: NOOR.email, words });
  // Somebody's own, made for their own session, in a stolen one.
  assert.equal(await steal(ACCEPT, line.token, await proven(desk, again.token, ACCEPT)), 403);
  assert.equal(await steal(ACCEPT, line.token, await proven(noors, line.token, ACCEPT)), 403);
  assert.equal(
    await steal(ACCEPT, line.token, await proven({ ...noors, id: desk.id }, line.token, ACCEPT)),
    403,
  );
  const kept = await proven(noors, noorsLine.token, ACCEPT);
  await removeSomebody(quick, desk, noor.id);
  assert.equal(await steal(ACCEPT, noorsLine.token, kept), 401);
  assert.equal(await steal(ACCEPT, line.token, kept), 403);
  // The right one is taken.
  assert.equal(await steal(ACCEPT, line.token, await proven(desk, line.token, ACCEPT)), 200);
});

test("two alike that arrive at once are taken once", async () => {
  const proof = await proven(desk, line.token, ACCEPT);
  const statuses = await Promise.all(Array.from({ length: 8 }, () => steal(ACCEPT, line.token, proof)));
  assert.deepEqual(statuses.sort(), [200, ...Array.from({ length: 7 }, () => 403)]);
});

test("beside a new campaign's vouch nobody puts grants that open nothing", async () => {
  const files = [{ name: "new.md", text: campaignFile().replace("slug: night-work", "slug: new-work") }];
  const { made, chain } = await makeCampaign(onNode, desk);
  const wrap = await desk.wrapFor(chain);
  const asked = { files, draft: false, small: false, made: { ...made, wrap } };
  line.held = true;
  await assert.rejects(desk.client.send(campaignApi.publish, asked));
  line.held = false;
  const { init } = line.last;
  const proof = new Headers(init.headers).get(PROOF_HEADER);
  assert.ok(proof);
  const sent = JSON.parse(String(init.body)) as { made: { grants: { grant: string }[] } };
  for (const one of sent.made.grants) one.grant = `${one.grant.slice(0, -8)}AAAAAAAA`;
  const other = { method: "POST", path: "/campaigns", body: JSON.stringify(sent) };
  assert.equal(await steal(other, line.token), 403);
  assert.equal(await steal(other, line.token, proof), 403);
  const kept = await here.store.read
    .selectFrom("campaigns")
    .select("id")
    .where("slug", "=", "new-work")
    .execute();
  assert.deepEqual(kept, []);
  await desk.client.send(campaignApi.publish, asked);
  // A text alone takes no open desk, nor does it of whoever holds keys.
  const text = {
    files: files.map((one) => ({ ...one, text: `${one.text}\nMore.\n` })),
    draft: false,
    small: false,
    made: null,
  };
  assert.equal(await steal({ ...other, body: JSON.stringify(text) }, line.token), 200);
});

test("a proof of a GET is one of no bytes", async () => {
  const keys = { method: "GET", path: "/keys", body: "" };
  assert.equal(await steal(keys, line.token, await proven(desk, line.token, { ...keys, body: "{}" })), 403);
  assert.equal(await steal(keys, line.token, await proven(desk, line.token, keys)), 200);
});

test("however many sessions others ask with, a key holder's challenge stays", async () => {
  const { words } = await secondHolder(here, desk, { ...NOOR, email: "sam@second.example" });
  const [sam] = await seenDesk({ address: "sam@second.example", words });
  const before = await challengeOf(line.token);
  for (let many = 0; many < 300; many++) {
    const token = await here.store.write((tx) =>
      openSession(tx, { ...here, primitives: onNode }, sam.id, "account", "passkey"),
    );
    await challengeOf(token);
  }
  assert.deepEqual(await challengeOf(line.token), before);
});

test("whoever has the keys closes the campaign", async () => {
  const { certificate } = await desk.client.send(closingApi.close, { slug: SLUG, typed: SLUG });
  assert.equal(certificate.slug, SLUG);
});
