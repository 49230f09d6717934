// A row opens for whom it was sealed, with any implementation of its format, and for nobody and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CipherSuite, ExportOnly, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import fc from "fast-check";
import { bothSets, upFrom } from "../../test/vectors/example.ts";
import { concat, utf8 } from "./bytes.ts";
import { onNode } from "./on-node.ts";
import { onWeb } from "./on-web.ts";
import type { Primitives } from "./primitives.ts";
import { baseOf, beginSealing, info, openRow, PURPOSE, sealedHash } from "./row.ts";
import { pad } from "./text.ts";

const network = upFrom(0x10, 16);
const campaign = upFrom(0x20, 16);
const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch: 1 });
const seed = onNode.random(32);
const publicKey = await onNode.xwingPublic(seed);
const web = await onWeb();

const textOf = (name: string) => JSON.stringify({ v: 1, name });
const padded = (name: string, size = 1664) => pad(textOf(name), size);

async function sealOne(name: string, p: Primitives = onNode) {
  const sealer = await beginSealing(p, publicKey, bound);
  return { envelope: sealer.envelope, ...(await sealer.seal(padded(name))) };
}

function plain(bytes: Uint8Array): ArrayBuffer {
  return concat(bytes).buffer;
}

const other = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new ExportOnly() });

async function aes(key: ArrayBuffer, use: "encrypt" | "decrypt", data: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
  return new Uint8Array(
    await crypto.subtle[use]({ name: "AES-GCM", iv: new Uint8Array(12) }, imported, plain(data)),
  );
}

for (const [where, p] of await bothSets()) {
  test(`a row sealed ${where} is opened by an independent implementation of HPKE and X-Wing`, async () => {
    const { envelope, row } = await sealOne("Ayşe 林", p);
    const recipientKey = await other.kem.importKey("raw", plain(seed), false);
    const context = await other.createRecipientContext({
      recipientKey,
      enc: plain(envelope),
      info: plain(bound),
    });
    const secret = await context.export(plain(concat(utf8("row"), row.subarray(1, 17))), 64);
    assert.deepEqual(new Uint8Array(secret, 32), row.slice(17, 49));
    const text = new TextDecoder().decode(await aes(secret.slice(0, 32), "decrypt", row.subarray(49)));
    assert.equal(text.trimEnd(), textOf("Ayşe 林"));
  });

  test(`a row sealed by an independent implementation is opened ${where}`, async () => {
    const recipientPublicKey = await other.kem.importKey("raw", plain(publicKey), true);
    const context = await other.createSenderContext({ recipientPublicKey, info: plain(bound) });
    const n = upFrom(1, 16);
    const secret = await context.export(plain(concat(utf8("row"), n)), 64);
    const ciphertext = await aes(secret.slice(0, 32), "encrypt", padded("Maya"));
    const row = concat(Uint8Array.of(1), n, new Uint8Array(secret, 32), ciphertext);
    const envelope = new Uint8Array(context.enc);
    const opened = await openRow(p, await p.openEnvelope(seed, envelope, bound), envelope, row, null, 1);
    assert.ok(opened.ok);
    assert.equal(opened.text, textOf("Maya"));
  });
}

test("what Node sealed the browser opens, and what the browser sealed Node opens", async () => {
  for (const [sealing, opening] of [
    [onNode, web],
    [web, onNode],
  ] as const) {
    const { envelope, row, sealedHash } = await sealOne("Maya", sealing);
    const exporter = await opening.openEnvelope(seed, envelope, bound);
    assert.ok((await openRow(opening, exporter, envelope, row, sealedHash, PURPOSE.signature)).ok);
  }
});

test("each row of a commit opens alone, in any order", async () => {
  const sealer = await beginSealing(onNode, publicKey, bound);
  const rows: Uint8Array[] = [];
  for (let at = 0; at < 40; at++) rows.push((await sealer.seal(padded(`person ${at}`))).row);
  const distinct = new Set(rows.map((row) => row.slice(1, 17).join()));
  assert.equal(distinct.size, 40);
  for (const at of [39, 0, 17]) {
    const exporter = await onNode.openEnvelope(seed, sealer.envelope, bound);
    const opened = await openRow(onNode, exporter, sealer.envelope, rows[at] ?? network, null, 1);
    assert.deepEqual(opened.ok && opened.value.name, `person ${at}`);
  }
});

test("an envelope holds 256 rows and not one more", async () => {
  const sealer = await beginSealing(onNode, publicKey, bound);
  for (let at = 0; at < 256; at++) await sealer.seal(padded("Maya"));
  assert.equal(sealer.left, 0);
  await assert.rejects(sealer.seal(padded("Maya")), /256 rows/);
});

test("a row opens for its own campaign, network, epoch, purpose and layer only", async () => {
  const { envelope, row } = await sealOne("Maya");
  const own = { purpose: PURPOSE.signature, network, campaign, epoch: 1 };
  for (const change of [
    { campaign: network },
    { network: campaign },
    { epoch: 2 },
    { purpose: PURPOSE.comment },
    { layer: 2 as const },
  ]) {
    const exporter = await onNode.openEnvelope(seed, envelope, info({ ...own, ...change }));
    const opened = await openRow(onNode, exporter, envelope, row, null, PURPOSE.signature);
    assert.deepEqual(opened, { ok: false, why: "commitment" });
  }
  const wrong = await onNode.openEnvelope(onNode.random(32), envelope, bound);
  const opened = await openRow(onNode, wrong, envelope, row, null, PURPOSE.signature);
  assert.deepEqual(opened, { ok: false, why: "commitment" });
});

