// A chain gives no key that nobody who stood vouched for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { upFrom } from "../../test/vectors/example.ts";
import { concat } from "./bytes.ts";
import { onNode as p } from "./on-node.ts";
import {
  holdsSeen,
  KIND,
  type Kind,
  makeVouch,
  number,
  readChain,
  readVouch,
  type VouchWithKeys,
} from "./vouch.ts";

const network = upFrom(0x10, 16);
const campaign = upFrom(0x20, 16);

async function someone() {
  const seed = p.random(32);
  return { id: p.random(16), seed, xwing: await p.xwingPublic(p.random(32)), ed25519: p.ed25519Public(seed) };
}
type Someone = Awaited<ReturnType<typeof someone>>;

const [maya, amina, noor, sheet, newSheet] = await Promise.all([
  someone(),
  someone(),
  someone(),
  someone(),
  someone(),
]);
const campaignKey = await p.xwingPublic(p.random(32));

interface Say {
  kind: Kind;
  by: Someone;
  of?: Partial<Someone>;
  epoch?: number;
  change?: (record: Uint8Array) => Uint8Array;
  prev?: Uint8Array;
  serial?: number;
  network?: Uint8Array;
}

/** Signs what is said, one record after the other. */
function chainOf(...says: Say[]): VouchWithKeys[] {
  const records: VouchWithKeys[] = [];
  for (const say of says) {
    const last = records.at(-1);
    const xwing = say.of?.xwing ?? null;
    const ed25519 = say.of?.ed25519 ?? null;
    const record = makeVouch(
      p,
      {
        kind: say.kind,
        network: say.network ?? network,
        subject: say.of?.id ?? campaign,
        epoch: say.epoch ?? 0,
        serial: say.serial ?? records.length,
        prev: say.prev ?? (last ? p.sha256(last.record) : new Uint8Array(32)),
        xwing,
        ed25519,
        signer: say.by.id,
      },
      say.by.seed,
    );
    records.push({ record: say.change?.(record) ?? record, xwing, ed25519 });
  }
  return records;
}

const first: Say = { kind: KIND.first, by: maya, of: maya };
const paper: Say = { kind: KIND.sheet, by: maya, of: sheet };
const key = (by: Someone, epoch: number): Say => ({
  kind: KIND.campaignKey,
  by,
  of: { xwing: campaignKey },
  epoch,
});
const removal = (by: Someone, of: Someone): Say => ({ kind: KIND.removal, by, of: { id: of.id } });

function whyOf(...says: Say[]): string {
  const read = readChain(p, network, chainOf(...says));
  return read.ok ? "stands" : `${read.why} ${read.at}`;
}

function standing(...says: Say[]) {
  const read = readChain(p, network, chainOf(...says));
  assert.ok(read.ok, read.ok ? "" : `${read.why} ${read.at}`);
  return read.chain;
}

test("a chain gives the keys of whoever stands, and of each campaign's epochs", () => {
  const chain = standing(
    first,
    paper,
    { kind: KIND.holder, by: maya, of: amina },
    key(amina, 1),
    key(maya, 2),
  );
  assert.deepEqual(chain.holder(amina.id)?.xwing, amina.xwing);
  assert.equal(chain.holders.size, 2);
  assert.deepEqual(chain.sheet?.ed25519, sheet.ed25519);
  assert.deepEqual(chain.campaignKey(campaign, 2), p.sha256(campaignKey));
  assert.equal(chain.campaignKey(campaign, 3), null);
  assert.equal(chain.campaignKey(network, 1), null);
  assert.equal(chain.epochOf(campaign), 2);
  assert.equal(chain.serial, 4);
  assert.equal(chain.holder(noor.id), null);
});

test("a key that nobody who stands vouched for is refused", () => {
  const byNoor = (kind: Kind): Say => ({ kind, by: noor, of: amina });
  assert.equal(whyOf(first, byNoor(KIND.holder)), "signer 1");
  assert.equal(whyOf(first, byNoor(KIND.sheet)), "signer 1");
  assert.equal(whyOf(first, key(noor, 1)), "signer 1");
  assert.equal(whyOf(first, removal(noor, maya)), "signer 1");
  const asMaya = { ...noor, id: maya.id };
  assert.equal(whyOf(first, { kind: KIND.holder, by: asMaya, of: amina }), "signature 1");
  assert.equal(whyOf({ kind: KIND.first, by: noor, of: maya }), "signer 0");
});

test("other keys than the signed ones are refused", () => {
  const records = chainOf(first, paper);
  const swapped = records.map((record, at) => (at === 1 ? { ...record, xwing: noor.xwing } : record));
  assert.deepEqual(readChain(p, network, swapped), { ok: false, why: "keys", at: 1 });
  for (const change of [{ xwing: null }, { ed25519: null }, { ed25519: noor.ed25519 }]) {
    const changed = records.map((record, at) => (at === 0 ? { ...record, ...change } : record));
    assert.deepEqual(readChain(p, network, changed), { ok: false, why: "keys", at: 0 });
  }
  assert.equal(
    whyOf(first, {
      kind: KIND.campaignKey,
      by: maya,
      of: { xwing: campaignKey, ed25519: noor.ed25519 },
      epoch: 1,
    }),
    "keys 1",
  );
  assert.equal(whyOf(first, { ...removal(maya, maya), of: maya }), "keys 1");
});

