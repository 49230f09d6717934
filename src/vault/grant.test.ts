// What is boxed, granted, wrapped, invited or tagged is good for its own place only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bothSets, upFrom } from "../../test/vectors/example.ts";
import { openBox, sealBox } from "./box.ts";
import { base64url, utf8 } from "./bytes.ts";
import { closeGrant, makeGrant, makeWrap, openGrant, openWrap, uncloseGrant } from "./grant.ts";
import { invitationMac, isInvited, ROLE, readInvitation } from "./invitation.ts";
import { addressTag, budgetTag } from "./tag.ts";

const granted = { network: upFrom(0x10, 16), campaign: upFrom(0x20, 16), epoch: 1, holder: upFrom(0x90, 16) };
const flipped = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

for (const [where, p] of await bothSets()) {
  test(`a grant opens for its holder, campaign and epoch, and only if its key was vouched for, ${where}`, async () => {
    const [own, seed] = [p.random(32), p.random(32)];
    const vouched = p.sha256(await p.xwingPublic(seed));
    const grant = await makeGrant(p, granted, await p.xwingPublic(own), seed);
    assert.deepEqual(await openGrant(p, granted, own, vouched, grant), { ok: true, seed });
    const refused = async (why: string, as = granted, by = own, key = vouched, bytes = grant) =>
      assert.deepEqual(await openGrant(p, as, by, key, bytes), { ok: false, why });
    await refused("key", granted, own, p.sha256(utf8("another key")));
    await refused("holder", { ...granted, holder: upFrom(0, 16) });
    await refused("unreadable", { ...granted, epoch: 2 });
    await refused("unreadable", { ...granted, campaign: upFrom(0, 16) });
    await refused("unreadable", granted, p.random(32));
    await refused("unreadable", granted, own, vouched, grant.slice(1));
    await refused("unreadable", granted, own, vouched, flipped(grant, 1500));
    await refused("unreadable", granted, own, vouched, new Uint8Array(0));
  });

  test(`a closed grant opens with its campaign's closing key and for its own place, ${where}`, async () => {
    const key = p.random(32);
    const closed = await closeGrant(p, key, granted, utf8("a grant"));
    assert.deepEqual(await uncloseGrant(p, key, granted, closed), utf8("a grant"));
    assert.equal(await uncloseGrant(p, p.random(32), granted, closed), null);
    assert.equal(await uncloseGrant(p, key, { ...granted, holder: upFrom(0, 16) }, closed), null);
    assert.equal(await uncloseGrant(p, key, { ...granted, epoch: 2 }, closed), null);
  });

  test(`a wrap opens with its holder's words alone, ${where}`, async () => {
    const key = p.random(32);
    const wrapped = {
      xwingSeed: p.random(32),
      ed25519Seed: p.random(32),
      root: p.random(32),
      serial: 70_000,
      head: p.random(32),
    };
    const { network, holder } = granted;
    const wrap = await makeWrap(p, key, network, holder, wrapped);
    assert.equal(wrap.length, 197);
    assert.deepEqual(await openWrap(p, key, network, holder, wrap), wrapped);
    assert.equal(await openWrap(p, p.random(32), network, holder, wrap), null);
    assert.equal(await openWrap(p, key, network, network, wrap), null);
    await assert.rejects(
      async () => makeWrap(p, key, network, holder, { ...wrapped, head: utf8("") }),
      TypeError,
    );
  });

  test(`a box is never the same twice, and no byte of it can be changed, ${where}`, async () => {
    const [key, label] = [p.random(32), utf8("a label")];
    const box = await sealBox(p, key, label, utf8("Maya"));
    assert.notDeepEqual(await sealBox(p, key, label, utf8("Maya")), box);
    assert.deepEqual(await openBox(p, key, label, box), utf8("Maya"));
    assert.equal(await openBox(p, key, utf8("another"), box), null);
    for (let at = 0; at < box.length; at++)
      assert.equal(await openBox(p, key, label, flipped(box, at)), null);
    for (let cut = 0; cut < box.length; cut++)
      assert.equal(await openBox(p, key, label, box.slice(0, cut)), null);
  });

  test(`an invitation's proof is for these keys, this role and this secret, ${where}`, () => {
    const [secret, xwing, ed25519] = [p.random(16), p.random(1216), p.random(32)];
    const invited = {
      network: granted.network,
      invitation: p.random(16),
      role: ROLE.keyHolder,
      xwing,
      ed25519,
    };
    const mac = invitationMac(p, secret, invited);
    assert.ok(isInvited(p, secret, invited, mac));
    assert.ok(!isInvited(p, p.random(16), invited, mac));
    assert.ok(!isInvited(p, secret, { ...invited, xwing: p.random(1216) }, mac));
    assert.ok(!isInvited(p, secret, { ...invited, ed25519: null }, mac));
    assert.ok(!isInvited(p, secret, { ...invited, role: ROLE.organiser }, mac));
    assert.ok(!isInvited(p, secret, invited, mac.slice(1)));
    assert.equal(readInvitation(base64url(p.random(47))), null);
    assert.equal(readInvitation("not a link"), null);
  });

  test(`tags differ by key, campaign, person or organisation, and address, ${where}`, () => {
    const [key, campaign] = [p.random(32), p.random(16)];
    const tags = [
      addressTag(p, key, campaign, "person", "maya@example.org"),
      addressTag(p, key, campaign, "organisation", "maya@example.org"),
      addressTag(p, key, campaign, "person", "amina@example.org"),
      addressTag(p, key, p.random(16), "person", "maya@example.org"),
      addressTag(p, p.random(32), campaign, "person", "maya@example.org"),
      budgetTag(p, key, "maya@example.org"),
    ];
    assert.equal(new Set(tags.map((tag) => tag.join())).size, tags.length);
    assert.deepEqual(addressTag(p, key, campaign, "person", "maya@example.org"), tags[0]);
    const spelled = Uint8Array.of(1, ...campaign, 1, ...utf8("maya@example.org"));
    assert.deepEqual(p.hmac(key, spelled), tags[0]);
    assert.deepEqual(p.hmac(key, Uint8Array.of(2, ...utf8("maya@example.org"))), tags[5]);
  });
}
