// What cannot be read as a request at all (a broken first line, a host that is none, headers without end) is answered
// too: a 4xx with a page that says so, like any other mistake. Nothing of it reaches a route.
import { createServer, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { pageHeaders } from "./headers.ts";

/** Answers a request that could be read. */
export type Fetch = Parameters<typeof getRequestListener>[0];

const BAD = 400;
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Makes a server, not yet listening.
 * @param fetch answers what can be read
 * @param page the page for what cannot: a full HTML document
 * @returns Node's server
 */
export function openServer(fetch: Fetch, page: () => string): Server {
  const headers = pageHeaders("never");
  const errorHandler = () => new Response(page(), { status: BAD, headers });
  // Without a host it is refused by the listener, with a page, and not by Node, without one.
  const server = createServer({ requireHostHeader: false }, getRequestListener(fetch, { errorHandler }));
  // An expectation that nobody knows may be passed over (RFC 9110, 10.1.1); Node would answer it without a page.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  const answering = new WeakMap<Socket, ServerResponse>();
  server.on("request", (request, response) => answering.set(request.socket, response));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const begun = answering.get(socket);
    // Into the middle of an answer, or to somebody who is gone, nothing can be said.
    if (!socket.writable || error.code === "ECONNRESET" || (begun?.headersSent && !begun.writableFinished)) {
      socket.destroy();
      return;
    }
    const status = STATUS[error.code ?? ""] ?? BAD;
    const body = Buffer.from(page());
    const lines = Object.entries({ ...headers, "content-length": body.length, connection: "close" });
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map((line) => line.join(": "))];
    socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
  });
  return server;
}
