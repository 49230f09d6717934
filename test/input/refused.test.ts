// What no page of ours sends: a 4xx with a clear page, nothing stored, never a 5xx.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type Running, startNetwork } from "../running.ts";
import { type Answer, formsOf, get, post, sign } from "../signer.ts";

const SLUG = "work-without-fear";
const URLENCODED = "application/x-www-form-urlencoded";
let network: Running;
let hidden: Record<string, string>;

before(async () => {
  network = await startNetwork();
  await network.begin();
  await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
  hidden = formsOf((await get(`${network.url}/${SLUG}/sign`)).body)[0]?.hidden ?? {};
});
after(() => network.end());

/** How many signatures are kept. */
async function kept(): Promise<number> {
  const args = ["--format", "json", "--in-the-clear", "--words-file", network.words];
  return (await network.cli("export", network.url, SLUG, ...args)).split("\n").filter(Boolean).length;
}

/** Sends bytes as they are. */
function send(
  path: string,
  body: Buffer | Buffer[],
  headers: Record<string, string>,
  method = "POST",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // A connection of its own: the server closes kept ones after five seconds, and a test may pause for longer.
    const sent = request(`${network.url}${path}`, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts).toString(),
          headers: new Headers(),
        }),
      );
    });
    sent.on("error", reject);
    for (const part of [body].flat()) sent.write(part);
    sent.end();
  });
}

const form = (body: string, path = `/${SLUG}/sign`) =>
  send(path, Buffer.from(body), { "content-type": URLENCODED });
const good = () => new URLSearchParams({ ...hidden, name: "Maya" }).toString();

function isRefused(answer: Answer, status: number, what: string): void {
  assert.equal(answer.status, status, what);
  assert.match(answer.body, /<h1[\s\S]*<\/h1>/, `${what}: a clear page`);
}

test("a form that is too long, no form, or not in UTF-8 is answered and not stored", async () => {
  const before = await kept();
  const long = Buffer.from(`${good()}&comment=${"x".repeat(66_000)}`);
  const type = { "content-type": URLENCODED };
  isRefused(
    await send(`/${SLUG}/sign`, long, { ...type, "content-length": String(long.length) }),
    413,
    "too long",
  );
  const chunks = Array.from({ length: 40 }, () => Buffer.alloc(4_096, "x"));
  isRefused(await send(`/${SLUG}/sign`, chunks, { ...type, "transfer-encoding": "chunked" }), 413, "chunked");
  isRefused(
    await send(`/${SLUG}/sign`, Buffer.from("{}"), { "content-type": "application/json" }),
    415,
    "JSON",
  );
  isRefused(await send(`/${SLUG}/sign`, Buffer.from("x"), { "content-type": "text/plain" }), 415, "text");
  isRefused(await send(`/${SLUG}/sign`, Buffer.from(good()), {}), 415, "no type");
  isRefused(await form(`${good()}%ff`), 400, "an escape that is no UTF-8");
  isRefused(await send(`/${SLUG}/sign`, Buffer.from([...Buffer.from(good()), 0xff]), type), 400, "a byte");
  isRefused(await form(`${good()}%00`), 400, "NUL");
  assert.equal(await kept(), before);
});

test("a field that the form does not have, or one too often, is refused", async () => {
  const before = await kept();
  for (const more of [
    "colour=red",
    "name=Other",
    "__proto__=x",
    "constructor=x",
    "appear=addressee",
    "follow=no",
  ]) {
    const answer = await form(`${good()}&${more}`);
    assert.ok(answer.status >= 400 && answer.status < 500, `${more}: ${answer.status}`);
  }
  for (const bad of [{ as: "robot" }, { lang: "xx" }, { region: "Atlantis" }, { focus: "Health" }]) {
    const answer = await post(`${network.url}/${SLUG}/sign`, { ...hidden, name: "Maya", ...bad });
    assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(bad)}: ${answer.status}`);
  }
  assert.equal(await kept(), before);
});

test("too long, a web address, a control character: the form again, filled, with what to check", async () => {
  const before = await kept();
  for (const name of ["x".repeat(1_100), "see https://x.example", "a\u0007b", "=1+1", " "]) {
    const answer = await sign(network.url, SLUG, { name, place: "A place that stays" });
    assert.equal(answer.status, 422, name.slice(0, 20));
    assert.match(answer.body, /A place that stays/);
    assert.match(answer.body, /id="check"/);
  }
  const email = await sign(network.url, SLUG, { name: "Maya", email: "maya@" });
  assert.equal(email.status, 422);
  assert.equal(await kept(), before);
});

test("other methods and strange addresses get a clear page and change nothing", async () => {
  for (const path of [
    "/",
    `/${SLUG}`,
    `/${SLUG}/sign`,
    `/${SLUG}/mine`,
    `/${SLUG}/names`,
    "/c/x",
    "/privacy",
  ]) {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await send(path, Buffer.alloc(0), { "content-type": URLENCODED }, method);
      assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${path}: ${answer.status}`);
    }
    assert.ok((await fetch(network.url + path, { method: "HEAD" })).status < 500);
  }
  const strange = [
    "/__proto__",
    "/constructor",
    "/%00",
    "/%ff",
    "/..%2f..%2fetc%2fpasswd",
    "/c/",
    "/desk",
    "/about",
  ];
  for (const path of [...strange, `/${"x".repeat(5_000)}`, "/a.json", "/.json", `/${SLUG}/names?people=-1`]) {
    const answer = await send(path, Buffer.alloc(0), {}, "GET");
    assert.ok(answer.status < 500, `${path}: ${answer.status}`);
  }
});

test("whatever is sent to a form, the answer is no 5xx", async () => {
  const name = fc.oneof(
    fc.constantFrom("name", "email", "as", "lang", "appear", "shown_as", "code", "do"),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("person", "public", "ask", "look"),
  );
  const paths = fc.constantFrom(`/${SLUG}/sign`, `/${SLUG}/mine`, "/c/AAAA", "/c/x%00", "/nothing/sign");
  const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 });
  const raw = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  const spelled = pairs.map((list) =>
    Buffer.from(
      list
        .map(([n, v]) => `${encodeURIComponent(n.toWellFormed())}=${encodeURIComponent(v.toWellFormed())}`)
        .join("&"),
    ),
  );
  await fc.assert(
    fc.asyncProperty(paths, fc.oneof(spelled, raw), async (path, body) => {
      const answer = await send(path, body, { "content-type": URLENCODED });
      assert.ok(answer.status < 500, `${path} ${answer.status}`);
    }),
    { numRuns: 150 },
  );
});
