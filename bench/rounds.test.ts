// What several rounds come to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { busyBetween } from "./machine.ts";
import { median, quantile } from "./rounds.ts";

test("the median is the middle one, or lies between the two in the middle", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.ok(Number.isNaN(median([])));
});

test("of all latencies a share lies under the quantile, whatever round they are from", () => {
  const rounds = [
    Float64Array.from({ length: 50 }, (_, at) => at),
    Float64Array.from({ length: 50 }, (_, at) => 99 - at),
  ];
  assert.equal(quantile(rounds, 0.5), 50);
  assert.equal(quantile(rounds, 0.99), 99);
  assert.ok(Number.isNaN(quantile([], 0.99)));
});

test("a core is as busy as it was not idle", () => {
  assert.equal(busyBetween({ all: 100, idle: 40 }, { all: 200, idle: 50 }), 0.9);
  assert.equal(busyBetween(null, { all: 1, idle: 1 }), null);
  assert.equal(busyBetween({ all: 1, idle: 1 }, { all: 1, idle: 1 }), null);
});
