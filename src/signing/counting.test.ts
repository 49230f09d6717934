// Into the count by two doors, out of it by one way that leaves nothing sealed behind; the same on both databases.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { addSignatures, campaignRow, onBoth, signatureRow } from "../../test/durability/both.ts";
import { movedClock } from "../../test/moved-clock.ts";
import { HOUR } from "../clock.ts";
import type { NewSignature } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import { ENTRY, signatureEntry } from "../vault/entry.ts";
import { onNode } from "../vault/on-node.ts";
import { countSignatures, dropEnvelopes, type GoneState, leaveCount, type TakenBy } from "./counting.ts";

interface Count {
  store: Store;
  id: Uint8Array;
  hour(): number;
  /** Waits an hour. */
  wait(): void;
  append(...more: Partial<NewSignature>[]): Promise<number[]>;
  count(ids: number[], door?: "mail" | "accepted", checks?: Map<number, Uint8Array>): Promise<void>;
  leave(ids: number[], state?: GoneState, by?: TakenBy): Promise<{ rows: number; names: number }>;
  envelope(): Promise<number>;
  rows(): Promise<Awaited<ReturnType<typeof readRows>>>;
  waiting(): Promise<{ entry: string; signature: number | null }[]>;
}

const readRows = (store: Store) => store.read.selectFrom("signatures").selectAll().orderBy("id").execute();

const onCount = (promise: string, run: (count: Count) => Promise<void>) =>
  onBoth(promise, async ({ store }) => {
    const row = campaignRow();
    const { id } = row;
    await store.write((tx) => tx.insertInto("campaigns").values(row).execute());
    const clock = movedClock();
    const parts = { clock, primitives: onNode };
    await run({
      ...{ store, id, hour: clock.hour, wait: () => clock.move(HOUR) },
      append: (...more) =>
        addSignatures(
          store,
          more.map((one) => signatureRow(id, one)),
        ),
      count: async (ids, door = "mail", checks = new Map()) => {
        const rows = (await readRows(store)).filter((one) => ids.includes(one.id));
        await store.write((tx) => countSignatures(tx, parts, rows, door, checks));
      },
      leave: (ids, state = "withdrawn", by = "signer") =>
        store.write((tx) => leaveCount(tx, parts, ids, state, by)),
      envelope: async () => {
        const values = { campaign: id, epoch: 1, purpose: 1, bytes: new Uint8Array(randomBytes(1_120)) };
        const made = await store.write((tx) =>
          tx.insertInto("envelopes").values(values).returning("id").executeTakeFirstOrThrow(),
        );
        return made.id;
      },
      rows: () => readRows(store),
      waiting: async () => {
        const rows = await store.read.selectFrom("waiting").selectAll().orderBy("id").execute();
        return rows.map(({ entry, signature }) => ({ entry: hex(entry), signature }));
      },
    });
  });

onCount("who is counted gets salt, entry and turn, and waits with the hour of the first", async (on) => {
  const ids = await on.append({}, { as: "organisation" }, {});
  const [maya = 0, choir = 0, li = 0] = ids;
  const shown = new Uint8Array(32).fill(9);
  await on.count([maya, choir], "mail", new Map([[maya, shown]]));
  const began = on.hour();
  on.wait();
  await on.count([li], "accepted");
  const rows = await on.rows();
  const types = [ENTRY.personByMail, ENTRY.organisationByMail, ENTRY.personAccepted];
  for (const [at, row] of rows.entries()) {
    assert.equal(row.state, at < 2 ? "confirmed" : "accepted");
    assert.equal(row.turn, at + 1);
    assert.ok(row.salt && row.entry && row.index === null);
    const entry = signatureEntry(onNode, types[at] as (typeof types)[number], row.salt, row.sealed_hash);
    assert.equal(hex(row.entry), hex(entry));
  }
  assert.equal(hex(rows[0]?.check ?? new Uint8Array()), hex(shown));
  assert.notEqual(hex(rows[1]?.check ?? new Uint8Array()), hex(shown));
  assert.deepEqual(
    (await on.waiting()).map(({ signature }) => signature),
    ids,
  );
  const { waiting_since } = await on.store.read
    .selectFrom("campaigns")
    .select("waiting_since")
    .executeTakeFirstOrThrow();
  assert.equal(waiting_since, began);
});

onCount("who is not pending is not counted again, and takes nobody along", async (on) => {
  const ids = await on.append({}, {});
  const [first = 0] = ids;
  await on.count([first]);
  await assert.rejects(on.count(ids), /no longer pending/);
  const rows = await on.rows();
  assert.deepEqual(
    rows.map(({ state, turn }) => [state, turn]),
    [
      ["confirmed", 1],
      ["pending", null],
    ],
  );
  assert.equal((await on.waiting()).length, 1);
});

