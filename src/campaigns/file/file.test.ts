import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type OriginalFile, readCampaignFile } from "./file.ts";
import { mistakeLine, toldInEnglish } from "./mistake-words.ts";
import { needsMail, publishable } from "./publishable.ts";

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "utf8");

const MINIMAL = `---
slug: night-work
kind: petition
title: Work without fear
plain_name: Petition
language: en
hosts: [{ name: Harbour Lights }]
contact: { name: Us, email: us@harbour.example }
keep_until: 2028-01-01
actions:
  - sign: {}
---
We ask.
`;

function original(text: string): OriginalFile {
  const read = readCampaignFile("x.md", text);
  assert.ok(read.ok && read.file.role === "original", JSON.stringify(read));
  return read.file;
}

function mistakes(text: string): string[] {
  const read = readCampaignFile("x.md", text);
  return read.ok ? [] : read.mistakes.map(toldInEnglish).map(mistakeLine);
}

/** The mistakes of the minimal file after a change. */
function changed(from: string, to: string): string[] {
  assert.ok(MINIMAL.includes(from), from);
  return mistakes(MINIMAL.replace(from, to));
}

test("the samples are campaign files as they are", () => {
  for (const name of ["declaration.md", "open-letter.md", "alert.md", "gathering.md"]) {
    assert.equal(original(sample(name)).role, "original", name);
  }
  const translation = readCampaignFile("x.md", sample("declaration.zh-Hant.md"));
  assert.ok(translation.ok && translation.file.role === "translation");
  assert.equal(translation.file.language, "zh-Hant");
});

test("a declaration and an open letter can be published; what has no room yet is named with its line", () => {
  assert.deepEqual(publishable(original(sample("declaration.md"))), []);
  assert.deepEqual(publishable(original(sample("open-letter.md"))), []);
  const named = (name: string) =>
    publishable(original(sample(name)))
      .map(toldInEnglish)
      .map(({ line, what }) => `${line} ${what}`);
  assert.deepEqual(named("alert.md"), [
    "17 The action letter cannot be published yet.",
    "29 comments cannot be published yet.",
  ]);
  assert.deepEqual(named("gathering.md"), [
    "15 The action attend cannot be published yet.",
    "34 The action memorial cannot be published yet.",
  ]);
});

test("an e-mail is required only where mail can be sent, and the mistake names the line", () => {
  const asks = original(MINIMAL.replace("sign: {}", "sign:\n      email: required"));
  assert.equal(needsMail(asks, true), null);
  assert.equal(needsMail(asks, false)?.line, 12);
  assert.equal(needsMail(original(MINIMAL), false), null);
});

test("every mistake of a file is told at once, at the line of the wrong value, with what is allowed", () => {
  const text = sample("declaration.md")
    .replace('"#9b1c1c"', "red")
    .replace("closes: 2027-12-31", "closes: 2027-02-30")
    .replace("keep_until: 2028-06-30", "keep_until: 2026-01-01")
    .replace("people: 187", "people: many")
    .replace("email: optional", "email: optionall")
    .replace("- organisation  ", "- organisatoin  ")
    .replace("type: choices,", "tipe: choices,");
  assert.deepEqual(mistakes(text), [
    'x.md:8: accent cannot be "red". Allowed: a colour written "#rrggbb" in quotes, such as "#9b1c1c".',
    'x.md:16: closes cannot be "2027-02-30". Allowed: a day written year-month-day, such as 2027-12-31.',
    "x.md:17: keep_until is not after opens. Allowed: a day after 2026-11-01.",
    'x.md:35: people cannot be "many". Allowed: a whole number from 0 to 100000000.',
    'x.md:40: email cannot be "optionall"; did you mean optional? Allowed: optional, required, none.',
    'x.md:45: Entry 3 of fields cannot be "organisatoin"; did you mean organisation? Allowed: name, organisation, position, phone, focus, postal_code, region, place, comment.',
    'x.md:47: There is no key "tipe" here; did you mean type? Allowed: id, label, hint, type, options, for, optional.',
  ]);
});

