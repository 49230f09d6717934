// The bytes of docs/formats.md, Calls, made with another library than ours (test/vectors/call.json), on Node and with the
// browser's primitives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bothSets, given, withChance } from "../../test/vectors/example.ts";
import { hex, readHex, utf8 } from "../vault/bytes.ts";
import { callSigned, proverOf, readProof } from "./proof.ts";

const kept = JSON.parse(
  readFileSync(new URL("../../test/vectors/call.json", import.meta.url), "utf8"),
) as Record<
  | "method"
  | "path"
  | "body"
  | "challenge"
  | "nonce"
  | "digest"
  | "public"
  | "signed"
  | "signature"
  | "header",
  string
>;
const bytesOf = (text: string) => readHex(text) ?? new Uint8Array();
const { method, path } = kept;
const challenge = bytesOf(kept.challenge);
const desk = {
  network: given("ids", "network"),
  id: given("ids", "holder"),
  ed25519Seed: given("vouches", "holder_ed25519_seed"),
};

for (const [where, p] of await bothSets()) {
  test(`a call is proven as the example says, ${where}`, async () => {
    const fixed = await withChance(p, {});
    const header = proverOf(fixed, desk)(challenge, { method, path }, utf8(kept.body));
    assert.equal(header, kept.header);
    const proof = readProof(header);
    assert.ok(proof);
    assert.deepEqual([proof.nonce, proof.digest, proof.signature].map(hex), [
      kept.nonce,
      kept.digest,
      kept.signature,
    ]);
    const said = { ...proof, network: desk.network, account: desk.id, challenge, method, path };
    assert.equal(hex(callSigned(said)), kept.signed);
    assert.ok(p.verify(bytesOf(kept.public), callSigned(said), proof.signature));
  });

  test(`a desk that was locked proves nothing, ${where}`, () => {
    const seed = desk.ed25519Seed.slice();
    const prove = proverOf(p, { ...desk, ed25519Seed: seed });
    seed.fill(0);
    const proof = readProof(prove(challenge, { method, path }, utf8(kept.body)));
    assert.ok(proof);
    const said = { ...proof, network: desk.network, account: desk.id, challenge, method, path };
    assert.ok(!p.verify(bytesOf(kept.public), callSigned(said), proof.signature));
  });
}

test("what is no proof is none", () => {
  for (const value of ["", "x", kept.header.slice(1), `${kept.header}A`, `${kept.header} `]) {
    assert.equal(readProof(value), null, value);
  }
});
