import { strict as assert } from "node:assert";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { openCatalogue } from "./catalogue.ts";
import { interfaceFor, LANGUAGES, type Language, localeOf } from "./languages.ts";
import { TRANSLATIONS } from "./messages.ts";

const FOLDER = new URL("./signer/", import.meta.url);
const SOURCE = new URL("../", import.meta.url).pathname;
const FILES = ["pages", "mail", "share"] as const;
const TRANSLATED = LANGUAGES.filter((language) => language !== "en");

type Strings = Record<string, string>;
type Piece = ReturnType<IntlMessageFormat["getAst"]>[number];

function strings(language: Language, file: string): Strings {
  return JSON.parse(readFileSync(new URL(`${language}/${file}.json`, FOLDER), "utf8")) as Strings;
}

// The kinds of @formatjs/icu-messageformat-parser.
const WORDS = 0;
const PLACE = 1;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;
const TAG = 8;

/** One plural or select of a message: what it goes by, and the choices it holds. */
interface Choice {
  kind: typeof SELECT | typeof PLURAL;
  by: string;
  options: string[];
}

/** What a message is made of. */
interface Made {
  /** Its runs of words, in their order; places and tags are not among them. */
  words: string[];
  /** `{name}` and `<tag>`, each once. */
  places: Set<string>;
  /** Names that stand bare, as `{name}` alone. */
  bare: Set<string>;
  choices: Choice[];
}

function madeOf(message: string, language: string): Made {
  const made: Made = { words: [], places: new Set(), bare: new Set(), choices: [] };
  const walk = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      if (piece.type === WORDS) made.words.push(piece.value);
      else if (piece.type !== POUND)
        made.places.add(piece.type === TAG ? `<${piece.value}>` : `{${piece.value}}`);
      if (piece.type === PLACE) made.bare.add(piece.value);
      if ("children" in piece) walk(piece.children);
      if (!("options" in piece)) continue;
      made.choices.push({ kind: piece.type, by: piece.value, options: Object.keys(piece.options) });
      for (const option of Object.values(piece.options)) walk(option.value);
    }
  };
  try {
    walk(new IntlMessageFormat(message, localeOf(language)).getAst());
  } catch (error) {
    throw new Error(`${language} cannot be read: ${message}`, { cause: error });
  }
  return made;
}

/** Every message of every translation beside its English one. */
const PAIRS = FILES.flatMap((file) => {
  const english = new Map(
    Object.entries(strings("en", file)).map(([key, text]) => [key, madeOf(text, "en")]),
  );
  return TRANSLATED.flatMap((language) =>
    Object.entries(strings(language, file)).map(([key, text]) => ({
      id: `${language}/${file}.json, ${key}`,
      key,
      language,
      own: madeOf(text, language),
      english: english.get(key) ?? madeOf("", "en"),
    })),
  );
});