test("each thing that an original needs is named when it is missing", () => {
  for (const key of ["slug", "kind", "title", "plain_name", "language", "hosts", "contact", "keep_until"]) {
    const without = MINIMAL.replace(new RegExp(`^${key}:.*\n`, "m"), "");
    const told = mistakes(without);
    assert.equal(told.length, 1, `${key}: ${told.join("\n")}`);
    assert.match(told[0] ?? "", new RegExp(`^x\\.md:1: ${key} is missing`));
  }
  assert.match(
    mistakes(MINIMAL.replace("actions:\n  - sign: {}\n", ""))[0] ?? "",
    /^x\.md:1: actions is missing/,
  );
});

test("keep_until is asked for wherever something personal is asked, and nowhere else", () => {
  const without = MINIMAL.replace("keep_until: 2028-01-01\n", "");
  assert.deepEqual(mistakes(without.replace("sign: {}", "share: {}")), []);
  for (const asks of ["sign: {}", "letter: {}", "share: {}\ncomments: moderated"]) {
    assert.match(mistakes(without.replace("sign: {}", asks))[0] ?? "", /keep_until is missing/, asks);
  }
});

test("days stand in order", () => {
  const days = (opens: string, closes: string) =>
    changed("keep_until: 2028-01-01", `opens: ${opens}\ncloses: ${closes}\nkeep_until: 2028-01-01`);
  assert.deepEqual(days("2027-01-01", "2027-01-01"), []);
  assert.deepEqual(days("2027-01-02", "2027-01-01"), [
    "x.md:10: closes lies before opens. Allowed: 2027-01-02 or later.",
  ]);
  assert.deepEqual(days("2027-01-01", "2028-01-01"), [
    "x.md:11: keep_until is not after closes. Allowed: a day after 2028-01-01.",
  ]);
});

test("a slug that the house needs itself is refused", () => {
  assert.match(
    changed("slug: night-work", "slug: desk")[0] ?? "",
    /^x\.md:2: slug cannot be "desk"\. Allowed: 2 to 60 .* desk, /,
  );
});

test("digits that were meant as text are told with the quotes they need", () => {
  assert.match(
    changed("email: us@harbour.example", "phone: +14165550100")[0] ?? "",
    /^x\.md:8: phone cannot be \+14165550100\. For a text write "\+14165550100"\./,
  );
});

test("YAML's own mistakes are told in plain words at their line", () => {
  assert.match(
    changed("title: Work without fear", "title: Work: without fear")[0] ?? "",
    /^x\.md:4: .*quotes/,
  );
  assert.match(
    changed("title: Work without fear", 'title: "Work without fear')[0] ?? "",
    /^x\.md:\d+: .*missing here/,
  );
  assert.match(
    changed("kind: petition", "kind: petition\nkind: petition")[0] ?? "",
    /^x\.md:4: This key stands here twice/,
  );
  assert.match(changed("kind: petition", "kind: !!str petition")[0] ?? "", /^x\.md:3: Tags/);
  assert.match(
    changed("hosts: [", "hosts: &a [").concat(mistakes(MINIMAL.replace("title: Work", "title: *a #")))[0] ??
      "",
    /References/,
  );
  assert.match(mistakes("slug: x\n")[0] ?? "", /^x\.md:1: .*front matter/);
  assert.match(mistakes("---\nslug: x\n")[0] ?? "", /^x\.md:1: .*no end/);
  assert.match(
    mistakes(MINIMAL.replace("We ask.", "We\u0000ask."))[0] ?? "",
    /^x\.md:13: .*control character/,
  );
});

test("brackets in brackets without end are a mistake, not a crash", () => {
  for (const deep of ["[".repeat(20_000), "{a: ".repeat(10_000), "- ".repeat(20_000)]) {
    assert.match(changed("We ask.", "x").concat(mistakes(`---\na: ${deep}\n---\n`))[0] ?? "", /x\.md:\d+: /);
  }
});

