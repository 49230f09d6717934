// A link that was used, is over, was changed or made up: one and the same page for all of them, and nothing happens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { until } from "../running.ts";
import { codeOn, formsOf } from "../signer.ts";

const SLUG = "night-work";
let here: DeskNetwork;
let dead: string;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  dead = await (await here.get("/c/nothing")).text();
});
after(() => here.stop());

/** Signs with an address. @returns the link that came */
async function linkFor(name: string): Promise<string> {
  const email = `${name}@post.example`;
  assert.equal((await here.sign(SLUG, { as: "person", name, email, appear: "counted" })).status, 200);
  const mail = await until("the mail", async () => (await here.mails()).find(({ to }) => to === email));
  return mail.link;
}

async function press(link: string, fields: Record<string, string> = {}) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ appear: "counted", ...fields }).toString();
  const answer = await fetch(`${here.url}${link}`, { method: "POST", headers, body });
  return { status: answer.status, body: await answer.text() };
}

async function isDead(link: string, fields: Record<string, string> = {}): Promise<void> {
  const got = await here.get(link);
  assert.deepEqual([got.status, await got.text()], [410, dead], link);
  assert.deepEqual(await press(link, fields), { status: 410, body: dead }, link);
}

const states = async () =>
  (await here.store.read.selectFrom("signatures").select("state").orderBy("id").execute()).map(
    ({ state }) => state,
  );

test("used, over, changed and made up, a link gets one and the same page", async () => {
  const [used, over] = [await linkFor("maya"), await linkFor("li")];
  const stampOf = async (link: string) =>
    formsOf(await (await here.get(link)).text())[0]?.hidden ?? assert.fail("no form");
  const stamp = await stampOf(used);
  assert.ok(codeOn((await press(used, stamp)).body));
  here.clock.move({ minutes: 3 });
  await isDead(used, stamp);
  const before = await states();

  const token = over.slice("/c/".length);
  for (const changed of [
    ...[`${token}A`, token.slice(1), token.slice(0, -4), token.toUpperCase(), `${token}%00`, `%20${token}`],
    ...[
      "A".repeat(token.length),
      "x",
      "%ff",
      "__proto__",
      "../night-work".replaceAll("/", "%2f"),
      "e".repeat(9_000),
    ],
  ]) {
    await isDead(`/c/${changed}`, stamp);
  }
  for (let at = 0; at < token.length; at += 29) {
    const other = token[at] === "A" ? "B" : "A";
    await isDead(`/c/${token.slice(0, at)}${other}${token.slice(at + 1)}`, stamp);
  }
  assert.deepEqual(await states(), before);

  // It still works on its 15th day, and on the 16th its key is gone.
  here.clock.move({ days: 15 });
  assert.equal((await here.get(over)).status, 200);
  here.clock.move({ days: 1 });
  await isDead(over, stamp);
  assert.deepEqual(await states(), before);
});

test("no link that somebody makes up is ever alive", async () => {
  const made = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
    // A day in front, as a link has it.
    fc.uint8Array({ minLength: 321, maxLength: 321 }).map((bytes) => {
      const day = Buffer.alloc(2);
      day.writeUInt16BE(here.clock.day());
      return Buffer.concat([day, bytes]).toString("base64url");
    }),
  );
  const property = fc.asyncProperty(made, (token) => isDead(`/c/${token}`));
  await fc.assert(property, { numRuns: 60 });
});

test("looking at a link, however often and by whatever scanner, confirms nothing", async () => {
  const link = await linkFor("noor");
  const before = await states();
  for (const method of ["GET", "HEAD", "GET", "OPTIONS", "HEAD"]) {
    const answer = await fetch(`${here.url}${link}`, { method });
    await answer.arrayBuffer();
  }
  // A press without the page's own stamp is a scanner's: the page comes again.
  const blind = await press(link);
  assert.equal(blind.status, 422);
  assert.equal(codeOn(blind.body), null);
  assert.deepEqual(await states(), before);
});
