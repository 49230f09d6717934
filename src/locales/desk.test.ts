import { strict as assert } from "node:assert";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";

const FOLDER = new URL("./organiser/", import.meta.url).pathname;
const SOURCE = new URL("../", import.meta.url).pathname;

function strings(language: string): Record<string, string> {
  const files = globSync(`${FOLDER}${language}/*.json`);
  assert.notEqual(files.length, 0);
  return Object.assign(
    {},
    ...files.map((file) => JSON.parse(readFileSync(file, "utf8")) as object),
  ) as Record<string, string>;
}

/** `{name}`, `{count, plural, …}` and `<tag>` of a message. */
function placesOf(message: string, language: string): string[] {
  const places = new Set<string>();
  const walk = (pieces: ReturnType<IntlMessageFormat["getAst"]>): void => {
    for (const piece of pieces) {
      if (piece.type !== 0 && piece.type !== 7) places.add(piece.value);
      if ("children" in piece) walk(piece.children);
      if ("options" in piece) for (const option of Object.values(piece.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, language).getAst());
  return [...places].sort();
}

const english = strings("en");
const french = strings("fr");

test("the desk says in French all that it says in English, with the same places", () => {
  assert.deepEqual(Object.keys(french).sort(), Object.keys(english).sort());
  for (const [key, message] of Object.entries(french)) {
    assert.notEqual(message.trim(), "", key);
    assert.deepEqual(placesOf(message, "fr"), placesOf(english[key] ?? "", "en"), key);
  }
});

test("every string of the desk is said somewhere", () => {
  const files = globSync(`${SOURCE}{browser,campaigns,signing,organisers,mail,web,locales}/**/*.ts`);
  const text = files
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const unsaid = Object.keys(english).filter(
    (key) => !text.includes(`"${key}"`) && !text.includes(`\`${key.slice(0, key.lastIndexOf(".") + 1)}\${`),
  );
  assert.deepEqual(unsaid, []);
});

/** Signs of campaign files, which are written so in every language. */
const OF_FILES = /https?:\/\/|\(!\)|& ! %|": "|rubrique: /g;

test("French has its spaces: narrow ones before ; ? ! and inside « », a no-break space before a colon", () => {
  const found = Object.entries(french).filter(([, message]) => {
    const bare = message.replace(OF_FILES, "").replace(/\d:\d/g, "");
    return /[^\u202f][;?!»]|«[^\u202f]|[^\u00a0]:|\.\.\.|[Ee]-mail/u.test(bare);
  });
  assert.deepEqual(found, []);
});

test("French gives whoever signs no gender where they choose how to appear", () => {
  const choices = Object.entries(french).filter(([key]) => /^(?:text|handing)\.appear\b/.test(key));
  assert.ok(choices.length >= 6);
  for (const [key, message] of choices)
    assert.doesNotMatch(message, /(?:Compt|Nomm)ée?(?!\p{L})/u, `${key}: ${message}`);
});
