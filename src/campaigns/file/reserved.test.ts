import assert from "node:assert/strict";
import { test } from "node:test";
import { isSlug, RESERVED_SLUGS } from "./reserved.ts";

test("no campaign can take an address that the house answers at itself", () => {
  const house =
    "c, desk, privacy, about, news, follow, pictures, preview, healthz, readyz, assets, .well-known, robots.txt, favicon.ico";
  assert.deepEqual([...RESERVED_SLUGS].sort(), house.split(", ").sort());
  for (const slug of RESERVED_SLUGS) assert.equal(isSlug(slug), false, slug);
});

test("a slug is short, plain and readable aloud", () => {
  for (const slug of ["work-without-fear", "a1", "mine", "names", "x".repeat(60)])
    assert.equal(isSlug(slug), true, slug);
  for (const slug of [
    "",
    "a",
    "x".repeat(61),
    "-ab",
    "ab-",
    "a--b",
    "Ab",
    "a_b",
    "a.b",
    "a/b",
    "é1",
    "ab\n",
  ]) {
    assert.equal(isSlug(slug), false, JSON.stringify(slug));
  }
});
