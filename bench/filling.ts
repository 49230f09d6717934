// Fills a network's database directly through the product's own store, while nobody serves it: rows whose bytes
// mean nothing, or rows that open and are counted.
import { Worker } from "node:worker_threads";
import { addWaiting } from "../src/ledger/store.ts";
import { inserter } from "../src/store/insert.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { ENTRY, signatureEntry } from "../src/vault/entry.ts";
import { onNode } from "../src/vault/on-node.ts";
import { PURPOSE } from "../src/vault/row.ts";
import type { Product } from "./product.ts";
import type { SealedRows, SealingWork } from "./sealing-worker.ts";

const GROUP = 256;
const DAY = 86_400_000;

const signatures = inserter(
  "signatures",
  [
    ...([
      "campaign",
      "epoch",
      "envelope",
      "as",
      "text",
      "state",
      "row",
      "sealed_hash",
      "day",
      "mailed",
    ] as const),
    ...(["check", "salt", "entry", "turn"] as const),
  ],
  true,
);
const envelopes = inserter("envelopes", ["campaign", "epoch", "purpose", "bytes"], true);

/** Opens the database of a network that nobody serves. */
async function openOf(product: Product): Promise<Store> {
  return openStore({
    database: { kind: "sqlite" },
    dataDir: product.dataDir,
    onError: (error) => {
      throw error;
    },
  });
}

async function theCampaign(store: Store) {
  const campaign = await store.read.selectFrom("campaigns").selectAll().executeTakeFirstOrThrow();
  const key = await store.read.selectFrom("campaign_keys").selectAll().executeTakeFirstOrThrow();
  const { id: network } = await store.read.selectFrom("network").select("id").executeTakeFirstOrThrow();
  return { id: campaign.id, epoch: campaign.epoch, text: campaign.text, key: key.public_key, network };
}

const today = () => Math.floor(Date.now() / DAY);

/**
 * Adds pending rows of random bytes, an envelope for each group of 256.
 * @param product not served
 * @param many how many rows
 * @param rowBytes bytes of each
 */
export async function fillPending(product: Product, many: number, rowBytes: number): Promise<void> {
  const store = await openOf(product);
  try {
    const { id, epoch, text } = await theCampaign(store);
    const { random } = onNode;
    for (let done = 0; done < many; done += GROUP) {
      const rows = Math.min(GROUP, many - done);
      await store.write(async (tx) => {
        const [envelope = 0] = await envelopes.insert(tx, [[id, epoch, PURPOSE.signature, random(1_120)]]);
        await signatures.insert(
          tx,
          Array.from({ length: rows }, () => [
            ...[id, epoch, envelope, "person", text, "pending", random(rowBytes), random(32), today(), 1],
            ...[random(32), null, null, null],
          ]),
        );
      });
    }
  } finally {
    await store.close();
  }
}

/**
 * Adds confirmed rows that open, whose entries wait for the next lot.
 * @param product not served
 * @param many how many rows
 * @param rowBytes bytes of each
 * @param sharing how many share an envelope
 */
export async function fillConfirmed(
  product: Product,
  many: number,
  rowBytes: number,
  sharing = 1,
): Promise<void> {
  const store = await openOf(product);
  try {
    const { id, epoch, text, key, network } = await theCampaign(store);
    const { random } = onNode;
    let turn = 0;
    const work = { network, campaign: id, epoch, publicKey: key, text, rowBytes, sharing };
    for await (const groups of sealedRows(work, many)) {
      await store.write(async (tx) => {
        const ids = await envelopes.insert(
          tx,
          groups.map(({ envelope }) => [id, epoch, PURPOSE.signature, envelope]),
        );
        const sealed = groups.flatMap(({ rows }, at) =>
          rows.map((row) => ({ ...row, envelope: ids[at] ?? 0 })),
        );
        const entries = sealed.map(({ sealedHash }) => {
          const salt = random(32);
          return { salt, entry: signatureEntry(onNode, ENTRY.personByMail, salt, sealedHash) };
        });
        const given = await signatures.insert(
          tx,
          sealed.map(({ row, sealedHash, envelope }, at) => [
            ...[id, epoch, envelope, "person", text, "confirmed", row, sealedHash, today(), 1],
            ...[random(32), entries[at]?.salt ?? null, entries[at]?.entry ?? null, ++turn],
          ]),
        );
        await addWaiting(
          tx,
          entries.map(({ entry }, at) => ({ campaign: id, entry, signature: given[at] ?? null })),
          Math.floor(Date.now() / (DAY / 24)),
        );
      });
    }
    await store.write((tx) => tx.updateTable("campaigns").set({ turn }).where("id", "=", id).execute());
  } finally {
    await store.close();
  }
}

/** Rows in groups, sealed by two threads: an encapsulation for each row is most of the work. */
async function* sealedRows(
  given: Omit<SealingWork, "from" | "many">,
  many: number,
): AsyncGenerator<SealedRows[]> {
  const threads = [0, 1].map(openThread);
  const ask = (at: number): Promise<SealedRows[]> => {
    const from = at * GROUP;
    const work: SealingWork = { ...given, from, many: Math.min(GROUP, many - from) };
    return threads[at % threads.length]?.seal(work) ?? Promise.resolve([]);
  };
  try {
    const under: Promise<SealedRows[]>[] = [];
    for (let at = 0; at * GROUP < many; at++) {
      under.push(ask(at));
      if (under.length > 2 * threads.length) yield (await under.shift()) ?? [];
    }
    for (const rows of under) yield await rows;
  } finally {
    for (const thread of threads) await thread.stop();
  }
}

function openThread() {
  const worker = new Worker(new URL("./sealing-worker.ts", import.meta.url));
  const waiting: PromiseWithResolvers<SealedRows[]>[] = [];
  // Groups come back in the order in which they were given.
  worker.on("message", (rows: SealedRows[]) => waiting.shift()?.resolve(rows));
  worker.on("error", (error) => {
    for (const one of waiting.splice(0)) one.reject(error);
  });
  return {
    seal: (work: SealingWork): Promise<SealedRows[]> => {
      const one = Promise.withResolvers<SealedRows[]>();
      waiting.push(one);
      worker.postMessage(work);
      return one.promise;
    },
    stop: () => worker.terminate(),
  };
}
