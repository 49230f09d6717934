import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { openKeyFiles } from "../store/key-files.ts";
import { openStore, SQLITE_FILE, type Store } from "../store/store.ts";
import { utf8 } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import * as backup from "./backup.ts";
import { Mistake } from "./command.ts";
import * as forget from "./forget.ts";
import * as restore from "./restore.ts";

const CAMPAIGN = randomBytes(16);
const SESSION = randomBytes(32);
const LINK_DAY = 20_781;
const before = { ...process.env };

let home: string;
let file: string;
let store: Store;

/** The network's folders as settings; a second machine has its own. */
function onMachine(name: string) {
  for (const dir of ["data", "secret", "run"])
    mkdirSync(join(home, name, dir), { recursive: true, mode: 0o700 });
  process.env.DATA_DIR = join(home, name, "data");
  process.env.SECRET_DIR = join(home, name, "secret");
  process.env.RUN_DIR = join(home, name, "run");
}

const open = () =>
  openStore({
    database: { kind: "sqlite" },
    dataDir: process.env.DATA_DIR ?? "",
    onError: (error) => {
      throw error;
    },
  });

const keyFiles = () => openKeyFiles(process.env.SECRET_DIR ?? "", (n) => onNode.random(n));

async function addSignature(state: "pending" | "confirmed"): Promise<void> {
  const row = randomBytes(1_729);
  const values = {
    campaign: CAMPAIGN,
    epoch: 1,
    envelope: null,
    as: "person" as const,
    text: 1,
    state,
    row,
    day: 1,
  };
  const rest = { sealed_hash: randomBytes(32), mailed: 1, check: null, salt: null, entry: null };
  await store.write((tx) =>
    tx
      .insertInto("signatures")
      .values({ ...values, ...rest, listed: null, turn: null, index: null })
      .execute(),
  );
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "undersigned-backup-"));
  file = join(home, "monday");
  onMachine("first");
  const keys = keyFiles();
  keys.closingFor(CAMPAIGN);
  keys.linkFor(LINK_DAY);
  store = await open();
  const id = randomBytes(16);
  const mark = onNode.hmac(keys.server, utf8("undersigned this network"), id);
  await store.write(async (tx) => {
    await tx
      .insertInto("network")
      .values({ one: 1, id, mark, name: "Harbour Lights", timezone: "UTC", set_up: null })
      .execute();
    await tx.insertInto("sessions").values({ hash: SESSION, who: id, kind: "account", seen: 1 }).execute();
  });
  await addSignature("pending");
  await addSignature("confirmed");
});

afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true });
  for (const name of ["DATA_DIR", "SECRET_DIR", "RUN_DIR"]) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const all = async () => {
  const rows = await store.read.selectFrom("signatures").select(["state", "mailed"]).orderBy("id").execute();
  return rows.map((row) => ({ ...row }));
};

