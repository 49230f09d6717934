// A desk goes on proving its calls where the network gives its session another challenge: it started again, forgot the session,
// or another tab of the browser signed in meanwhile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetwork, quick } from "../../test/desk-network.ts";
import { signingApi } from "../signing/desk/api.ts";
import { openClient } from "./client.ts";
import { invitationsApi } from "./holders/invitations-api.ts";
import { keysApi } from "./holders/keys-api.ts";
import { openDesk } from "./opening.ts";

const SLUG = "night-work";
let here: DeskNetwork;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
after(() => here.stop());

const who = () => ({ address: ADDRESS, words: here.words().words });
/** Finds the network wherever it listens now; the jar is a browser's, of which tabs are part. */
function tab(jar: { cookie: string } | null = null): ReturnType<typeof openClient> & { sent: number } {
  const counted = { sent: 0 };
  const send: typeof fetch = async (url, init = {}) => {
    counted.sent++;
    const headers = new Headers(init.headers);
    if (jar) {
      headers.set("cookie", jar.cookie);
      headers.set("sec-fetch-site", "same-origin");
    }
    const { pathname } = new URL(String(url));
    const response = await fetch(here.url + pathname, { ...init, headers });
    const set = response.headers.get("set-cookie")?.split(";")[0];
    if (jar && set) jar.cookie = set;
    return response;
  };
  return Object.assign(counted, openClient(here.url, { send, cookie: jar !== null }));
}

test("a desk that stays open over a restart of the network goes on, also with a body of many megabytes", async () => {
  const client = tab();
  const desk = await openDesk(quick, client, who());
  await desk.client.send(signingApi.accept, { slug: SLUG, ids: [] });
  await here.restart();
  await desk.client.send(signingApi.accept, { slug: SLUG, ids: [] });
  // In one round trip from then on.
  const { sent } = client;
  await desk.client.send(signingApi.accept, { slug: SLUG, ids: [] });
  assert.equal(client.sent, sent + 1);
  await here.restart();
  const grants = Array.from({ length: 5_000 }, () => ({
    campaign: new Uint8Array(16),
    epoch: 1,
    grant: new Uint8Array(2_000),
  }));
  const vouched = { record: new Uint8Array(237), grants, wrap: new Uint8Array(197) };
  // It arrives whole, and is then refused for what is in it.
  await assert.rejects(desk.client.send(invitationsApi.letIn, { invitation: new Uint8Array(16), vouched }), {
    status: 404,
  });
});

test("two tabs of one browser, each open, go on side by side", async () => {
  const jar = { cookie: "" };
  const first = await openDesk(quick, tab(jar), who());
  await first.client.send(keysApi.keys, {});
  const before = jar.cookie;
  const second = await openDesk(quick, tab(jar), who());
  assert.notEqual(jar.cookie, before);
  for (let many = 0; many < 3; many++) {
    const asked = [first, second].map(({ client }) => client.send(signingApi.rows, { slug: SLUG, after: 0 }));
    assert.equal((await Promise.all(asked)).length, 2);
  }
});

test("a desk goes on after more calls than the network remembers of one session", async () => {
  const client = tab();
  const desk = await openDesk(quick, client, who());
  const { sent } = client;
  for (let many = 0; many < 1_100; many += 10) {
    await Promise.all(Array.from({ length: 10 }, () => desk.client.send(keysApi.keys, {})));
  }
  assert.ok(client.sent > sent + 1_100);
});
