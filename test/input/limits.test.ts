// Limits are for floods: a rally behind one carrier's address stays under them, and whoever is over is told when to
// come back, with what they typed kept.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { codeOn, formsOf } from "../signer.ts";

const SLUG = "night-work";
const MOST = 300;
let here: DeskNetwork;

beforeEach(async () => {
  here = await openDeskNetwork({ limits: true, trustProxy: true });
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
afterEach(() => here.stop());

async function stamped(): Promise<Record<string, string>> {
  const page = await (await here.get(`/${SLUG}/sign`)).text();
  here.clock.move({ minutes: 0.1 });
  return formsOf(page).find(({ action }) => action.includes("/sign"))?.hidden ?? {};
}

function send(path: string, fields: Record<string, string>, from: string): Promise<Response> {
  const headers = { "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": from };
  const body = new URLSearchParams(fields).toString();
  return fetch(`${here.url}${path}`, { method: "POST", headers, body });
}
const sign = (hidden: Record<string, string>, name: string, from: string) =>
  send(`/${SLUG}/sign`, { ...hidden, name, email: "", appear: "counted" }, from);
const rows = async () => (await here.store.read.selectFrom("signatures").select("id").execute()).length;

for (const [network, near, far] of [
  ["one /24", ["203.0.113.7", "203.0.113.200"], "203.0.114.7"],
  ["one /48", ["2001:db8:1::7", "2001:db8:1:ffff::9"], "2001:db8:2::7"],
] as const) {
  test(`300 sign from ${network} within ten minutes; who comes after is told when to try again`, async () => {
    const hidden = await stamped();
    for (let at = 0; at < MOST; at++) {
      const answer = await sign(hidden, `Person ${at}`, near[at % 2] ?? near[0]);
      assert.equal(answer.status, 200, `person ${at}`);
      await answer.arrayBuffer();
    }
    const over = await sign(hidden, "Maya Okello", near[0]);
    const page = await over.text();
    assert.equal(over.status, 429);
    const seconds = Number(over.headers.get("retry-after"));
    assert.ok(seconds > 0 && seconds <= 660, `${seconds} s`);
    assert.match(page, /value="Maya Okello"/, "what was typed is kept");
    assert.equal(codeOn(page), null);
    assert.equal(await rows(), MOST);
    assert.equal((await sign(hidden, "Li", far)).status, 200, "others are not kept waiting");

    here.clock.move({ minutes: seconds / 60 });
    // The form that came back carries a stamp of its own.
    const again = formsOf(page).find(({ action }) => action.includes("/sign"))?.hidden ?? {};
    assert.equal((await sign(again, "Maya Okello", near[0])).status, 200);
    assert.equal(await rows(), MOST + 2);
  });
}

test("a form that comes back to be mended, and one sent twice, use up nothing", async () => {
  const hidden = await stamped();
  const from = "198.51.100.4";
  for (let at = 0; at < MOST; at++) await (await sign(hidden, "", from)).arrayBuffer();
  for (let at = 0; at < MOST; at++) await (await sign(hidden, "Maya", from)).arrayBuffer();
  assert.equal(await rows(), 1);
  assert.equal((await sign(hidden, "Li", from)).status, 200);
});

test("guessing at codes is slowed down, and says so; looking with one's own code is not", async () => {
  const from = "198.51.100.9";
  const look = () => send(`/${SLUG}/mine`, { do: "look", code: "0000-0000-0000-0000-0000-0000-0000" }, from);
  for (let at = 0; at < 600; at++) {
    const answer = await look();
    assert.equal(answer.status, 200, `look ${at}`);
    await answer.arrayBuffer();
  }
  const over = await look();
  assert.equal(over.status, 429);
  assert.ok(Number(over.headers.get("retry-after")) > 0);
  assert.doesNotMatch(await over.text(), /0000-0000/, "no code is repeated");
  const elsewhere = await send(`/${SLUG}/mine`, { do: "look", code: "x" }, "198.51.101.9");
  assert.equal(elsewhere.status, 200);
});
