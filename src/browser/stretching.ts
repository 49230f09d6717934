// Stretching words beside the page (stretching-worker.ts).
import { NoAnswer } from "../organisers/client.ts";
import { scriptUrl } from "./trusted.ts";

/** Where the thread's script is: the document names it beside the desk's own. */
function scriptPath(): string {
  return document.querySelector<HTMLScriptElement>("script[data-stretching]")?.dataset.stretching ?? "";
}

/**
 * Argon2id as `Primitives` asks for it, in a thread of its own.
 * @throws NoAnswer when the thread's script did not come
 */
export function stretchInThread(words: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const worker = new Worker(scriptUrl(scriptPath()), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Uint8Array | Error>) =>
    data instanceof Uint8Array ? resolve(data) : reject(data);
  worker.onerror = (event) => reject(new NoAnswer(event.message || "the thread ended"));
  worker.postMessage({ words, salt });
  return promise.finally(() => worker.terminate());
}
