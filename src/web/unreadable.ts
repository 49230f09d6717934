// What cannot be read as a request at all (a broken first line, a host that is none, headers without end) is answered
// too: a 4xx with a page that says so, like any other mistake. Nothing of it reaches a route.
import { createServer, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import { TLSSocket, type TlsOptions } from "node:tls";
import { getRequestListener } from "@hono/node-server";
import { pageHeaders } from "./headers.ts";

/** Answers a request that could be read. */
export type Fetch = Parameters<typeof getRequestListener>[0];

const BAD = 400;
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What the HTTP parser says, over a line that stands; anything else is a line that never did. */
const OF_HTTP = /^(HPE_|ERR_HTTP_)/;

export interface Serving {
  /** Answers what can be read. */
  fetch: Fetch;
  /** The page for what cannot: a full HTML document. */
  page(): string;
  /** Headers of every answer, by their names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** How the line is locked; without it HTTP is spoken in the clear. */
  line?: TlsOptions;
}

/**
 * Makes a server, not yet listening.
 * @returns Node's server: of node:https when a line is given
 */
export function openServer({ fetch, page, headers: always = {}, line }: Serving): Server {
  const headers = { ...pageHeaders("never"), ...always };
  const errorHandler = () => new Response(page(), { status: BAD, headers });
  const listener = getRequestListener(fetch, { errorHandler });
  // Without a host it is refused by the listener, with a page, and not by Node, without one.
  const options = { requireHostHeader: false };
  const server = line
    ? createSecureServer({ ...options, ...line }, listener)
    : createServer(options, listener);
  const added = Object.entries(always);
  if (added.length > 0) {
    server.prependListener("request", (_, response: ServerResponse) => {
      for (const [name, value] of added) response.setHeader(name, value);
    });
  }
  // An expectation that nobody knows may be passed over (RFC 9110, 10.1.1); Node would answer it without a page.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  const answering = new WeakMap<Socket, ServerResponse>();
  server.on("request", (request, response) => answering.set(request.socket, response));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const begun = answering.get(socket);
    if (socket instanceof TLSSocket && !OF_HTTP.test(error.code ?? "")) {
      socket.destroy();
      return;
    }
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
