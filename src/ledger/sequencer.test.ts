// One sequencer numbers, once, and what it shows is the log's own. Signatures here go the way of signing (counted,
// taken back), so that the ledger is tested on what it is given in a network.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import {
  addSignatures,
  campaignRow,
  type OnStore,
  onBoth,
  signatureRow,
} from "../../test/durability/both.ts";
import { naiveRoot, recount } from "../../test/durability/naive-log.ts";
import { type MovedClock, movedClock } from "../../test/moved-clock.ts";
import { HOUR } from "../clock.ts";
import { countSignatures, leaveCount } from "../signing/counting.ts";
import { type Marks, openMarks } from "../store/marks.ts";
import type { Store } from "../store/store.ts";
import { bytesEqual, hex } from "../vault/bytes.ts";
import { keyEntry } from "../vault/entry.ts";
import { onNode } from "../vault/on-node.ts";
import { readCount } from "./count.ts";
import { catchUp, makeSequencer, type Sequencer, type SequencerParts } from "./sequencer.ts";
import { addWaiting } from "./store.ts";

interface Log {
  id: Uint8Array;
  store: Store;
  marks: Marks;
  clock: MovedClock;
  errors: unknown[];
  sequencer(more?: Partial<SequencerParts>): Sequencer;
  /** Appends people and counts them. @returns their ids */
  count(many: number, as?: "person" | "organisation"): Promise<number[]>;
  leave(ids: number[], by?: "signer" | "holder"): Promise<void>;
  campaign(): Promise<{ size: number; lot: number; counted: string; waiting_since: number | null }>;
  entries(): Promise<Uint8Array[]>;
}

const onLog = (promise: string, run: (log: Log) => Promise<void>) =>
  onBoth(promise, async ({ store, secretDir }: OnStore) => {
    const marks = await openMarks(secretDir);
    const clock = movedClock();
    const row = campaignRow();
    const { id } = row;
    await store.write((tx) => tx.insertInto("campaigns").values(row).execute());
    const parts = { clock, primitives: onNode };
    const errors: unknown[] = [];
    await run({
      ...{ id, store, marks, clock, errors },
      sequencer: (more = {}) =>
        makeSequencer({
          ...{ store, marks, publishEvery: 0, onPublished: async () => {} },
          ...parts,
          onError: (error) => errors.push(error),
          ...more,
        }),
      count: async (many, as = "person") => {
        const rows = Array.from({ length: many }, () => signatureRow(id, { as }));
        const ids = await addSignatures(store, rows);
        const pending = await store.read
          .selectFrom("signatures")
          .selectAll()
          .where("id", "in", ids)
          .execute();
        await store.write((tx) => countSignatures(tx, parts, pending, ids.length % 2 ? "mail" : "accepted"));
        return ids;
      },
      leave: async (ids, by = "signer") => {
        await store.write((tx) =>
          leaveCount(tx, parts, ids, by === "signer" ? "withdrawn" : "taken-off", by),
        );
      },
      campaign: () => store.read.selectFrom("campaigns").selectAll().executeTakeFirstOrThrow(),
      entries: async () => {
        const rows = await store.read.selectFrom("entries").selectAll().orderBy("index").execute();
        assert.deepEqual(
          rows.map(({ index }) => index),
          [...rows.keys()],
          "every index once, none left out",
        );
        return rows.map(({ entry }) => entry);
      },
    });
    await marks.close();
  });

async function agrees({ id, store, marks, campaign, entries }: Log): Promise<void> {
  const [now, log, mark] = [await campaign(), await entries(), await marks.log(id)];
  assert.equal(now.size, log.length);
  assert.deepEqual(readCount(now.counted), recount(log), "the count is the log's own");
  if (log.length === 0) return;
  assert.ok(mark && mark.size === log.length && mark.lot === now.lot, "the mark is at the log's end");
  for (const lot of await store.read.selectFrom("lots").selectAll().execute()) {
    assert.ok(bytesEqual(lot.root, naiveRoot(log.slice(0, lot.size))), `the root at ${lot.size}`);
  }
  assert.ok(bytesEqual(mark.root, naiveRoot(log)));
}

