// What is put in the place of many envelopes leaves nothing of them in the database's files, on both databases.
import assert from "node:assert/strict";
import { campaignRow, onBoth } from "../../../test/durability/both.ts";
import { inTheFiles } from "../../../test/thief.ts";
import { onNode } from "../../vault/on-node.ts";
import { MOST_INSIDE, RESEALED_ROW_BYTES } from "../../vault/resealed.ts";
import { PURPOSE } from "../../vault/row.ts";
import { countOlder, hasOlder, putResealed, readOlder } from "./resealing-store.ts";

const MANY = 1_000;

onBoth(
  "a thousand envelopes: pages give each once, and none of the old bytes stays in the files",
  async ({ store, dataDir }) => {
    const { id: campaign } = campaignRow();
    const old = Array.from({ length: MANY }, () => onNode.random(1120));
    const of = { campaign, epoch: 2 };
    await store.write(async (tx) => {
      for (const epoch of [1, 2]) {
        const key = { campaign, epoch, public_key: onNode.random(1216), vouch: epoch };
        await tx.insertInto("campaign_keys").values(key).execute();
      }
      for (const bytes of old) {
        const envelope = { campaign, epoch: 1, purpose: PURPOSE.signature, bytes };
        await tx.insertInto("envelopes").values(envelope).execute();
      }
    });
    const files = { store, settings: { dataDir } };
    await store.clean();
    assert.equal(await inTheFiles(files, old), MANY, "the test looks in the right place");
    assert.equal((await countOlder(store.read, of)).envelopes, MANY);
    const seen = new Set<number>();
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof readOlder>> = await readOlder(store.read, of, after);
      assert.ok(page.envelopes.length <= MOST_INSIDE);
      const sent = page.envelopes.map(({ id, bytes }) => {
        seen.add(id);
        return { id, was: onNode.sha256(bytes), row: onNode.random(RESEALED_ROW_BYTES) };
      });
      await store.write((tx) => putResealed(tx, of, onNode.random(1120), sent, onNode.sha256));
      after = page.next;
    }
    assert.equal(seen.size, MANY);
    assert.equal(await hasOlder(store.read, of), false);
    store.erased("envelopes");
    await store.clean();
    assert.equal(await inTheFiles(files, old), 0);
  },
);
