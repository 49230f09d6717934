// A thread of the browser that opens pages of signatures. It is handed the keys once, then pages as the network
// sent them, and answers each in its turn: with its signatures, or with the error that stopped it.
import "./schemas.ts";
import { signingApi } from "../signing/desk/api.ts";
import { type OpeningKeys, openPage } from "../signing/opening/opening.ts";
import { onWeb } from "../vault/on-web.ts";
import { readAnswer } from "../web/api.ts";

/** Opens pages one after another, with the keys that came first. */
function begin(): void {
  const primitives = onWeb();
  let keys: OpeningKeys | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<OpeningKeys | ArrayBuffer>) => {
    if (!(data instanceof ArrayBuffer)) {
      keys = data;
      return;
    }
    const open = async () => {
      if (!keys) throw new Error("the keys come first");
      return openPage(await primitives, keys, readAnswer(signingApi.rows, data));
    };
    // What fails in a promise is told to nobody by itself: the page would wait for ever.
    turn = turn.then(open).then(
      (opened) => postMessage(opened),
      (error: unknown) => postMessage(error),
    );
  });
}

begin();
