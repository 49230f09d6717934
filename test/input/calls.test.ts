// The desk's API as no desk of ours calls it: each call at odd spellings of its address, by odd methods. A stranger is
// answered in words or sent to a page of this site, never with a 5xx, and leaves nothing behind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { everyCall } from "../../src/desk-calls.ts";
import { API_PATH } from "../../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { keptBy } from "./kept.ts";
import { ask, isClear, type RawAnswer, spell } from "./line.ts";

const SLUG = "night-work";
const JSON_TYPE = "content-type: application/json";
const VERBS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
let here: DeskNetwork;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
after(async () => {
  await here.stop();
  assert.deepEqual(here.said, [], "nothing that was sent here is a fault of ours");
});

/** What may stand in the place of a name in a path. */
const name = fc.oneof(
  fc.constantFrom(SLUG, "0", "-1", "9".repeat(20), "__proto__", "constructor", "%00", "%ff", "%E0%A4%A", "%"),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
);
/** What is no part of any path, and what ends none. */
const ODD_PARTS = "|.|..|%2e|%2E%2e|.%2e|%252e|%2f|%5c|;|*|:slug|%20|desk|api".split("|");
const ODD_ENDS = "||/|//|///|/.|/..|/%2e%2e/|%2f|?|?lang=%00|?/|#x|.json".split("|");

/** The address of a call, with something odd about it; or what is left of it, down to nothing after API_PATH. */
const oddPath = fc
  .record({
    parts: fc.constantFrom(...Object.values(everyCall())).chain(({ path }) => {
      const parts = path.slice(1).split("/");
      return fc.tuple(...parts.map((part) => (part.startsWith(":") ? name : fc.constant(part))));
    }),
    kept: fc.nat({ max: 6 }),
    odd: fc.option(fc.record({ part: fc.constantFrom(...ODD_PARTS), at: fc.nat({ max: 6 }) })),
    slash: fc.constantFrom("/", "/", "/", "//", "%2f", "%2F", "\\"),
    capitals: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    end: fc.constantFrom(...ODD_ENDS),
  })
  .map(({ parts, kept, odd, slash, capitals, end }) => {
    // Most keep all of their parts.
    const some = kept === 0 ? [] : kept === 1 ? parts.slice(0, -1) : [...parts];
    if (odd) some.splice(odd.at, 0, odd.part);
    const path = `${some.length > 0 ? slash : ""}${some.join(slash)}${end}`;
    return API_PATH + (capitals ? path.toUpperCase() : path);
  });

const verb = fc.oneof(
  fc.constantFrom(...VERBS),
  fc.constantFrom(...VERBS.map((one) => one.toLowerCase()), "Get", "POSTS", "QUERY"),
);

/** The calls that a stranger may make: with a body that fits they do what they are for. */
const OPEN = Object.values(everyCall()).filter(({ who }) => who === "anyone");

/** Holds that a stranger is sent to a page of this site, gets one, or is told in words what is wrong. */
function isAnswered(got: RawAnswer, method: string, path: string): void {
  const what = `${method} ${path}: ${got.status}`;
  if (got.status === 308) assert.match(got.headers.get("location") ?? "", /^\/(?![/\\])/, what);
  else if (got.status !== 200) isClear(got, what, method);
  else if (method !== "GET" && method !== "HEAD")
    assert.ok(
      OPEN.some((call) => path.includes(call.path)),
      what,
    );
}

test("every address of a call, spelled oddly, is answered to a stranger in words and does nothing", async () => {
  const before = await keptBy(here);
  const body = fc.constantFrom("", "{}", "[]", '{"v":1}');
  const property = fc.asyncProperty(verb, oddPath, body, async (method, path, text) => {
    isAnswered(await ask(here.url, spell(method, path, [JSON_TYPE], text)), method, path);
  });
  await fc.assert(property, { numRuns: 400 });
  assert.equal(await keptBy(here), before);
});

test("there is no call at the API's own address, with a slash or without", async () => {
  for (const path of [API_PATH, `${API_PATH}/`, `${API_PATH}//`, `${API_PATH}/.`, `${API_PATH}?`]) {
    for (const method of VERBS) {
      const got = await ask(here.url, spell(method, path));
      assert.equal(got.status, 404, `${method} ${path}`);
    }
  }
});
