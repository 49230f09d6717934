import assert from "node:assert/strict";
import { test } from "node:test";
import { movedClock } from "../../test/moved-clock.ts";
import { HOUR } from "../clock.ts";
import { base64url, readBase64url } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { makeStamps, STAMPED } from "./stamp.ts";

const serverKey = new Uint8Array(32).fill(3);
const { form, link } = STAMPED;

function open(limits: boolean) {
  const clock = movedClock();
  const stamps = makeStamps({ clock, primitives: onNode, serverKey, limits });
  return { clock, stamps };
}

test("a form is taken from 3 seconds to a day after its page, a link's from 2 seconds to 15 minutes", () => {
  for (const [of, least, most] of [
    [form, 3_000, 24 * HOUR],
    [link, 2_000, HOUR / 4],
  ] as const) {
    const { clock, stamps } = open(true);
    const stamp = stamps.make(of);
    clock.move(least - 1);
    assert.equal(stamps.read(of, stamp), "too_fast");
    clock.move(1);
    assert.equal(stamps.read(of, stamp), "ok");
    clock.move(most - least);
    assert.equal(stamps.read(of, stamp), "ok", "and as often as it is sent");
    clock.move(1);
    assert.equal(stamps.read(of, stamp), "old");
  }
});

test("without limits nobody is too fast, and a stamp lasts a day, also over a restart", () => {
  const { clock, stamps } = open(false);
  const stamp = stamps.make(link);
  assert.equal(stamps.read(link, stamp), "ok");
  clock.move(24 * HOUR);
  const restarted = makeStamps({ clock, primitives: onNode, serverKey, limits: false });
  assert.equal(restarted.read(link, stamp), "ok");
  clock.move(1);
  assert.equal(restarted.read(link, stamp), "old");
});

test("each page has a stamp of its own, all of one length", () => {
  const { stamps } = open(true);
  const made = Array.from({ length: 100 }, () => stamps.make(form));
  assert.equal(new Set(made).size, 100);
  assert.deepEqual([...new Set(made.map((stamp) => stamp.length))], [46]);
});

test("a stamp that was changed, made up, of another page or another network is an old form", () => {
  const { clock, stamps } = open(true);
  const stamp = stamps.make(form);
  clock.move(10_000);
  const bytes = readBase64url(stamp) ?? new Uint8Array();
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(stamps.read(form, base64url(changed)), "old", `byte ${at}`);
  }
  for (const other of ["", "x", "====", `${stamp}A`, stamp.slice(0, -1), " ".repeat(46), "é", "\0"]) {
    assert.equal(stamps.read(form, other), "old");
  }
  assert.equal(stamps.read(link, stamp), "old");
  const elsewhere = makeStamps({ clock, primitives: onNode, serverKey: new Uint8Array(32), limits: true });
  assert.equal(elsewhere.read(form, stamp), "old");
  assert.equal(stamps.read(form, stamp), "ok");
});

test("a stamp from the future, after a clock was set back, is an old form", () => {
  const { clock, stamps } = open(false);
  const later = makeStamps({
    clock: { ...clock, now: () => clock.now() + 60_000 },
    ...{ primitives: onNode, serverKey, limits: false },
  });
  assert.equal(stamps.read(form, later.make(form)), "old");
});

test("a page that showed something else is told from one that is only old, and a hasty one is hasty first", () => {
  const { clock, stamps } = open(true);
  const stamp = stamps.make(form);
  const changed = clock.now() + 1;
  assert.equal(stamps.read(form, stamp, changed), "too_fast");
  clock.move(3_000);
  assert.equal(stamps.read(form, stamp, changed), "changed");
  assert.equal(stamps.read(form, stamp, changed - 1), "ok");
  clock.move(24 * HOUR);
  assert.equal(stamps.read(form, stamp, changed), "old");
});
