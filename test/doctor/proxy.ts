// For tests: a proxy with HTTPS in front of a network, as good or as bad as it is told to be.
import { once } from "node:events";
import {
  createServer as createPlain,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
  type Server,
} from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TlsOptions } from "node:tls";

export interface TestProxy {
  url: string;
  httpPort: number;
  /** Changes the headers of each answer. */
  change: (headers: IncomingHttpHeaders) => void;
  /** Changes each answer's text. */
  changeBody: (body: string) => string;
  /** What http:// answers. */
  plain: RequestListener;
  close(): Promise<void>;
}

/** Starts one on localhost. */
export async function startProxy(to: string, line: TlsOptions): Promise<TestProxy> {
  const secure = createServer({ minVersion: "TLSv1.3", ...line }, (asked, answer) => {
    request(to + asked.url, { headers: { ...asked.headers, host: new URL(to).host } }, (got) => {
      let body = "";
      got.setEncoding("utf8").on("data", (part) => (body += part));
      got.on("end", () => {
        const headers: IncomingHttpHeaders = {
          ...got.headers,
          "strict-transport-security": "max-age=31536000",
        };
        delete headers["content-length"];
        proxy.change(headers);
        answer.writeHead(got.statusCode ?? 502, headers).end(proxy.changeBody(body));
      });
    })
      .on("error", () => answer.writeHead(502).end())
      .end();
  });
  const plain = createPlain((asked, answer) => proxy.plain(asked, answer));
  const port = await listen(secure);
  const url = `https://localhost:${port}`;
  const proxy: TestProxy = {
    url,
    httpPort: await listen(plain),
    change: () => {},
    changeBody: (body) => body,
    plain: ({ url: path }, answer) => answer.writeHead(308, { location: url + path }).end(),
    close: async () => {
      await Promise.all([secure, plain].map((server) => closed(server as Server)));
    },
  };
  return proxy;
}

async function listen(server: Server | ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, "localhost");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
