import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { drawLot, ENOUGH, LONGEST_HOURS } from "./lot.ts";

const fair = (limit: number) => randomInt(limit);
const every15 = { publishEvery: 15, below: fair };
const waiting = (many: number) => Array.from({ length: many }, (_, at) => at);

test("fewer than five wait for more, up to a day", () => {
  assert.deepEqual(drawLot(waiting(ENOUGH - 1), LONGEST_HOURS - 1, every15), []);
  assert.deepEqual(drawLot(waiting(ENOUGH - 1), LONGEST_HOURS, every15).sort(), waiting(ENOUGH - 1));
  assert.deepEqual(drawLot([], 99, every15), []);
});

test("five go out together, each left behind as a coin falls", () => {
  assert.deepEqual(drawLot(waiting(5), 0, { publishEvery: 15, below: () => 0 }), []);
  assert.equal(drawLot(waiting(5), 0, { publishEvery: 15, below: (limit) => limit - 1 }).length, 5);
  let stayed = 0;
  for (let lots = 0; lots < 400; lots++) stayed += 10 - drawLot(waiting(10), 0, every15).length;
  // 2,000 expected; 200 is more than six standard deviations.
  assert.ok(Math.abs(stayed - 2_000) < 200, `${stayed} of 4,000 stayed behind`);
});

test("a day is the longest that anybody stays behind", () => {
  for (let lots = 0; lots < 50; lots++) assert.equal(drawLot(waiting(20), LONGEST_HOURS, every15).length, 20);
});

test("nobody is lost or doubled, whatever is drawn", () => {
  const property = fc.property(
    fc.nat(60),
    fc.nat(30),
    fc.constantFrom(0, 15),
    (many, hours, publishEvery) => {
      const drawn = drawLot(waiting(many), hours, { publishEvery, below: fair });
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(drawn.every((one) => one < many));
    },
  );
  fc.assert(property, { numRuns: 300 });
});

test("the order is any order, each as likely", () => {
  const seen = new Map<string, number>();
  for (let lots = 0; lots < 6_000; lots++) {
    const order = drawLot(waiting(3), 0, { publishEvery: 0, below: fair }).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  assert.equal(seen.size, 6);
  for (const [order, many] of seen) assert.ok(Math.abs(many - 1_000) < 200, `${order}: ${many} of 6,000`);
});

test("with PUBLISH_EVERY=0 any number goes at once, and none stays", () => {
  assert.deepEqual(drawLot([7], 0, { publishEvery: 0, below: () => 0 }), [7]);
  assert.equal(drawLot(waiting(30), 0, { publishEvery: 0, below: () => 0 }).length, 30);
});
