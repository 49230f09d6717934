// What a sender's domain says in the DNS, asked of a real resolver and a name server of our own.
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { lookAtSender } from "../../src/cli/doctor/mail.ts";

/** What each name answers; a name that is not here does not exist, "silent" is refused. */
const NAMES: Record<string, string> = {
  "good.example": "v=spf1 include:mail.example -all",
  "_dmarc.good.example": "v=DMARC1; p=reject",
  "half.example": "some other text",
};
const server = createSocket("udp4");
const resolver = new Resolver({ timeout: 2_000, tries: 1 });

before(async () => {
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  server.on("message", (asked, { port, address }) => server.send(answer(asked), port, address));
});
after(() => server.close());

/** RFC 1035: the question once more, and one TXT record that points to its name. */
function answer(asked: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
    labels.push(asked.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const name = labels.join(".").toLowerCase();
  const text = NAMES[name];
  const code = name.includes("silent") ? 5 : text === undefined ? 3 : 0;
  const head = Buffer.from(asked.subarray(0, at + 5));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(text === undefined ? 0 : 1, 6);
  head.fill(0, 8, 12);
  if (text === undefined) return head;
  const record = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, text.length + 1, text.length]);
  return Buffer.concat([head, record, Buffer.from(text)]);
}

const look = async (from: string) =>
  (await lookAtSender(from, (name) => resolver.resolveTxt(name))).map(({ what }) => what);

test("a domain that says who sends for it is well; what is missing is a hint, with the record's name", async () => {
  assert.deepEqual(await look("sign@good.example"), []);
  assert.deepEqual(await look("sign@half.example"), [
    "half.example does not say who may send mail for it (SPF)",
    "half.example has no DMARC record: some mailboxes take no mail from it",
  ]);
  assert.equal((await look("sign@none.example")).length, 2);
});

test("a name server that does not answer is no finding about the domain", async () => {
  assert.deepEqual(await look("sign@silent.example"), [
    "the DNS did not answer for silent.example (EREFUSED): the sender was not looked at",
  ]);
});
