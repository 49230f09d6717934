// The ceiling: what this machine can do at all. A bare node:http server that answers GET with a page from memory
// and POST, after the same durable group commit of rows of the same size, with another. It parses nothing, seals
// nothing and knows nobody.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type GroupCommit, groupCommit } from "../src/store/group-commit.ts";
import { type CeilingRows, openCeilingStore } from "./ceiling-store.ts";
import { answerAsked } from "./programs.ts";

export interface CeilingWork {
  /** null for a server that takes no rows. */
  rows: CeilingRows | null;
  /** Bytes of a sealed row. */
  rowBytes: number;
  /** What GET is answered: the product's own bytes, headers included. */
  page: Uint8Array;
  pageHeaders: Record<string, string>;
  /** What POST is answered. */
  answer: Uint8Array;
}

async function serve(work: CeilingWork): Promise<number> {
  const append: GroupCommit<null, null> | null =
    work.rows && groupCommit(await openCeilingStore(work.rows, work.rowBytes));
  const headers = { "content-type": "text/html; charset=utf-8" };
  const send = (response: ServerResponse, body: Uint8Array, given: Record<string, string>) => {
    response.writeHead(200, { ...given, "content-length": body.length });
    response.end(body);
  };
  const server = createServer((request, response) => {
    if (request.method === "GET") return send(response, work.page, work.pageHeaders);
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      await append?.add(null);
      send(response, work.answer, headers);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return (server.address() as AddressInfo).port;
}

answerAsked({ serve });
