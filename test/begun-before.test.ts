// What somebody began to send while they might, and ended when they might no more: a key holder who is removed meanwhile, a
// thief whose session is ended meanwhile. A body may come for minutes; nothing of it is done.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { afterEach, beforeEach, test } from "node:test";
import { organiserApi } from "../src/organisers/api.ts";
import { openClient } from "../src/organisers/client.ts";
import { removeSomebody } from "../src/organisers/holders/removing.ts";
import { readOlderKeys, resealOne } from "../src/organisers/holders/resealing.ts";
import { resealingApi } from "../src/organisers/holders/resealing-api.ts";
import { meApi } from "../src/organisers/me/api.ts";
import { type Desk, openDesk } from "../src/organisers/opening.ts";
import { onNode } from "../src/vault/on-node.ts";
import { RESEALED_ROW_BYTES } from "../src/vault/resealed.ts";
import { ADDRESS, type DeskNetwork, openDeskNetwork, quick } from "./desk-network.ts";
import { NOOR, secondHolder } from "./joined.ts";
import { ALL, everything, oneOfEach } from "./one-of-each.ts";
import { until } from "./running.ts";

let here: DeskNetwork;
let desk: Desk;
beforeEach(async () => {
  here = await openDeskNetwork();
  desk = await here.desk();
});
afterEach(() => here.stop());

/** The last byte of a body, which is held back until it is let go. */
interface HeldBack {
  /** Whether the rest is sent, and the network had a moment with it. */
  begun: boolean;
  letGo(): void;
}

/** A desk of whose next call the last byte is held back. */
async function holdingBack(who: { address: string; words: string }) {
  let hold = false;
  const held: HeldBack = { begun: false, letGo: () => {} };
  const send: typeof fetch = async (url, init = {}) => {
    if (!hold) return fetch(url, init);
    hold = false;
    const body = Buffer.from(String(init.body));
    const headers = { ...Object.fromEntries(new Headers(init.headers)), "content-length": body.length };
    const sending = request(String(url), { method: init.method, headers });
    const answered = once(sending, "response");
    sending.write(body.subarray(0, -1));
    const released = new Promise<void>((resolve) => {
      held.letGo = resolve;
    });
    // Another call over another line: what came before it has been looked at by then.
    await until("the call to have begun", async () => (await here.get("/desk/api/network")).ok);
    held.begun = true;
    await released;
    sending.end(body.subarray(-1));
    const [response] = await answered;
    return new Response(Buffer.concat(await response.toArray()), { status: response.statusCode });
  };
  const opened = await openDesk(quick, openClient(here.url, { send }), who);
  await opened.client.send(organiserApi.me, {});
  // So that the next call is the one that is held.
  await opened.client.send(resealingApi.olderKeys, {});
  return {
    ...{ opened, held },
    next: () => {
      hold = true;
    },
  };
}

test("a key holder who is removed while they send destroys nothing with it", async () => {
  await oneOfEach(here, desk);
  const noor = await secondHolder(here, desk);
  const { opened, held, next } = await holdingBack({ address: NOOR.email, words: noor.words });
  const [campaign] = await here.store.read.selectFrom("campaigns").selectAll().execute();
  const all = await here.store.read.selectFrom("envelopes").selectAll().execute();
  const mine = all.filter((one) => campaign && Buffer.compare(one.campaign, campaign.id) === 0);
  assert.ok(campaign && mine.length > 0);
  const envelopes = mine.map(({ id, bytes }) => ({
    ...{ id, was: onNode.sha256(bytes) },
    row: onNode.random(RESEALED_ROW_BYTES),
  }));
  next();
  const asked = { campaign: campaign.id, epoch: 2, outer: onNode.random(1120), envelopes };
  const refused = assert.rejects(opened.client.send(resealingApi.reseal, asked), { status: 401 });
  await until("the call to have begun", async () => held.begun);
  await removeSomebody(quick, desk, noor.id);
  held.letGo();
  await refused;
  for (const { campaign: of } of await readOlderKeys(desk)) {
    assert.equal((await resealOne(onNode, desk, of)).left, 0);
  }
  assert.deepEqual(await everything(here, desk), ALL);
});

test("nor does a session that is ended while something is sent in it", async () => {
  const { opened, held, next } = await holdingBack({ address: ADDRESS, words: here.words().words });
  next();
  const asked = { name: "Thief", organisation: "", language: "en" } as const;
  const refused = assert.rejects(opened.client.send(meApi.change, asked), { status: 401 });
  await until("the call to have begun", async () => held.begun);
  await desk.client.send(meApi.endSessions, { id: null });
  held.letGo();
  await refused;
  assert.equal((await desk.client.send(organiserApi.me, {})).name, "Amina");
});
