// What answers plain HTTP where the network has a certificate of its own: the issuer's question whether this machine
// is the name's (RFC 8555, 8.3), and everybody else the way to https. Nothing that somebody sends is read.
import { createServer, type Server } from "node:http";

const CHALLENGE = "/.well-known/acme-challenge/";
const PATIENCE = 10_000;
const ALWAYS = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "no-store",
  connection: "close",
};

/** Answers of challenges by their token, while an order is under way. */
export type Challenges = Map<string, string>;

/**
 * Makes the server, not yet listening.
 * @param challenges looked at with each question
 * @param target where everybody else is sent, without a slash at the end; null while nothing answers there
 */
export function openPort80(challenges: Challenges, target: () => string | null): Server {
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    const answer = url.startsWith(CHALLENGE) ? challenges.get(url.slice(CHALLENGE.length)) : undefined;
    const base = target();
    if (answer !== undefined) {
      response.writeHead(200, ALWAYS).end(answer);
    } else if (base === null) {
      const later = { ...ALWAYS, "retry-after": "120" };
      response.writeHead(503, later).end("This site is being set up. Come back in a few minutes.\n");
    } else {
      // The name is ours, whatever host was asked for; also a whole address in the place of a path goes nowhere else.
      const path = /^\/(?!\/)[\x21-\x7e]*$/.test(url) ? url : "/";
      response.writeHead(308, { ...ALWAYS, location: base + path }).end(`This site is at ${base}\n`);
    }
  });
  server.requestTimeout = PATIENCE;
  server.headersTimeout = PATIENCE;
  return server;
}
