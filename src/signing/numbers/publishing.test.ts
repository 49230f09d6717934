import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Cell } from "./counting.ts";
import { type Before, DAYS_BETWEEN, faultOf, type Published, publishable } from "./publishing.ts";

const LABELS = ["Ontario", "Quebec", "Yukon", "Nunavut", "Manitoba", ""];
const cellsOf = (many: readonly number[]): Cell[] =>
  many.map((some, at) => ({ label: LABELS[at] ?? "?", many: some }));
const sum = (many: readonly number[]) => many.reduce((all, one) => all + one, 0);
const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 400 })), {
  minLength: 2,
  maxLength: LABELS.length,
});
const isTable = (made: ReturnType<typeof publishable>): made is Published => typeof made !== "string";

test("no published number tells of fewer than ten, none is exact, and at least two are merged or none", () => {
  fc.assert(
    fc.property(counts, (many) => {
      const exact = cellsOf(many);
      const made = publishable(exact, { counted: sum(many), day: 100, size: 100 }, null);
      if (!isTable(made)) return;
      assert.ok(sum(many) >= 50);
      const of = (label: string) => exact.find((cell) => cell.label === label)?.many ?? -1;
      for (const { label, about } of made.cells) {
        assert.ok(of(label) >= 10, `${label} stands for ${of(label)}`);
        assert.ok(about % 5 === 0 && Math.abs(about - of(label)) <= 2);
      }
      const merged = made.merged.map(of);
      assert.ok(merged.length === 0 || (merged.length >= 2 && sum(merged) >= 10 && made.rest !== null));
      assert.equal(made.cells.length + made.merged.length, exact.length);
      assert.equal(
        faultOf(
          made,
          exact.map(({ label }) => label),
          null,
        ),
        null,
      );
    }),
    { numRuns: 2_000 },
  );
});

test("over any history, a number that differs from the one before tells of ten people or more in its own cell", () => {
  const step = fc.record({
    days: fc.integer({ min: 0, max: 20 }),
    by: fc.array(fc.integer({ min: -30, max: 60 }), { minLength: 6, maxLength: 6 }),
  });
  fc.assert(
    fc.property(counts, fc.array(step, { minLength: 1, maxLength: 12 }), (first, steps) => {
      let many = [...first];
      let [day, size] = [100, sum(first)];
      let before: Before | null = null;
      /** For each number that stands: how many there really were when it was made. */
      const then = new Map<string, number>();
      const now = (label: string) => many[LABELS.indexOf(label)] ?? 0;
      for (const { days, by } of [{ days: 0, by: [] as number[] }, ...steps]) {
        many = many.map((some, at) => Math.max(0, some + (by[at] ?? 0)));
        day += days;
        size += sum(by.map(Math.abs));
        const exact = cellsOf(many);
        const last = before as Before | null;
        const made = publishable(exact, { counted: sum(many), day, size }, last);
        if (!isTable(made)) continue;
        if (last) {
          assert.ok(day - last.day >= DAYS_BETWEEN, "renewed within a week");
          assert.ok(size - last.size >= 10, "renewed though fewer than ten changed");
        }
        assert.equal(
          faultOf(
            made,
            exact.map(({ label }) => label),
            last,
          ),
          null,
        );
        for (const { label, about } of made.cells) {
          const stood = last?.cells.find((cell) => cell.label === label)?.about;
          assert.ok(now(label) >= 10);
          if (stood === about) continue;
          const was = then.get(label);
          // Shown before, or merged before: either way ten of this cell came or went since.
          if (last && was !== undefined)
            assert.ok(Math.abs(now(label) - was) >= 10, `${label}: ${was} → ${now(label)}`);
          then.set(label, now(label));
        }
        const merged = sum(made.merged.map(now));
        const sameRest =
          last?.rest != null && last.merged.toSorted().join("|") === made.merged.toSorted().join("|");
        if (sameRest && last.rest !== made.rest) {
          assert.ok(Math.abs(merged - (then.get("the rest") ?? 0)) >= 10);
        }
        // Whenever the rest is made anew, that is when its cells were last looked at.
        if (!sameRest || last?.rest !== made.rest) {
          then.set("the rest", merged);
          for (const label of made.merged) then.set(label, now(label));
        }
        before = { ...made, day, size };
      }
    }),
    { numRuns: 2_000 },
  );
});

test("small tables, early ones and those of which nothing is left are not made", () => {
  const now = { counted: 60, day: 100, size: 60 };
  assert.equal(publishable(cellsOf([30, 19]), { ...now, counted: 49 }, null), "few");
  assert.equal(publishable(cellsOf([9, 9, 9, 9, 9, 9]), now, null), "merged");
  assert.deepEqual(publishable(cellsOf([33, 14, 3, 0]), now, null), {
    cells: [{ label: "Ontario", about: 35 }],
    merged: ["Yukon", "Nunavut", "Quebec"],
    rest: 15,
  });
  assert.deepEqual(publishable(cellsOf([33, 14, 8, 5]), now, null), {
    cells: [
      { label: "Ontario", about: 35 },
      { label: "Quebec", about: 15 },
    ],
    merged: ["Yukon", "Nunavut"],
    rest: 15,
  });
  const before = { cells: [], merged: [], rest: null, day: 95, size: 40 };
  assert.equal(publishable(cellsOf([33, 20]), now, before), "soon");
  assert.equal(publishable(cellsOf([33, 20]), now, { ...before, day: 93, size: 51 }), "same");
});

test("the network refuses a table that breaks a rule, whoever made it", () => {
  const good = { cells: [{ label: "A", about: 20 }], merged: ["B", "C"], rest: 10 };
  const labels = ["A", "B", "C"];
  assert.equal(faultOf(good, labels, null), null);
  assert.equal(
    faultOf({ ...good, cells: [{ label: "A", about: 21 }] }, labels, null),
    "not rounded, or under ten",
  );
  assert.equal(
    faultOf({ ...good, cells: [{ label: "A", about: 5 }] }, labels, null),
    "not rounded, or under ten",
  );
  assert.equal(faultOf({ ...good, merged: ["B"] }, ["A", "B"], null), "the rest");
  assert.equal(faultOf({ ...good, merged: ["B", "Rosa Quispe"] }, labels, null), "labels");
  assert.equal(faultOf({ ...good, merged: ["B"] }, labels, null), "labels");
  const before = { ...good, day: 1, size: 1 };
  assert.equal(
    faultOf({ ...good, cells: [{ label: "A", about: 25 }] }, labels, before),
    "changed by too few",
  );
  assert.equal(faultOf({ ...good, rest: 15 }, labels, before), "changed by too few");
  const out = { cells: [{ label: "B", about: 15 }], merged: ["A", "C"], rest: 20 };
  assert.equal(faultOf(out, labels, before), "a merged cell came out too early");
});
