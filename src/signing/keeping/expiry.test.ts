// What nobody opens does not wait for ever, and when it goes nothing sealed of it stays.
import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  addSignatures,
  campaignRow,
  type OnStore,
  onBoth,
  signatureRow,
} from "../../../test/durability/both.ts";
import { movedClock } from "../../../test/moved-clock.ts";
import type { NewSignature } from "../../store/schema.ts";
import { onNode } from "../../vault/on-node.ts";
import { expirePending } from "./expiry.ts";

const clock = movedClock();
const today = clock.day();
const parts = { clock, primitives: onNode };

async function add({ store }: OnStore, ...rows: Partial<NewSignature>[]): Promise<number[]> {
  const campaign = campaignRow();
  await store.write((tx) => tx.insertInto("campaigns").values(campaign).execute());
  return addSignatures(
    store,
    rows.map((row) => signatureRow(campaign.id, row)),
  );
}
const rowsOf = ({ store }: OnStore) =>
  store.read.selectFrom("signatures").selectAll().orderBy("id").execute();

onBoth(
  "a row expires 15 days after it was first listed, 60 after it was signed, and not a day before",
  async (on) => {
    await add(
      on,
      { day: today - 60 },
      { day: today - 59 },
      { day: today - 20, listed: today - 15 },
      { day: today - 20, listed: today - 14 },
      { day: today - 15, listed: today - 15 },
      { day: today },
      { day: today - 70, state: "confirmed" },
      { day: today - 70, listed: today - 70, state: "accepted" },
    );
    assert.equal(await expirePending(on.store, parts), 3);
    const states = (await rowsOf(on)).map(({ state }) => state);
    const wanted = "expired pending expired pending expired pending confirmed accepted";
    assert.equal(states.join(" "), wanted);
    assert.equal(await expirePending(on.store, parts), 0);
  },
);

onBoth("what expired has no row, check, salt or envelope, and leaves no entry", async (on) => {
  const values = { campaign: new Uint8Array(16), epoch: 1, purpose: 1 };
  const envelope = await on.store.write((tx) =>
    tx
      .insertInto("envelopes")
      .values({ ...values, bytes: new Uint8Array(1_120) })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  await add(on, { day: today - 60, envelope: envelope.id });
  await expirePending(on.store, parts);
  const [row] = await rowsOf(on);
  assert.deepEqual(
    [row?.state, row?.row, row?.check, row?.salt, row?.envelope],
    ["expired", null, null, null, null],
  );
  for (const table of ["envelopes", "waiting", "entries"] as const) {
    assert.deepEqual(await on.store.read.selectFrom(table).selectAll().execute(), [], table);
  }
});

onBoth("more than fit in a group expire as well", async (on) => {
  await add(on, ...Array.from({ length: 600 }, () => ({ day: today - 61 })));
  assert.equal(await expirePending(on.store, parts), 600);
});

onBoth("when a part of it cannot be done, nothing of it is", async (on) => {
  const { store } = on;
  const [id = 0] = await add(on, { day: today - 60 });
  const name = {
    campaign: new Uint8Array(16),
    as: "person" as const,
    words: "M",
    detail: "",
    sort: "m",
    lot: 1,
  };
  await store.write(async (tx) => {
    await tx
      .insertInto("names")
      .values({ signature: id, ...name })
      .execute();
    if (store.kind === "sqlite") {
      await sql`create trigger kept before update on signatures when new.state = 'expired'
        begin select raise(abort, 'kept'); end`.execute(tx);
    } else {
      await sql`create function keep() returns trigger language plpgsql as
        $$ begin raise exception 'kept'; end $$`.execute(tx);
      await sql`create trigger kept before update on signatures for each row
        when (new.state = 'expired') execute function keep()`.execute(tx);
    }
  });
  await assert.rejects(expirePending(store, parts), /kept/);
  const [row] = await rowsOf(on);
  assert.ok(row?.state === "pending" && row.row && row.check);
  assert.equal((await store.read.selectFrom("names").selectAll().execute()).length, 1);
});
