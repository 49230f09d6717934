// Every signature of a campaign, opened, page by page in the order of ids. Pages come over HTTP one after another
// and are opened by threads meanwhile; only a few pages are ever in memory.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { readAnswer } from "../organisers/client.ts";
import type { Desk } from "../organisers/opening.ts";
import { signingApi } from "../signing/desk-api.ts";
import type { OpenCampaign } from "../signing/open-campaign.ts";
import { type OpenedSignature, type OpeningKeys, openPage } from "../signing/opening.ts";
import { onNode } from "../vault/on-node.ts";
import { Mistake } from "./command.ts";

const MOST_THREADS = 8;

/**
 * Gives every signature that stands or waits.
 * @param desk an open desk
 * @param campaign the campaign, open
 */
export async function* openRows(
  desk: Desk,
  { slug, keys }: OpenCampaign,
): AsyncGenerator<OpenedSignature[], void, void> {
  const page = (after: number) => desk.client.bytes(signingApi.rows, { slug, after });
  const first = await page(0);
  if (nextOf(first) === null) {
    yield await openPage(onNode, keys, readAnswer(signingApi.rows, first));
    return;
  }
  const threads = Array.from({ length: Math.min(availableParallelism(), MOST_THREADS) }, () =>
    openThread(keys),
  );
  const under: Promise<OpenedSignature[]>[] = [];
  try {
    let turn = 0;
    for (let bytes: ArrayBuffer | null = first; bytes !== null; ) {
      const next: number | null = nextOf(bytes);
      const opening = threads[turn++ % threads.length]?.open(bytes);
      // What breaks is told where the page is waited for.
      opening?.catch(() => undefined);
      if (opening) under.push(opening);
      bytes = next === null ? null : await page(next);
      if (under.length >= 2 * threads.length) yield (await under.shift()) ?? [];
    }
    for (const opening of under) yield await opening;
  } finally {
    for (const thread of threads) await thread.stop();
  }
}

/** The network writes where the next page begins before anything else: the rest is for the threads to read. */
function nextOf(page: ArrayBuffer): number | null {
  const head = new TextDecoder().decode(page.slice(0, 40));
  const next = /^\{"next":(null|\d+),/.exec(head)?.[1];
  if (next === undefined) throw new Mistake("The network answered something else than a page of signatures.");
  return next === "null" ? null : Number(next);
}

function openThread(keys: OpeningKeys) {
  const worker = new Worker(new URL("./opening-worker.ts", import.meta.url), { workerData: keys });
  const waiting: PromiseWithResolvers<OpenedSignature[]>[] = [];
  // Pages come back in the order in which they were given.
  worker.on("message", (opened: OpenedSignature[]) => waiting.shift()?.resolve(opened));
  worker.on("error", (error) => {
    for (const one of waiting.splice(0)) one.reject(error);
  });
  return {
    open: (page: ArrayBuffer): Promise<OpenedSignature[]> => {
      const one = Promise.withResolvers<OpenedSignature[]>();
      waiting.push(one);
      worker.postMessage(page, [page]);
      return one.promise;
    },
    stop: () => worker.terminate(),
  };
}
