// Bursts: what one person or a program makes is found; what many people make by themselves is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { opened } from "../../../test/opened.ts";
import { burstsIn } from "./bursts.ts";
import { personOf } from "./person.ts";

/** A list by what stands for each row: its address, and the day. */
function bursts(rows: { email: string; day?: number }[]) {
  return burstsIn(
    rows.map(({ email, day = 100 }, at) =>
      personOf(opened(at + 1, { day, state: email === "" ? "pending" : "confirmed", typed: { email } })),
    ),
  ).map(({ kind, domain, day, ids }) => [kind, domain, day, ids.length, ids[0]]);
}
const times = (many: number, email: (at: number) => string, day = 100) =>
  Array.from({ length: many }, (_, at) => ({ email: email(at), day }));
/** Everybody has a provider of their own in turn: eight of them. */
const usual = (at: number) => `p${at}@provider${(at * 5) % 8}.example`;

test("many of one domain in a row are one burst, also with a few others in between", () => {
  const before = times(60, usual);
  const burst = times(30, (at) => (at % 4 === 3 ? usual(at) : `x${at}@catch-all.example`));
  assert.deepEqual(bursts([...before, ...burst, ...times(60, usual)]), [
    ["domain", "catch-all.example", 100, 23, 61],
  ]);
});

test("many without an address in a row are one where most people give one", () => {
  const rows = [...times(100, usual), ...times(20, () => ""), ...times(100, usual)];
  assert.deepEqual(bursts(rows), [["no_address", "", 100, 20, 101]]);
});

test("a campaign where nobody gives an address, or all have one provider, has no burst by that", () => {
  assert.deepEqual(bursts(times(500, () => "")), []);
  assert.deepEqual(bursts(times(500, (at) => `p${at}@big.example`)), []);
  assert.deepEqual(bursts(times(500, usual)), []);
});

test("a day with far more rows without an address than others is one; the first days are not", () => {
  const days = [40, 40, 3, 4, 50, 2, 3, 5];
  const rows = days.flatMap((many, at) => times(many, () => "", 100 + at));
  assert.deepEqual(bursts(rows), [["day", "", 104, 50, 88]]);
});

test("nobody is asked about a list that is short or empty", () => {
  assert.deepEqual(bursts([]), []);
  assert.deepEqual(bursts(times(9, () => "a@b.example")), []);
});
