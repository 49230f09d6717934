// A copy of the database is one moment of it, whole, also when it is written to meanwhile.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { addSignatures, onStore, signatureRow } from "../../test/durability/both.ts";
import { copyDatabase, isServed, prepareRestored, replaceDatabase } from "./backup.ts";
import { openStore, SQLITE_FILE } from "./store.ts";

const nobody = new Uint8Array(16);

test("copies made under load are whole, and hold every row that was there when they began", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    let [written, going] = [0, true];
    const load = (async () => {
      while (going) {
        await addSignatures(store, [signatureRow(nobody), signatureRow(nobody)]);
        written += 2;
        await turn();
      }
    })();
    for (let copies = 0; copies < 5; copies++) {
      const before = written;
      const file = join(dataDir, `copy-${copies}`);
      await copyDatabase(dataDir, file);
      const db = new DatabaseSync(file);
      assert.deepEqual(db.prepare("PRAGMA integrity_check").get(), {
        __proto__: null,
        integrity_check: "ok",
      });
      const { many } = db.prepare("select count(*) as many from signatures").get() as { many: number };
      db.close();
      assert.ok(many >= before && many % 2 === 0, `${many} rows in a copy begun at ${before}`);
      assert.equal((statSync(file).mode & 0o777).toString(8), "600");
    }
    going = false;
    await load;
    assert.ok(written > 10, "there was load");
  });
});

test("a copy never writes over what is there, and needs a database", async () => {
  await onStore("sqlite", async ({ dataDir, secretDir }) => {
    const file = join(dataDir, "copy");
    writeFileSync(file, "mine");
    await assert.rejects(copyDatabase(dataDir, file), /exists already/);
    await assert.rejects(copyDatabase(secretDir, join(dataDir, "other")), /there is no database/);
  });
});

test("what comes back counts every mail that was not answered as not sent", async () => {
  await onStore("sqlite", async ({ store, dataDir }) => {
    await addSignatures(
      store,
      (["pending", "confirmed", "accepted"] as const).map((state) => signatureRow(nobody, { state })),
    );
    const request = { campaign: nobody, epoch: 1, envelope: 1, row: nobody, sealed_hash: nobody, day: 1 };
    await store.write((tx) =>
      tx
        .insertInto("requests")
        .values([0, 1].map((confirmed) => ({ ...request, mailed: 1, confirmed })))
        .execute(),
    );
    const file = join(dataDir, "copy");
    await copyDatabase(dataDir, file);
    assert.equal(await prepareRestored(file), null, "no network has begun in it");
    const db = new DatabaseSync(file);
    const mailed = (table: string) => db.prepare(`select mailed from ${table} order by id`).all();
    assert.deepEqual(
      [...mailed("signatures"), ...mailed("requests")].map((row) => row.mailed),
      [0, 1, 1, 0, 1],
    );
    db.close();
  });
});

test("half a database, and what is none, is told apart from a network's", async () => {
  await onStore("sqlite", async ({ dataDir, store }) => {
    await addSignatures(
      store,
      Array.from({ length: 40 }, () => signatureRow(nobody)),
    );
    const file = join(dataDir, "copy");
    await copyDatabase(dataDir, file);
    truncateSync(file, statSync(file).size / 2);
    assert.equal(await prepareRestored(file), null);
    writeFileSync(file, "a letter");
    assert.equal(await prepareRestored(file), null);
  });
});

test("a database is put into its place without the log of the one before it", async () => {
  await onStore("sqlite", async ({ store, dataDir, errors }) => {
    await addSignatures(store, [signatureRow(nobody)]);
    const prepared = join(dataDir, "prepared");
    await copyDatabase(dataDir, prepared);
    await addSignatures(store, [signatureRow(nobody), signatureRow(nobody)]);
    const log = join(dataDir, `${SQLITE_FILE}-wal`);
    const left = readFileSync(log);
    assert.equal(isServed(dataDir), true);
    await store.close();
    assert.equal(isServed(dataDir), false);
    // As a crash leaves it: whole, and of the database that was here.
    writeFileSync(log, left);
    const kept = replaceDatabase(dataDir, prepared);
    assert.ok(kept !== null && existsSync(kept));
    const restored = await openStore({
      database: { kind: "sqlite" },
      dataDir,
      onError: (error) => errors.push(error),
    });
    assert.equal((await restored.read.selectFrom("signatures").select("id").execute()).length, 1);
    await restored.close();
    assert.deepEqual(errors, []);
  });
});
