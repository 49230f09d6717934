import assert from "node:assert/strict";
import { test } from "node:test";
import { campaignFile } from "../../test/desk-network.ts";
import { toldInEnglish } from "./file/mistake-words.ts";
import type { Mistake } from "./file/mistakes.ts";
import { type Publishing, putTogether, readGiven } from "./publishing.ts";
import type { StoredText } from "./store.ts";

const translation = (language: string, more = "") =>
  `---\nslug: night-work\nlanguage: ${language}\ntitle: Nuit\n${more}---\n\nEnsemble.\n`;
const given = (...texts: string[]) => {
  const read = readGiven(texts.map((text, at) => ({ name: `${at}.md`, text })));
  assert.ok(read.ok, read.ok ? "" : JSON.stringify(read.mistakes));
  return read.given;
};
const together = (texts: string[], kept: StoredText[] = [], how: Partial<Publishing> = {}) =>
  putTogether("night-work", given(...texts), kept, { public: true, mail: true, today: "2026-11-24", ...how });
const kept = (...texts: string[]): StoredText[] => {
  const made = together(texts);
  assert.ok(made.ok);
  return made.texts;
};
const lines = (mistakes: readonly Mistake[]) => mistakes.map(({ file, line }) => `${file}:${line}`);

test("an original and its translation are one campaign in two languages", () => {
  const made = together([translation("fr"), campaignFile()]);
  assert.ok(made.ok);
  assert.deepEqual(made.text.languages, ["en", "fr"]);
  assert.deepEqual(
    made.texts.map(({ language }) => language),
    ["en", "fr"],
  );
});

test("a translation that is left out stays, and languages keep their places", () => {
  const before = kept(campaignFile(), translation("fr"), translation("es"));
  const made = together([campaignFile({ body: "Other words." }), translation("zh-Hant")], before);
  assert.ok(made.ok);
  assert.deepEqual(made.text.languages, ["en", "fr", "es", "zh-Hant"]);
  assert.equal(made.difference, "words");
});

test("only changed words are a difference that signers are told of", () => {
  const before = kept(campaignFile(), translation("fr"));
  const difference = (...texts: string[]) => {
    const made = together(texts, before);
    assert.ok(made.ok);
    return made.difference;
  };
  assert.equal(difference(campaignFile()), "none");
  assert.equal(difference(translation("fr")), "none");
  assert.equal(difference(campaignFile({ front: "# a comment" })), "beside");
  assert.equal(difference(translation("es")), "beside");
  assert.equal(difference(translation("fr", "summary: Autre\n")), "words");
  assert.equal(difference(campaignFile({ front: "closes: 2098-01-01" })), "words");
});

test("a kept translation that no longer fits its original is named", () => {
  const calls = (many: number) =>
    `demands:\n${Array.from({ length: many }, (_, at) => `  - text: Call ${at}`).join("\n")}`;
  const before = kept(campaignFile({ front: calls(2) }), translation("fr", `${calls(2)}\n`));
  const made = together([campaignFile({ front: calls(3) })], before);
  assert.ok(!made.ok);
  assert.match(made.mistakes[0]?.file ?? "", /night-work \(fr/);
});

test("files of two campaigns, or two files in one language, are told at their lines", () => {
  const other = campaignFile().replace("slug: night-work", "slug: other-work");
  const read = readGiven([
    { name: "one.md", text: campaignFile() },
    { name: "two.md", text: other },
    { name: "three.md", text: translation("en") },
  ]);
  assert.ok(!read.ok);
  assert.deepEqual(lines(read.mistakes), ["two.md:2", "two.md:6", "three.md:3"]);
});

test("a required e-mail needs a network that sends mail, and says on which line", () => {
  const actions = "  - sign:\n      email: required";
  const text = campaignFile({ actions });
  const without = together([text], [], { public: true, mail: false });
  assert.ok(!without.ok);
  assert.deepEqual(lines(without.mistakes), [
    `0.md:${text.split("\n").indexOf("      email: required") + 1}`,
  ]);
  assert.ok(together([text]).ok);
});

test("actions whose rooms are not there yet are fine in a draft and named when it is published", () => {
  const text = campaignFile({ actions: "  - sign: {}\n  - memorial:\n      names: [{ name: Song Mi }]" });
  assert.ok(together([text], [], { public: false, mail: false }).ok);
  const made = together([text]);
  assert.ok(!made.ok);
  assert.deepEqual(
    made.mistakes.map(({ code, values }) => [code, values?.action]),
    [["action_later", "memorial"]],
  );
});

test("a last day of keeping that is over is a mistake, in a draft too: all would be destroyed at once", () => {
  const text = campaignFile().replace("keep_until: 2099-12-31", "keep_until: 2026-11-24");
  const line = text.split("\n").indexOf("keep_until: 2026-11-24") + 1;
  for (const how of [{ public: true }, { public: false }]) {
    assert.ok(together([text], [], { ...how, today: "2026-11-24" }).ok, "the day itself is kept");
    const made = together([text], [], { ...how, today: "2026-11-25" });
    assert.ok(!made.ok);
    assert.deepEqual(lines(made.mistakes), [`0.md:${line}`]);
    const [{ what, allowed } = { what: "", allowed: "" }] = made.mistakes.map(toldInEnglish);
    assert.match(what, /destroyed at once/);
    assert.equal(allowed, "2026-11-25 or a later day");
  }
});
