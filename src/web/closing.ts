// How a server stops: it takes nobody new, finishes and answers what is under way, and waits for no line that is
// merely open. Browsers open lines ahead and keep them; without this they would keep a stopping server for a minute.
import type { Server, ServerResponse } from "node:http";
import type { Server as SecureServer } from "node:https";

/** How long somebody may take to send the rest of what they began. */
const PATIENCE = 10_000;

/**
 * Watches a server's requests from its first one on.
 * @param server not yet asked anything
 * @returns closes the server; resolves when everything under way was answered, after ten seconds at the latest
 */
export function closingInOrder(server: Server | SecureServer): () => Promise<void> {
  // Places and not a Set: a Set under load moves to new tables all the time, each old one points at its successor, and
  // so one that died old keeps all that were answered since alive until the whole heap is gone through.
  const underWay: (ServerResponse | null)[] = [];
  const free: number[] = [];
  let closing = false;
  let allAnswered = () => {};
  server.prependListener("request", (_request, response) => {
    const place = free.pop() ?? underWay.length;
    underWay[place] = response;
    if (closing) response.shouldKeepAlive = false;
    response.on("close", () => {
      underWay[place] = null;
      free.push(place);
      if (free.length === underWay.length) allAnswered();
    });
  });
  return async () => {
    closing = true;
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    // Each is told with its answer that the line ends; otherwise they would go on asking.
    for (const response of underWay) if (response) response.shouldKeepAlive = false;
    server.closeIdleConnections();
    if (free.length < underWay.length) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, PATIENCE);
        allAnswered = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
    server.closeAllConnections();
    await ended;
  };
}
