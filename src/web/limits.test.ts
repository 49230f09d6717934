import assert from "node:assert/strict";
import { test } from "node:test";
import { movedClock } from "../../test/moved-clock.ts";
import { onNode } from "../vault/on-node.ts";
import { openCounters } from "./counters.ts";
import { type Limits, MOST, openLimits, SLOWING } from "./limits.ts";

const MINUTE = 60_000;

function open(limits = true): { limits: Limits; clock: ReturnType<typeof movedClock> } {
  const clock = movedClock(Date.UTC(2026, 10, 24, 12, 0, 20));
  return { clock, limits: openLimits({ clock, primitives: onNode, limits }) };
}

test("300 people sign behind one carrier's address; the next is told when to try again, and then can", () => {
  const { limits, clock } = open();
  for (let person = 0; person < 300; person++) {
    assert.equal(limits.signing(`203.0.113.${person % 256}`), "ok");
    if (person === 150) clock.move(2 * MINUTE);
  }
  assert.equal(limits.signing("203.0.114.1"), "ok", "another network");
  assert.equal(limits.signing("2001:db8::1"), "ok");
  const answer = limits.signing("::ffff:203.0.113.7");
  assert.deepEqual(answer, { retryAfter: 8 * 60 + 40 });
  clock.move((8 * 60 + 39) * 1_000);
  assert.notEqual(limits.signing("203.0.113.7"), "ok");
  clock.move(1_000);
  assert.equal(limits.signing("203.0.113.7"), "ok");
});

test("no ten minutes ever hold more than 300", () => {
  const { limits, clock } = open();
  const times: number[] = [];
  for (let step = 0; step < 4_000; step++) {
    clock.move(700);
    if (limits.signing("203.0.113.7") === "ok") times.push(clock.now());
  }
  assert.ok(times.length > 900);
  for (const [at, time] of times.entries()) {
    assert.ok((times[at + MOST.signing] ?? Number.POSITIVE_INFINITY) - time >= 10 * MINUTE);
  }
});

test("looks with a code have a limit of their own", () => {
  const { limits } = open();
  for (let look = 0; look < MOST.mine; look++) assert.equal(limits.mine("203.0.113.7"), "ok");
  assert.notEqual(limits.mine("203.0.113.7"), "ok");
  assert.equal(limits.signing("203.0.113.7"), "ok");
});

test("who fails to sign in waits longer each time; who signs in well waits never", () => {
  const { limits, clock } = open();
  const fail = () => limits.signInFailed("maya@example.org", "203.0.113.7");
  const may = () => limits.signIn("maya@example.org", "203.0.113.7");
  for (let good = 0; good < 100; good++) {
    assert.equal(may(), "ok");
    limits.signedIn("maya@example.org", "203.0.113.7");
  }
  for (let free = 0; free < SLOWING.both.free; free++) {
    fail();
    assert.equal(may(), "ok");
  }
  for (const seconds of [1, 2, 4, 8, 16, 32]) {
    fail();
    assert.deepEqual(may(), { retryAfter: seconds });
    clock.move(seconds * 1_000 - 1);
    assert.notEqual(may(), "ok");
    clock.move(1);
    assert.equal(may(), "ok");
  }
  for (let more = 0; more < 20; more++) fail();
  assert.deepEqual(may(), { retryAfter: SLOWING.both.most / 1_000 });
});

test("a good sign-in forgives the account its failures", () => {
  const { limits } = open();
  for (let guess = 0; guess < 10; guess++) limits.signInFailed("maya@example.org", "203.0.113.7");
  assert.notEqual(limits.signIn("maya@example.org", "203.0.113.7"), "ok");
  limits.signedIn("maya@example.org", "203.0.113.7");
  limits.signInFailed("maya@example.org", "203.0.113.7");
  assert.equal(limits.signIn("maya@example.org", "203.0.113.7"), "ok");
});

test("a stranger who guesses cannot lock a holder out, and a guesser at many accounts is slowed too", () => {
  const { limits } = open();
  for (let guess = 0; guess < 500; guess++)
    limits.signInFailed("maya@example.org", `198.51.${guess % 256}.1`);
  const may = limits.signIn("maya@example.org", "203.0.113.7");
  assert.ok(may !== "ok" && may.retryAfter <= SLOWING.account.most / 1_000);
  assert.equal(limits.signIn("noor@example.org", "203.0.113.7"), "ok");
  for (let guess = 0; guess < 40; guess++) limits.signInFailed(`p${guess}@example.org`, "192.0.2.9");
  assert.notEqual(limits.signIn("new@example.org", "192.0.2.9"), "ok");
});

test("failures are forgiven after an hour without another", () => {
  const { limits, clock } = open();
  for (let guess = 0; guess < 30; guess++) limits.signInFailed("maya@example.org", "203.0.113.7");
  clock.move(60 * MINUTE);
  limits.signInFailed("maya@example.org", "203.0.113.7");
  assert.equal(limits.signIn("maya@example.org", "203.0.113.7"), "ok");
});

test("without LIMITS nothing is counted", () => {
  const { limits } = open(false);
  for (let time = 0; time < 1_000; time++) {
    assert.equal(limits.signing("203.0.113.7"), "ok");
    assert.equal(limits.mine("203.0.113.7"), "ok");
    limits.signInFailed("maya@example.org", "203.0.113.7");
    assert.equal(limits.signIn("maya@example.org", "203.0.113.7"), "ok");
  }
});

test("counters stay few, the busy ones stay, and a new day begins with none", () => {
  const clock = movedClock();
  const counters = openCounters({ clock, primitives: onNode }, () => ({ count: 0 }), 100);
  for (let name = 0; name < 5_000; name++) {
    counters.get(String(name)).count++;
    counters.get("busy").count++;
  }
  assert.equal(counters.find("busy")?.count, 5_000);
  assert.equal(counters.find("1"), null);
  assert.equal(counters.find("4999")?.count, 1);
  clock.move(86_400_000);
  assert.equal(counters.find("busy"), null);
});
