// The store keeps its word on both databases: all or nothing, one writer, strict tables, nothing deleted stays.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { sql } from "kysely";
import {
  addSignatures,
  campaignRow,
  KINDS,
  onBoth,
  onStore,
  signatureRow,
} from "../../test/durability/both.ts";
import { until } from "../../test/running.ts";
import { openStore, SQLITE_FILE, type Store } from "./store.ts";

const MARK = "Zainab Q. Nowhere-Else";
const nobody = new Uint8Array(16);

/** Shows two names, of which one will be taken away. */
async function showName(store: Store): Promise<void> {
  const name = { campaign: nobody, as: "person" as const, detail: "", lot: null };
  const both = ["Who stays", MARK].map((words, at) => ({ ...name, signature: at, words, sort: words }));
  for (const one of both) await store.write((tx) => tx.insertInto("names").values(one).execute());
}
const hideName = (store: Store) =>
  store.write((tx) => tx.deleteFrom("names").where("words", "=", MARK).execute());

onBoth("a transaction that fails leaves nothing of itself", async ({ store }) => {
  const campaign = campaignRow();
  const failing = store.write(async (tx) => {
    await tx.insertInto("campaigns").values(campaign).execute();
    throw new Error("no");
  });
  await assert.rejects(failing, /^Error: no$/);
  assert.deepEqual(await store.read.selectFrom("campaigns").select("slug").execute(), []);
});

onBoth("nobody reads what is not committed", async ({ store }) => {
  await store.write(async (tx) => {
    await tx.insertInto("campaigns").values(campaignRow()).execute();
    assert.deepEqual(await store.read.selectFrom("campaigns").select("slug").execute(), []);
  });
  assert.equal((await store.read.selectFrom("campaigns").select("slug").execute()).length, 1);
});

onBoth("transactions run one at a time, also those of another process", async ({ kind, store, again }) => {
  const { id, ...rest } = campaignRow();
  await store.write((tx) =>
    tx
      .insertInto("campaigns")
      .values({ id, ...rest })
      .execute(),
  );
  // SQLite has one process; the store refuses no second one, but none is run.
  const stores = kind === "postgres" ? [store, await again()] : [store];
  const readThenWrite = (one: Store) =>
    one.write(async (tx) => {
      const { turn } = await tx.selectFrom("campaigns").select("turn").executeTakeFirstOrThrow();
      await after(2);
      await tx
        .updateTable("campaigns")
        .set({ turn: turn + 1 })
        .where("id", "=", id)
        .execute();
    });
  await Promise.all(
    Array.from({ length: 12 }, (_, at) => readThenWrite(stores[at % stores.length] ?? store)),
  );
  assert.equal((await store.read.selectFrom("campaigns").select("turn").executeTakeFirstOrThrow()).turn, 12);
});

onBoth("reading goes on while many wait to write", async ({ store }) => {
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = store.write(() => {
    begun.resolve();
    return end.promise;
  });
  await begun.promise;
  const waiting = Array.from({ length: 20 }, () => store.write(async () => undefined));
  const read = store.read.selectFrom("campaigns").select("slug").execute();
  assert.deepEqual(await Promise.race([read, after(2_000, "stuck")]), []);
  end.resolve();
  await Promise.all([held, ...waiting]);
});

onBoth("migrations that ran are not run again, and keep what is there", async ({ store, again }) => {
  await store.write((tx) => tx.insertInto("campaigns").values(campaignRow()).execute());
  const second = await again();
  assert.equal((await second.read.selectFrom("campaigns").select("slug").execute()).length, 1);
});

onBoth("a value that a column cannot hold is refused", async ({ store }) => {
  const { id, ...rest } = campaignRow();
  const wrong = { id, ...rest, made_day: "yesterday" as unknown as number };
  await assert.rejects(store.write((tx) => tx.insertInto("campaigns").values(wrong).execute()));
  const bytes = { ...signatureRow(id), sealed_hash: null as unknown as Uint8Array };
  await assert.rejects(store.write((tx) => tx.insertInto("signatures").values(bytes).execute()));
});

onBoth("ids go up, also after the last row was deleted", async ({ store }) => {
  const [first = 0, last = 0] = await addSignatures(store, [signatureRow(nobody), signatureRow(nobody)]);
  assert.ok(last > first);
  await store.write((tx) => tx.deleteFrom("signatures").where("id", "=", last).execute());
  const [next = 0] = await addSignatures(store, [signatureRow(nobody)]);
  assert.ok(next > last);
});

test("every table on SQLite is strict", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    await store.clean();
    const db = new DatabaseSync(join(dataDir, SQLITE_FILE), { readOnly: true });
    const tables = db.prepare("PRAGMA table_list").all() as { name: string; strict: number; type: string }[];
    db.close();
    const ours = tables.filter(({ name, type }) => type === "table" && !/^(sqlite|kysely)_/.test(name));
    assert.ok(ours.length >= 18);
    assert.deepEqual(
      ours.filter(({ strict }) => strict !== 1).map(({ name }) => name),
      [],
    );
  });
});

