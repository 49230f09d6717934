// Threads of the browser that open pages of signatures (opening-worker.ts), one for each core.
import type { OpenedSignature, OpeningKeys } from "../../signing/opening/opening.ts";
import type { Thread } from "../../signing/opening/row-stream.ts";
import { scriptUrl } from "../trusted.ts";

const MOST_THREADS = 8;

/** Where the threads' script is: the document names it beside the desk's own. */
function workerPath(): string {
  return document.querySelector<HTMLScriptElement>("script[data-worker]")?.dataset.worker ?? "";
}

/**
 * Starts threads.
 * @param keys what they open with; each gets a copy, which goes with it
 */
export function startThreads(keys: OpeningKeys): Thread[] {
  const many = Math.min(MOST_THREADS, Math.max(1, navigator.hardwareConcurrency || 1));
  return Array.from({ length: many }, () => startThread(keys));
}

function startThread(keys: OpeningKeys): Thread {
  const worker = new Worker(scriptUrl(workerPath()), { type: "module" });
  const waiting: PromiseWithResolvers<OpenedSignature[]>[] = [];
  worker.onmessage = ({ data }: MessageEvent<OpenedSignature[] | Error>) => {
    const first = waiting.shift();
    if (data instanceof Error) first?.reject(data);
    else first?.resolve(data);
  };
  let ended: Error | null = null;
  worker.onerror = (event) => {
    ended = new Error(event.message || "a thread ended");
    for (const one of waiting.splice(0)) one.reject(ended);
  };
  worker.postMessage(keys);
  return {
    open: (page) => {
      if (ended) return Promise.reject(ended);
      const one = Promise.withResolvers<OpenedSignature[]>();
      waiting.push(one);
      worker.postMessage(page, [page]);
      return one.promise;
    },
    stop: async () => worker.terminate(),
  };
}
