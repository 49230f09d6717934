// Requests that no browser sends, byte by byte: each is answered with a 4xx and a clear page (or, where it asks for
// nothing wrong, with what it asks for), none with a 5xx, and none leaves anything behind.
import assert from "node:assert/strict";
import { connect } from "node:net";
import process from "node:process";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { API_PATH } from "../../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { formsOf } from "../signer.ts";
import { keptBy } from "./kept.ts";
import { ask, isClear, spell } from "./line.ts";

const SLUG = "night-work";
const URLENCODED = "content-type: application/x-www-form-urlencoded";
const JSON_TYPE = "content-type: application/json";
const ROUTES = [
  ...[
    "/",
    "/privacy",
    `/${SLUG}`,
    `/${SLUG}.json`,
    `/${SLUG}/sign`,
    `/${SLUG}/mine`,
    `/${SLUG}/names`,
    "/c/x",
  ],
  ...[
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/favicon.ico",
    "/assets/x.css",
    "/desk/start",
    "/nowhere",
    "/a/b/c",
    API_PATH,
  ],
  ...["/network", "/campaigns", `/campaigns/${SLUG}/rows`, "/sign-in", "/none"].map(
    (path) => API_PATH + path,
  ),
];
let here: DeskNetwork;
/** What the network's log said. */
const faults: string[] = [];
const { write } = process.stderr;

before(async () => {
  process.stderr.write = (line: string | Uint8Array) => {
    faults.push(String(line));
    return true;
  };
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
});
after(async () => {
  await here.stop();
  process.stderr.write = write;
  assert.deepEqual(faults, [], "nothing that was sent here is a fault of ours");
});

test("HEAD is answered like GET, without a body; OPTIONS, PUT and what there is not do nothing on any route", async () => {
  const before = await keptBy(here);
  for (const route of ROUTES) {
    const [got, head] = [await ask(here.url, spell("GET", route)), await ask(here.url, spell("HEAD", route))];
    assert.equal(head.status, got.status, `HEAD ${route}`);
    assert.equal(head.body, "");
    assert.ok(got.status < 500, `GET ${route}: ${got.status}`);
    for (const method of ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "MKCOL", "PURGE"]) {
      isClear(await ask(here.url, spell(method, route, [URLENCODED], "name=Maya")), `${method} ${route}`);
    }
  }
  assert.equal(await keptBy(here), before);
});

test("absurd paths get the page of what is not there", async () => {
  const long = "x".repeat(8_000);
  const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "null"];
  const traversal = [
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5cx",
    "%00",
    "a%00b",
  ];
  const paths = [
    ...[...names, ...traversal].flatMap((name) => [
      `/${name}`,
      `/${name}/sign`,
      `/${name}/mine`,
      `/${name}.json`,
    ]),
    ...traversal.flatMap((name) => [
      `/assets/${name}`,
      `/c/${name}`,
      `/${SLUG}/${name}`,
      `${API_PATH}/${name}`,
    ]),
    ...[
      `/${long}`,
      `/c/${long}`,
      `/${SLUG}/${long}`,
      "//",
      "///",
      "//evil.example/",
      "/%",
      "/%zz",
      "/%ff%fe",
    ],
    ...["/%E0%A4%A", "/%ED%A0%80", "/;", "/:slug", "/*", "/.", "/.json", "/.git/config", "/.env", "/data"],
    ...[
      "/package.json",
      "/src/server.ts",
      "/undersigned.sqlite",
      "/set-up-link",
      "/wp-login.php",
      "/c",
      "/c/",
    ],
    ...[`/${SLUG}//sign`, "/Nowhere", "/nowhere/", `/${SLUG}/nowhere/`, "//Nowhere/"],
  ];
  for (const path of paths) {
    const got = await ask(here.url, spell("GET", path));
    // What a URL makes of dots and doubled slashes may be a page that there is.
    if (got.status !== 200) isClear(got, path.slice(0, 60));
    else assert.ok(/^\/+(\.|evil\.example\/)?$/.test(path) || path.startsWith("/%2e"), `${path}: 200`);
    assert.doesNotMatch(got.body, /root:|SQLite|"dependencies"/, path);
  }
});

test("absurd questions after the path change nothing of the page", async () => {
  for (const question of [
    ...[
      "?lang=__proto__",
      "?lang=%00",
      "?lang=en&lang=fr",
      `?lang=${"x".repeat(3_000)}`,
      "?%ff=%ff",
      "?as[]=person",
    ],
    ...[
      "?organisations=-1",
      "?people=99999999999",
      "?people=1e9",
      "?people=%00",
      "?&&&===",
      "?as=constructor",
    ],
  ]) {
    for (const route of ["/", `/${SLUG}`, `/${SLUG}/sign`, `/${SLUG}/names`, `/${SLUG}/mine`, "/privacy"]) {
      const { status } = await ask(here.url, spell("GET", route + question));
      assert.ok(status === 200 || status === 404, `${route}${question.slice(0, 40)}: ${status}`);
    }
  }
});

