// Closing is for ever: an old backup of the data opens for nobody. Its limit, tried as well: whoever kept FILE.keys of
// that time, the data of that time and words, opens what they hold.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openStore } from "../../src/store/store.ts";
import { type Running, runCli, startNetwork, until } from "../running.ts";
import { get, sign } from "../signer.ts";
import { copyOf, keysIn, textsThatOpen } from "../stolen-backup.ts";

const SLUG = "work-without-fear";
let network: Running;
let backup: string;
let certificate: string;
const at = (name: string) => join(network.dir, name);
const words = () => ["--words-file", network.words];
const exported = (who: string[], url = network.url) =>
  network.cli("export", url, SLUG, "--format", "json", "--in-the-clear", ...who);
const secondLine = (file: string) => readFileSync(file, "utf8").split("\n")[1] ?? "";
const known = (keys: readonly Uint8Array[]) => ({
  words: secondLine(network.words),
  envelope: secondLine(network.envelope),
  keys,
});
/** The data of the backup, as any program reads it. */
async function backupData() {
  mkdirSync(at("copy"), { recursive: true });
  copyFileSync(backup, join(at("copy"), "undersigned.sqlite"));
  const store = await openStore({ database: { kind: "sqlite" }, dataDir: at("copy"), onError: () => {} });
  try {
    return await copyOf(store);
  } finally {
    await store.close();
  }
}
function closingKeysOfBackup(): Uint8Array[] {
  const { closing } = JSON.parse(readFileSync(`${backup}.keys`, "utf8")) as {
    closing: Record<string, string>;
  };
  return Object.values(closing).map((key) => new Uint8Array(Buffer.from(key, "base64url")));
}
/** Puts the data of the backup in the place of the network's, beside the present SECRET_DIR. */
function putDataBack(): void {
  for (const name of readdirSync(at("data"))) {
    if (name.startsWith("undersigned.sqlite")) rmSync(join(at("data"), name));
  }
  copyFileSync(backup, join(at("data"), "undersigned.sqlite"));
}

before(async () => {
  network = await startNetwork();
  await network.begin();
  backup = at("yesterday");
  await network.cli("publish", network.url, "samples/declaration.md", ...words());
  await sign(network.url, SLUG, { as: "person", name: "Maya Okello", appear: "counted" });
  await sign(network.url, SLUG, { as: "person", name: "Li", appear: "counted" });
  await network.cli("accept", network.url, SLUG, "--all", ...words());
  assert.match(await exported(words()), /Maya Okello/);
  await runCli(network.env, ["backup", backup]);
});
after(() => network.end());

test("closing asks for the campaign's address, and prints what was destroyed", async () => {
  const close = (...more: string[]) => network.cli("close", network.url, SLUG, ...more, ...words());
  await assert.rejects(close(), /nothing was done/);
  await assert.rejects(close("--yes", "work-with-fear"), /nothing was done/);
  assert.match(await exported(words()), /Maya Okello/);
  certificate = await close("--yes", SLUG);
  const [closingKey = ""] = Object.keys(
    (JSON.parse(readFileSync(`${backup}.keys`, "utf8")) as { closing: object }).closing,
  );
  for (const said of [/by Amina/, /2 signatures that a key holder had accepted/, /2 people/, /FILE\.keys/]) {
    assert.match(certificate, said);
  }
  assert.ok(certificate.includes(closingKey), "it says which key to delete from old copies");
  assert.match(certificate, /1 list was exported|2 lists were exported/);
  assert.equal(await close(), certificate, "closing twice prints it again");
  await assert.rejects(exported(words()));
  await assert.rejects(exported(["--envelope-file", network.envelope]));
  assert.match((await get(`${network.url}/${SLUG}`)).body, /Destroyed on/);
});

test("the backup's data, the present SECRET_DIR, a holder's words and the envelope open nothing", async () => {
  await network.kill();
  const copy = await backupData();
  assert.equal(copy.signatures.filter(({ row }) => row !== null).length, 2);
  assert.deepEqual(await textsThatOpen(copy, known(keysIn(at("data-secret")))), []);
});

test("the limit: with a FILE.keys of that time the same copy opens, for the words and for the envelope", async () => {
  const texts = await textsThatOpen(await backupData(), known(closingKeysOfBackup()));
  assert.equal(texts.length, 2);
  assert.match(texts.join(), /Maya Okello/);
});

test("put in the place of the data, the backup is closed again as the network starts", async () => {
  putDataBack();
  await network.restart();
  await assert.rejects(exported(words()));
  await assert.rejects(exported(["--envelope-file", network.envelope]));
  assert.match((await get(`${network.url}/${SLUG}`)).body, /Destroyed on/);
  await network.kill();
  const store = await openStore({ database: { kind: "sqlite" }, dataDir: at("data"), onError: () => {} });
  const { signatures, grants } = await copyOf(store);
  await store.close();
  assert.deepEqual([signatures.map(({ row }) => row), grants], [[null, null], []]);
});

test("restored together with its FILE.keys on this machine, what was closed stays closed", async () => {
  await runCli(network.env, ["restore", backup]);
  assert.deepEqual(readdirSync(join(at("data-secret"), "closing")), []);
  await network.restart();
  await assert.rejects(exported(words()));
  assert.equal(await network.cli("close", network.url, SLUG, ...words()), certificate);
});

test("the limit: restored with its FILE.keys on another machine, it opens as it did", async () => {
  await network.kill();
  const elsewhere = { DATA_DIR: at("other"), SECRET_DIR: at("other-secret") };
  for (const dir of Object.values(elsewhere)) mkdirSync(dir, { mode: 0o700 });
  await runCli({ ...network.env, ...elsewhere }, ["restore", backup]);
  await network.restart(elsewhere);
  await until("the list", async () => (await exported(words())).includes("Maya Okello"));
});
