import assert from "node:assert/strict";
import { test } from "node:test";
import { isLoopback } from "./loopback.ts";
import { readSettings, SettingsError } from "./settings.ts";

const PUBLIC = { BASE_URL: "https://sign.example.org" };

function mistakes(env: Record<string, string>) {
  try {
    readSettings(env);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.mistakes;
  }
  return [];
}

test("somebody who sets nothing gets a network on their own machine", () => {
  const settings = readSettings({});
  assert.ok(settings.dataDir.endsWith("/data"));
  assert.equal(settings.secretDir, `${settings.dataDir}-secret`);
  assert.equal(settings.runDir, null);
  assert.equal(settings.baseUrl, "http://localhost:8080");
  assert.equal(settings.host, "127.0.0.1");
  assert.deepEqual(settings.database, { kind: "sqlite" });
  assert.equal(settings.mail, null);
  assert.equal(settings.limits, true);
  assert.equal(settings.trustProxy, false);
  assert.equal(settings.publishEvery, 15);
  assert.equal(settings.clockOffset, 0);
  assert.equal(settings.logLevel, "info");
  assert.match(settings.leaveUrl, /^https:\/\//);
});

test("an empty setting is like one that is not there", () => {
  assert.deepEqual(readSettings({ MAIL_URL: "", DATABASE_URL: " ", PORT: "" }), readSettings({}));
});

test("the address follows the port until it is set", () => {
  assert.equal(readSettings({ PORT: "9001" }).baseUrl, "http://localhost:9001");
  assert.equal(readSettings({ PORT: "9001", ...PUBLIC }).baseUrl, "https://sign.example.org");
  assert.equal(readSettings({ BASE_URL: "https://sign.example.org/" }).baseUrl, "https://sign.example.org");
});

test("every mistake is named at once, with what is allowed", () => {
  const wrong = {
    HOST: "a b",
    PORT: "80800",
    BASE_URL: "sign.example.org",
    DATABASE_URL: "mysql://localhost/x",
    MAIL_URL: "sendmail",
    MAIL_FROM: "nobody",
    TRUST_PROXY: "perhaps",
    LEAVE_URL: "javascript:alert(1)",
    LIMITS: "none",
    PUBLISH_EVERY: "-1",
    CLOCK: "tomorrow",
    LOG_LEVEL: "loud",
  };
  const found = mistakes(wrong);
  assert.deepEqual(found.map((mistake) => mistake.name).sort(), Object.keys(wrong).sort());
  for (const { what, allowed } of found) assert.ok(what.length > 0 && allowed.length > 0);
  const error = new SettingsError(found);
  for (const name of Object.keys(wrong))
    assert.match(error.message, new RegExp(`^${name} .*; allowed: `, "m"));
});

test("a mistake in an address that may hold a password does not print it", () => {
  const [first, second] = mistakes({ DATABASE_URL: "mysql://u:hush@h/x", MAIL_URL: "imap://u:hush@h" });
  assert.doesNotMatch(JSON.stringify([first, second]), /hush/);
});

test("mails go to a server, or into a folder on one's own machine only", () => {
  assert.deepEqual(readSettings({ MAIL_URL: "smtps://u:p@mail.example.org" }).mail, {
    kind: "smtp",
    url: "smtps://u:p@mail.example.org",
  });
  assert.deepEqual(readSettings({ MAIL_URL: "file:/tmp/mail%20box" }).mail, {
    kind: "folder",
    dir: "/tmp/mail box",
  });
  assert.deepEqual(readSettings({ MAIL_URL: "file:///tmp/mail" }).mail, { kind: "folder", dir: "/tmp/mail" });
  assert.equal(mistakes({ MAIL_URL: "file:/tmp/mail", ...PUBLIC })[0]?.name, "MAIL_URL");
  assert.equal(mistakes({ MAIL_URL: "file:mail" }).length, 1);
  for (const wrong of ["file://host/mail", "file:./mail", "file:///", "file:/%E0%A4%A"]) {
    assert.equal(mistakes({ MAIL_URL: wrong }).length, 1, wrong);
  }
});

test("the sender is an address, whose default is at the network's own host", () => {
  assert.equal(readSettings(PUBLIC).mailFrom, "undersigned@sign.example.org");
  assert.equal(readSettings({ MAIL_FROM: "Our network <sign@example.org>" }).mailFrom, "sign@example.org");
  assert.equal(readSettings({ BASE_URL: "http://127.0.0.1:8080" }).mailFrom, "undersigned@localhost");
});

test("the clock can be moved on one's own machine and nowhere else", () => {
  const offset = (CLOCK: string) => readSettings({ CLOCK }).clockOffset;
  assert.equal(offset("+3d"), 3 * 86_400_000);
  assert.equal(offset("-1d"), -86_400_000);
  assert.equal(offset("+2h"), 7_200_000);
  assert.equal(offset("+90m"), 5_400_000);
  assert.equal(offset("+10s"), 10_000);
  assert.equal(mistakes({ CLOCK: "+1d", ...PUBLIC })[0]?.name, "CLOCK");
  assert.equal(isLoopback("127.8.9.1"), true);
  assert.equal(isLoopback("[::1]"), true);
  assert.equal(isLoopback("127.example.org"), false);
  assert.equal(isLoopback("192.168.1.1"), false);
});

test("a database at another host is chosen by its address alone", () => {
  const url = "postgres://u:p@db.example.org:5432/undersigned";
  assert.deepEqual(readSettings({ DATABASE_URL: url }).database, { kind: "postgres", url });
  assert.equal(mistakes({ DATABASE_URL: "postgres://db.example.org" }).length, 1);
});

test("secrets are not put into the folder that is backed up", () => {
  assert.equal(mistakes({ DATA_DIR: "/srv/x", SECRET_DIR: "/srv/x/" })[0]?.name, "SECRET_DIR");
});

test("a domain gives the address, the ports and where to listen, and nothing stands before it", () => {
  const settings = readSettings({ DOMAIN: "Sign.Example.org" });
  assert.deepEqual(settings.domain, {
    name: "sign.example.org",
    httpPort: 80,
    directory: "https://acme-v02.api.letsencrypt.org/directory",
  });
  assert.deepEqual([settings.host, settings.port, settings.baseUrl], ["::", 443, "https://sign.example.org"]);
  assert.equal(settings.mailFrom, "undersigned@sign.example.org");
  assert.equal(
    readSettings({ DOMAIN: "sign.example.org", PORT: "8443" }).baseUrl,
    "https://sign.example.org:8443",
  );
  // Where a container or a router maps the port, the address that people use can be said.
  const mapped = { DOMAIN: "sign.example.org", PORT: "8443", BASE_URL: "https://sign.example.org" };
  assert.equal(readSettings(mapped).baseUrl, "https://sign.example.org");
  assert.equal(
    readSettings({ DOMAIN: "unterschrift.müller.example" }).domain?.name,
    "unterschrift.xn--mller-kva.example",
  );
  assert.equal(readSettings({}).domain, null);
});

test("what is no name of this machine alone is refused as a domain", () => {
  const wrong = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    "example",
    "https://a.example",
    "a.example:8443",
    "a b.example",
  ];
  for (const DOMAIN of [
    ...wrong,
    "a.example/x",
    "u@a.example",
    "a..example",
    "-a.example",
    "1.2.3.4",
    "*.a.example",
  ]) {
    assert.deepEqual(
      mistakes({ DOMAIN }).map(({ name }) => name),
      ["DOMAIN"],
      DOMAIN,
    );
  }
});

test("settings that contradict a domain are named", () => {
  const DOMAIN = "sign.example.org";
  for (const [name, value] of [
    ["BASE_URL", "https://other.example.org"],
    ["BASE_URL", "http://sign.example.org"],
    ["TRUST_PROXY", "on"],
    ["HTTP_PORT", "443"],
    ["HTTP_PORT", "http"],
    ["ACME_DIRECTORY", "http://issuer.example/directory"],
    ["ACME_DIRECTORY", "letsencrypt"],
    ["CLOCK", "+1d"],
    ["MAIL_URL", "file:/tmp/mail"],
  ] as const) {
    assert.deepEqual(
      mistakes({ DOMAIN, [name]: value }).map((one) => one.name),
      [name],
      `${name}=${value}`,
    );
  }
  assert.deepEqual(mistakes({ DOMAIN, ACME_DIRECTORY: "http://localhost:1400/dir", TRUST_PROXY: "off" }), []);
});