for (const [where, p] of await bothSets()) {
  test(`the first thing wrong with a row is told, ${where}`, async () => {
    const { envelope, row, sealedHash } = await sealOne("Maya");
    const exporter = await p.openEnvelope(seed, envelope, bound);
    const flipped = (at: number) => row.map((byte, place) => (place === at ? byte ^ 1 : byte));
    const whyOf = async (bytes: Uint8Array, hash: Uint8Array | null = null) => {
      const opened = await openRow(p, exporter, envelope, bytes, hash, PURPOSE.signature);
      return opened.ok ? "opened" : opened.why;
    };
    assert.equal(await whyOf(row, sealedHash), "opened");
    assert.equal(await whyOf(new Uint8Array(0)), "version");
    assert.equal(await whyOf(flipped(0)), "version");
    assert.equal(await whyOf(row.slice(0, -1)), "length");
    assert.equal(await whyOf(row.slice(0, 65 + 832)), "length");
    assert.equal(await whyOf(flipped(3)), "commitment");
    assert.equal(await whyOf(flipped(20)), "commitment");
    assert.equal(await whyOf(flipped(60)), "tag");
    assert.equal(await whyOf(flipped(row.length - 1)), "tag");
    assert.equal(await whyOf(row, network), "hash");
    const sealer = await beginSealing(onNode, publicKey, bound);
    const own = await p.openEnvelope(seed, sealer.envelope, bound);
    for (const bad of [pad('{"v":1} x', 1664), pad("{}", 1664), new Uint8Array(1664).fill(0xff)]) {
      const sealed = await sealer.seal(bad);
      const opened = await openRow(p, own, sealer.envelope, sealed.row, sealed.sealedHash, 1);
      assert.deepEqual(opened, { ok: false, why: "text" });
    }
  });

  test(`an envelope that cannot be one makes its rows unreadable, never an exception, ${where}`, async () => {
    const { envelope, row } = await sealOne("Maya");
    const lowOrder = concat(envelope.subarray(0, 1088), new Uint8Array(32));
    for (const bad of [lowOrder, new Uint8Array(0), envelope.slice(1), concat(envelope, network)]) {
      const exporter = await p.openEnvelope(seed, bad, bound);
      assert.equal(exporter, null);
      assert.deepEqual(await openRow(p, exporter, bad, row, null, 1), { ok: false, why: "commitment" });
    }
    const swapped = await p.openEnvelope(
      seed,
      envelope.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
      bound,
    );
    assert.notEqual(swapped, null);
    assert.deepEqual(await openRow(p, swapped, envelope, row, null, 1), { ok: false, why: "commitment" });
  });

  test(`nothing is sealed to bytes that are no public key, ${where}`, async () => {
    const bad = concat(new Uint8Array(1184).fill(0xff), publicKey.subarray(1184));
    await assert.rejects(beginSealing(p, bad, bound));
    await assert.rejects(beginSealing(p, publicKey.slice(1), bound));
  });
}

test("whatever bytes a stolen or broken database hands back, opening answers and does not throw", async () => {
  const { envelope } = await sealOne("Maya");
  const exporter = await onNode.openEnvelope(seed, envelope, bound);
  const bytes = fc.uint8Array({ maxLength: 1729, minLength: 0 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (hostile, sized) => {
      const row = new Uint8Array(sized ? 1729 : hostile.length);
      row.set(hostile);
      if (sized) row[0] = 1;
      assert.equal((await openRow(onNode, exporter, envelope, row, null, 1)).ok, false);
    }),
    { numRuns: 200 },
  );
});

test("a key's bytes may be written over: nothing is sealed to, or opened with, the key that was there before", async () => {
  for (const [, p] of await bothSets()) {
    const reused = new Uint8Array(1216);
    const reusedSeed = new Uint8Array(32);
    for (const one of [p.random(32), p.random(32)]) {
      reused.set(await p.xwingPublic(one));
      reusedSeed.set(one);
      const sealer = await beginSealing(p, reused, bound);
      const { row } = await sealer.seal(padded("Maya"));
      for (const by of [one.slice(), reusedSeed]) {
        const exporter = await p.openEnvelope(by, sealer.envelope, bound);
        assert.ok((await openRow(p, exporter, sealer.envelope, row, null, 1)).ok);
      }
    }
  }
});

test("a row's hash changes with each byte of its envelope and of itself", async () => {
  const { envelope, row, sealedHash: kept } = await sealOne("Maya");
  assert.deepEqual(sealedHash(onNode, envelope, row), kept);
  const changed = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte));
  assert.notDeepEqual(sealedHash(onNode, changed(envelope), row), kept);
  assert.notDeepEqual(sealedHash(onNode, envelope, changed(row)), kept);
});

test("rows have six lengths for each purpose, and no others are sealed", async () => {
  const sealer = await beginSealing(onNode, publicKey, bound);
  for (let k = 0; k <= 5; k++) {
    assert.equal((await sealer.seal(padded("Maya", 1664 * 2 ** k))).row.length, 65 + 1664 * 2 ** k);
  }
  for (const size of [0, 832, 1663, 1664 * 3, 1664 * 64]) {
    await assert.rejects(sealer.seal(new Uint8Array(size)), /length/);
  }
  assert.equal(baseOf(PURPOSE.appearance), 832);
});

test("an id of another length is a mistake that is told at once", () => {
  assert.throws(() => info({ purpose: 1, network: upFrom(0, 15), campaign, epoch: 1 }), TypeError);
  assert.throws(() => info({ purpose: 1, network, campaign, epoch: 2 ** 32 }), RangeError);
});
