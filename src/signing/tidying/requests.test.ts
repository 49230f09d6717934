// Requests by a name alone, as a key holder meets them: one line for one name, answered together.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenedRequest } from "../opening/opening.ts";
import { dismissedWith, groupRequests } from "./requests.ts";

const by = (id: number, name: string, signatures: number[] = []) => ({ id, name, signatures });
const request = (id: number, who: OpenedRequest["who"]): OpenedRequest => {
  return { id, day: 0, mailed: true, waits: false, confirmed: false, why: null, who };
};

test("whoever asks by one name is one line, however often and however it is spelled", () => {
  const groups = groupRequests([
    by(7, "maya  okello", [3]),
    by(2, "Nobody"),
    by(4, "Maya Okello", [3]),
    by(9, "MAYA OKELLO", [3]),
  ]);
  assert.deepEqual(groups, [
    { name: "Maya Okello", ids: [4, 7, 9], signatures: [3] },
    { name: "Nobody", ids: [2], signatures: [] },
  ]);
});

test("a flood of names that nobody has stands behind every name that somebody has", () => {
  const flood = Array.from({ length: 1_000 }, (_, at) => by(at + 1, `Nobody ${at}`));
  assert.equal(groupRequests([...flood, by(1_001, "Maya Okello", [3])])[0]?.name, "Maya Okello");
});

test("dismissing one answers all by its name, and none by an address", () => {
  const requests = [
    request(1, { name: "Maya Okello" }),
    request(2, { name: "maya okello" }),
    request(3, { name: "Li Wei" }),
    request(4, { email: "maya@example.org" }),
    request(5, null),
  ];
  assert.deepEqual(dismissedWith(requests, [2, 4, 5, 9]), { answered: [1, 2], unknown: [4, 5, 9] });
  assert.deepEqual(dismissedWith(requests, [1, 3, 1]), { answered: [1, 2, 3], unknown: [] });
});
