import assert from "node:assert/strict";
import { test } from "node:test";
import { opened } from "../../../test/opened.ts";
import { openTidying } from "../tidying/tidying.ts";
import { byHand, needsOthers, unshownOf } from "./accepting.ts";

const maya = { typed: { email: "maya@example.org" } };

function decide(ids: number[], all: ReturnType<typeof opened>[]) {
  const others = openTidying(20_000);
  all.forEach(others.see);
  return byHand(
    ids,
    all.filter(({ id }) => ids.includes(id)),
    others,
  );
}

test("what gave no address is accepted by its ID; what stands already is passed over", () => {
  const all = [opened(1), opened(2, { state: "accepted" }), opened(3, { ...maya, state: "confirmed" })];
  assert.deepEqual(decide([1, 2, 3], all), { accept: [1], refused: [] });
});

test("what waits for its link is accepted by its ID unless another of its address stands", () => {
  const alone = [opened(1, maya), opened(2, { state: "accepted" })];
  assert.equal(needsOthers(alone), true);
  assert.deepEqual(decide([1], alone), { accept: [1], refused: [] });
  for (const state of ["accepted", "confirmed"] as const) {
    const beside = [opened(1, maya), opened(2, { ...maya, state })];
    assert.deepEqual(decide([1], beside), { accept: [], refused: [{ id: 1, why: "another stands" }] });
  }
  const organisation = [opened(1, maya), opened(2, { ...maya, as: "organisation", state: "confirmed" })];
  assert.deepEqual(decide([1], organisation).accept, [1]);
});

test("of two that wait for one address only the first that is named is accepted", () => {
  const all = [opened(1, maya), opened(2, { typed: { email: "MAYA@example.org" } })];
  assert.deepEqual(decide([2, 1], all), { accept: [2], refused: [{ id: 1, why: "another stands" }] });
});

test("what is not there, or cannot be opened, is refused and said", () => {
  const all = [opened(1, { typed: null })];
  assert.deepEqual(decide([1, 9], all).refused, [
    { id: 1, why: "unreadable" },
    { id: 9, why: "not there" },
  ]);
});

test("words are sent only where they are not shown yet, with the row they come from", () => {
  const typed = { appear: "public" as const, shownAs: "Maya" };
  const shown = { words: "Maya", detail: "" };
  const names = unshownOf([opened(1, { typed }), opened(2, { typed, name: shown }), opened(3)]);
  assert.deepEqual(names, [{ id: 1, of: new Uint8Array(32).fill(1), words: "Maya", detail: "" }]);
});
