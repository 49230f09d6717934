// A network with a name of its own: started by the real launcher inside its jail, with an issuer that speaks RFC 8555
// and checks everything (test/acme-server.ts), and the lines that visitors come over.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { type ConnectionOptions, connect } from "node:tls";
import { DAY } from "../src/clock.ts";
import { startAcme } from "./acme-server.ts";
import { freePort } from "./free-port.ts";
import { until } from "./running.ts";

const ROOT = resolve(import.meta.dirname, "..");
const DOMAIN = "sign.example.org";
const [PORT, HTTP_PORT] = [await freePort(), await freePort()];
const home = mkdtempSync(join(tmpdir(), "undersigned-own-name-"));
const memory = mkdtempSync("/dev/shm/undersigned-own-name-");
const acme = await startAcme(HTTP_PORT);
const BASE = `https://${DOMAIN}:${PORT}`;

let launcher: ReturnType<typeof spawn>;
let said = "";
function start(directory = acme.directory): void {
  said = "";
  launcher = spawn(process.execPath, [join(ROOT, "bin", "undersigned"), "serve"], {
    env: {
      PATH: process.env.PATH ?? "",
      DATA_DIR: join(home, "data"),
      RUN_DIR: join(memory, "run"),
      HOST: "127.0.0.1",
      DOMAIN,
      PORT: String(PORT),
      HTTP_PORT: String(HTTP_PORT),
      ACME_DIRECTORY: directory,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.on("data", (part: Buffer) => {
      said += part.toString();
    });
  }
}
async function stop(): Promise<void> {
  if (launcher.exitCode !== null) return;
  const ended = once(launcher, "exit");
  launcher.kill();
  await ended;
}
after(async () => {
  await stop();
  await acme.stop();
  for (const dir of [home, memory]) rmSync(dir, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function plain(path: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { method = "GET", host = DOMAIN } = options;
    const asked = request(
      { host: "127.0.0.1", port: HTTP_PORT, path, method, headers: { host } },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (part) => (body += part));
        answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      },
    );
    asked.on("error", fail).end();
  });
}

const LINE = { host: "127.0.0.1", port: PORT, servername: DOMAIN, ca: acme.ca };

function secure(path: string): Promise<Answer> {
  return new Promise((done, fail) => {
    get({ ...LINE, path, headers: { host: `${DOMAIN}:${PORT}` }, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (part) => (body += part));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    }).on("error", fail);
  });
}

