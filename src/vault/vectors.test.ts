// Every value of the example (test/vectors/sealing.json) must come out of our own code, on Node and in the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  bothSets,
  everything,
  given,
  numberOf,
  said,
  upFrom,
  withChance,
} from "../../test/vectors/example.ts";
import { base64url, concat, hex, readBase64url, readHex } from "./bytes.ts";
import { checkOf, codeOf, readCode } from "./code.ts";
import { ENTRY, keyEntry, signatureEntry } from "./entry.ts";
import { closeGrant, makeGrant, makeWrap, openGrant, openWrap, uncloseGrant } from "./grant.ts";
import { invitationFragment, invitationMac, ROLE, readInvitation } from "./invitation.ts";
import { makeLink, readLink } from "./link.ts";
import { onNode } from "./on-node.ts";
import { baseOf, beginSealing, info, openRow, PURPOSE, sealedHash } from "./row.ts";
import { pad, paddedSize } from "./text.ts";
import { KIND, makeVouch, number, readChain } from "./vouch.ts";
import { accountKeys, sheetKeys, stretch, wordList } from "./words.ts";

const network = given("ids", "network");
const campaign = given("ids", "campaign");
const holder = given("ids", "holder");
const campaignKey = given("row", "public_key");
const campaignSeed = given("row", "campaign_seed");
const holderKey = given("vouches", "holder_xwing_public");
const holderVouchKey = given("vouches", "holder_ed25519_public");
const granted = { network, campaign, epoch: 1, holder };

