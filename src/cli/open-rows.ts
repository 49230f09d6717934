// Every signature of a campaign, opened on this computer by a thread for each of its cores.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Desk } from "../organisers/opening.ts";
import { signingApi } from "../signing/desk/api.ts";
import type { OpenCampaign } from "../signing/opening/open-campaign.ts";
import type { OpenedSignature, OpeningKeys } from "../signing/opening/opening.ts";
import { streamRows, type Thread } from "../signing/opening/row-stream.ts";
import { onNode } from "../vault/on-node.ts";

const MOST_THREADS = 8;

/**
 * Gives every signature that stands or waits.
 * @param desk an open desk
 * @param campaign the campaign, open
 */
export function openRows(
  desk: Desk,
  { slug, keys }: OpenCampaign,
): AsyncGenerator<OpenedSignature[], void, void> {
  return streamRows({
    p: onNode,
    keys,
    page: (after) => desk.client.bytes(signingApi.rows, { slug, after }),
    threads: () =>
      Array.from({ length: Math.min(availableParallelism(), MOST_THREADS) }, () => openThread(keys)),
  });
}

function openThread(keys: OpeningKeys): Thread {
  const worker = new Worker(new URL("./opening-worker.ts", import.meta.url), { workerData: keys });
  const waiting: PromiseWithResolvers<OpenedSignature[]>[] = [];
  // Pages come back in the order in which they were given.
  worker.on("message", (opened: OpenedSignature[]) => waiting.shift()?.resolve(opened));
  worker.on("error", (error) => {
    for (const one of waiting.splice(0)) one.reject(error);
  });
  return {
    open: (page) => {
      const one = Promise.withResolvers<OpenedSignature[]>();
      waiting.push(one);
      worker.postMessage(page, [page]);
      return one.promise;
    },
    stop: () => worker.terminate(),
  };
}