onCount("who leaves loses all that was sealed, the salt, the check and the name, at once", async (on) => {
  const [mine, answers] = [await on.envelope(), await on.envelope()];
  const [maya = 0, li = 0] = await on.append({ envelope: mine }, { envelope: mine });
  await on.count([maya, li]);
  const sealed = { campaign: on.id, epoch: 1, envelope: answers, row: on.id, sealed_hash: on.id };
  const name = { campaign: on.id, as: "person" as const, words: "Maya O.", detail: "", sort: "m", lot: 1 };
  await on.store.write(async (tx) => {
    await tx
      .insertInto("appearances")
      .values({ signature: maya, ...sealed })
      .execute();
    await tx
      .insertInto("names")
      .values({ signature: maya, ...name })
      .execute();
    await tx.updateTable("signatures").set({ index: 4 }).where("id", "=", maya).execute();
  });
  assert.deepEqual(await on.leave([maya]), { rows: 1, names: 1 });
  const [row] = await on.rows();
  assert.deepEqual(
    [row?.state, row?.row, row?.salt, row?.check, row?.envelope],
    ["withdrawn", null, null, null, null],
  );
  assert.ok(row?.entry && row.sealed_hash, "what the log and a check of it need stays");
  for (const table of ["appearances", "names"] as const) {
    assert.deepEqual(await on.store.read.selectFrom(table).selectAll().execute(), [], table);
  }
  const left = await on.store.read.selectFrom("envelopes").select("id").execute();
  assert.equal(left.map(({ id }) => id).join(), String(mine), "the other still needs the first envelope");
  await on.leave([li]);
  assert.deepEqual(await on.store.read.selectFrom("envelopes").select("id").execute(), []);
});

onCount("who was numbered leaves a trace by whose hand it was; who still waited leaves none", async (on) => {
  const [one = 0, two = 0, three = 0, pending = 0] = await on.append({}, {}, {}, {});
  await on.count([one, two, three]);
  await on.store.write(async (tx) => {
    for (const [id, index] of [
      [one, 7],
      [two, 300],
    ] as const) {
      await tx.updateTable("signatures").set({ index }).where("id", "=", id).execute();
      await tx.deleteFrom("waiting").where("signature", "=", id).execute();
    }
  });
  assert.equal((await on.leave([one, three], "withdrawn", "signer")).rows, 2);
  assert.equal((await on.leave([two, pending], "taken-off", "holder")).rows, 2);
  assert.deepEqual(await on.waiting(), [
    { entry: "090000000000000007", signature: null },
    { entry: "0a000000000000012c", signature: null },
  ]);
});

onCount("leaving twice is leaving once, also at the same moment", async (on) => {
  const [id = 0] = await on.append({});
  await on.count([id]);
  await on.store.write(async (tx) => {
    await tx.updateTable("signatures").set({ index: 0 }).execute();
    await tx.deleteFrom("waiting").execute();
  });
  const left = await Promise.all([on.leave([id]), on.leave([id]), on.leave([id], "taken-off", "holder")]);
  assert.deepEqual(left.map(({ rows }) => rows).sort(), [0, 0, 1]);
  assert.equal((await on.waiting()).length, 1);
  assert.deepEqual(await on.leave([]), { rows: 0, names: 0 });
});

onCount("hundreds leave in groups, and none is forgotten", async (on) => {
  const ids = await on.append(...Array.from({ length: 600 }, () => ({})));
  assert.equal((await on.leave(ids, "expired", "holder")).rows, 600);
  assert.ok((await on.rows()).every(({ state, row }) => state === "expired" && row === null));
});

onCount("an envelope stays while any row of any kind needs it", async (on) => {
  const sealed = { campaign: on.id, epoch: 1, row: on.id, sealed_hash: on.id };
  const made = [await on.envelope(), await on.envelope(), await on.envelope(), await on.envelope()];
  const [signed = 0, appears = 0, asked = 0, unused = 0] = made;
  await on.append({ envelope: signed });
  await on.store.write(async (tx) => {
    await tx
      .insertInto("appearances")
      .values({ signature: 1, envelope: appears, ...sealed })
      .execute();
    const request = { envelope: asked, day: 1, mailed: 1, confirmed: 0, ...sealed };
    await tx.insertInto("requests").values(request).execute();
    await dropEnvelopes(tx, [...made, ...made, null]);
  });
  const left = await on.store.read.selectFrom("envelopes").select("id").orderBy("id").execute();
  assert.deepEqual(
    left.map(({ id }) => id),
    made.filter((id) => id !== unused),
  );
});
