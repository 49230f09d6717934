import { strict as assert } from "node:assert";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import english from "../locales/organiser/en/refusals.json" with { type: "json" };
import { REFUSALS } from "./refusals.ts";

/** Their sentences give a reason for engineers, which the desk leaves out, or are several. */
const SHORTER = new Set([
  "chain_broken",
  "chain_meanwhile",
  "key_refused",
  "other_key_refused",
  "not_taken",
  "numbers_refused",
  "picture_refused",
]);
const STRINGS: Readonly<Record<string, string>> = english;
const COMES = "(?:new (?:Refusal|DeskRefused|NotOpened|ApiRefused)\\(|super\\(|error = )";
/** From where a refusal is made to its code. */
const MADE = new RegExp(`${COMES}((?:(?!${COMES})[^])*?)code: "(\\w+)"`, "g");

interface Coded {
  where: string;
  code: string;
  /** With `{}` in its places. */
  sentence: string;
}

/** Every refusal in the source that has a code. */
function coded(): Coded[] {
  return globSync(`${import.meta.dirname}/../**/*.ts`)
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(file, "utf8");
      return [...source.matchAll(MADE)].map(([, made = "", code = ""]) => {
        const sentence = sentenceIn(made) || sentenceIn(constantIn(source, made));
        return { where: file, code, sentence };
      });
    });
}

/** The literals with a space in them, put together; shorter ones are words for the program. */
function sentenceIn(source: string): string {
  return [...source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)]
    .map(([, plain, template = ""]) => plain ?? template)
    .filter((text) => text.includes(" "))
    .join("")
    .replace(/\$\{JSON\.stringify\([^}]*\)\}/g, '"{}"')
    .replace(/\$\{[^}]*\}/g, "{}");
}

/** What the first constant is that is named. */
function constantIn(source: string, made: string): string {
  const name = /\b[A-Z_]{4,}\b/.exec(made)?.[0] ?? "";
  return new RegExp(`const ${name} =((?:[^;"]|"[^"]*")*);`).exec(source)?.[1] ?? "";
}

function atTheDesk(code: string): string {
  const places = new Proxy({}, { has: () => true, get: () => "{}", getOwnPropertyDescriptor: () => PLACE });
  return String(new IntlMessageFormat(STRINGS[`refused.${code}`] ?? "", "en").format(places));
}
const PLACE = { configurable: true, enumerable: true };

test("every code is refused somewhere, and has a sentence at the desk", () => {
  assert.equal(new Set(REFUSALS).size, REFUSALS.length);
  assert.deepEqual([...new Set(coded().map(({ code }) => code))].sort(), [...REFUSALS].sort());
  assert.deepEqual(Object.keys(STRINGS).sort(), REFUSALS.map((code) => `refused.${code}`).sort());
});

test("the desk says in English what the command line and the API say", () => {
  const compared = coded().filter(
    ({ code }) => !SHORTER.has(code) && !STRINGS[`refused.${code}`]?.includes(", plural,"),
  );
  for (const { where, code, sentence } of compared)
    assert.equal(sentence, atTheDesk(code), `${code} ${where}`);
  // None of them slipped by unread.
  assert.ok(compared.every(({ sentence }) => sentence !== ""));
});
