// No id twice: not after a restart, not after a crash, not after yesterday's backup came back.
import assert from "node:assert/strict";
import { sql } from "kysely";
import { addSignatures, onBoth, signatureRow } from "../../test/durability/both.ts";
import { openIds } from "./ids.ts";
import { openMarks } from "./marks.ts";
import type { Store } from "./store.ts";

const nobody = new Uint8Array(16);

async function add(store: Store, many = 1): Promise<number> {
  const rows = Array.from({ length: many }, () => signatureRow(nobody));
  return (await addSignatures(store, rows)).at(-1) ?? 0;
}

onBoth("after an orderly stop ids go on without a gap", async ({ store, secretDir }) => {
  const marks = await openMarks(secretDir);
  const ids = await openIds(store, marks);
  const last = await add(store, 3);
  await ids.given("signatures", last);
  await ids.stop();
  await openIds(store, marks);
  assert.equal(await add(store), last + 1);
  await marks.close();
});

onBoth("after a crash no id that somebody may have been told is given again", async (on) => {
  const { store, secretDir } = on;
  const marks = await openMarks(secretDir);
  await openIds(store, marks);
  const last = await add(store);
  assert.ok((await marks.ids("signatures")) > last, "written down before it was given");
  await openIds(store, marks);
  assert.ok((await add(store)) > last);
  await marks.close();
});

onBoth("ids that were given after the backup are not given again when it is restored", async (on) => {
  const { store, secretDir } = on;
  const marks = await openMarks(secretDir);
  let ids = await openIds(store, marks);
  const kept = await add(store);
  await ids.given("signatures", kept);
  const lost = await add(store, 20);
  await ids.given("signatures", lost);
  await ids.stop();
  // As the backup had it: fewer rows, and a counter that stands where it stood then.
  await store.write((tx) => tx.deleteFrom("signatures").where("id", ">", kept).execute());
  await marks.setIds("signatures", lost);
  await store.write(async (tx) => {
    await (store.kind === "sqlite"
      ? sql`update sqlite_sequence set seq = ${kept} where name = 'signatures'`
      : sql`select setval(pg_get_serial_sequence('signatures', 'id')::regclass, ${kept}::bigint)`
    ).execute(tx);
  });
  ids = await openIds(store, marks);
  assert.ok((await add(store)) > lost);
  await ids.stop();
  await marks.close();
});

onBoth("the marks go ahead of the ids, however many are given", async ({ store, secretDir }) => {
  const marks = await openMarks(secretDir);
  const ids = await openIds(store, marks);
  for (const given of [1, 8_999, 9_001, 18_500, 30_000]) {
    await ids.given("signatures", given);
    assert.ok((await marks.ids("signatures")) >= given + 999, `at ${given}`);
  }
  assert.ok((await marks.ids("requests")) < 30_000, "each table has its own");
  await marks.close();
});

onBoth("a network that was only ever opened and stopped has given nothing", async ({ store, secretDir }) => {
  const marks = await openMarks(secretDir);
  for (let starts = 0; starts < 3; starts++) await (await openIds(store, marks)).stop();
  assert.equal(await add(store), 1);
  await marks.close();
});
