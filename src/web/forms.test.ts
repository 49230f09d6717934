import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { test } from "node:test";
import fc from "fast-check";
import { FORM_BYTES, type FormResult, one, parseForm, readForm } from "./forms.ts";

const URLENCODED = "application/x-www-form-urlencoded";

/** Gives a request to `readForm` as Node's own server reads it. */
async function sent(body: string | Uint8Array, type: string | null = URLENCODED, chunked = false) {
  const read = Promise.withResolvers<FormResult>();
  const server = createServer((request: IncomingMessage, response) => {
    readForm(request)
      .then(read.resolve, read.reject)
      .finally(() => response.end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bytes = Buffer.from(body);
  const line = connect((server.address() as AddressInfo).port, "127.0.0.1");
  line.on("error", () => {});
  const length = chunked ? "transfer-encoding: chunked" : `content-length: ${bytes.length}`;
  line.write(
    `POST / HTTP/1.1\r\nhost: x\r\n${type === null ? "" : `content-type: ${type}\r\n`}${length}\r\n\r\n`,
  );
  if (chunked) {
    for (let at = 0; at < bytes.length; at += 1_000) {
      const part = bytes.subarray(at, at + 1_000);
      line.write(`${part.length.toString(16)}\r\n`);
      line.write(part);
      line.write("\r\n");
    }
    line.write("0\r\n\r\n");
  } else line.write(bytes);
  try {
    return await read.promise;
  } finally {
    line.destroy();
    server.close();
  }
}

const statusOf = (result: FormResult) => (result.ok ? 200 : result.status);

test("a form of 64 KB is read, one byte more is refused, with a length or in chunks", async () => {
  for (const chunked of [false, true]) {
    const full = await sent(`name=${"a".repeat(FORM_BYTES - 5)}`, URLENCODED, chunked);
    assert.ok(full.ok && one(full.form, "name").length === FORM_BYTES - 5);
    assert.equal(statusOf(await sent(`name=${"a".repeat(FORM_BYTES - 4)}`, URLENCODED, chunked)), 413);
  }
});

test("only urlencoded forms are read", async () => {
  for (const type of [
    null,
    "",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    "x-www",
  ]) {
    assert.equal(statusOf(await sent("name=Maya", type)), 415, String(type));
  }
  for (const type of [`${URLENCODED}; charset=UTF-8`, URLENCODED.toUpperCase(), ` ${URLENCODED} `]) {
    assert.equal(statusOf(await sent("name=Maya", type)), 200, type);
  }
});

test("bytes and escapes that are no UTF-8, and NUL, are refused", async () => {
  const raw = Uint8Array.of(...Buffer.from("name="), 0xff, 0xfe);
  assert.equal(statusOf(await sent(raw)), 400);
  for (const body of ["name=%FF", "name=%C0%AF", "name=%ED%A0%80", "name=%", "name=%4", "%=x", "name=%zz"]) {
    assert.equal(statusOf(await sent(body)), 400, body);
  }
  for (const body of ["name=%00", "na%00me=x", "name=a\0b"]) {
    assert.equal(statusOf(await sent(body)), 400, body);
  }
});

test("names that objects have by themselves are names like any other", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
  const form = parseForm(names.map((name) => `${name}=${name}!`).join("&"));
  for (const name of names) assert.equal(form && one(form, name), `${name}!`);
  assert.equal(form && one(form, "valueOf"), "");
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test("what is typed comes back as it was typed, repeated names in their order", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 }).filter((typed) => !typed.includes("\0"));
  const pairs = fc.array(fc.tuple(text, text), { maxLength: 10 });
  fc.assert(
    fc.property(pairs, (typed) => {
      const form = parseForm(new URLSearchParams(typed).toString());
      const wanted = new Map<string, string[]>();
      for (const [name, value] of typed) wanted.set(name, [...(wanted.get(name) ?? []), value]);
      // A lone pair of nothing is an empty body.
      wanted.delete("");
      const got = new Map(form);
      got.delete("");
      assert.deepEqual(got, wanted);
    }),
  );
});

test("no body at all is too strange to be read", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const form = parseForm(Buffer.from(bytes).toString("latin1"));
      assert.ok(form === null || form instanceof Map);
    }),
  );
});

test("a body of tens of thousands of fields is read without delay", () => {
  const started = performance.now();
  parseForm("a&".repeat(FORM_BYTES / 2));
  parseForm(Array.from({ length: 10_000 }, (_, at) => `k${at}`).join("&"));
  assert.ok(performance.now() - started < 1_000);
});

test("a line that breaks in the middle of a body is no form, and no fault of ours", async () => {
  const read = Promise.withResolvers<FormResult>();
  const server = createServer((request) => readForm(request).then(read.resolve, read.reject));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const line = connect((server.address() as AddressInfo).port, "127.0.0.1");
  line.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${URLENCODED}\r\ncontent-length: 50\r\n\r\nname=Ma`,
  );
  await once(server, "request");
  setTimeout(() => line.destroy(), 20);
  assert.equal(statusOf(await read.promise), 400);
  server.close();
});
