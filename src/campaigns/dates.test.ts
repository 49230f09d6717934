import assert from "node:assert/strict";
import { test } from "node:test";
import { daysUntil, endOfDay, isPastKeeping, stateOn } from "./dates.ts";

const at = (iso: string) => Date.parse(iso);

test("a campaign stays open until its last day has ended in the network's zone, wherever the signer is", () => {
  const text = { opens: null, closes: "2027-12-31" };
  assert.equal(stateOn(text, at("2028-01-01T04:59:59Z"), "America/Toronto"), "open");
  assert.equal(stateOn(text, at("2028-01-01T05:00:00Z"), "America/Toronto"), "closed");
  assert.equal(stateOn(text, at("2027-12-31T15:00:00Z"), "Asia/Tokyo"), "closed");
  assert.equal(endOfDay("2027-12-31", "America/Toronto"), at("2028-01-01T05:00:00Z"));
});

test("nobody can sign before the day on which a campaign opens has begun in the network's zone", () => {
  const text = { opens: "2026-11-01", closes: null };
  assert.equal(stateOn(text, at("2026-11-01T03:59:59Z"), "America/Toronto"), "soon");
  assert.equal(stateOn(text, at("2026-11-01T04:00:00Z"), "America/Toronto"), "open");
});

test("the last day of summer time has 25 hours, and one can sign in all of them", () => {
  const text = { opens: null, closes: "2026-11-01" };
  assert.equal(endOfDay("2026-11-01", "America/Toronto") - at("2026-11-01T04:00:00Z"), 25 * 3_600_000);
  assert.equal(stateOn(text, at("2026-11-02T04:59:59Z"), "America/Toronto"), "open");
  assert.equal(stateOn(text, at("2026-11-02T05:00:00Z"), "America/Toronto"), "closed");
});

test("a campaign without days is open", () => {
  assert.equal(stateOn({ opens: null, closes: null }, 0, "UTC"), "open");
});

test("the days left until a decision are those of the network's calendar", () => {
  assert.equal(daysUntil("2027-03-08", at("2027-03-08T23:00:00Z"), "America/Toronto"), 0);
  assert.equal(daysUntil("2027-03-08", at("2027-03-07T04:00:00Z"), "America/Toronto"), 2);
  assert.equal(daysUntil("2027-03-08", at("2027-03-09T12:00:00Z"), "UTC"), -1);
});

test("what people typed may be kept to the end of the day that was promised, and no longer", () => {
  assert.equal(isPastKeeping({ keepUntil: "2028-06-30" }, at("2028-06-30T23:59:59Z"), "UTC"), false);
  assert.equal(isPastKeeping({ keepUntil: "2028-06-30" }, at("2028-07-01T00:00:00Z"), "UTC"), true);
  assert.equal(isPastKeeping({ keepUntil: null }, at("2100-01-01T00:00:00Z"), "UTC"), false);
});
