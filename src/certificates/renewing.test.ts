import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../clock.ts";
import { type Certificate, renewAt } from "./certificate.ts";
import { openRenewing } from "./renewing.ts";

const MINUTE = 60_000;
const certificate = (from: number, days: number): Certificate => {
  return { key: "", chain: "", from, until: from + days * DAY };
};

/** A keeping whose issuer does what the test says, by a clock that the test moves. */
function keeping(kept: Certificate | null) {
  const state = {
    now: 0,
    orders: 0,
    answer: (): Promise<Certificate> => Promise.resolve(certificate(state.now, 90)),
  };
  const said: string[] = [];
  const used: Certificate[] = [];
  const renewing = openRenewing({
    domain: "sign.example.org",
    clock: { now: () => state.now, day: () => 0, hour: () => 0 },
    kept,
    order: () => {
      state.orders++;
      return state.answer();
    },
    onNew: (made) => used.push(made),
    info: () => {},
    warn: (line) => said.push(line),
  });
  return { state, said, used, renewing };
}

test("a certificate is renewed thirty days before its end, and a short one in its last third", () => {
  assert.equal(renewAt(certificate(0, 90)), 60 * DAY);
  assert.equal(renewAt(certificate(0, 398)), 368 * DAY);
  assert.equal(renewAt(certificate(0, 45)), 30 * DAY);
  assert.equal(renewAt(certificate(0, 6)), 4 * DAY);
});

test("nothing is ordered before it is due, and then once", async () => {
  const { state, used, renewing } = keeping(certificate(0, 90));
  state.now = 60 * DAY - 1;
  await renewing.look();
  assert.equal(state.orders, 0);
  state.now = 60 * DAY;
  await Promise.all([renewing.look(), renewing.look()]);
  assert.equal(state.orders, 1);
  assert.equal(used.length, 1);
  assert.equal(renewing.says(), "certificate: 90 days left");
});

test("an issuer that fails is asked again later and later, never five times in an hour", async () => {
  const { state, said, renewing } = keeping(null);
  state.answer = () => Promise.reject(new Error("DNS problem:\nNXDOMAIN"));
  const at: number[] = [];
  for (; state.now < 2 * DAY; state.now += MINUTE) {
    const before = state.orders;
    await renewing.look();
    if (state.orders > before) at.push(state.now / MINUTE);
  }
  assert.deepEqual(at.slice(0, 6), [0, 2, 12, 42, 102, 222]);
  const waits = at.slice(1).map((minute, place) => minute - (at[place] ?? 0));
  assert.equal(Math.max(...waits), 6 * 60);
  assert.match(
    said[0] ?? "",
    /sign\.example\.org: DNS problem: NXDOMAIN \(there is none yet; next try in 2 min/,
  );
  assert.equal(renewing.says(), "certificate: none yet, and no new one is had (see the log)");
});

test("trouble is over once a certificate was had", async () => {
  const { state, renewing } = keeping(null);
  const good = state.answer;
  state.answer = () => Promise.reject(new Error("no"));
  await renewing.look();
  state.answer = good;
  state.now += 2 * MINUTE;
  await renewing.look();
  assert.equal(renewing.says(), "certificate: 90 days left");
});

test("a machine whose clock is wrong does not order one certificate after the other", async () => {
  const { state, renewing } = keeping(null);
  state.answer = () => Promise.resolve(certificate(state.now - 89 * DAY, 90));
  for (; state.now < DAY; state.now += MINUTE) await renewing.look();
  assert.ok(state.orders <= DAY / (6 * HOUR) + 1, String(state.orders));
});

test("after a stop nothing is taken any more", async () => {
  const { state, used, said, renewing } = keeping(null);
  const order = renewing.look();
  renewing.stop();
  await order;
  await renewing.look();
  assert.deepEqual([state.orders, used.length, said.length], [1, 0, 0]);
});
