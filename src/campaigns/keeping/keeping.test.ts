// What was promised when somebody signed holds for their row, whatever is promised later.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { changesOf, endedVersions, firstKeptDay, keptUntil, lastDay, type Promised } from "./keeping.ts";

const versions = (...days: (string | null)[]): Promised[] =>
  days.map((until, at) => ({ version: at + 1, day: 20_000 + at, until }));

test("a later last day holds for later rows alone, an earlier one for all", () => {
  const extended = versions("2027-06-30", "2028-06-30");
  assert.equal(keptUntil(extended, 1), "2027-06-30");
  assert.equal(keptUntil(extended, 2), "2028-06-30");
  const shortened = versions("2027-06-30", "2027-03-31");
  assert.equal(keptUntil(shortened, 1), "2027-03-31");
  const both = versions("2027-06-30", "2027-03-31", "2028-12-31");
  assert.deepEqual(
    [1, 2, 3].map((version) => keptUntil(both, version)),
    ["2027-06-30", "2027-03-31", "2028-12-31"],
  );
});

test("a version ends the day after its last day, the others go on", () => {
  const extended = versions("2027-06-30", "2028-06-30");
  assert.deepEqual(endedVersions(extended, "2027-06-30"), []);
  assert.deepEqual(endedVersions(extended, "2027-07-01"), [1]);
  assert.equal(lastDay(extended), "2028-06-30");
  assert.equal(firstKeptDay(extended, "2027-06-30"), 20_000);
  assert.equal(firstKeptDay(extended, "2027-07-01"), 20_001);
  assert.equal(firstKeptDay(extended, "2028-07-01"), null);
});

test("where nothing is asked any more, what was promised before still ends", () => {
  const over = versions("2027-06-30", "2028-06-30", null);
  assert.equal(keptUntil(over, 1), "2027-06-30");
  assert.equal(lastDay(over), "2028-06-30");
  assert.equal(lastDay(versions(null)), null);
  assert.deepEqual(endedVersions(versions(null), "2099-01-01"), []);
});

test("each change of the last day is told with the day before it and the day it was made", () => {
  assert.deepEqual(changesOf(versions("2027-06-30", "2027-06-30", null, "2028-06-30")), [
    { day: 20_003, before: "2027-06-30", until: "2028-06-30" },
  ]);
  assert.deepEqual(changesOf(versions("2027-06-30")), []);
});

test("whatever is published later, nothing is kept longer than was promised", () => {
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(fc.option(day), { minLength: 1, maxLength: 6 }), (days) => {
      const promised = versions(...days);
      for (const { version, until } of promised) {
        const kept = keptUntil(promised, version);
        assert.ok(until === null || (kept !== null && kept <= until));
      }
    }),
  );
});
