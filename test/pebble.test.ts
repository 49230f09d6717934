// The same against Pebble, Let's Encrypt's own issuer for tests, where it is installed (Debian: apt install pebble). It
// refuses every fifth nonce, looks from three places at once, and takes its time. Where it is not, this file has no test.
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { connect } from "node:tls";
import { freePort } from "./free-port.ts";
import { until } from "./running.ts";

const ROOT = resolve(import.meta.dirname, "..");
const DOMAIN = "sign.example.org";
const PROGRAMS = ["/usr/bin/pebble", "/usr/bin/pebble-challtestsrv", "/usr/bin/openssl"];
const home = mkdtempSync(join(tmpdir(), "undersigned-pebble-"));
const started: ChildProcess[] = [];

function begin(program: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      said.text += part.toString();
    });
  }
  started.push(child);
  return said;
}

after(async () => {
  for (const child of started.reverse()) {
    const ended = child.exitCode === null ? once(child, "exit") : null;
    child.kill();
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

/** Starts Pebble, to which every name leads to this machine. @returns its directory and the file of its own root */
async function startPebble(httpPort: number): Promise<{ directory: string; root: string; says(): string }> {
  const [port, management, dns, names] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const [key, root] = [join(home, "key.pem"), join(home, "root.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", root];
  execFileSync("openssl", ["req", "-x509", ...ec, "-days", "2", ...subject], { stdio: "ignore" });
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: root,
    privateKey: key,
    httpPort,
    tlsPort: 1,
    ocspResponderURL: "",
    externalAccountBindingRequired: false,
  };
  const config = join(home, "config.json");
  writeFileSync(config, JSON.stringify({ pebble }));
  const off = ["http01", "https01", "tlsalpn01", "defaultIPv6"].flatMap((name) => [`-${name}`, ""]);
  const where = ["-dns01", `127.0.0.1:${dns}`, "-management", `127.0.0.1:${names}`];
  begin("pebble-challtestsrv", ["-defaultIPv4", "127.0.0.1", ...off, ...where]);
  const env = { PEBBLE_WFE_NONCEREJECT: "20" };
  const said = begin("pebble", ["-config", config, "-dnsserver", `127.0.0.1:${dns}`], env);
  await until("Pebble", () => said.text.includes("ACME directory available"));
  return { directory: `https://localhost:${port}/dir`, root, says: () => said.text };
}

/** Who made the certificate that visitors are shown; null while there is none. */
function issuer(port: number): Promise<string | null> {
  return new Promise((done) => {
    const socket = connect({ host: "127.0.0.1", port, servername: DOMAIN, rejectUnauthorized: false }, () => {
      done(String(socket.getPeerCertificate().issuer.CN));
      socket.end();
    }).on("error", () => done(null));
  });
}

if (PROGRAMS.every((path) => existsSync(path))) {
  test("Pebble gives the network a certificate, too", async () => {
    const [port, httpPort] = [await freePort(), await freePort()];
    const pebble = await startPebble(httpPort);
    const server = begin(process.execPath, [join(ROOT, "bin", "undersigned"), "serve"], {
      DATA_DIR: join(home, "data"),
      HOST: "127.0.0.1",
      DOMAIN,
      PORT: String(port),
      HTTP_PORT: String(httpPort),
      ACME_DIRECTORY: pebble.directory,
      NODE_EXTRA_CA_CERTS: pebble.root,
    });
    const made = await until(`a certificate (${server.text})`, () => issuer(port));
    assert.match(made, /^Pebble Intermediate CA/);
    assert.match(pebble.says(), /set VALID by completed challenge/);
    const kept = readFileSync(join(home, "data-secret", "certificate", `${DOMAIN}.pem`), "utf8");
    assert.match(kept, /^-----BEGIN PRIVATE KEY-----[\s\S]+-----BEGIN CERTIFICATE-----/);
  });
}