test("the mark of the calls stands once, and only where there are calls", () => {
  const demands = "demands: [{ title: One }]\nkeep_until";
  assert.deepEqual(changed("We ask.", "[demands]"), [
    "x.md:13: [demands] marks where the calls stand, and there are none. Allowed: demands in the front matter, or no [demands].",
  ]);
  const marked = MINIMAL.replace("keep_until", demands).replace(
    "We ask.",
    "[demands]\n\nWe ask.\n\n[demands]",
  );
  assert.deepEqual(mistakes(marked), ["x.md:18: [demands] stands here twice. Allowed: [demands] once."]);
  assert.match(
    changed("keep_until", "demands: [{}]\nkeep_until")[0] ?? "",
    /^x\.md:9: This call says nothing/,
  );
});

test("a form that nobody could answer is refused", () => {
  const form = (sign: string) =>
    changed("sign: {}", `sign: ${sign}`).map((line) => line.split(" Allowed")[0]);
  assert.deepEqual(form("{ fields: [phone] }"), ["x.md:11: A person's form asks no name."]);
  assert.deepEqual(form("{ fields: [{ id: name, for: organisation }] }"), [
    "x.md:11: A person's form asks no name.",
  ]);
  assert.deepEqual(form("{ as: [organisation], fields: [name] }"), [
    "x.md:11: An organisation's form does not ask which organisation.",
  ]);
  assert.match(form("{ fields: [name, organisation] }")[0] ?? "", /asked only of organisations/);
  assert.match(
    form("{ as: [organisation], fields: [{ id: organisation, optional: true }] }")[0] ?? "",
    /cannot be optional/,
  );
  assert.deepEqual(form("{ fields: [name, { id: mood }] }"), ["x.md:11: The field mood has no label."]);
  assert.deepEqual(form("{ fields: [name, { id: focus, type: choice }] }"), [
    "x.md:11: The field focus has nothing to choose from.",
  ]);
  assert.deepEqual(form("{ fields: [name, { id: place, options: [A] }] }"), [
    "x.md:11: The field place is no choice.",
  ]);
  assert.deepEqual(form("{ fields: [name, { id: place, type: choice, options: [A, A] }] }"), [
    'x.md:11: The option "A" stands here twice.',
  ]);
  assert.deepEqual(form("{ fields: [name, name] }"), ["x.md:11: The field name stands here twice."]);
  assert.match(form("{ fields: [name, { id: email, label: E-mail }] }")[0] ?? "", /id cannot be "email"/);
  assert.match(form("{ fields: [{ id: name, type: long }] }")[0] ?? "", /name is always a text/);
  assert.match(form("{ email: none, follow: ask }")[0] ?? "", /News needs an e-mail/);
  const many = Array.from({ length: 300 }, (_, at) => `o${at}`).join(", ");
  const fields = Array.from(
    { length: 6 },
    (_, at) => `{ id: f${at}, label: F, type: choices, options: [${many}] }`,
  );
  assert.match(
    form(`{ fields: [name, ${fields.join(", ")}] }`)[0] ?? "",
    /more fields and options than a row can hold/,
  );
});

test("a mistake in one field hides none in another", () => {
  const told = changed(
    "sign: {}",
    "sign:\n      email: maybe\n      fields:\n        - name\n        - { id: mood }\n        - name",
  );
  assert.deepEqual(
    told.map((line) => line.split(" Allowed")[0]),
    [
      'x.md:12: email cannot be "maybe".',
      "x.md:15: The field mood has no label.",
      "x.md:16: The field name stands here twice.",
    ],
  );
});

test("each action stands once, but links may be many", () => {
  const actions = (more: string) => changed("  - sign: {}", `  - sign: {}\n${more}`);
  const link = "  - link: { label: A, url: https://a.example }";
  assert.deepEqual(actions(`${link}\n${link}`), []);
  assert.match(actions("  - sign: {}")[0] ?? "", /^x\.md:12: sign stands here twice/);
  assert.match(actions("  - {}")[0] ?? "", /^x\.md:12: This action is empty/);
  assert.match(
    actions("  - { share: {}, link: { label: A, url: https://a.example } }")[0] ?? "",
    /2 actions in one/,
  );
  assert.match(actions("  - link: { label: A, url: javascript:x }")[0] ?? "", /web address/);
});

test("a file from Windows, with a byte order mark, is the same file", () => {
  assert.deepEqual(original(`\ufeff${MINIMAL.replaceAll("\n", "\r\n")}`).data, original(MINIMAL).data);
});
