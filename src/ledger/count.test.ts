import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTRY } from "../vault/entry.ts";
import { type Count, countEntry, NOBODY, readCount } from "./count.ts";

const all = (...entries: [type: number, takes?: number | undefined][]): Count =>
  entries.reduce<Count>((count, [type, takes]) => countEntry(count, type, takes), NOBODY);

test("people and organisations are counted apart, and by the door through which each came", () => {
  const count = all([ENTRY.personByMail], [ENTRY.personAccepted], [ENTRY.organisationByMail]);
  assert.deepEqual(count, { people: 2, organisations: 1, email: 2, hosts: 1, takenBack: 0, takenOff: 0 });
});

test("who is taken back leaves the number and the door they came by, and the trace says by whose hand", () => {
  const count = all(
    [ENTRY.personByMail],
    [ENTRY.organisationAccepted],
    [ENTRY.takenBack, ENTRY.personByMail],
    [ENTRY.takenOff, ENTRY.organisationAccepted],
  );
  assert.deepEqual(count, { people: 0, organisations: 0, email: 0, hosts: 0, takenBack: 1, takenOff: 1 });
});

test("a campaign's key counts nobody", () => {
  assert.deepEqual(all([ENTRY.campaignKey]), NOBODY);
});

test("a log that takes back what was never counted is refused", () => {
  for (const takes of [undefined, ENTRY.campaignKey, ENTRY.takenBack]) {
    assert.throws(() => all([ENTRY.takenBack, takes]), /takes back/);
  }
});

test("counting changes no number that was read before", () => {
  const before = Object.freeze(all([ENTRY.personByMail]));
  countEntry(before, ENTRY.personByMail);
  assert.equal(before.people, 1);
});

test("numbers that an earlier version left are read, what is new in them is nought", () => {
  assert.deepEqual(readCount('{"people":3}'), { ...NOBODY, people: 3 });
  assert.deepEqual(readCount("{}"), NOBODY);
});