test("each byte of a record counts", () => {
  const records = chainOf(first, paper);
  const last = records[1]?.record ?? new Uint8Array(0);
  for (let at = 0; at < last.length; at++) {
    const change = (record: Uint8Array) => record.map((byte, place) => (place === at ? byte ^ 1 : byte));
    assert.notEqual(whyOf(first, { ...paper, change }), "stands", `byte ${at}`);
  }
  assert.equal(readVouch(last.slice(1)), null);
  assert.equal(readVouch(concat(last, last)), null);
  assert.equal(readVouch(new Uint8Array(0)), null);
});

test("who was removed signs nothing more; who comes back needs a new vouch", () => {
  const withAmina: Say[] = [first, { kind: KIND.holder, by: maya, of: amina }];
  assert.equal(whyOf(...withAmina, removal(maya, amina), key(amina, 1)), "signer 3");
  assert.equal(standing(...withAmina, removal(maya, amina)).holder(amina.id), null);
  const again: Say = { kind: KIND.holder, by: maya, of: { ...noor, id: amina.id } };
  assert.deepEqual(standing(...withAmina, removal(maya, amina), again).holder(amina.id)?.xwing, noor.xwing);
  assert.equal(whyOf(first, removal(maya, noor)), "subject 1");
});

test("new keys of a holder take the place of the old ones", () => {
  const renewed = { ...noor, id: amina.id };
  const says: Say[] = [
    first,
    { kind: KIND.holder, by: maya, of: amina },
    { kind: KIND.holder, by: maya, of: renewed },
  ];
  assert.deepEqual(standing(...says).holder(amina.id)?.ed25519, noor.ed25519);
  assert.equal(whyOf(...says, key(amina, 1)), "signature 3");
  assert.equal(whyOf(...says, key(renewed, 1)), "stands");
});

test("the envelope lets in a holder and a new envelope, and signs nothing else", () => {
  assert.equal(whyOf(first, paper, { kind: KIND.holder, by: sheet, of: amina }), "stands");
  assert.equal(whyOf(first, paper, key(sheet, 1)), "signer 2");
  assert.equal(whyOf(first, paper, removal(sheet, maya)), "signer 2");
  const renewed = standing(first, paper, { kind: KIND.sheet, by: sheet, of: newSheet });
  assert.deepEqual(renewed.sheet?.id, newSheet.id);
  assert.equal(renewed.sheets.size, 2);
  const burnt = standing(first, paper, { kind: KIND.sheet, by: maya, of: newSheet }, removal(maya, sheet));
  assert.equal(burnt.sheets.size, 1);
  assert.equal(standing(first, paper, removal(maya, sheet)).sheet, null);
  assert.equal(
    whyOf(first, paper, removal(maya, sheet), { kind: KIND.holder, by: sheet, of: amina }),
    "signer 3",
  );
});

test("an envelope never becomes a holder, nor a holder an envelope", () => {
  assert.equal(whyOf(first, paper, { kind: KIND.holder, by: maya, of: sheet }), "subject 2");
  assert.equal(whyOf(first, { kind: KIND.sheet, by: maya, of: maya }), "subject 1");
});

test("a chain has one beginning and one order", () => {
  assert.equal(whyOf(), "empty 0");
  assert.equal(whyOf(paper), "kind 0");
  assert.equal(whyOf(first, { kind: KIND.first, by: maya, of: maya }), "kind 1");
  assert.equal(whyOf({ ...first, serial: 1 }), "order 0");
  assert.equal(whyOf({ ...first, prev: p.random(32) }), "order 0");
  assert.equal(whyOf(first, { ...paper, serial: 2 }), "order 1");
  assert.equal(whyOf(first, { ...paper, prev: p.random(32) }), "order 1");
  assert.equal(whyOf({ ...first, network: campaign }), "network 0");
});

test("two records that follow the same one are both refused, and it is said", () => {
  const records = chainOf(first, paper);
  const others = chainOf(first, { kind: KIND.holder, by: maya, of: amina });
  const forked = [...records, ...others.slice(1)];
  assert.deepEqual(readChain(p, network, forked), { ok: false, why: "forked", at: 2 });
});

test("an epoch counts up from 1 and is a campaign key's alone", () => {
  assert.equal(whyOf(first, key(maya, 0)), "epoch 1");
  assert.equal(whyOf(first, key(maya, 1), key(maya, 1)), "epoch 2");
  assert.equal(whyOf(first, key(maya, 2), key(maya, 1)), "epoch 2");
  assert.equal(whyOf(first, { ...paper, epoch: 1 }), "epoch 1");
});

test("a desk sees when the chain it knew is no longer there", () => {
  const before = standing(first, paper);
  const after = standing(first, paper, key(maya, 1));
  assert.ok(holdsSeen(after, before.root, before.serial, before.head));
  assert.ok(!holdsSeen(before, after.root, after.serial, after.head), "cut short");
  const other = standing(first, { kind: KIND.holder, by: maya, of: amina }, key(maya, 1));
  assert.ok(!holdsSeen(other, before.root, before.serial, before.head), "another record there");
  const anew = standing({ kind: KIND.first, by: amina, of: amina });
  assert.ok(!holdsSeen(anew, before.root, 0, before.root), "another beginning");
});

test("a number has six groups of four digits and is another for other keys", () => {
  assert.match(number(p, maya.xwing, maya.ed25519), /^(\d{4} ){5}\d{4}$/);
  assert.notEqual(number(p, maya.xwing, maya.ed25519), number(p, maya.xwing, amina.ed25519));
  assert.notEqual(number(p, maya.xwing), number(p, maya.xwing, maya.ed25519));
});
