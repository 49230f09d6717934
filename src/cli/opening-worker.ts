// A thread that opens pages of signatures: opening costs more than everything else of an export together.
import { parentPort, workerData } from "node:worker_threads";
import { signingApi } from "../signing/desk/api.ts";
import { type OpeningKeys, openPage } from "../signing/opening/opening.ts";
import { onNode } from "../vault/on-node.ts";
import { readAnswer } from "../web/api.ts";

/** Set by whoever starts the thread. */
const keys = workerData as OpeningKeys;

parentPort?.on("message", async (page: ArrayBuffer) => {
  parentPort?.postMessage(await openPage(onNode, keys, readAnswer(signingApi.rows, page)));
});