/** Opens a line and tells how it is locked; the word of the failure when it is not. */
function shake(options: ConnectionOptions): Promise<{ protocol: string; exchange: string } | string> {
  return new Promise((done) => {
    const socket = connect({ ...LINE, ...options }, () => {
      const { name = "" } = socket.getEphemeralKeyInfo() as { name?: string };
      done({ protocol: socket.getProtocol() ?? "", exchange: name });
      socket.end();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  });
}

test("before its first certificate the network says one plain word on port 80, and nothing on https", async () => {
  acme.refusal = "too many certificates";
  start();
  await until("port 80", () => plain("/").catch(() => null));
  for (const path of ["/", "/desk/start", "/healthz", "/.well-known/acme-challenge/none"]) {
    const { status, headers, body } = await plain(path);
    assert.equal(status, 503);
    assert.match(body, /being set up/);
    assert.equal(headers["strict-transport-security"], undefined);
    assert.equal(headers["set-cookie"], undefined);
  }
  assert.equal(typeof (await shake({})), "string");
  await until("the trouble in the log", () => said.includes("too many certificates"));
  assert.match(said, /warning: no new certificate for sign\.example\.org: .*next try in 2 minutes/);
});

test("the issuer looks at the challenge, and the network has a certificate without anybody's doing", async () => {
  await stop();
  acme.refusal = null;
  start();
  await until("the certificate", () => secure("/healthz").catch(() => null));
  assert.deepEqual(acme.issued, [DOMAIN]);
  assert.equal(acme.accounts, 1);
  assert.equal(acme.looks.length, 1);
  assert.equal(acme.looks[0]?.status, 200);
  const { status, body } = await secure("/readyz");
  assert.equal(status, 200);
  assert.match(body, /certificate: 89 days left$/m);
  assert.ok(said.includes(`Undersigned is at ${BASE}\n`));
});

test("its keys are for the server's user alone", () => {
  const dir = join(home, "data-secret", "certificate");
  assert.equal(statSync(dir).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(dir).sort(), ["account.pem", `${DOMAIN}.pem`]);
  for (const name of readdirSync(dir)) assert.equal(statSync(join(dir, name)).mode & 0o777, 0o600);
});

test("the line is TLS 1.3, with an exchange of keys that holds against a machine of the future wherever it can", async () => {
  const hybrid = { protocol: "TLSv1.3", exchange: "X25519MLKEM768" };
  assert.deepEqual(await shake({}), hybrid);
  // Also when the other side would rather not, but can.
  assert.deepEqual(await shake({ ecdhCurve: "X25519/X25519MLKEM768" }), hybrid);
  assert.deepEqual(await shake({ ecdhCurve: "X25519" }), { protocol: "TLSv1.3", exchange: "X25519" });
  assert.deepEqual(await shake({ ecdhCurve: "P-256" }), { protocol: "TLSv1.3", exchange: "prime256v1" });
  assert.equal(typeof (await shake({ maxVersion: "TLSv1.2" })), "string");
});

test("whoever types http is sent to https under the network's own name, whatever they asked for", async () => {
  const { status, headers } = await plain("/work?lang=fr", { host: "elsewhere.example" });
  assert.deepEqual([status, headers.location], [308, `${BASE}/work?lang=fr`]);
  for (const path of ["//elsewhere.example/", "http://elsewhere.example/", "/\\elsewhere"]) {
    const { location } = (await plain(path)).headers;
    assert.equal(new URL(String(location)).host, `${DOMAIN}:${PORT}`, path);
  }
  assert.equal((await plain("/.well-known/acme-challenge/none")).status, 308);
});

test("every answer over https asks the browser never to come without it, and tells nothing of the machine", async () => {
  for (const path of ["/", "/healthz", "/nowhere", "/desk/start"]) {
    const { headers } = await secure(path);
    assert.equal(headers["strict-transport-security"], "max-age=31536000", path);
    assert.equal(headers.server, undefined);
    assert.equal(headers["x-powered-by"], undefined);
    assert.equal(headers["set-cookie"], undefined);
  }
});

test("a line that is no TLS, or is broken off, harms nobody", async () => {
  const clear = await new Promise((done) => {
    request({ host: "127.0.0.1", port: PORT, path: "/" }, () => done("answered"))
      .on("error", () => done("closed"))
      .end();
  });
  assert.equal(clear, "closed");
  assert.equal((await secure("/healthz")).status, 200);
});

test("after a restart the certificate that was had is used, and none is ordered", async () => {
  await stop();
  start();
  await until("an answer", () => secure("/healthz").catch(() => null));
  assert.equal(acme.issued.length, 1);
});

/** The end of the certificate that visitors are shown. */
function end(): Promise<number> {
  return new Promise((done, fail) => {
    const socket = connect(LINE, () => {
      done(Date.parse(socket.getPeerCertificate().valid_to));
      socket.end();
    }).on("error", fail);
  });
}

test("a certificate that ends in a month is replaced while people come, without a restart", async () => {
  await stop();
  rmSync(join(home, "data-secret", "certificate", `${DOMAIN}.pem`));
  acme.from = () => Date.now() - 61 * DAY;
  start();
  await until("the certificate", () => secure("/healthz").catch(() => null));
  const old = await end();
  await stop();
  acme.refusal = "come back later";
  start();
  await until("the trouble", () => said.includes("come back later"));
  // The one that stands is used meanwhile, and everybody can see that something is wrong.
  assert.equal(await end(), old);
  assert.match((await secure("/readyz")).body, /certificate: 28 days left, and no new one is had/);
  acme.refusal = null;
  acme.from = () => Date.now() - 60_000;
  await stop();
  start();
  const pid = launcher.pid;
  await until("the old or the new one", () => end().catch(() => null));
  assert.ok((await until("the new one", async () => (await end()) > old)) && launcher.pid === pid);
  assert.match((await secure("/readyz")).body, /certificate: 89 days left$/m);
});

test("an issuer that cannot be reached is said to be that", async () => {
  await stop();
  rmSync(join(home, "data-secret", "certificate", `${DOMAIN}.pem`));
  const port = await freePort();
  start(`http://127.0.0.1:${port}/directory`);
  await until("the trouble", () => said.includes("no new certificate"));
  assert.match(said, new RegExp(`127\\.0\\.0\\.1:${port} cannot be reached \\(ECONNREFUSED\\)`));
});
