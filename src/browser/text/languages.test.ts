import { strict as assert } from "node:assert";
import { test } from "node:test";
import { openLanguageNames } from "./languages.ts";

const read = openLanguageNames("fr");

test("a language is known by its code and by its name: in itself, in English and as the desk says it", () => {
  for (const typed of ["fr", " FR ", "French", "français", "Francais"])
    assert.equal(read(typed), "fr", typed);
  for (const typed of ["arabic", "arabe", "العربية"]) assert.equal(read(typed), "ar", typed);
  assert.equal(read("Filipino"), "fil");
  assert.equal(read("thaï"), "th");
  assert.equal(read("繁體中文"), "zh-Hant");
  assert.equal(read("Traditional Chinese"), "zh-Hant");
  assert.equal(read("zh-hant"), "zh-Hant");
});

test("what is no language, and Chinese that does not say its script, is not taken for a code", () => {
  for (const typed of ["", "Chinese", "chinois", "Klingonish", "english please", "12"])
    assert.equal(read(typed), null, typed);
});