test("the database is readable by its owner alone", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    await addSignatures(store, [signatureRow(nobody)]);
    for (const file of [SQLITE_FILE, `${SQLITE_FILE}-wal`, `${SQLITE_FILE}-shm`]) {
      assert.equal((statSync(join(dataDir, file)).mode & 0o777).toString(8), "600", file);
    }
  });
});

test("no statement reaches another file, and reading cannot write", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    const other = join(dataDir, "other.sqlite");
    await assert.rejects(
      store.write((tx) => sql`attach ${other} as other`.execute(tx)),
      /attach|too many/i,
    );
    await assert.rejects(sql`vacuum into ${other}`.execute(store.read), /attach/);
    await assert.rejects(sql`delete from signatures`.execute(store.read), /readonly|read-only/i);
    await assert.rejects(sql`select load_extension('x')`.execute(store.read));
  });
});

test("a date is refused instead of silently shifting what comes after it", async () => {
  await onStore("sqlite", async ({ store }) => {
    const when = new Date() as unknown as string;
    await assert.rejects(
      store.read.selectFrom("campaigns").selectAll().where("slug", "=", when).execute(),
      TypeError,
    );
  });
});

const onDisk = (dir: string) =>
  [SQLITE_FILE, `${SQLITE_FILE}-wal`]
    .map((file) => readFileSync(join(dir, file)).includes(MARK))
    .includes(true);

test("what is deleted is gone from database and write-ahead log soon, also when somebody was reading", async () => {
  const run = async ({ store, dataDir }: { store: Store; dataDir: string }) => {
    await showName(store);
    assert.ok(onDisk(dataDir), "the test looks in the right place");
    const reader = new DatabaseSync(join(dataDir, SQLITE_FILE), { readOnly: true });
    reader.exec("BEGIN");
    reader.prepare("select count(*) from names").get();
    await hideName(store);
    store.erased("names");
    await after(200);
    assert.ok(onDisk(dataDir), "a reader keeps the log as it was");
    reader.exec("COMMIT");
    reader.close();
    await until("the files to be clean", () => !onDisk(dataDir), 3_000);
    assert.equal(statSync(join(dataDir, `${SQLITE_FILE}-wal`)).size, 0);
  };
  await onStore("sqlite", run, { cleanAfter: 20 });
});

test("what was deleted just before a crash is gone soon after the next start", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    await showName(store);
    await hideName(store);
    const dir = mkdtempSync(join(tmpdir(), "undersigned-crash-"));
    for (const file of [SQLITE_FILE, `${SQLITE_FILE}-wal`])
      copyFileSync(join(dataDir, file), join(dir, file));
    assert.ok(onDisk(dir), "the crash left it in the log");
    const onError = (error: Error) => assert.fail(error);
    const next = await openStore({ database: { kind: "sqlite" }, dataDir: dir, onError, cleanAfter: 20 });
    await until("the files to be clean", () => !onDisk(dir), 3_000);
    await next.close();
    rmSync(dir, { recursive: true });
  });
});

test("a name that was taken away leaves PostgreSQL's file of names", async () => {
  const run = async ({ store }: { store: Store }) => {
    const held = async () => {
      const { rows } = await sql<{ bytes: Uint8Array }>`
        select pg_read_binary_file(pg_relation_filepath('names')) as bytes`.execute(store.read);
      await sql`checkpoint`.execute(store.read);
      return rows.some(({ bytes }) => Buffer.from(bytes).includes(MARK));
    };
    await showName(store);
    await sql`checkpoint`.execute(store.read);
    assert.ok(await held(), "the test looks in the right place");
    await hideName(store);
    store.erased("names");
    await until("the file of names to be rewritten", async () => !(await held()), 5_000);
  };
  await onStore("postgres", run, { cleanAfter: 20 });
});

test("so does a text in which somebody stood who asked to be taken out, on both databases", async () => {
  const text = { campaign: nobody, version: 1, language: "en", place: 0, day: 1, small: 0 };
  const run = async ({ store, dataDir }: { store: Store; dataDir: string }) => {
    const held = async () => {
      if (store.kind === "sqlite") return onDisk(dataDir);
      const { rows } = await sql<{ bytes: Uint8Array }>`
        select pg_read_binary_file(pg_relation_filepath('texts')) as bytes`.execute(store.read);
      await sql`checkpoint`.execute(store.read);
      return rows.some(({ bytes }) => Buffer.from(bytes).includes(MARK));
    };
    await store.write((tx) =>
      tx
        .insertInto("texts")
        .values({ ...text, file: `founders: [${MARK}]` })
        .execute(),
    );
    if (store.kind === "postgres") await sql`checkpoint`.execute(store.read);
    assert.ok(await held(), "the test looks in the right place");
    await store.write((tx) => tx.updateTable("texts").set({ file: "founders: []" }).execute());
    store.erased("texts");
    await until("the file of texts to be rewritten", async () => !(await held()), 5_000);
  };
  for (const kind of KINDS) await onStore(kind, run, { cleanAfter: 20 });
});

test("of two processes on PostgreSQL one leads, and the other when it is gone", async () => {
  await onStore("postgres", async ({ store, again }) => {
    const second = await again();
    assert.equal(await store.leads(), true);
    assert.equal(await second.leads(), false);
    assert.equal(await store.leads(), true, "it keeps the lead");
    await store.close();
    await until("the other to lead", () => second.leads());
  });
});
