// How visitors reach a network: over plain HTTP on HOST and PORT, behind a proxy or on one's own machine; or, with
// DOMAIN, over HTTPS with a certificate that is had and renewed here, and port 80 beside it, which sends everybody on.
import type { IncomingMessage, Server } from "node:http";
import type { Server as SecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { openKeptCertificates } from "./certificates/kept.ts";
import { lineOptions } from "./certificates/line.ts";
import { orderCertificate } from "./certificates/ordering.ts";
import { type Challenges, openPort80 } from "./certificates/port-80.ts";
import { openRenewing } from "./certificates/renewing.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Domain, Settings } from "./settings.ts";
import { closingInOrder } from "./web/closing.ts";
import { type Fetch, openServer } from "./web/unreadable.ts";

/** A year: browsers that were here once ask over HTTPS alone. */
const HSTS = { "strict-transport-security": "max-age=31536000" };

export interface ListeningParts {
  settings: Settings;
  clock: Clock;
  log: Log;
  /** Answers what can be read. */
  fetch: Fetch;
  /** The page for what cannot. */
  unreadable(): string;
  /** Told of each request as it came. */
  onRequest(request: IncomingMessage): void;
}

export interface Listening {
  /** Listens. @returns the port that visitors come to @throws Error when a port cannot be had */
  listen(): Promise<number>;
  /** Takes nobody new, finishes what is under way. */
  close(): Promise<void>;
  /** What is to be said of it at /readyz. */
  says(): string[];
}

/** Opens how a network is reached; nothing listens yet. */
export function openListening(parts: ListeningParts): Listening {
  const { domain } = parts.settings;
  return domain ? ofItsOwn(parts, domain) : plain(parts);
}

/** The whole machine, also where it has no IPv6. */
function listenOn(server: Server | SecureServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const options = host === "::" ? { port } : { port, host };
    server.listen(options, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function plain({ settings, fetch, unreadable, onRequest }: ListeningParts): Listening {
  // Whoever stands before it and speaks HTTPS passes the header on.
  const headers = settings.baseUrl.startsWith("https:") ? HSTS : {};
  const server = openServer({ fetch, page: unreadable, headers });
  const close = closingInOrder(server);
  server.on("request", onRequest);
  return {
    listen: () => listenOn(server, settings.host, settings.port),
    close: async () => {
      if (server.listening) await close();
    },
    says: () => [],
  };
}

function ofItsOwn(parts: ListeningParts, { name, httpPort, directory }: Domain): Listening {
  const { settings, clock, log } = parts;
  const kept = openKeptCertificates(settings.secretDir);
  const challenges: Challenges = new Map();
  const first = kept.read(name);
  let ready = first !== null;
  const server = openServer({
    fetch: parts.fetch,
    page: parts.unreadable,
    headers: HSTS,
    line: lineOptions(first),
  }) as SecureServer;
  server.on("request", parts.onRequest);
  const port80 = openPort80(challenges, () => (ready ? settings.baseUrl : null));
  const closing = [closingInOrder(server), closingInOrder(port80)];
  const renewing = openRenewing({
    domain: name,
    clock,
    kept: first,
    order: () => orderCertificate({ domain: name, directory, kept, challenges }),
    onNew: (certificate) => {
      kept.write(name, certificate);
      server.setSecureContext(lineOptions(certificate));
      ready = true;
    },
    info: log.info,
    warn: log.warn,
  });
  return {
    listen: async () => {
      const port = await listenOn(server, settings.host, settings.port);
      await listenOn(port80, settings.host, httpPort);
      if (!ready) log.info(`asking ${new URL(directory).host} for a certificate of ${name}`);
      renewing.start();
      return port;
    },
    close: async () => {
      renewing.stop();
      const open = [server, port80].map(({ listening }) => listening);
      await Promise.all(closing.map((close, at) => open[at] && close()));
    },
    says: () => [renewing.says()],
  };
}
