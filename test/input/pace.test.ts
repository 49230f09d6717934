// With limits on: too fast, old, or filled by a program gets the form again, filled, with one sentence.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn, formsOf, get, post } from "../signer.ts";

const SLUG = "work-without-fear";
let network: Running;

before(async () => {
  network = await startNetwork({ LIMITS: "on" });
  await network.begin();
  await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
});
after(() => network.end());

const open = async () => {
  const asked = performance.now();
  const hidden = formsOf((await get(`${network.url}/${SLUG}/sign`)).body)[0]?.hidden ?? {};
  return { hidden, asked };
};
const send = (fields: Record<string, string>) => post(`${network.url}/${SLUG}/sign`, fields);

test("sent within three seconds the form comes back filled; a little later it is taken", async () => {
  const { hidden, asked } = await open();
  const fields = { ...hidden, name: "Maya Okello" };
  const early = await send(fields);
  assert.ok(early.status >= 400 && early.status < 500);
  assert.match(early.body, /Maya Okello/);
  // The form that came back carries a stamp of its own; the first one ripens meanwhile.
  await until("three seconds", () => performance.now() - asked > 3_100);
  const late = await send(fields);
  assert.equal(late.status, 200);
  assert.ok(codeOn(late.body));
});

test("a filled honeypot and a stamp that is none get the form again; a missing honeypot is fine", async () => {
  const { hidden, asked } = await open();
  await until("three seconds", () => performance.now() - asked > 3_100);
  for (const more of [{ website: "https://spam.example" }, { stamp: "x" }, { stamp: "" }]) {
    const answer = await send({ ...hidden, name: "Noor", ...more });
    assert.ok(answer.status >= 400 && answer.status < 500, JSON.stringify(more));
    assert.match(answer.body, /Noor/);
    assert.equal(codeOn(answer.body), null);
  }
  assert.equal((await send({ ...hidden, name: "Noor" })).status, 200);
});

test("somebody else's forwarded address is told to the operator, once", async () => {
  for (let at = 0; at < 3; at++) await get(`${network.url}/`, { "x-forwarded-for": "203.0.113.9" });
  const { hidden } = await open();
  await post(`${network.url}/${SLUG}/sign`, { ...hidden, name: "x" }, { "x-forwarded-for": "203.0.113.9" });
  const { hidden: ripe, asked } = await open();
  await until("three seconds", () => performance.now() - asked > 3_100);
  await post(`${network.url}/${SLUG}/sign`, { ...ripe, name: "x" }, { "x-forwarded-for": "203.0.113.9" });
  assert.equal(network.said().match(/X-Forwarded-For/gi)?.length, 1);
  assert.doesNotMatch(network.said(), /203\.0\.113/);
});
