// What the doctor sees from outside, through a proxy that does one thing wrong after another.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { lookFromOutside } from "../../src/cli/doctor/outside.ts";
import { systemClock } from "../../src/clock.ts";
import { freePort } from "../free-port.ts";
import { type Running, startNetwork } from "../running.ts";
import { askDoctor } from "./asked.ts";
import { type Issuer, newIssuer } from "./certificates.ts";
import { startProxy, type TestProxy } from "./proxy.ts";

const home = mkdtempSync(join(tmpdir(), "undersigned-doctor-"));
const env = { NODE_EXTRA_CA_CERTS: join(home, "ca.pem") };
let network: Running;
let issuer: Issuer;
let proxy: TestProxy;

before(async () => {
  [network, issuer] = await Promise.all([startNetwork(), newIssuer()]);
  writeFileSync(env.NODE_EXTRA_CA_CERTS, issuer.ca);
  proxy = await startProxy(network.url, await issuer.sign("localhost", -1, 80));
});
after(async () => {
  await proxy.close();
  await network.end();
  rmSync(home, { recursive: true });
});
afterEach(() => {
  proxy.change = () => {};
  proxy.changeBody = (body) => body;
});

const ask = ({ url, httpPort } = proxy) => askDoctor(env, url, "--http-port", String(httpPort));

/** Asks a proxy with another certificate or lock. */
async function askOther(line: Parameters<typeof startProxy>[1]) {
  const other = await startProxy(network.url, line);
  try {
    return await ask(other);
  } finally {
    await other.close();
  }
}

test("a network that is well is told so, with exit code 0 and not a word", async () => {
  assert.deepEqual(await ask(), { code: 0, lines: [], stderr: "" });
});

test("each header that a proxy takes away or changes is named, the gravest first", async () => {
  proxy.change = (headers) => {
    delete headers["referrer-policy"];
    headers["content-security-policy"] = "default-src *";
    headers["strict-transport-security"] = "max-age=60";
  };
  const { code, lines } = await ask();
  assert.equal(code, 1);
  assert.match(
    lines[0] ?? "",
    /^danger +the first page comes with another content-security-policy \(default-src \*\) – let/,
  );
  assert.ok(lines.some((line) => /^wrong +the desk comes without referrer-policy – /.test(line)));
  assert.ok(lines.some((line) => /^wrong +browsers are not told to come by HTTPS alone/.test(line)));
});

test("what lets somebody be known again, or read along, is a danger", async () => {
  const changes = {
    "a cookie is set: seen": { "set-cookie": ["seen=1; Path=/"] },
    "Cloudflare stands between": { "cf-ray": "8a" },
    "asked to report visits": { nel: "{}" },
    "what a link of a mail shows may be kept": { "cache-control": "public, max-age=60" },
  };
  for (const [words, headers] of Object.entries(changes)) {
    proxy.change = (all) => Object.assign(all, headers);
    const { code, lines } = await ask();
    assert.equal(code, 1);
    assert.ok(lines[0]?.startsWith("danger") && lines[0].includes(words), lines.join("\n"));
  }
  proxy.change = () => {};
  proxy.changeBody = (body) => body.replace("</body>", "<script src=//elsewhere.example></script></body>");
  assert.match((await ask()).lines[0] ?? "", /^danger +something puts a script into the pages/);
});

test("a certificate that ended, ends soon, is another's, or that nobody believes is told", async () => {
  const ended = await askOther(await issuer.sign("localhost", -90, -1));
  assert.match(ended.lines[0] ?? "", /^danger +the certificate of localhost ended on 20\d\d-\d\d-\d\d/);
  assert.equal(ended.code, 1);
  const soon = await askOther(await issuer.sign("localhost", -80, 10));
  assert.match(soon.lines[0] ?? "", /^wrong +the certificate of localhost ends on/);
  const future = await askOther(await issuer.sign("localhost", 1, 10));
  assert.match(future.lines[0] ?? "", /^wrong +the certificate of localhost begins in the future/);
  const other = await askOther(await issuer.sign("elsewhere.example", -1, 80));
  assert.match(other.lines[0] ?? "", /^danger +the certificate is not for localhost/);
  const unknown = await askOther(await (await newIssuer()).sign("localhost", -1, 80));
  assert.match(unknown.lines[0] ?? "", /^danger +no browser believes the certificate of localhost/);
});

test("an old lock of the line is told", async () => {
  const line = await issuer.sign("localhost", -1, 80);
  const old = await askOther({ ...line, minVersion: "TLSv1.2", maxVersion: "TLSv1.2" });
  assert.equal(old.code, 1);
  assert.ok(old.lines.some((text) => /^wrong +the line is TLSv1\.2/.test(text)));
  const open = await askOther({ ...line, minVersion: "TLSv1.2", ecdhCurve: "X25519" });
  assert.equal(open.code, 0);
  assert.match(open.lines[0] ?? "", /^hint +keys are exchanged by X25519: /);
  assert.match(open.lines[1] ?? "", /^hint +the line may also be TLS 1\.2/);
});

test("http that answers in the clear, leads elsewhere or is shut is told", async () => {
  const { plain } = proxy;
  proxy.plain = (_, answer) => answer.end("hello");
  assert.match((await ask()).lines[0] ?? "", /^danger +http:\/\/localhost answers in the clear \(200\)/);
  proxy.plain = (_, answer) => answer.writeHead(301, { location: "https://elsewhere.example/" }).end();
  assert.match(
    (await ask()).lines[0] ?? "",
    /^wrong +http:\/\/localhost sends people to https:\/\/elsewhere/,
  );
  proxy.plain = plain;
  const shut = await askDoctor(env, proxy.url, "--http-port", String(await freePort()));
  assert.deepEqual([shut.code, shut.lines[0]?.slice(0, 6)], [0, "hint  "]);
});

test("clocks that are apart are told, in both directions", async () => {
  for (const minutes of [2, -2]) {
    proxy.change = (headers) => {
      headers.date = new Date(Date.now() + minutes * 60_000).toUTCString();
    };
    const { code, lines } = await ask();
    assert.equal(code, 1);
    assert.match(
      lines[0] ?? "",
      /^wrong +the clocks of this computer and of the network are 1[12]\d seconds apart/,
    );
  }
});

test("at an address of this machine alone no certificate is called fine, and what going live needs is said", async () => {
  const url = new URL(network.url);
  const { found, fine } = await lookFromOutside({ url, httpPort: 80, clock: systemClock() });
  assert.deepEqual(
    found.map(({ gravity, what }) => `${gravity} ${what}`),
    [`hint only this machine reaches ${url.origin}, and there is no certificate`],
  );
  assert.match(found[0]?.mend ?? "", /DOMAIN/);
  assert.deepEqual(fine, ["headers", "clock"]);
  assert.equal((await askDoctor({}, network.url)).code, 0);
});

test("where nothing answers, or something else does, that is all that is told", async () => {
  const nothing = await askDoctor(env, `http://localhost:${await freePort()}`);
  assert.equal(nothing.code, 1);
  assert.match(nothing.lines.join(), /^wrong +nothing answers at .*\(ECONNREFUSED\) – start the server/);
  const server = createServer((_, answer) => answer.end("It works!")).listen(0, "localhost");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as { port: number };
  const other = await askDoctor(env, `http://localhost:${port}`);
  server.close();
  assert.match(other.lines.join(), /^wrong +no Undersigned is behind http:\/\/localhost:\d+ \(200\)/);
  assert.match((await askDoctor(env, "sign.example.org")).stderr, /URL begins with https/);
});
