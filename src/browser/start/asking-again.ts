// Waiting until somebody else has let one in: the network is asked every few seconds, as long as the page is open.

const ASK_EVERY = 4_000;

/**
 * Asks again and again; an answer that does not come is no answer.
 * @param ask gives whether it is over
 * @param over told once
 * @returns what ends it
 */
export function askAgain(ask: () => Promise<boolean>, over: () => void): () => void {
  let ended = false;
  let timer: ReturnType<typeof setTimeout>;
  const turn = async () => {
    const isOver = await ask().catch(() => false);
    if (ended) return;
    if (isOver) over();
    else timer = setTimeout(turn, ASK_EVERY);
  };
  timer = setTimeout(turn, ASK_EVERY);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
