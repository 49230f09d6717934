// New words, and the lock of one's keys that they turn: whoever has nothing but a key holder's session, stolen or left
// open at a strange machine, can put no others in their place.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ADDRESS, type DeskNetwork, openDeskNetwork, quick } from "../../test/desk-network.ts";
import { NOOR, secondHolder } from "../../test/joined.ts";
import { onNode } from "../vault/on-node.ts";
import { API_PATH } from "../web/api.ts";
import { organiserApi } from "./api.ts";
import { openClient } from "./client.ts";
import { useNewWords } from "./new-words.ts";
import { type Desk, openDesk } from "./opening.ts";

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
const put = async (path: string, body: object) => {
  const response = await fetch(`${here.url}${API_PATH}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.status;
};

test("whoever has a key holder's session alone changes neither their words nor what locks their keys", async () => {
  const before = await kept();
  const wrap = text(onNode.random(197));
  const words = { salt: text(onNode.random(16)), signIn: text(onNode.random(32)), wrap };
  for (const [path, body] of [
    ["/me/wrap", { wrap }],
    ["/me/words", words],
    ["/me/words", { ...words, wrap: "" }],
  ] as const) {
    assert.equal(await put(path, body), 403, path);
  }
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
