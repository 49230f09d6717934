// nginx with our file in front of the real server, where it is installed (Debian: apt install nginx): nobody is written
// down, no body goes through a file, and the doctor finds nothing wrong. Where it is not, this file has no test.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { askDoctor } from "../doctor/asked.ts";
import { newIssuer } from "../doctor/certificates.ts";
import { freePort } from "../free-port.ts";
import { type Running, startNetwork, until } from "../running.ts";

const NGINX = "/usr/sbin/nginx";
const home = mkdtempSync(join(tmpdir(), "undersigned-nginx-"));
const bodies = join(home, "bodies");
const file = readFileSync(resolve(import.meta.dirname, "../../deploy/nginx.conf"), "utf8");
const [port, httpPort] = [await freePort(), await freePort()];
const url = `https://localhost:${port}`;
let network: Running;
let nginx: ChildProcess | undefined;

/** Before 1.25.1 HTTP/2 was said otherwise; before OpenSSL 3.5 there was no hybrid exchange. */
function forThisNginx(text: string): string {
  const { stderr } = spawnSync(NGINX, ["-V"], { encoding: "utf8" });
  const [, major, minor, patch] = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(stderr)?.map(Number) ?? [];
  const [, ssl, sslMinor] = /OpenSSL (\d+)\.(\d+)/.exec(stderr)?.map(Number) ?? [];
  const older = (major ?? 0) * 1e6 + (minor ?? 0) * 1e3 + (patch ?? 0) < 1_025_001;
  const noHybrid = (ssl ?? 0) * 100 + (sslMinor ?? 0) < 305;
  const named = older ? text.replace("http2 on;", "") : text;
  return noHybrid ? named.replace("X25519MLKEM768:", "") : named;
}

/** Our file with ports, folders and certificate of this test. */
async function startNginx(upstream: string, change = (text: string) => text): Promise<void> {
  await stopNginx();
  const conf = join(home, "nginx.conf");
  const own = forThisNginx(file)
    .replaceAll("sign.example.org$request_uri", `localhost:${port}$request_uri`)
    .replaceAll("/etc/letsencrypt/live/sign.example.org/", `${home}/`)
    .replaceAll("sign.example.org", "localhost")
    .replace(/listen \[::\]:\d+[^;]*;/g, "")
    .replaceAll("listen 443", `listen 127.0.0.1:${port}`)
    .replaceAll("listen 80", `listen 127.0.0.1:${httpPort}`)
    .replaceAll("127.0.0.1:8080", new URL(upstream).host.replace("localhost", "127.0.0.1"))
    .replace("/run/nginx.pid", join(home, "pid"))
    .replace("user www-data;", process.getuid?.() === 0 ? "user root;" : "")
    .replace("http {", `http { client_body_temp_path ${bodies}; proxy_temp_path ${join(home, "proxy")};`);
  writeFileSync(conf, change(own));
  nginx = spawn(NGINX, ["-p", home, "-e", "/dev/null", "-c", conf, "-g", "daemon off;"], {
    stdio: "inherit",
  });
  await until("nginx", () =>
    fetch(`http://127.0.0.1:${httpPort}/`, { redirect: "manual" }).then(
      () => true,
      () => false,
    ),
  );
}

async function stopNginx(): Promise<void> {
  if (!nginx || nginx.exitCode !== null) return;
  const ended = once(nginx, "exit");
  nginx.kill();
  await ended;
}

async function open(): Promise<void> {
  network = await startNetwork({ HOST: "127.0.0.1", TRUST_PROXY: "on" });
  const issuer = await newIssuer();
  const { key, cert } = await issuer.sign("localhost", -1, 80);
  writeFileSync(join(home, "fullchain.pem"), cert);
  writeFileSync(join(home, "privkey.pem"), key);
  writeFileSync(join(home, "ca.pem"), issuer.ca);
  mkdirSync(bodies);
}

async function close(): Promise<void> {
  await stopNginx();
  await network?.end();
  rmSync(home, { recursive: true });
}

/** Sends a body as slowly as the line is, with an address that the visitor made up. */
function send(bytes: number): Promise<string> {
  return new Promise((done, fail) => {
    const headers = { "x-forwarded-for": "203.0.113.9" };
    const asked = request(`${url}/`, { method: "POST", headers, rejectUnauthorized: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (part) => (body += part));
      answer.on("end", () => done(body));
    });
    asked.on("error", fail).end(Buffer.alloc(bytes, "x"));
  });
}

if (existsSync(NGINX)) {
  before(open);
  after(close);

  test("the doctor finds nothing wrong but what the proxy's own age brings", async () => {
    await startNginx(network.url);
    const env = { NODE_EXTRA_CA_CERTS: join(home, "ca.pem") };
    const { lines } = await askDoctor(env, url, "--http-port", String(httpPort));
    // The network of this test is none of https://, so it asks for nothing; an old OpenSSL has no hybrid exchange.
    const known = /strict-transport-security|keys are exchanged by X25519:/;
    assert.deepEqual(
      lines.filter((line) => !known.test(line)),
      [],
    );
  });

  test("nobody is written down, also when the network is away", async () => {
    await startNginx(`http://127.0.0.1:${await freePort()}`);
    const answer = await send(100);
    assert.match(answer, /502/);
    await stopNginx();
    const known = ["bodies", "ca.pem", "fullchain.pem", "nginx.conf", "pid", "privkey.pem", "proxy"];
    assert.deepEqual(
      readdirSync(home, { recursive: true }).filter((name) => !known.includes(String(name))),
      [],
    );
  });

  test("the network is told the visitor's own address, and a body goes through no file", async () => {
    const told: string[] = [];
    const upstream = createServer((asked, answer) => {
      told.push(String(asked.headers["x-forwarded-for"]));
      let bytes = 0;
      asked.on("data", (part: Buffer) => (bytes += part.length));
      asked.on("end", () => answer.end(String(bytes)));
    }).listen(0, "127.0.0.1");
    await once(upstream, "listening");
    const to = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    try {
      // A file that is made and taken away changes its folder's time.
      const touched = async (change?: (text: string) => string) => {
        await startNginx(to, change);
        const before = statSync(bodies).mtimeMs;
        assert.equal(await send(20_000_000), "20000000");
        return statSync(bodies).mtimeMs !== before;
      };
      assert.equal(await touched(), false);
      const asItComes = (text: string) =>
        text
          .replace("proxy_request_buffering off", "proxy_request_buffering on")
          .replace("client_body_buffer_size 64k", "client_body_buffer_size 8k");
      assert.equal(await touched(asItComes), true, "the test would see it");
      assert.deepEqual(told, ["127.0.0.1", "127.0.0.1"]);
    } finally {
      upstream.close();
      upstream.closeAllConnections();
    }
  });
} else {
  rmSync(home, { recursive: true });
}