test("a backup is made while the network is served and written to, for its owner alone", async () => {
  let writing = true;
  const writes = (async () => {
    while (writing) {
      await addSignature("pending");
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await backup.run([file]);
  writing = false;
  await writes;
  assert.equal(mode(file), "600");
  assert.equal(mode(`${file}.keys`), "600");
  assert.deepEqual(readdirSync(home).sort(), ["first", "monday", "monday.keys"]);
});

test("sessions and the keys of links are in neither half of it", async () => {
  const link = keyFiles().link(LINK_DAY);
  await backup.run([file]);
  const both = Buffer.concat([readFileSync(file), readFileSync(`${file}.keys`)]);
  assert.ok(!both.includes(SESSION));
  assert.ok(link && !both.includes(link) && !both.includes(Buffer.from(link).toString("base64url")));
  const keys = JSON.parse(readFileSync(`${file}.keys`, "utf8"));
  assert.deepEqual(Object.keys(keys).sort(), ["closing", "server", "undersigned", "v"]);
  assert.deepEqual(Object.keys(keys.closing), [CAMPAIGN.toString("hex")]);
});

test("a backup overwrites nothing, and half a one is not left behind", async () => {
  writeFileSync(`${file}.keys`, "mine");
  await assert.rejects(backup.run([file]), /monday\.keys exists already/);
  assert.equal(readFileSync(`${file}.keys`, "utf8"), "mine");
  rmSync(`${file}.keys`);
  rmSync(join(process.env.SECRET_DIR ?? "", "server"));
  await assert.rejects(backup.run([file]));
  assert.deepEqual(readdirSync(home), ["first"]);
});

test("what is restored on another machine is the network as it was, with every mail to be sent again", async () => {
  const closing = keyFiles().closing(CAMPAIGN);
  await backup.run([file]);
  await store.close();
  onMachine("second");
  await restore.run([file]);
  store = await open();
  assert.deepEqual(await all(), [
    { state: "pending", mailed: 0 },
    { state: "confirmed", mailed: 1 },
  ]);
  assert.deepEqual(keyFiles().closing(CAMPAIGN), closing);
  assert.equal(mode(join(process.env.DATA_DIR ?? "", SQLITE_FILE)), "600");
  assert.deepEqual(await store.read.selectFrom("sessions").selectAll().execute(), []);
});

test("restoring over a network destroys every link key and what waits in memory, and keeps its database", async () => {
  await backup.run([file]);
  await addSignature("confirmed");
  await store.close();
  const run = process.env.RUN_DIR ?? "";
  mkdirSync(join(run, "mail"));
  writeFileSync(join(run, "mail", "1"), "somebody");
  await restore.run([file]);
  assert.deepEqual(readdirSync(run), []);
  assert.equal(keyFiles().link(LINK_DAY), null);
  store = await open();
  assert.equal((await all()).length, 2);
  const data = process.env.DATA_DIR ?? "";
  assert.ok(existsSync(join(data, `${SQLITE_FILE}.before-restore`)));
  assert.ok(!readdirSync(data).some((name) => name.startsWith("restoring")));
});

test("a restore says what is missing or wrong, and then changes nothing", async () => {
  await backup.run([file]);
  await assert.rejects(restore.run([file]), /is being served: stop the server first/);
  await store.close();
  const refused = async (words: RegExp) => {
    await assert.rejects(
      restore.run([file]),
      (error) => error instanceof Mistake && words.test(error.message),
    );
  };
  const keys = readFileSync(`${file}.keys`, "utf8");
  const data = readFileSync(file);
  rmSync(`${file}.keys`);
  await refused(/^[^ ]*monday\.keys is missing/);
  rmSync(file);
  await refused(/monday and .*monday\.keys is missing/);
  writeFileSync(file, data);
  writeFileSync(`${file}.keys`, '{"undersigned":"keys"');
  await refused(/does not hold the keys/);
  writeFileSync(`${file}.keys`, keys.replace(/"server":"./, '"server":"'));
  await refused(/does not hold the keys/);
  const other = JSON.stringify({ ...JSON.parse(keys), server: randomBytes(32).toString("base64url") });
  writeFileSync(`${file}.keys`, other);
  await refused(/not of one backup/);
  writeFileSync(`${file}.keys`, keys);
  truncateSync(file, data.length - 8_192);
  await refused(/is not the database of a network/);
  writeFileSync(file, "hello");
  await refused(/is not the database of a network/);
  store = await open();
  assert.equal((await all())[0]?.mailed, 1);
  assert.ok(keyFiles().link(LINK_DAY));
});

test("forgetting empties the memory folder and touches nothing else", async () => {
  const run = process.env.RUN_DIR ?? "";
  mkdirSync(join(run, "tags"));
  writeFileSync(join(run, "tags", "20781"), "key");
  await forget.run([]);
  assert.deepEqual(readdirSync(run), []);
  assert.equal((await all()).length, 2);
  process.env.RUN_DIR = "";
  await forget.run([]);
});