onLog("whatever comes and goes, roots and counts are those that a naive reader computes", async (log) => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("count" as const), many: fc.integer({ min: 1, max: 9 }), as: fc.boolean() }),
    fc.record({ do: fc.constant("leave" as const), which: fc.nat(), holder: fc.boolean() }),
    fc.record({ do: fc.constant("publish" as const) }),
  );
  const standing: number[] = [];
  const sequencer = log.sequencer();
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
    for (const one of steps) {
      if (one.do === "count")
        standing.push(...(await log.count(one.many, one.as ? "person" : "organisation")));
      if (one.do === "leave" && standing.length > 0) {
        const [gone = 0] = standing.splice(one.which % standing.length, 1);
        await log.leave([gone], one.holder ? "holder" : "signer");
      }
      if (one.do === "publish") await sequencer.publish();
    }
    await sequencer.publish();
    await agrees(log);
  });
  await fc.assert(property, { numRuns: 6 });
  assert.deepEqual(log.errors, []);
  assert.equal(
    readCount((await log.campaign()).counted).people +
      readCount((await log.campaign()).counted).organisations,
    standing.length,
  );
});

onLog("each signature is told its own index", async (log) => {
  await log.count(20);
  await log.sequencer().publish();
  const rows = await log.store.read.selectFrom("signatures").selectAll().orderBy("id").execute();
  const entries = await log.entries();
  for (const row of rows)
    assert.ok(row.entry && bytesEqual(row.entry, entries[row.index ?? -1] as Uint8Array));
  const order = rows.map(({ index }) => index ?? 0);
  assert.notDeepEqual(
    order,
    order.toSorted((a, b) => a - b),
    "in random order",
  );
});

onLog("what is taken back while it waits is never numbered, and leaves no trace in the log", async (log) => {
  const [first = 0, ...others] = await log.count(5);
  await log.leave([first]);
  await log.sequencer().publish();
  assert.equal((await log.entries()).length, others.length);
  assert.equal(readCount((await log.campaign()).counted).takenBack, 0);
});

onLog("nor is what is taken back after the lot was drawn", async (log) => {
  const [first = 0] = await log.count(5);
  let armed = true;
  const late: Store = {
    ...log.store,
    write: async (work) => {
      const waits = await log.store.read.selectFrom("campaigns").select("term").executeTakeFirstOrThrow();
      if (armed && waits.term > 0) {
        armed = false;
        await log.leave([first]);
      }
      return log.store.write(work);
    },
  };
  await log.sequencer({ store: late }).publish();
  assert.equal(armed, false, "it was taken back in between");
  assert.equal((await log.entries()).length, 4);
  await agrees(log);
});

onLog(
  "two sequencers on one store never number an index twice, and the one before is fenced off",
  async (log) => {
    // Both believe that they lead, as after a connection broke.
    const store = { ...log.store, leads: async () => true };
    const [one, other] = [log.sequencer({ store }), log.sequencer({ store })];
    await log.count(3);
    await one.publish();
    await log.count(3);
    await other.publish();
    await log.count(3);
    await one.publish();
    assert.equal((await log.entries()).length, 6, "the first no longer numbers");
    await one.publish();
    assert.equal((await log.entries()).length, 9, "until it has taken over again");
    for (let rounds = 0; rounds < 8; rounds++) {
      await Promise.all([log.count(4), one.publish(), other.publish(), log.count(1)]);
    }
    await one.publish();
    await one.publish();
    assert.equal((await log.entries()).length, 9 + 8 * 5);
    await agrees(log);
    assert.deepEqual(log.errors, []);
  },
);

onLog("a lot is marked before anybody is told of it", async (log) => {
  const told: number[] = [];
  const onPublished = async () => {
    told.push((await log.marks.log(log.id))?.size ?? 0);
  };
  const marks = { ...log.marks };
  const sequencer = log.sequencer({ marks, onPublished });
  await log.count(3);
  await sequencer.publish();
  assert.deepEqual(told, [3]);
  marks.setLog = async () => {
    throw new Error("the disk is full");
  };
  await log.count(1);
  await sequencer.publish();
  assert.deepEqual(told, [3], "what could not be marked is not shown");
  assert.equal(log.errors.length, 1);
  await catchUp(log.store, log.marks);
  assert.equal((await log.marks.log(log.id))?.size, 4, "and is marked at the next start");
});

