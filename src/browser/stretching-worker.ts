// The thread that stretches words once and ends: 64 MiB and seconds on an old phone, in which the page stays alive.
// What it held of the words goes with it.
import { onWeb } from "../vault/on-web.ts";

addEventListener("message", ({ data }: MessageEvent<{ words: Uint8Array; salt: Uint8Array }>) => {
  // What fails in a promise is told to nobody by itself: the page would wait for ever.
  void onWeb()
    .then(({ argon2id }) => argon2id(data.words, data.salt))
    .then(postMessage, postMessage);
});
