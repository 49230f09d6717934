import { strict as assert } from "node:assert";
import { test } from "node:test";
import { directionOf, interfaceFor, LANGUAGES, matchLanguage, nameOf } from "./languages.ts";

test("a reader from Hong Kong gets Traditional Chinese, one from Singapore Simplified", () => {
  assert.equal(matchLanguage("zh-HK,zh;q=0.9,en;q=0.8", LANGUAGES), "zh-Hant");
  assert.equal(matchLanguage("zh-SG", LANGUAGES), "zh-Hans");
  assert.equal(matchLanguage("zh-TW", ["en", "zh-Hant"]), "zh-Hant");
});

test("who reads Chinese in one script gets it in the other rather than a foreign language", () => {
  for (const asked of ["zh-CN", "zh", "zh-Hans", "zh-CN,zh;q=0.9,en;q=0.8", "zh-SG,en"]) {
    assert.equal(matchLanguage(asked, ["en", "zh-Hant"]), "zh-Hant", asked);
  }
  for (const asked of ["zh-TW", "zh-Hant-HK", "zh-TW,zh;q=0.9,en-US;q=0.8"]) {
    assert.equal(matchLanguage(asked, ["en", "zh-Hans"]), "zh-Hans", asked);
  }
  assert.equal(matchLanguage("zh-TW,zh-CN;q=0.9", ["zh-Hans", "zh-Hant"]), "zh-Hant");
  assert.equal(matchLanguage("en,zh-CN;q=0.9", ["zh-Hant", "en"]), "en");
  assert.equal(matchLanguage("zh-CN,zh-Hant;q=0,en;q=0.5", ["en", "zh-Hant"]), "en", "unless they refuse it");
  assert.equal(matchLanguage("zh-CN", ["en", "fr"]), null);
});

test("what a browser likes best comes first, and what it refuses never", () => {
  assert.equal(matchLanguage("de, fr;q=0.3, es;q=0.7", LANGUAGES), "es");
  assert.equal(matchLanguage("fr;q=0, en-US;q=0.1", LANGUAGES), "en");
  assert.equal(matchLanguage("tlh", LANGUAGES), null);
});

test("nonsense in the header is nobody's language", () => {
  for (const header of ["", null, "*", ";;;", "x".repeat(9_000), "en\u0000", "a-b-c-d-e-f-g-h-i;q=9"]) {
    assert.doesNotThrow(() => matchLanguage(header, LANGUAGES));
  }
  assert.equal(matchLanguage("*", LANGUAGES), null);
});

test("languages are named in themselves and run their own way", () => {
  assert.deepEqual(LANGUAGES.map(nameOf), ["English", "Français", "Español", "繁體中文", "简体中文", "ไทย"]);
  assert.equal(nameOf("vi"), "Tiếng Việt");
  assert.equal(nameOf("not a tag"), "not a tag");
  assert.equal(directionOf("ar-EG"), "rtl");
  assert.equal(directionOf("th"), "ltr");
  assert.equal(interfaceFor("zh-HK"), "zh-Hant");
  assert.equal(interfaceFor("de"), "en");
});
