import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { LINK_DAYS, openKeyFiles } from "./key-files.ts";

const TODAY = 20_781;
const campaign = new Uint8Array(16).fill(0xab);
const random = (length: number) => new Uint8Array(randomBytes(length));
let dir: string;
const open = () => openKeyFiles(dir, random);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "undersigned-keys-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("keys are made once, are files of 32 bytes for their owner alone, and are there at the next start", () => {
  const keys = open();
  const made = [keys.server, keys.linkFor(TODAY), keys.closingFor(campaign)];
  const files = ["server", `links/${TODAY}`, `closing/${"ab".repeat(16)}`].map((name) => join(dir, name));
  for (const [at, file] of files.entries()) {
    assert.deepEqual(new Uint8Array(readFileSync(file)), made[at]);
    assert.equal((statSync(file).mode & 0o777).toString(8), "600");
  }
  assert.equal(new Set(made.map((key) => key.toString())).size, 3);
  const next = open();
  assert.deepEqual([next.server, next.link(TODAY), next.closing(campaign)], made);
  assert.deepEqual(keys.linkFor(TODAY), made[1]);
});

test("a key that is missing is missing; asking makes none", () => {
  const keys = open();
  assert.equal(keys.link(TODAY), null);
  assert.equal(keys.closing(campaign), null);
  assert.deepEqual(readdirSync(join(dir, "links")), []);
});

test("a link's key works for 15 days more and is gone when the 16th begins", () => {
  const keys = open();
  for (const day of [TODAY - LINK_DAYS - 1, TODAY - LINK_DAYS, TODAY]) keys.linkFor(day);
  keys.destroyOldLinks(TODAY);
  assert.deepEqual(readdirSync(join(dir, "links")).sort(), [String(TODAY - LINK_DAYS), String(TODAY)]);
  assert.equal(keys.link(TODAY - LINK_DAYS - 1), null, "nor does this process remember it");
  assert.ok(keys.link(TODAY - LINK_DAYS));
});

test("what is no day among the links is destroyed too", () => {
  const keys = open();
  writeFileSync(join(dir, "links", "20781.old"), random(32));
  keys.destroyOldLinks(TODAY);
  assert.deepEqual(readdirSync(join(dir, "links")), []);
});

test("a destroyed closing key is gone from the folder and from memory", () => {
  const keys = open();
  keys.closingFor(campaign);
  keys.destroyClosing(campaign);
  assert.equal(keys.closing(campaign), null);
  assert.deepEqual(readdirSync(join(dir, "closing")), []);
  keys.destroyClosing(campaign);
});

test("a file that a crash left empty is made anew; a damaged one stops the start and is kept", () => {
  writeFileSync(join(dir, "server"), "");
  assert.equal(open().server.length, 32);
  writeFileSync(join(dir, "server"), random(31));
  assert.throws(open, /server should hold 32 bytes; it is damaged/);
  assert.ok(existsSync(join(dir, "server")));
});
