import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock } from "../clock.ts";
import { openToday, stateOnDay } from "./dates.ts";

type Days = Parameters<typeof stateOnDay>[0];

/** A calendar whose moment and zone are set; asked again and again, as a network's is. */
function calendar() {
  let [now, zone] = [0, "UTC"];
  const clock: Clock = { now: () => now, day: () => 0, hour: () => 0 };
  const today = openToday(clock, () => zone);
  return (moment: string, there: string) => {
    [now, zone] = [Date.parse(moment), there];
    return today();
  };
}
const state = (text: Days, moment: string, zone: string) => stateOnDay(text, calendar()(moment, zone));

test("a campaign stays open until its last day has ended in the network's zone, wherever the signer is", () => {
  const text = { opens: null, closes: "2027-12-31" };
  assert.equal(state(text, "2028-01-01T04:59:59Z", "America/Toronto"), "open");
  assert.equal(state(text, "2028-01-01T05:00:00Z", "America/Toronto"), "closed");
  assert.equal(state(text, "2027-12-31T15:00:00Z", "Asia/Tokyo"), "closed");
});

test("nobody can sign before the day on which a campaign opens has begun in the network's zone", () => {
  const text = { opens: "2026-11-01", closes: null };
  assert.equal(state(text, "2026-11-01T03:59:59Z", "America/Toronto"), "soon");
  assert.equal(state(text, "2026-11-01T04:00:00Z", "America/Toronto"), "open");
});

test("a campaign without days is open", () => {
  assert.equal(stateOnDay({ opens: null, closes: null }, "1970-01-01"), "open");
});

test("the day that was told holds until it ends, also the one of 25 hours, and not when clock or zone moved", () => {
  const day = calendar();
  assert.equal(day("2026-11-01T04:00:00Z", "America/Toronto"), "2026-11-01");
  assert.equal(day("2026-11-02T04:59:59Z", "America/Toronto"), "2026-11-01");
  assert.equal(day("2026-11-02T05:00:00Z", "America/Toronto"), "2026-11-02");
  assert.equal(day("2026-11-01T03:59:59Z", "America/Toronto"), "2026-10-31", "a clock may also go back");
  assert.equal(day("2026-11-01T03:59:59Z", "Asia/Tokyo"), "2026-11-01");
});
