// Two machines, the same bytes: node:crypto and the browser's set against each other and against others' answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import sodium from "libsodium-wrappers-sumo";
import { concat, readHex, utf8 } from "./bytes.ts";
import { onNode } from "./on-node.ts";
import { onWeb } from "./on-web.ts";
import { xwingOnNode } from "./xwing-on-node.ts";
import { xwingOnWeb } from "./xwing-on-web.ts";

const web = await onWeb();
const bytes = fc.uint8Array({ maxLength: 300 });
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("Node and the browser agree on every hash, key and signature", async () => {
  await fc.assert(
    fc.asyncProperty(seed, bytes, bytes, fc.integer({ min: 1, max: 200 }), async (key, a, b, length) => {
      assert.deepEqual(onNode.sha256(a, b), web.sha256(a, b));
      assert.deepEqual(onNode.sha256(concat(a, b)), web.sha256(a, b));
      assert.deepEqual(onNode.hmac(a, b, key), web.hmac(a, b, key));
      assert.deepEqual(onNode.expand(key, a, length), web.expand(key, a, length));
      assert.deepEqual(await onNode.aesSeal(key, a), await web.aesSeal(key, a));
      assert.deepEqual(await onNode.xwingPublic(key), await web.xwingPublic(key));
      assert.deepEqual(onNode.ed25519Public(key), web.ed25519Public(key));
      assert.deepEqual(onNode.sign(key, a), web.sign(key, a));
      assert.equal(onNode.equal(a, b), web.equal(a, b));
    }),
    { numRuns: 60 },
  );
});

test("X-Wing put together from Node's parts is libsodium's, in both directions, also for a changed envelope", async () => {
  await sodium.ready;
  const kem = xwingOnNode();
  await fc.assert(
    fc.asyncProperty(seed, fc.nat(1087), async (own, place) => {
      const { publicKey } = sodium.crypto_kem_xwing_seed_keypair(own);
      const sent = await kem.Encap(await kem.DeserializePublicKey(publicKey));
      assert.deepEqual(sodium.crypto_kem_xwing_dec(sent.enc, own), new Uint8Array(sent.shared_secret));
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey);
      const key = await kem.DeserializePrivateKey(own, false);
      assert.deepEqual(new Uint8Array(await kem.Decap(ciphertext, key, undefined)), sharedSecret);
      ciphertext[place] = (ciphertext[place] ?? 0) ^ 0x10;
      const changed = new Uint8Array(await kem.Decap(ciphertext, key, undefined));
      assert.deepEqual(changed, sodium.crypto_kem_xwing_dec(ciphertext, own));
      assert.notDeepEqual(changed, sharedSecret);
    }),
    { numRuns: 40 },
  );
});

test("X-Wing opened with libsodium's parts is libsodium's own, also for a changed envelope; what Node refuses is refused", async () => {
  await sodium.ready;
  const [web, node] = [xwingOnWeb(sodium), xwingOnNode()];
  await fc.assert(
    fc.asyncProperty(seed, fc.nat(1087), async (own, place) => {
      const { publicKey } = sodium.crypto_kem_xwing_seed_keypair(own);
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey);
      const key = await web.DeserializePrivateKey(own, false);
      assert.deepEqual(await web.Decap(ciphertext, key, undefined), sharedSecret);
      ciphertext[place] = (ciphertext[place] ?? 0) ^ 1;
      assert.deepEqual(
        await web.Decap(ciphertext, key, undefined),
        sodium.crypto_kem_xwing_dec(ciphertext, own),
      );
    }),
    { numRuns: 40 },
  );
  const own = new Uint8Array(32).fill(7);
  const [onWeb, onNode] = [
    await web.DeserializePrivateKey(own, false),
    await node.DeserializePrivateKey(own, false),
  ];
  // A point that gives zero whatever the key, and lengths that are none.
  const hostile = [new Uint8Array(1120), new Uint8Array(1119), new Uint8Array(1121), new Uint8Array(0)];
  for (const envelope of hostile) {
    await assert.rejects(async () => node.Decap(envelope, onNode, undefined));
    await assert.rejects(async () => web.Decap(envelope, onWeb, undefined));
  }
});

test("HKDF-Expand gives RFC 5869's own answers", () => {
  const key = readHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5") ?? utf8("");
  const info = readHex("f0f1f2f3f4f5f6f7f8f9") ?? utf8("");
  const expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
  for (const p of [onNode, web]) assert.deepEqual(p.expand(key, info, 42), readHex(expected));
  assert.throws(() => onNode.expand(key, info, 255 * 32 + 1), RangeError);
});

for (const [where, p] of [
  ["on Node", onNode],
  ["in the browser", web],
] as const) {
  test(`a changed ciphertext does not open, ${where}`, async () => {
    const key = p.random(32);
    const sealed = await p.aesSeal(key, utf8("Maya"));
    assert.deepEqual(await p.aesOpen(key, sealed), utf8("Maya"));
    for (let at = 0; at < sealed.length; at++) {
      assert.equal(
        await p.aesOpen(
          key,
          sealed.map((byte, place) => (place === at ? byte ^ 1 : byte)),
        ),
        null,
      );
    }
    assert.equal(await p.aesOpen(key, sealed.subarray(0, 15)), null);
    assert.equal(await p.aesOpen(p.random(32), sealed), null);
  });

  test(`a signature holds for its message and key alone, and junk is no signature, ${where}`, () => {
    const own = p.random(32);
    const message = utf8("what was said");
    const signature = p.sign(own, message);
    assert.equal(p.verify(p.ed25519Public(own), message, signature), true);
    assert.equal(p.verify(p.ed25519Public(own), utf8("what was not"), signature), false);
    assert.equal(p.verify(p.ed25519Public(p.random(32)), message, signature), false);
    assert.equal(p.verify(utf8("no key"), message, signature), false);
    assert.equal(p.verify(p.ed25519Public(own), message, signature.slice(1)), false);
  });

  test(`a seed or salt of another length is refused, ${where}`, async () => {
    assert.throws(() => p.xwingPublic(new Uint8Array(31)));
    assert.throws(() => p.ed25519Public(new Uint8Array(31)));
    await assert.rejects(p.argon2id(utf8("words"), new Uint8Array(15)));
  });

  test(`random bytes are asked for anew each time, ${where}`, () => {
    assert.notDeepEqual(p.random(16), p.random(16));
    assert.equal(p.random(40).length, 40);
  });
}

test("random bytes are given out once, each in memory of its own", () => {
  const given = Array.from({ length: 5_000 }, (_, at) => onNode.random(1 + (at % 100)));
  const long = given.filter((one) => one.length >= 12).map((one) => Buffer.from(one).toString("hex"));
  assert.equal(new Set(long).size, long.length);
  const before = long.join();
  for (const one of given) assert.equal(one.buffer.byteLength, one.length);
  assert.equal(
    given
      .filter((one) => one.length >= 12)
      .map((one) => Buffer.from(one).toString("hex"))
      .join(),
    before,
  );
  for (const one of given) assert.ok(one.length < 12 || one.some((byte) => byte !== 0));
});