onLog("where the marks are ahead of the database, numbering goes on from the marks", async (log) => {
  await log.count(3);
  const sequencer = log.sequencer();
  await sequencer.publish();
  const mark = await log.marks.log(log.id);
  await log.count(4);
  await sequencer.publish();
  const ahead = await log.marks.log(log.id);
  // As a backup from between the two lots would have it.
  await log.store.write(async (tx) => {
    await tx.deleteFrom("entries").where("index", ">=", 3).execute();
    await tx
      .deleteFrom("lots")
      .where("lot", ">", mark?.lot ?? 0)
      .execute();
    await tx
      .updateTable("campaigns")
      .set({ size: 3, lot: mark?.lot ?? 0 })
      .execute();
  });
  await catchUp(log.store, log.marks);
  assert.deepEqual(await log.marks.log(log.id), ahead, "a mark never goes back");
  await log.count(2);
  await log.sequencer().publish();
  const indices = await log.store.read.selectFrom("entries").select("index").orderBy("index").execute();
  assert.deepEqual(
    indices.map(({ index }) => index),
    [0, 1, 2, 7, 8],
  );
  assert.equal((await log.campaign()).size, 9);
  assert.ok(((await log.campaign()).lot ?? 0) > (ahead?.lot ?? 0), "no lot's number twice");
});

onLog("a name that is approved meanwhile makes nobody wait longer than a day", async (log) => {
  const sequencer = log.sequencer({ publishEvery: 15 });
  const [shown = 0] = await log.count(1);
  log.clock.move(25 * HOUR);
  await sequencer.publish();
  await log.count(2);
  const names = {
    campaign: log.id,
    as: "person" as const,
    words: "Maya",
    detail: "",
    sort: "maya",
    lot: null,
  };
  await log.store.write((tx) =>
    tx
      .insertInto("names")
      .values({ signature: shown, ...names })
      .execute(),
  );
  log.clock.move(HOUR);
  await sequencer.publish();
  const { lot } = await log.store.read.selectFrom("names").select("lot").executeTakeFirstOrThrow();
  assert.ok(lot !== null, "the name shows");
  assert.equal((await log.entries()).length, 1, "two do not go out alone");
  log.clock.move(23 * HOUR);
  await sequencer.publish();
  assert.equal((await log.entries()).length, 3);
});

onLog(
  "the day of the oldest is kept when others stay behind, and begins anew when none waits",
  async (log) => {
    const sequencer = log.sequencer({ publishEvery: 15 });
    const ids = await log.count(4);
    log.clock.move(20 * HOUR);
    await log.count(2);
    for (let lots = 0; (await log.entries()).length === 0; lots++) {
      assert.ok(lots < 50, "a coin falls at last");
      await sequencer.publish();
    }
    const { waiting_since, size } = await log.campaign();
    if (size < 6) assert.equal(waiting_since, log.clock.hour() - 20);
    log.clock.move(4 * HOUR);
    await sequencer.publish();
    assert.equal((await log.campaign()).size, 6);
    assert.equal((await log.campaign()).waiting_since, null);
    await log.count(2);
    await log.leave(ids);
    assert.equal((await log.campaign()).waiting_since, log.clock.hour());
  },
);

onLog("a campaign's key waits for nothing, and takes nobody with it", async (log) => {
  const sequencer = log.sequencer({ publishEvery: 15 });
  await log.count(8);
  const entry = keyEntry(onNode, new Uint8Array(randomBytes(237)));
  await log.store.write((tx) =>
    addWaiting(tx, [{ campaign: log.id, entry, signature: null }], log.clock.hour()),
  );
  await sequencer.publishKeys();
  assert.deepEqual((await log.entries()).map(hex), [hex(entry)]);
  assert.ok((await log.campaign()).waiting_since !== null, "the others still wait");
  await agrees(log);
});

onLog("a name shows only once its signature is numbered", async (log) => {
  const sequencer = log.sequencer({ publishEvery: 15 });
  const [signature = 0] = await log.count(1);
  const name = { campaign: log.id, as: "person" as const, words: "Maya", detail: "", sort: "maya" };
  await log.store.write((tx) =>
    tx
      .insertInto("names")
      .values({ ...name, signature, lot: null })
      .execute(),
  );
  await sequencer.publish();
  const lot = async () =>
    (await log.store.read.selectFrom("names").select("lot").executeTakeFirstOrThrow()).lot;
  assert.equal(await lot(), null);
  log.clock.move(24 * HOUR);
  await sequencer.publish();
  assert.equal(await lot(), (await log.campaign()).lot);
});
