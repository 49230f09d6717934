import assert from "node:assert/strict";
import { onBoth, signatureRow } from "../../test/durability/both.ts";
import { inserter } from "./insert.ts";

const nobody = new Uint8Array(16);
const rows = inserter(
  "signatures",
  ["campaign", "epoch", "as", "text", "state", "sealed_hash", "day", "mailed"],
  true,
);
const values = (day: number): (string | number | Uint8Array | null)[] => {
  const { campaign, sealed_hash } = signatureRow(nobody);
  return [campaign, 1, "person", 1, "pending", sealed_hash, day, 1];
};

onBoth("ids come back in the order of the rows, for one row and for many", async ({ store }) => {
  for (const many of [1, 256, 3, 1]) {
    const ids = await store.write((tx) =>
      rows.insert(
        tx,
        Array.from({ length: many }, (_, at) => values(at)),
      ),
    );
    const stored = await store.read
      .selectFrom("signatures")
      .select(["id", "day"])
      .where("id", "in", ids)
      .execute();
    const days = new Map(stored.map(({ id, day }) => [id, day]));
    assert.deepEqual(
      ids.map((id) => days.get(id)),
      Array.from({ length: many }, (_, at) => at),
    );
  }
});

onBoth("nothing to insert is no statement", async ({ store }) => {
  assert.deepEqual(await store.write((tx) => rows.insert(tx, [])), []);
});

onBoth("one row that cannot be leaves none of its statement", async ({ store }) => {
  const bad = values(2).with(5, null);
  await assert.rejects(store.write((tx) => rows.insert(tx, [values(1), bad, values(3)])));
  assert.deepEqual(await store.read.selectFrom("signatures").select("id").execute(), []);
});
