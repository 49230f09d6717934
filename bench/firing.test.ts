// The load sends what it should, once each, and tells what went wrong.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { fire } from "./firing.ts";

async function against(answer: RequestListener, many: number, connections: number) {
  const server = createServer((request, response) => {
    if (request.url === "/healthz") response.end("ok\n");
    else answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const request = "POST /@@@@@ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nn=@@@@";
  try {
    return await fire({ port, request, from: 7, many, connections, longest: 30 });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("every request is another one and is sent once", async () => {
  const paths: string[] = [];
  const bodies: string[] = [];
  const fired = await against(
    async (request, response) => {
      paths.push(request.url ?? "");
      for await (const part of request) bodies.push(String(part));
      response.end("thank you");
    },
    500,
    16,
  );
  assert.equal(fired.good, 500);
  assert.equal(fired.bad, 0);
  assert.equal(fired.latencies.length, 500);
  assert.deepEqual(
    paths.toSorted(),
    Array.from({ length: 500 }, (_, at) => `/${String(at + 7).padStart(5, "0")}`),
  );
  assert.ok(bodies.includes("n=0007"));
});

test("an answer that comes in pieces is read to its end", async () => {
  const fired = await against(
    (_request, response) => {
      response.writeHead(200, { "content-length": 200_000 });
      response.write("a".repeat(100_000));
      setTimeout(() => response.end("b".repeat(100_000)), 5);
    },
    6,
    2,
  );
  assert.equal(fired.good, 6);
  assert.ok(fired.latencies.every((latency) => latency >= 4));
});

test("an answer that is not 200 is counted apart and shown", async () => {
  const fired = await against(
    (request, response) => {
      response.statusCode = request.url?.endsWith("8") ? 422 : 200;
      response.end("x");
    },
    10,
    2,
  );
  assert.equal(fired.bad, 1);
  assert.equal(fired.good, 9);
  assert.match(fired.badAnswer ?? "", /^HTTP\/1\.1 422 /);
});

test("a server that hangs up fails the load", async () => {
  await assert.rejects(against((request) => request.socket.destroy(), 3, 1));
});
