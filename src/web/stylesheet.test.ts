import { strict as assert } from "node:assert";
import { test } from "node:test";
import { fileHeaders, pageHeaders } from "./headers.ts";
import { PAPER_SHEETS } from "./paper-sheet.ts";
import { STYLE, squeeze } from "./stylesheet.ts";

const SHEETS = [STYLE, ...Object.values(PAPER_SHEETS).flatMap((sheets) => Object.values(sheets))];

test("the style sheets hold nothing that Chromium 80 or Safari 12 cannot read", () => {
  const all = SHEETS.map(({ body }) => body).join("");
  const outside = all.replace(/@supports[^{]+\{(?:[^{}]*\{[^{}]*\})*\}/g, "");
  for (const unknown of [
    /:is\(/,
    /:where\(/,
    /:has\(/,
    /[;{]inset:/,
    /[;{]gap:/,
    /:not\([^)]*,/,
    /clamp\(/,
    /@layer/,
    /[;{](?:margin|padding|border)-inline/,
  ]) {
    assert.doesNotMatch(outside, unknown);
  }
});

test("no style sheet asks anything of other sites or holds a picture", () => {
  for (const { body } of SHEETS) assert.doesNotMatch(body, /url\(|@import|https?:/);
});

test("squeezing a style sheet changes no rule", () => {
  assert.equal(
    squeeze("/* why */\na  >  b {\n  color: red;\n  width: calc(1px + 2px);\n}\n\n.x,\n.y { top: 0; }\n"),
    "a>b{color:red;width:calc(1px + 2px)}.x,.y{top:0}",
  );
});

test("every page forbids scripts, frames, foreign forms and telling where one came from", () => {
  const headers = pageHeaders("never", "en");
  assert.match(
    headers["content-security-policy"] ?? "",
    /^default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["content-language"], "en");
  assert.equal(headers["set-cookie"], undefined);
  assert.equal(fileHeaders("text/css", "for-ever")["referrer-policy"], "no-referrer");
});
