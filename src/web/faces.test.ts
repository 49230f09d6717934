import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../locales/languages.ts";
import { facesOf } from "./faces.ts";

const css = ["tokens", "scripts"].map((name) =>
  readFileSync(new URL(`./style/${name}.css`, import.meta.url), "utf8"),
);

test("what is drawn is set in the faces of the pages", () => {
  const all = css.join("\n");
  for (const language of LANGUAGES) {
    const { sans, serif, titleWeight } = facesOf(language);
    assert.ok(all.includes(`--sans: ${sans};`), language);
    const own = new RegExp(
      `html:lang\\(${language.split("-")[0]}\\)[^{]*\\{[^}]*--serif: var\\(--sans\\)`,
    ).test(all);
    assert.equal(serif === sans, own, language);
    assert.equal(titleWeight, own ? 700 : 400, language);
    if (!own) assert.ok(all.includes(`--serif: ${serif};`), language);
  }
});
