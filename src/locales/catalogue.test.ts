import { strict as assert } from "node:assert";
import { existsSync, globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { LANGUAGES, localeOf } from "./languages.ts";

const FOLDER = new URL("./signer/", import.meta.url);
const SOURCE = new URL("../", import.meta.url).pathname;

type MessageFormatElement = ReturnType<IntlMessageFormat["getAst"]>[number];
type Strings = Record<string, string>;

function strings(language: string, name: string): Strings | null {
  const file = new URL(`${language}/${name}.json`, FOLDER);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Strings) : null;
}

interface Places {
  /** Everything a message refers to. */
  all: string[];
  /** What readers see of it; a place that only chooses between words may be left out by a language that need not choose. */
  shown: string[];
}

// The kinds of @formatjs/icu-messageformat-parser.
const WORDS = 0;
const CHOICES = new Set([5, 6]);
const POUND = 7;
const TAG = 8;

/** The places and tags of a message. */
function places(message: string, language: string): Places {
  const all = new Set<string>();
  const shown = new Set<string>();
  const walk = (elements: readonly MessageFormatElement[], counted: string): void => {
    for (const element of elements) {
      if (element.type === WORDS) continue;
      if (element.type === POUND) {
        shown.add(counted);
        continue;
      }
      const name = element.type === TAG ? `<${element.value}>` : `{${element.value}}`;
      all.add(name);
      if (!CHOICES.has(element.type)) shown.add(name);
      if ("children" in element) walk(element.children, counted);
      if ("options" in element) for (const option of Object.values(element.options)) walk(option.value, name);
    }
  };
  walk(new IntlMessageFormat(message, localeOf(language)).getAst(), "");
  return { all: [...all], shown: [...shown] };
}

/** What the code may ask for: keys written out, and keys with a hole, as patterns. */
function asked(): { said: (key: string) => boolean } {
  const code = globSync("**/*.ts", { cwd: SOURCE })
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(SOURCE + file, "utf8"))
    .join("\n");
  const patterns = [...code.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`\s]*)`/g)].map(([, template = ""]) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${parts.join("[\\w.-]+")}$`);
  });
  return { said: (key) => code.includes(`"${key}"`) || patterns.some((pattern) => pattern.test(key)) };
}

for (const name of ["pages", "mail"]) {
  const english = strings("en", name);
  if (english === null) continue;

  test(`${name}: every English string can be read by a machine, and none is left that nobody asks for`, () => {
    const { said } = asked();
    for (const [key, message] of Object.entries(english)) {
      assert.doesNotThrow(() => places(message, "en"), key);
      assert.ok(said(key), `nobody says ${key}`);
    }
  });

  for (const language of LANGUAGES) {
    const translated = language === "en" ? null : strings(language, name);
    if (translated === null) continue;
    test(`${name} in ${language}: nothing is missing, left over or said with the wrong places`, () => {
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
      for (const [key, message] of Object.entries(translated)) {
        assert.ok(message.trim() !== "", `${key} is empty`);
        const own = places(message, language);
        const first = places(english[key] ?? "", "en");
        assert.deepEqual(
          own.all.filter((place) => !first.all.includes(place)),
          [],
          `${key} has places of its own`,
        );
        assert.deepEqual(
          first.shown.filter((place) => !own.shown.includes(place)),
          [],
          `${key} leaves out places`,
        );
      }
    });
  }
}
