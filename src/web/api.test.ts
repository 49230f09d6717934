import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import * as z from "zod";
import { bytes, type Caller, call, line } from "./api.ts";
import { type Guard, mountCall, Refusal } from "./mounting.ts";

const TOKEN = "A".repeat(43);
const HOLDER: Caller = { kind: "account", id: new Uint8Array(16), role: "key_holder" };
const table = {
  echo: call({
    method: "POST",
    path: "/things/:slug",
    who: "key_holder",
    request: z.strictObject({ slug: z.string(), id: bytes(2), words: line(10) }),
    answer: z.strictObject({ slug: z.string(), id: bytes(2), words: z.string() }),
    most: 200,
  }),
  open: call({
    method: "GET",
    path: "/open",
    who: "anyone",
    request: z.strictObject({}),
    answer: z.strictObject({}),
  }),
  fails: call({
    method: "GET",
    path: "/fails",
    who: "anyone",
    request: z.strictObject({}),
    answer: z.strictObject({}),
  }),
};

function served(caller: Caller | null = HOLDER) {
  const guard: Guard = {
    cookie: "undersigned-desk",
    origin: "https://lights.example",
    callerOf: async (token) => (token === TOKEN ? caller : null),
    proofs: {
      challengeOf: () => new Uint8Array(32),
      take: async (_token, _caller, sent, { method, path }) => {
        assert.deepEqual([method, path], ["POST", "/things/one"]);
        return sent === "good" ? (body) => !new TextDecoder().decode(body).includes("swapped") : null;
      },
    },
    deed: async () => {},
  };
  const app = new Hono();
  mountCall(app, guard, table.echo, async (asked) => asked);
  mountCall(app, guard, table.open, async () => ({}));
  mountCall(app, guard, table.fails, async () => {
    throw new Refusal(429, "Later.", { retryAfter: 7, code: "draft_unsigned", values: { slug: "harbour" } });
  });
  return app;
}

const GOOD = JSON.stringify({ id: "AQI", words: " Li " });
const headers = {
  authorization: `Bearer ${TOKEN}`,
  "content-type": "application/json",
  "undersigned-proof": "good",
};
const post = (body: string, more: Record<string, string> = {}, caller?: Caller | null) =>
  served(caller).request("/things/one", { method: "POST", headers: { ...headers, ...more }, body });

test("a call is read by its schema, path and body together, and answered by it", async () => {
  const answer = await post(GOOD);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.deepEqual(await answer.json(), { slug: "one", id: "AQI", words: "Li" });
});

test("what is not asked for that way is a 4xx that repeats nothing of it", async () => {
  const bad: [string, number, Record<string, string>?][] = [
    ["{", 400],
    ["[]", 400],
    ["null", 400],
    [JSON.stringify({ id: "secret!", words: "x" }), 400],
    [JSON.stringify({ id: "AQI", words: "x", secret: 1 }), 400],
    [JSON.stringify({ id: "AQID", words: "x" }), 400],
    [JSON.stringify({ id: "AQI", words: "sec\u0000ret" }), 400],
    [JSON.stringify({ id: "AQI", words: "\ud800" }), 400],
    // What turns the direction of everything behind it.
    [JSON.stringify({ id: "AQI", words: "sec\u202eret" }), 400],
    [JSON.stringify({ id: "AQI", words: "sec\u2066ret" }), 400],
    [GOOD, 415, { "content-type": "text/plain" }],
    [GOOD, 401, { authorization: `Bearer ${"B".repeat(43)}` }],
    [GOOD, 401, { authorization: "Basic secret" }],
    [JSON.stringify({ id: "AQI", words: "secret".repeat(100) }), 413],
  ];
  for (const [body, status, more] of bad) {
    const answer = await post(body, more);
    assert.equal(answer.status, status, body);
    assert.ok(!(await answer.text()).includes("secret"), body);
  }
});

test("bytes that are not UTF-8 are a 400", async () => {
  const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
  assert.equal((await served().request("/things/one", { method: "POST", headers, body })).status, 400);
});

test("only those may call whom the table names", async () => {
  const organiser: Caller = { ...HOLDER, role: "organiser" };
  assert.equal((await post(GOOD, {}, organiser)).status, 403);
  assert.equal((await post(GOOD, {}, { kind: "sheet", id: new Uint8Array(16) })).status, 403);
  assert.equal((await post(GOOD, {}, null)).status, 401);
});

test("a key holder's call that is not proven, or has another body than was proven, is refused", async () => {
  const handled: string[] = [];
  const unproven = async (body: string, sent: string) => {
    const answer = await post(body, { "undersigned-proof": sent });
    handled.push(await answer.text());
    return answer.status;
  };
  assert.equal(await unproven(GOOD, ""), 403);
  assert.equal(await unproven(GOOD, "another"), 403);
  assert.equal(await unproven(JSON.stringify({ id: "AQI", words: "swapped" }), "good"), 403);
  for (const said of handled) assert.equal(JSON.parse(said).code, "open_first");
});

test("where a request comes from is asked only when it carries a cookie", async () => {
  const cookie = { cookie: "session=1" };
  const from = async (more: Record<string, string>) => (await post(GOOD, more)).status;
  assert.equal(await from({ origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" }), 200);
  assert.equal(await from({ ...cookie, "sec-fetch-site": "same-origin" }), 200);
  assert.equal(await from({ ...cookie, origin: "https://lights.example" }), 200);
  assert.equal(
    await from({ ...cookie, "sec-fetch-site": "cross-site", origin: "https://lights.example" }),
    403,
  );
  assert.equal(await from({ ...cookie, "sec-fetch-site": "same-site" }), 403);
  assert.equal(await from({ ...cookie, origin: "null" }), 403);
  assert.equal(await from(cookie), 403);
});

test("a refusal is said in words and by its code, with when one may try again", async () => {
  const answer = await served().request("/fails");
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get("retry-after"), "7");
  assert.deepEqual(await answer.json(), {
    error: "Later.",
    code: "draft_unsigned",
    values: { slug: "harbour" },
  });
});
