// An envelope that was sealed again is got back by whoever has the later key, with any implementation of the format, and
// by nobody who has the earlier one alone; its rows and what was counted of them stay what they were.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CipherSuite, ExportOnly, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import fc from "fast-check";
import { bothSets, given, said, withChance } from "../../test/vectors/example.ts";
import { concat, hex, readHex, utf8 } from "./bytes.ts";
import { onNode } from "./on-node.ts";
import { MOST_INSIDE, openOuter, openResealed, RESEALED_ROW_BYTES, sealEnvelopes } from "./resealed.ts";
import { info, isRowSize, openRow, PURPOSE } from "./row.ts";
import { canonical } from "./text.ts";
import { ResealedText } from "./texts.ts";

const EXAMPLE = JSON.parse(
  readFileSync(new URL("../../test/vectors/resealed.json", import.meta.url), "utf8"),
) as Record<string, string>;
const bytesIn = (name: string) => readHex(EXAMPLE[name] ?? "") ?? new Uint8Array();
const [network, campaign] = [given("ids", "network"), given("ids", "campaign")];
const of = { network, campaign, epoch: 2 };
const inner = given("row", "envelope");
const [seed, publicKey] = [bytesIn("seed"), bytesIn("public_key")];
const plain = (bytes: Uint8Array): ArrayBuffer => concat(bytes).buffer;

for (const [where, p] of await bothSets()) {
  test(`the example's envelope is sealed again and got back, and its row opens, ${where}`, async () => {
    const fixed = await withChance(p, { coins: given("grant", "encapsulation_seed") });
    assert.equal(hex(await p.xwingPublic(seed)), EXAMPLE.public_key);
    assert.equal(hex(info({ ...of, purpose: PURPOSE.resealed })), EXAMPLE.info);
    const { outer, rows } = await sealEnvelopes(fixed, publicKey, of, [inner]);
    const [row = new Uint8Array()] = rows;
    assert.equal(hex(outer), EXAMPLE.outer);
    assert.equal(hex(row), EXAMPLE.row);
    assert.equal(row.length, RESEALED_ROW_BYTES);
    assert.ok(isRowSize(PURPOSE.resealed, row.length));
    const got = await openResealed(p, await openOuter(p, seed, of, outer), outer, row);
    assert.ok(got.ok);
    assert.deepEqual(got.envelope, inner);

    const signature = given("row", "row");
    const bound = info({ network, campaign, epoch: 1, purpose: PURPOSE.signature });
    const exporter = await p.openEnvelope(given("row", "campaign_seed"), got.envelope, bound);
    const kept = given("row", "sealed_hash");
    const opened = await openRow(p, exporter, got.envelope, signature, kept, PURPOSE.signature);
    assert.ok(opened.ok, "the row does not open, or its hash is another one");
    assert.equal(opened.text, said("row", "text"));
  });
}

test("an independent implementation of HPKE and X-Wing gets the example's envelope back", async () => {
  const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new ExportOnly() });
  const recipientKey = await suite.kem.importKey("raw", plain(seed), false);
  const [enc, bound, row] = [bytesIn("outer"), bytesIn("info"), bytesIn("row")];
  const context = await suite.createRecipientContext({ recipientKey, enc: plain(enc), info: plain(bound) });
  const secret = await context.export(plain(concat(utf8("row"), row.subarray(1, 17))), 64);
  assert.deepEqual(new Uint8Array(secret, 32), row.slice(17, 49));
  const key = await crypto.subtle.importKey("raw", secret.slice(0, 32), "AES-GCM", false, ["decrypt"]);
  const iv = new Uint8Array(12);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, plain(row.subarray(49)));
  const { v, envelope, ...more } = JSON.parse(new TextDecoder().decode(text));
  assert.deepEqual([v, more], [1, {}]);
  assert.equal(Buffer.from(envelope, "base64url").toString("hex"), hex(inner));
});

test("the earlier key, another campaign, another epoch and another purpose get nothing back", async () => {
  const [outer, row] = [bytesIn("outer"), bytesIn("row")];
  const tries = [
    openOuter(onNode, given("row", "campaign_seed"), of, outer),
    openOuter(onNode, seed, { ...of, epoch: 1 }, outer),
    openOuter(onNode, seed, { ...of, campaign: network }, outer),
    openOuter(onNode, seed, { ...of, network: campaign }, outer),
    onNode.openEnvelope(seed, outer, info({ ...of, purpose: PURPOSE.request })),
  ];
  for (const exporter of tries) {
    const got = await openResealed(onNode, await exporter, outer, row);
    assert.deepEqual(got, { ok: false, why: "commitment" });
  }
});

test("a row in an envelope's place that was changed gives nothing, whichever byte", async () => {
  const [outer, row] = [bytesIn("outer"), bytesIn("row")];
  const exporter = await openOuter(onNode, seed, of, outer);
  await fc.assert(
    fc.asyncProperty(fc.nat(row.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = row.slice();
      changed[at] = (changed[at] ?? 0) ^ by;
      assert.equal((await openResealed(onNode, exporter, outer, changed)).ok, false);
    }),
  );
  assert.equal((await openResealed(onNode, null, outer, row)).ok, false);
  assert.equal((await openResealed(onNode, exporter, outer, inner)).ok, false);
});

test("one outer envelope locks so many and no more, and nothing that is no envelope", async () => {
  const many = Array.from({ length: MOST_INSIDE }, () => onNode.random(1120));
  const { outer, rows } = await sealEnvelopes(onNode, publicKey, of, many);
  const exporter = await openOuter(onNode, seed, of, outer);
  for (const [at, row] of rows.entries()) {
    const got = await openResealed(onNode, exporter, outer, row);
    assert.deepEqual(got, { ok: true, envelope: many[at] });
  }
  await assert.rejects(sealEnvelopes(onNode, publicKey, of, [...many, onNode.random(1120)]));
  await assert.rejects(sealEnvelopes(onNode, publicKey, of, [onNode.random(1119)]), TypeError);
});

test("its text holds one envelope and nothing else", () => {
  const envelope = onNode.random(1120).toBase64({ alphabet: "base64url", omitPadding: true });
  const reads = (value: Record<string, unknown>) =>
    ResealedText.safeParse(canonical(JSON.stringify(value))).success;
  assert.ok(reads({ v: 1, envelope }));
  for (const more of [{ envelope: envelope.slice(4) }, { envelope: 1 }, { id: 17 }, { v: 2 }]) {
    assert.ok(!reads({ v: 1, envelope, ...more }), JSON.stringify(more).slice(0, 40));
  }
});