test("first lines and hosts that are none, and headers without end, are answered with a clear page", async () => {
  for (const [what, ...pieces] of [
    ["a backslash", spell("GET", "/\\evil.example")],
    ["no path", spell("GET", "nowhere")],
    ["a method that is none", spell("FÜR", "/")],
    ["no host", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n"],
    ["a host with a path", spell("GET", "/", ["host: a/b"])],
    ["a host of blanks", spell("GET", "/", ["host: a b"])],
    [
      "two lengths",
      spell("POST", `/${SLUG}/sign`, [URLENCODED, "content-length: 4", "content-length: 5"], ""),
    ],
    ["length and chunks", spell("POST", "/", ["content-length: 4", "transfer-encoding: chunked"], "")],
    ["a broken header", spell("GET", "/", ["a b: c", "\x01: x"])],
    ["a header of 64 KB", spell("GET", "/", [`x-long: ${"x".repeat(65_536)}`])],
    [
      "ten thousand headers",
      spell(
        "GET",
        "/",
        Array.from({ length: 10_000 }, (_, at) => `x-${at}: ${at}`),
      ),
    ],
    ["a path of 64 KB", spell("GET", `/${"x".repeat(65_536)}`)],
    ["no HTTP at all", "EHLO mail.example\r\n\r\n"],
    ["TLS", Buffer.from("16030100c8010000c40303", "hex")],
    [
      "chunks that are none",
      spell("POST", `/${SLUG}/sign`, [URLENCODED, "transfer-encoding: chunked"]),
      "zz\r\n",
    ],
  ] as const) {
    const got = await ask(here.url, ...pieces);
    isClear(got, what);
  }
  assert.equal((await ask(here.url, spell("GET", "/healthz"))).status, 200);
});

test("odd headers change nothing", async () => {
  const long = "x".repeat(7_000);
  for (const header of [
    ...[
      "accept-language: *",
      `accept-language: ${long}`,
      "accept-language: \x80\xff;q=z",
      "accept-language: ,,;q=,",
    ],
    ...["x-forwarded-for: ' or 1=1", `x-forwarded-for: ${long}`, "forwarded: for=\x00".replace("\x00", "_")],
    ...["cookie: __Host-session=x", "origin: null", "if-none-match: *", "range: bytes=0-0", "te: trailers"],
    ...[
      "upgrade: websocket",
      "expect: 100-continue",
      "content-type: multipart/form-data",
      "authorization: Bearer x",
    ],
    ...[
      "content-encoding: gzip",
      "transfer-encoding: identity",
      "host: __proto__",
      "x-http-method-override: PUT",
    ],
  ]) {
    for (const route of ["/", `/${SLUG}`, `/${SLUG}/sign`, `/${SLUG}.json`]) {
      const { status } = await ask(here.url, spell("GET", route, [header]));
      assert.ok(
        status === 200 || (status >= 400 && status < 500),
        `${header.slice(0, 40)} ${route}: ${status}`,
      );
    }
  }
});

test("bodies of more than 64 KB are answered on every route that reads one, with a length or in chunks", async () => {
  const before = await keptBy(here);
  const chunk = `1000\r\n${"x".repeat(4_096)}\r\n`;
  for (const route of [
    `/${SLUG}/sign`,
    `/${SLUG}/mine`,
    "/c/x",
    `${API_PATH}/sign-in`,
    `${API_PATH}/begin`,
  ]) {
    const type = route.startsWith("/desk") ? JSON_TYPE : URLENCODED;
    for (const many of [17, 300]) {
      const body = "x".repeat(many * 4_096);
      const whole = await ask(here.url, spell("POST", route, [type], body));
      assert.equal(whole.status, 413, `${route} ${body.length}`);
      isClear(whole, route);
      const head = spell("POST", route, [type, "transfer-encoding: chunked"]);
      const cut = await ask(here.url, head, ...Array.from({ length: many }, () => chunk), "0\r\n\r\n");
      assert.equal(cut.status, 413, `${route} in ${many} chunks`);
      isClear(cut, route);
    }
  }
  const endless = await ask(here.url, spell("POST", "/nowhere", [URLENCODED], "x".repeat(3_000_000)));
  assert.equal(endless.status, 404);
  assert.equal(await keptBy(here), before);
});

test("a body of many megabytes is answered too", async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const body = new ReadableStream<Uint8Array>({
    pull: (to) => to.enqueue(new Uint8Array(65_536)),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  fetch(`${here.url}/${SLUG}/sign`, init).then(
    (answer) => resolve(answer.status),
    () => resolve(0),
  );
  assert.equal(await promise, 413);
});

test("whoever goes away in the middle leaves nothing, not even a line in the log", async () => {
  const before = await keptBy(here);
  for (const route of [`/${SLUG}/sign`, `/${SLUG}/mine`, "/c/x", `${API_PATH}/sign-in`]) {
    const type = route.startsWith("/desk") ? JSON_TYPE : URLENCODED;
    const half = `${spell("POST", route, [type, "content-length: 500"])}name=`;
    const line = connect(Number(new URL(here.url).port), "127.0.0.1");
    line.write(half);
    await new Promise((turn) => setTimeout(turn, 50));
    line.destroy();
  }
  await new Promise((turn) => setTimeout(turn, 100));
  assert.equal(await keptBy(here), before);
  assert.deepEqual(faults, []);
});

test("the desk's API refuses what its schemas do not know, in words, and repeats none of it", async () => {
  const before = await keptBy(here);
  const secret = "do-not-repeat-me";
  for (const route of ["/sign-in", "/sign-in/salt", "/begin", "/begin/test", "/sign-in/envelope"]) {
    for (const body of [
      ...["", "[]", "null", '"x"', "{", "{}", `{"${secret}":1}`, `{"email":"${secret}","email":{}}`, "\x00"],
      ...[
        '{"__proto__":{"role":"key_holder"}}',
        '{"constructor":{"prototype":{"x":1}}}',
        `${"[".repeat(20_000)}`,
      ],
    ]) {
      const got = await ask(here.url, spell("POST", API_PATH + route, [JSON_TYPE], body));
      isClear(got, `${route} ${body.slice(0, 40)}`);
      assert.ok(!got.body.includes(secret), route);
    }
    const raw = Buffer.concat([
      Buffer.from(spell("POST", API_PATH + route, [JSON_TYPE, "content-length: 2"])),
      Buffer.from([0xff, 0xfe]),
    ]);
    isClear(await ask(here.url, raw), `${route} bad UTF-8`);
    isClear(await ask(here.url, spell("POST", API_PATH + route, ["content-type: text/plain"], "{}")), route);
  }
  for (const slug of ["__proto__", "constructor", "..%2f..", "%00", "%ff"]) {
    isClear(await ask(here.url, spell("GET", `${API_PATH}/campaigns/${slug}/open`)), slug);
  }
  assert.equal(await keptBy(here), before);
});

test("whatever comes over the line, there is no 5xx and nothing is kept", async () => {
  const before = await keptBy(here);
  const page = await (await here.get(`/${SLUG}/sign`)).text();
  const { stamp = "" } = formsOf(page).find(({ action }) => action.includes("/sign"))?.hidden ?? {};
  const word = fc.oneof(
    fc.constantFrom("__proto__", "..", "%00", "%", "constructor", SLUG, "sign", "c", "desk", "api", ""),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
    fc
      .uint8Array({ maxLength: 6 })
      .map((bytes) => [...bytes].map((byte) => `%${byte.toString(16)}`).join("")),
  );
  const target = fc.oneof(
    fc.array(word, { maxLength: 4 }).map((words) => `/${words.join("/")}`),
    fc.constantFrom(...ROUTES),
  );
  const method = fc.constantFrom("GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE");
  const header = fc.oneof(
    fc.constantFrom(
      URLENCODED,
      JSON_TYPE,
      "transfer-encoding: chunked",
      "accept-language: xx-yy;q=9",
      "expect: x",
    ),
    fc.stringMatching(/^[a-z-]{1,12}: [ -~]{0,20}$/),
  );
  const body = fc.oneof(
    fc.constantFrom("", "name", `stamp=${stamp}`, "a=1&a=2", "do=ask&name=%F0%9F", "{}", '{"v":1}'),
    fc.string({ maxLength: 80 }),
    // A form as a browser sends it, with one thing in it that no form of ours has.
    fc.string({ minLength: 1, maxLength: 12 }).map((odd) => {
      return new URLSearchParams({ stamp, name: "Maya", [`odd ${odd}`]: "x" }).toString();
    }),
  );
  const property = fc.asyncProperty(
    method,
    target,
    fc.array(header, { maxLength: 3 }),
    body,
    async (...sent) => {
      const [verb, path, headers, text] = sent;
      const got = await ask(here.url, spell(verb, path, headers, text));
      // Of a body in chunks the end may be missing: then there is nothing to answer yet.
      if (got.status === 0 && headers.includes("transfer-encoding: chunked")) return;
      assert.ok(got.status > 0 && got.status < 500, `${verb} ${path}: ${got.status}`);
      const refused = got.status >= 400 || got.status === 308;
      if (verb !== "GET" && verb !== "HEAD") assert.ok(refused, `${verb} ${path}: ${got.status}`);
    },
  );
  await fc.assert(property, { numRuns: 250 });
  assert.equal(await keptBy(here), before);
});
