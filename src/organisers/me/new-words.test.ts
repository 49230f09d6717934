// New words, and the lock of one's keys that they turn: whoever has nothing but somebody's session, stolen or left open at a
// strange machine, can put no others in their place, and adds no passkey that would outlive it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ADDRESS, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { answered, NOOR, secondHolder } from "../../../test/joined.ts";
import { onNode } from "../../vault/on-node.ts";
import { API_PATH } from "../../web/api.ts";
import { organiserApi } from "../api.ts";
import { type ApiRefused, openClient } from "../client.ts";
import { letIn } from "../holders/letting-in.ts";
import { type Desk, openDesk, signInWithWords } from "../opening.ts";
import { meApi } from "./api.ts";
import { useNewWords } from "./new-words.ts";
import { presentKey } from "./own-words.ts";
import { addPasskey, readPasskeys } from "./store.ts";

const OTHERS = "zoom zone zit zips zippy zipping";
let here: DeskNetwork;
let desk: Desk;
let token = "";

beforeEach(async () => {
  here = await openDeskNetwork();
  await here.begin();
  const send: typeof fetch = (url, init) => {
    token = new Headers(init?.headers).get("authorization")?.slice("Bearer ".length) ?? token;
    return fetch(url, init);
  };
  desk = await openDesk(quick, openClient(here.url, { send }), {
    address: ADDRESS,
    words: here.words().words,
  });
  await desk.client.send(organiserApi.me, {});
});
afterEach(() => here.stop());

const kept = () =>
  here.store.read
    .selectFrom("accounts")
    .select(["salt", "sign_in", "wrap"])
    .where("id", "=", desk.id)
    .executeTakeFirstOrThrow();
const text = (bytes: Uint8Array) => bytes.toBase64({ alphabet: "base64url", omitPadding: true });
const put = async (path: string, body: object, method = "PUT") => {
  const response = await fetch(`${here.url}${API_PATH}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.status;
};

test("whoever has a key holder's session alone changes neither their words nor what locks their keys", async () => {
  const before = await kept();
  const wrap = text(onNode.random(197));
  const words = { salt: text(onNode.random(16)), signIn: text(onNode.random(32)), wrap, present: "" };
  for (const [path, body] of [
    ["/me/wrap", { wrap }],
    ["/me/words", words],
    ["/me/words", { ...words, wrap: "" }],
  ] as const) {
    assert.equal(await put(path, body), 403, path);
  }
  assert.equal(await put("/me/passkeys", { name: "thief", response: {}, present: "" }, "POST"), 403);
  assert.deepEqual(await kept(), before);
});

test("a key holder's new words open what the old ones did, and the old ones nothing", async () => {
  const after = await useNewWords(quick, desk.client, desk, OTHERS);
  assert.ok(after);
  const again = await openDesk(quick, here.client(), { address: ADDRESS, words: OTHERS });
  assert.deepEqual(again.xwingSeed, desk.xwingSeed);
  // The desk stays open, and goes on vouching.
  await secondHolder(here, after);
  await secondHolder(here, after, { ...NOOR, email: "zoe@third.example" });
  await assert.rejects(openDesk(quick, here.client(), { address: ADDRESS, words: here.words().words }), {
    status: 401,
  });
});

test("an organiser's session alone changes no words and adds no passkey either: their present words do", async () => {
  const zoe = { name: "Zoe", email: "zoe@lights.example", organisation: "" };
  const { invitation, words } = await answered(here, desk, "organiser", { who: zoe });
  await letIn(quick, desk, invitation, null);
  const client = here.client();
  assert.equal(await signInWithWords(quick, client, { address: zoe.email, words }), null);
  const { id } = await client.send(organiserApi.me, {});
  const account = () =>
    here.store.read.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const before = await account();
  const guessed = await presentKey(quick, client, { address: zoe.email, words: OTHERS });
  for (const present of [new Uint8Array(), guessed, before.sign_in]) {
    await assert.rejects(useNewWords(quick, client, null, OTHERS, present), { code: "not_your_words" });
    await assert.rejects(client.send(meApi.addPasskey, { name: "thief", response: {}, present }), {
      code: "not_your_words",
    });
  }
  assert.deepEqual(await account(), before);
  const present = await presentKey(quick, client, { address: zoe.email, words });
  // Taken, and then looked at.
  await assert.rejects(client.send(meApi.addPasskey, { name: "own", response: {}, present }), {
    code: "passkey_answer",
  });
  assert.equal(await useNewWords(quick, client, null, OTHERS, present), null);
  await signInWithWords(quick, here.client(), { address: zoe.email, words: OTHERS });
});

test("passkeys go with the words of before", async () => {
  const passkey = { public_key: onNode.random(77), counter: 0, made_day: 1, name: "phone" };
  const { id: other } = await secondHolder(here, desk);
  for (const account of [desk.id, other]) {
    await here.store.write((tx) => addPasskey(tx, { id: onNode.random(32), account, ...passkey }));
  }
  await useNewWords(quick, desk.client, desk, OTHERS);
  assert.equal((await readPasskeys(here.store.read, desk.id)).length, 0);
  assert.equal((await readPasskeys(here.store.read, other)).length, 1);
});

test("whoever guesses at an organiser's words with their session is slowed down", async () => {
  const slow = await openDeskNetwork({ limits: true });
  try {
    const zoe = { name: "Zoe", email: "zoe@lights.example", organisation: "" };
    const { invitation, words } = await answered(slow, await slow.desk(), "organiser", { who: zoe });
    await letIn(quick, await slow.desk(), invitation, null);
    const client = slow.client();
    await signInWithWords(quick, client, { address: zoe.email, words });
    const guess = () => useNewWords(quick, client, null, OTHERS, onNode.random(32));
    const tries = await Promise.allSettled(Array.from({ length: 40 }, guess));
    const refused = tries.map((one) => (one.status === "rejected" ? (one.reason as ApiRefused).status : 200));
    assert.ok(refused.includes(403) && refused.includes(429), String(refused));
    assert.ok(!refused.includes(200));
  } finally {
    await slow.stop();
  }
});
