// Backup and restore of a network on PostgreSQL: what is refused, and that what was there stays until all is well. Needs
// an installed PostgreSQL (Debian: postgresql); where there is none, this file has no test.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, beforeEach, test } from "node:test";
import pg from "pg";
import { addSignatures, signatureRow } from "../../test/durability/both.ts";
import { installedPostgres } from "../../test/installed-postgres.ts";
import { type PostgresServer, startPostgres } from "../../test/postgres.ts";
import { openKeyFiles } from "../store/key-files.ts";
import { openStore, type Store } from "../store/store.ts";
import { utf8 } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import * as backup from "./backup.ts";
import * as restore from "./restore.ts";

const bin = installedPostgres();
const nobody = new Uint8Array(16);
const before = { ...process.env };
let server: PostgresServer;
let home: string;
let file: string;
let many = 0;

after(async () => {
  await server?.stop();
  process.env = before;
});

const open = () =>
  openStore({
    database: { kind: "postgres", url: process.env.DATABASE_URL ?? "" },
    dataDir: home,
    onError: (error) => {
      throw error;
    },
  });

/** Asks the database as its administrator does. */
async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

/** A role that owns a database of its own, and nothing else: as docs/postgres.md makes it. */
async function ownDatabase(): Promise<string> {
  const name = `backup_${many++}`;
  process.env.DATABASE_URL = server.url;
  await ask(`CREATE ROLE ${name} LOGIN PASSWORD 'a secret:/word'`);
  await ask(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(server.url);
  Object.assign(url, {
    username: name,
    password: encodeURIComponent("a secret:/word"),
    pathname: `/${name}`,
  });
  return url.href;
}

async function makeNetwork(store: Store): Promise<void> {
  const { server: key } = openKeyFiles(process.env.SECRET_DIR ?? "", (n) => onNode.random(n));
  const id = randomBytes(16);
  const mark = onNode.hmac(key, utf8("undersigned this network"), id);
  const network = { one: 1, id, mark, name: "Harbour Lights", timezone: "UTC", set_up: null };
  await store.write((tx) => tx.insertInto("network").values(network).execute());
  await addSignatures(store, [signatureRow(nobody, { state: "pending", mailed: 1 })]);
}

async function restored(pattern: RegExp): Promise<void> {
  await assert.rejects(restore.run([file]), pattern);
}
const mailed = () => ask("select mailed::int from signatures order by id");

function promises(bin: string): void {
  beforeEach(async () => {
    process.env.PATH = `${bin}${delimiter}${before.PATH}`;
    server ??= await startPostgres({ bin });
    home = mkdtempSync(join(tmpdir(), "undersigned-backup-"));
    file = join(home, "monday");
    for (const name of ["data", "data-secret", "run"]) mkdirSync(join(home, name), { mode: 0o700 });
    Object.assign(process.env, { DATA_DIR: join(home, "data"), RUN_DIR: join(home, "run") });
    process.env.SECRET_DIR = join(home, "data-secret");
    process.env.DATABASE_URL = await ownDatabase();
    const store = await open();
    await makeNetwork(store);
    await backup.run([file]);
    await store.close();
  });

  test("a backup is for its owner alone, and overwrites nothing", async () => {
    assert.equal((statSync(file).mode & 0o777).toString(8), "600");
    await assert.rejects(backup.run([file]), /exists already/);
  });

  test("the database's password is in no list of processes", async () => {
    const fake = join(home, "programs");
    mkdirSync(fake);
    const told = join(home, "told");
    const program = `#!/bin/sh\necho "$@" > ${told}; echo "$PGPASSWORD" >> ${told}\n`;
    writeFileSync(join(fake, "pg_dump"), program, { mode: 0o755 });
    process.env.PATH = `${fake}${delimiter}${process.env.PATH}`;
    await backup.run([join(home, "tuesday")]);
    const [words, password] = readFileSync(told, "utf8").split("\n");
    assert.ok(!words?.includes("secret"), words ?? "");
    assert.equal(password, "a secret:/word");
  });

  test("half a backup is not left behind, and what is missing is said", async () => {
    process.env.PATH = join(home, "nothing");
    await assert.rejects(backup.run([join(home, "tuesday")]), /pg_dump is not on PATH/);
    assert.ok(!readdirSync(home).some((name) => name.startsWith("tuesday")));
  });

  test("it comes back on another machine, and what was there is kept in a schema of its own", async () => {
    const store = await open();
    await addSignatures(store, [signatureRow(nobody)]);
    await restored(/is being served/);
    await store.close();
    await restore.run([file]);
    assert.deepEqual(await mailed(), [0]);
    assert.equal((await ask("select id from before_restore.signatures")).length, 2);
    process.env.DATABASE_URL = await ownDatabase();
    await restore.run([file]);
    assert.deepEqual(await mailed(), [0]);
    assert.deepEqual(await ask("select nspname from pg_namespace where nspname like 'before%'"), []);
  });

  test("what was restored can be backed up, restored over and served", async () => {
    await restore.run([file]);
    await backup.run([join(home, "tuesday")]);
    await restore.run([join(home, "tuesday")]);
    const store = await open();
    await addSignatures(store, [signatureRow(nobody)]);
    await store.close();
    assert.equal((await mailed()).length, 2);
  });

  test("a restore that is refused changes nothing", async () => {
    const keys = readFileSync(`${file}.keys`, "utf8");
    const other = { ...JSON.parse(keys), server: randomBytes(32).toString("base64url") };
    writeFileSync(`${file}.keys`, JSON.stringify(other));
    await restored(/not of one backup/);
    writeFileSync(`${file}.keys`, keys);
    const dump = readFileSync(file);
    writeFileSync(file, dump.subarray(0, dump.length - 500));
    await restored(/pg_restore: error/);
    writeFileSync(file, "hello");
    await restored(/pg_restore: error/);
    assert.deepEqual(await mailed(), [1]);
    assert.deepEqual(await ask("select nspname from pg_namespace where nspname like 'before%'"), []);
  });

  test("a restore that was cut short in the middle is put back by the next", async () => {
    await ask("alter schema public rename to before_restore_waiting");
    await ask("create schema public");
    writeFileSync(file, "hello");
    await restored(/pg_restore: error/);
    assert.deepEqual(await mailed(), [1]);
  });
}

if (bin !== null) promises(bin);
