// Pages kept as bytes are the pages that were made, each with what is its own in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPageBytes } from "./page-bytes.ts";

const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();
const never = () => {
  throw new Error("made a second time");
};

test("a page is made once, and each view has its own stamp in it", async () => {
  const bytes = openPageBytes();
  assert.equal(text(await bytes.get("page", "one", () => ["für ", "!"])), "für one!");
  assert.equal(text(await bytes.get("page", "other", never)), "für other!");
  assert.equal(text(bytes.known("page", () => "third")), "für third!");
});

test("a page that nobody asked for, or that is still being made, is not known", async () => {
  const bytes = openPageBytes();
  assert.equal(bytes.known("page", never), null);
  const made = bytes.get("page", null, async () => ["whole"]);
  assert.equal(bytes.known("page", never), null);
  await made;
  assert.equal(text(bytes.known("page", never)), "whole");
});

test("a page that could not be made is tried again", async () => {
  const bytes = openPageBytes();
  await assert.rejects(
    bytes.get("page", null, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(bytes.known("page", never), null);
  assert.equal(text(await bytes.get("page", null, () => ["now"])), "now");
});

test("of more pages than have room the one that nobody asks for is made again, not the one that many do", async () => {
  const bytes = openPageBytes();
  for (let at = 0; at <= 300; at++) {
    await bytes.get(`page ${at}`, null, () => [`${at}`]);
    assert.equal(text(bytes.known("page 0", never)), "0");
  }
  assert.equal(bytes.known("page 1", never), null);
  assert.equal(text(bytes.known("page 2", never)), "2");
});
