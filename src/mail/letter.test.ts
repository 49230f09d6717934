import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { LANGUAGES } from "../locales/languages.ts";
import { composeMail } from "./compose.ts";
import { composeWhole, type Form, type Letter, openWriter } from "./letter.ts";

const NAMES = { network: "Coalición <Ñandú>", plainName: "Déclaration & “17 novembre”" };
const TOKEN = Array.from({ length: 431 }, (_, at) => "Az09-_"[(at * 7) % 6]).join("");
const ID = "0123456789abcdef0123456789abcdef";

function form(over: Partial<Form> = {}): Form {
  const date = new Date("2026-11-24T12:34:00Z");
  return {
    ...{ kind: "confirm", language: "en", names: NAMES, from: "sign@example.org" },
    ...{ baseUrl: "https://sign.example.org", date },
    ...over,
  };
}

function letter(over: Partial<Letter> = {}): Letter {
  return { to: "maya@example.org", token: TOKEN, id: ID, ...over };
}

/** The library's own boundary is random. */
const bare = (bytes: Buffer) => bytes.toString("latin1").replaceAll(/--_NmP-[0-9a-f]+-/g, "--");

test("the link arrives whole, in the text and as a link, in every language", async () => {
  for (const language of [...LANGUAGES, "ar", "xx"]) {
    for (const kind of ["confirm", "ask", "request"] as const) {
      const write = await openWriter(form({ language, kind }), TOKEN.length);
      const { bytes, to } = await write(letter());
      assert.equal(to, "maya@example.org");
      const link = `https://sign.example.org/c/${TOKEN}?lang=${language}`;
      const mail = await simpleParser(bytes);
      const [text, html] = [String(mail.text), String(mail.html)];
      assert.ok(text.split("\n").includes(link), language);
      assert.ok(html.includes(`<a href="${link}">`), language);
      for (const part of [text, html]) assert.equal(part.split("https://").length, 2, "one link");
      assert.equal(mail.headers.get("auto-submitted"), "auto-generated");
      assert.equal(mail.from?.value[0]?.name, NAMES.network);
      assert.equal(mail.from?.value[0]?.address, "sign@example.org");
      assert.ok(mail.subject?.includes(NAMES.plainName));
      assert.equal(mail.messageId, `<${ID}@example.org>`);
      assert.equal(mail.date?.toISOString(), "2026-11-24T12:34:00.000Z");
    }
  }
});

test("both parts are quoted-printable, in lines that every mail server takes, and nothing else says who sends", async () => {
  const { bytes } = await (await openWriter(form({ language: "th" }), TOKEN.length))(letter());
  const lines = bytes.toString("latin1").split("\r\n");
  assert.ok(lines.every((line) => line.length <= 78 && /^[\t\x20-\x7e]*$/.test(line)));
  assert.equal(lines.filter((line) => line === "Content-Transfer-Encoding: quoted-printable").length, 2);
  const headers = lines.slice(0, lines.indexOf("")).filter((line) => /^\S/.test(line));
  assert.deepEqual(headers.map((line) => line.slice(0, line.indexOf(":"))).sort(), [
    ...["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"],
  ]);
});

test("what is put into a composed mail is to the byte what the library would have composed", async () => {
  const local = fc.stringMatching(/^[A-Za-z0-9_+=-]{1,20}(\.[A-Za-z0-9_+=-]{1,9}){0,2}$/);
  const domain = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?(\.[a-z]{2,9}){1,3}$/);
  const odd = fc.constantFrom(
    ...[
      'maya,"x"@example.org',
      "ñandú@example.org",
      "maya@bücher.example",
      "a..b@example.org",
      "Maya@Example.ORG",
    ],
    ...[
      "o'neil@example.org",
      `${"l".repeat(64)}@${"d".repeat(60)}.${"e".repeat(60)}.org`,
      "maya@[192.0.2.1]",
    ],
  );
  const address = fc.oneof(
    fc.tuple(local, domain).map(([a, b]) => `${a}@${b}`),
    odd,
  );
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{431}$/);
  const writers = new Map<string, Awaited<ReturnType<typeof openWriter>>>();
  await fc.assert(
    fc.asyncProperty(address, token, fc.constantFrom("en", "th", "zh-Hant"), async (to, token, language) => {
      const write = writers.get(language) ?? (await openWriter(form({ language }), 431));
      writers.set(language, write);
      const [quick, whole] = [
        await write(letter({ to, token })),
        await composeWhole(form({ language }), letter({ to, token })),
      ];
      assert.equal(bare(quick.bytes), bare(whole.bytes));
      assert.equal(quick.to, whole.to);
    }),
    { numRuns: 150 },
  );
});

test("an address with a domain in another script goes to the domain that mail servers know", async () => {
  const write = await openWriter(form(), TOKEN.length);
  const { bytes, to } = await write(letter({ to: "maya@bücher.example" }));
  assert.equal(to, "maya@xn--bcher-kva.example");
  assert.ok((await simpleParser(bytes)).text?.includes(TOKEN));
});

test("what people typed or a name holds cannot become markup, a header or a second link", () => {
  const names = { network: "A\r\nBcc: x@y.org", plainName: '<a href="https://evil.example">x</a>' };
  const { html } = composeMail({ kind: "confirm", language: "en", names, link: "https://s.example/c/t" });
  assert.equal(html.match(/<a /g)?.length, 1);
});

test("a name with a line break in it adds no header", async () => {
  const names = { network: "A\r\nBcc: x@y.org", plainName: "B\r\nX-Evil: 1" };
  const { bytes } = await (await openWriter(form({ names }), TOKEN.length))(letter());
  const mail = await simpleParser(bytes);
  assert.equal(mail.bcc, undefined);
  assert.equal(mail.headers.has("x-evil"), false);
});
