import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, u8 } from "../../vault/bytes.ts";
import { ENTRY, takenBackEntry } from "../../vault/entry.ts";
import { checkLog } from "./log-check.ts";

const counts = (type: number) => concat(u8(type), new Uint8Array(32));
const LOG = [
  counts(ENTRY.campaignKey),
  counts(ENTRY.personByMail),
  counts(ENTRY.organisationAccepted),
  counts(ENTRY.personAccepted),
  takenBackEntry(ENTRY.takenBack, 3),
];

test("an entry that counts somebody whose row is missing is found, also across pages", () => {
  const check = checkLog(LOG.length);
  check.seeRow(1);
  check.seeEntries(LOG.slice(0, 2));
  check.seeEntries(LOG.slice(2));
  assert.deepEqual(check.withoutRow(), [2]);
});

test("what was taken back needs no row, also while that waits to be numbered", () => {
  const check = checkLog(LOG.length);
  check.seeRow(1);
  check.seeEntries(LOG);
  check.seeWaiting([takenBackEntry(ENTRY.takenOff, 2)]);
  assert.deepEqual(check.withoutRow(), []);
});

test("entries that came after the rows were asked for are left to the next time", () => {
  const check = checkLog(2);
  check.seeRow(1);
  check.seeEntries(LOG);
  assert.deepEqual(check.withoutRow(), []);
});