/** What the code may ask for: keys written out, and keys with a hole, as patterns. */
function asked(): (key: string) => boolean {
  const code = globSync("**/*.ts", { cwd: SOURCE })
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(SOURCE + file, "utf8"))
    .join("\n");
  const patterns = [...code.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`\s]*)`/g)].map(([, template = ""]) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${parts.join("[\\w.-]+")}$`);
  });
  return (key) => code.includes(`"${key}"`) || patterns.some((pattern) => pattern.test(key));
}

test("a string that nobody asks for is found, and one that is asked for is not", () => {
  const said = asked();
  assert.ok(said("sign.button") && said("plain.404.heading") && said("field.postal_code"));
  assert.ok(!said("sign.nobody") && !said("plain.heading"));
});

for (const file of FILES) {
  test(`${file}: no English string is left that nobody asks for`, () => {
    const said = asked();
    assert.deepEqual(
      Object.keys(strings("en", file)).filter((key) => !said(key)),
      [],
    );
  });

  test(`${file}: every language says all of it, and nothing else`, () => {
    const keys = Object.keys(strings("en", file)).sort();
    for (const language of TRANSLATED) {
      const own = strings(language, file);
      assert.deepEqual(Object.keys(own).sort(), keys, language);
      for (const [key, message] of Object.entries(own))
        assert.notEqual(message.trim(), "", `${language} ${key}`);
    }
  });

  test(`${file}: what readers get is what stands in the file of their language`, () => {
    const catalogue = openCatalogue(strings("en", file), TRANSLATIONS[file]);
    for (const language of LANGUAGES) {
      const say = catalogue.say(language);
      for (const [key, message] of Object.entries(strings(language, file))) {
        if (!/[{<]/.test(message)) assert.equal(say(key), message, `${language} ${key}`);
      }
    }
  });
}

test("every folder of strings is a language of the interface", () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), [...LANGUAGES].sort());
  for (const language of LANGUAGES) assert.equal(interfaceFor(language), language);
});

test("a translation has the places and tags of the English string, no more and no fewer", () => {
  for (const { id, own, english } of PAIRS) {
    assert.deepEqual([...own.places].sort(), [...english.places].sort(), id);
  }
});

test("a number is written as the language writes numbers", () => {
  for (const { id, own, english } of PAIRS) {
    const counted = english.choices.filter(({ kind }) => kind === PLURAL).map(({ by }) => by);
    for (const name of counted)
      assert.ok(!own.bare.has(name), `${id}: {${name}} should be {${name}, number}`);
  }
});

test("a choice that is no number has the same choices in every language", () => {
  const selects = ({ choices }: Made) =>
    choices
      .filter(({ kind }) => kind === SELECT)
      .map(({ by, options }) => `${by}: ${options.sort().join(" ")}`);
  for (const { id, own, english } of PAIRS) {
    assert.deepEqual([...new Set(selects(own))], [...new Set(selects(english))], id);
  }
});

/** Signatures may reach a million, which French and Spanish count differently; days, hours and calls do not. */
const MAY_BE_MILLIONS = (key: string, { by }: Choice) =>
  by === "people" || by === "organisations" || (by === "count" && key.startsWith("how."));

/** The choices of a plural that some number leads to, beside those it names itself (`=1`). */
function ledTo(language: string, millions: boolean, named: readonly string[]): Set<string> {
  const rules = new Intl.PluralRules(localeOf(language));
  const numbers = [...Array(201).keys(), ...(millions ? [1_000_000, 2_000_000] : [])];
  return new Set(numbers.filter((n) => !named.includes(`=${n}`)).map((n) => rules.select(n)));
}

test("plurals have the forms of their language: none is missing, none is never read", () => {
  for (const { id, key, language, own, english } of PAIRS) {
    for (const choice of own.choices.filter(({ kind }) => kind === PLURAL)) {
      const first = english.choices.find(({ kind, by }) => kind === PLURAL && by === choice.by);
      const named = choice.options.filter((option) => option.startsWith("="));
      const forms = choice.options.filter((option) => !option.startsWith("="));
      const read = ledTo(language, MAY_BE_MILLIONS(key, choice), named).add("other");
      for (const form of forms) assert.ok(read.has(form), `${id}: nobody reads "${form}" of ${choice.by}`);
      // Where English knows that there is never one, nobody else need say it.
      if (!first?.options.some((option) => option === "one" || option === "=1")) read.delete("one");
      for (const form of read) assert.ok(forms.includes(form), `${id}: ${choice.by} lacks "${form}"`);
    }
  }
});

test("English, from which the others are made, has a form for one wherever there may be one", () => {
  // A mark stands for ten or more, or is not spoken of.
  const never = new Set(["marks.each"]);
  const lacking = FILES.flatMap((file) =>
    Object.entries(strings("en", file)).filter(([key, text]) => {
      const plurals = madeOf(text, "en").choices.filter(({ kind }) => kind === PLURAL);
      return (
        !never.has(key) && plurals.some(({ options }) => !options.some((one) => /^(?:one|=1)$/.test(one)))
      );
    }),
  );
  assert.deepEqual(lacking, []);
});

test("forms of plurals are asked for as CLDR has them", () => {
  assert.deepEqual([...ledTo("fr", true, [])], ["one", "other", "many"]);
  assert.deepEqual([...ledTo("es", false, ["=1"])], ["other"]);
  assert.deepEqual([...ledTo("th", true, [])], ["other"]);
});