for (const [where, p] of await bothSets()) {
  test(`the example's row is sealed and opened, ${where}`, async () => {
    const fixed = await withChance(p, { coins: given("row", "encapsulation_seed") });
    assert.equal(hex(await p.xwingPublic(campaignSeed)), said("row", "public_key"));
    const bound = info({ purpose: PURPOSE.signature, network, campaign, epoch: 1 });
    assert.equal(hex(bound), said("row", "info"));
    const text = said("row", "text");
    const size = paddedSize(baseOf(PURPOSE.signature), text.length, 0);
    assert.equal(size, numberOf("row", "plaintext_bytes"));
    const sealer = await beginSealing(fixed, campaignKey, bound);
    assert.equal(hex(sealer.envelope), said("row", "envelope"));
    const sealed = await sealer.seal(pad(text, size ?? 0));
    assert.equal(hex(sealed.row), said("row", "row"));
    assert.equal(hex(sealed.sealedHash), said("row", "sealed_hash"));
    assert.equal(hex(sealedHash(p, sealer.envelope, sealed.row)), said("row", "sealed_hash"));

    const exporter = await p.openEnvelope(campaignSeed, sealer.envelope, bound);
    const secret = await exporter?.export(concat(new TextEncoder().encode("row"), given("row", "n")), 64);
    assert.equal(hex(secret ?? upFrom(0, 0)), said("row", "K") + said("row", "c"));
    const opened = await openRow(
      p,
      exporter,
      sealer.envelope,
      sealed.row,
      sealed.sealedHash,
      PURPOSE.signature,
    );
    assert.deepEqual(opened, { ok: true, text, value: JSON.parse(text) });
  });

  test(`the example's code, check and entries come out, ${where}`, () => {
    const r = given("code", "r");
    assert.equal(codeOf(p, r), said("code", "code"));
    assert.deepEqual(readCode(p, said("code", "code")), r);
    assert.equal(hex(checkOf(p, r)), said("code", "check"));
    const entry = signatureEntry(p, ENTRY.personByMail, given("entry", "salt"), given("row", "sealed_hash"));
    assert.equal(hex(entry), said("entry", "entry"));
    assert.equal(hex(keyEntry(p, given("vouches", "campaign_key"))), said("entry", "campaign_key_entry"));
  });

  test(`the example's words give its keys, ${where}`, async () => {
    const stretched = await stretch(p, said("words", "words"), given("words", "account_salt"));
    assert.equal(hex(stretched), said("words", "argon2id"));
    const keys = accountKeys(p, stretched);
    assert.equal(hex(keys.signIn), said("words", "sign_in"));
    assert.equal(hex(p.sha256(keys.signIn)), said("words", "kept_by_server"));
    assert.equal(hex(keys.wrap), said("words", "wrap_key"));
    const sheet = await stretch(p, said("words", "envelope_words"), network);
    assert.equal(hex(sheet), said("words", "envelope_argon2id"));
    assert.equal(hex(sheetKeys(p, sheet).open), said("words", "envelope_open"));
    assert.equal(hex(sheetKeys(p, sheet).vouch), said("words", "envelope_vouch"));
    assert.equal(wordList().length, numberOf("words", "list_words"));
    const file = new TextEncoder().encode(
      wordList()
        .map((word) => `${word}\n`)
        .join(""),
    );
    assert.equal(hex(p.sha256(file)), said("words", "list_sha256"));
  });

  test(`the example's vouches, number and chain come out, ${where}`, async () => {
    const seed = given("vouches", "holder_ed25519_seed");
    assert.equal(hex(await p.xwingPublic(given("vouches", "holder_xwing_seed"))), hex(holderKey));
    assert.equal(hex(p.ed25519Public(seed)), hex(holderVouchKey));
    const says = { network, signer: holder, epoch: 0, serial: 0, prev: new Uint8Array(32) };
    const keys = { xwing: holderKey, ed25519: holderVouchKey };
    const first = makeVouch(p, { ...says, ...keys, kind: KIND.first, subject: holder }, seed);
    assert.equal(hex(first), said("vouches", "first"));
    const next = { ...says, epoch: 1, serial: 1, prev: p.sha256(first), xwing: campaignKey, ed25519: null };
    const second = makeVouch(p, { ...next, kind: KIND.campaignKey, subject: campaign }, seed);
    assert.equal(hex(second), said("vouches", "campaign_key"));
    assert.equal(number(p, holderKey, holderVouchKey), said("vouches", "number"));
    const read = readChain(p, network, [
      { record: first, ...keys },
      { record: second, xwing: campaignKey, ed25519: null },
    ]);
    assert.ok(read.ok);
    assert.deepEqual(read.chain.campaignKey(campaign, 1), p.sha256(campaignKey));
  });

  test(`the example's wrap, grant and closed grant are made and opened, ${where}`, async () => {
    const fixed = await withChance(p, { coins: given("grant", "encapsulation_seed") });
    const wrapKey = given("words", "wrap_key");
    const wrapped = {
      xwingSeed: given("vouches", "holder_xwing_seed"),
      ed25519Seed: given("vouches", "holder_ed25519_seed"),
      root: p.sha256(given("vouches", "first")),
      serial: 1,
      head: p.sha256(given("vouches", "campaign_key")),
    };
    const wrap = await makeWrap(fixed, wrapKey, network, holder, wrapped);
    assert.equal(hex(wrap), said("wrap", "box"));
    assert.deepEqual(await openWrap(p, wrapKey, network, holder, wrap), wrapped);

    const grant = await makeGrant(fixed, granted, holderKey, campaignSeed);
    assert.equal(hex(grant), said("grant", "grant"));
    const vouched = p.sha256(campaignKey);
    const opened = await openGrant(p, granted, wrapped.xwingSeed, vouched, grant);
    assert.deepEqual(opened, { ok: true, seed: campaignSeed });

    const closingKey = given("grant", "closing_key");
    const closed = await closeGrant(fixed, closingKey, granted, grant);
    assert.equal(hex(closed), said("grant", "closed"));
    assert.deepEqual(await uncloseGrant(p, closingKey, granted, closed), grant);
  });

  test(`the example's invitation and link come out, ${where}`, async () => {
    const secret = given("invitation", "secret");
    const root = p.sha256(given("vouches", "first"));
    assert.equal(invitationFragment(secret, root), said("invitation", "fragment"));
    assert.deepEqual(readInvitation(said("invitation", "fragment")), { secret, root });
    assert.equal(numberOf("invitation", "role"), ROLE.keyHolder);
    const mac = invitationMac(p, secret, {
      network,
      invitation: given("ids", "invitation"),
      role: ROLE.keyHolder,
      xwing: holderKey,
      ed25519: holderVouchKey,
    });
    assert.equal(hex(mac), said("invitation", "mac"));

    const content = JSON.parse(said("link", "text"));
    const day = numberOf("link", "day");
    const key = given("link", "key");
    const token = await makeLink(await withChance(p, {}), key, network, day, content);
    assert.equal(token, said("link", "token"));
    const ofDay = (asked: number) => (asked === day ? key : null);
    assert.deepEqual(await readLink(p, ofDay, network, token), content);
  });
}

test("base64url of the grant's text is the example's", () => {
  const text = { v: 1, holder: base64url(holder), seed: base64url(campaignSeed) };
  assert.equal(JSON.stringify(text), said("grant", "text"));
});

test("every long value that docs/formats.md shows is an example's", () => {
  const page = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");
  // These have files of their own, held against our code in their own tests.
  const others = ["follower", "coming-in", "resealed", "call"].map((name) =>
    readFileSync(new URL(`../../test/vectors/${name}.json`, import.meta.url), "utf8"),
  );
  const values = [...[JSON.stringify(everything), ...others].join().matchAll(/"([0-9a-f]{64,})"/g)].map(
    ([, value]) => value ?? "",
  );
  const link = readBase64url(said("link", "token")) ?? upFrom(0, 0);
  const bytes = [...values.map((value) => readHex(value) ?? upFrom(0, 0)), link];
  const known = new Set([...values, ...bytes.map((value) => hex(onNode.sha256(value)))]);
  const shown = page.match(/\b[0-9a-f]{64,}\b/g) ?? [];
  assert.ok(shown.length >= 20);
  for (const value of shown) assert.ok(known.has(value), value);
  for (const value of [
    said("code", "code"),
    said("vouches", "number"),
    said("link", "text"),
    said("row", "text"),
  ]) {
    assert.ok(page.includes(value), value);
  }
});
