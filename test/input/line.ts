// For tests of what no browser sends: bytes as they are, over a line of their own.
import assert from "node:assert/strict";
import { connect } from "node:net";

export interface RawAnswer {
  /** 0 when the line was closed without an answer. */
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** Writes bytes, piece by piece, and reads until the other side closes. Resolves with nothing after five seconds. */
export function ask(url: string, ...pieces: (string | Uint8Array)[]): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const parts: Buffer[] = [];
    const line = connect(Number(port), hostname);
    const end = () => {
      line.destroy();
      resolve(read(Buffer.concat(parts)));
    };
    line.setTimeout(5_000, end);
    line.on("data", (part: Buffer) => parts.push(part));
    line.on("close", end);
    // Being cut off while still writing is no answer; what was read before is.
    line.on("error", () => {});
    for (const piece of pieces) line.write(piece);
  });
}

/** A whole request in one piece. */
export function spell(method: string, target: string, headers: readonly string[] = [], body = ""): string {
  const own = headers.some((one) => /^host:/i.test(one)) ? [] : ["host: network.test"];
  const length = body === "" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const head = [`${method} ${target} HTTP/1.1`, ...own, "connection: close", ...headers, ...length];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function read(bytes: Buffer): RawAnswer {
  const text = bytes.toString("utf8");
  // An interim answer (100 Continue) stands before the answer.
  const begin = text.startsWith("HTTP/1.1 100") ? text.indexOf("\r\n\r\n") + 4 : 0;
  const end = text.indexOf("\r\n\r\n", begin);
  const [first = "", ...lines] = text.slice(begin, end < 0 ? undefined : end).split("\r\n");
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0), headers, body: text.slice(end + 4) };
}

/** Holds that an answer refuses, and says so: in JSON that tells why, or on a page that nobody keeps. */
export function isClear({ status, headers, body }: RawAnswer, what: string, method = "GET"): void {
  assert.ok(status >= 400 && status < 500, `${what}: ${status}`);
  if (method === "HEAD") return;
  if (headers.get("content-type")?.startsWith("application/json")) {
    assert.ok((JSON.parse(body) as { error: string }).error.length > 10, what);
    return;
  }
  assert.match(body, /<h1[\s\S]+<\/h1>[\s\S]+<\/html>/, `${what}: a clear page`);
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/, what);
  assert.equal(headers.get("cache-control"), "no-store", what);
}
