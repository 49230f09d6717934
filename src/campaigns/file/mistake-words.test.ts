// Every mistake of the list is made here, in a file or several, and said in both languages of the desk: that none is
// left without words, that its values fill their places, and that no English is left in the French.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { sayAtDesk } from "../../locales/desk.ts";
import english from "../../locales/organiser/en/mistakes.json" with { type: "json" };
import french from "../../locales/organiser/fr/mistakes.json" with { type: "json" };
import { readGiven } from "../publishing.ts";
import { readCampaignFile } from "./file.ts";
import { mistakeLine, sayMistake, toldInEnglish } from "./mistake-words.ts";
import { FORMS, type Mistake, type MistakeCode, OTHER_MISTAKES, VALUE_MISTAKES } from "./mistakes.ts";
import { keepsNothing, needsMail, publishable } from "./publishable.ts";
import { readCampaign } from "./translations.ts";

const FILE = `---
slug: night-work
kind: petition
title: Paix
plain_name: Lettre
language: fr
hosts: [{ name: Phares }]
contact: { name: Nous, email: nous@phares.example }
opens: 2027-01-01
keep_until: 2028-01-01
actions:
  - sign: {}
---
Nous voici.
`;
const SIGN = "sign: {}";
const TRANSLATION = "---\nslug: night-work\nlanguage: th\n---\n";

const made = (from: string, to: string) => {
  assert.ok(FILE.includes(from), from);
  return FILE.replace(from, to);
};
const front = (more: string) => made("opens:", `${more}\nopens:`);
const sign = (inside: string) => made(SIGN, `sign: ${inside}`);
const fields = (...all: string[]) => sign(`{ fields: [${all.join(", ")}] }`);
const translated = (more: string, original = FILE, body = "") => [
  original,
  `${TRANSLATION.replace("th\n", `th\n${more}\n`)}${body}`,
];
const attend = (event: string) =>
  made(SIGN, `attend: { events: [{ title: Ici, starts: "2027-01-01T10:00", ${event} }] }`);
const many = Array.from({ length: 300 }, (_, at) => `o${at}`).join(", ");

/** A campaign's files for each mistake. */
const MADE: Readonly<Record<MistakeCode, string | string[]>> = {
  missing: made("title: Paix\n", ""),
  empty: made("title: Paix", "title:"),
  cannot_be: made("kind: petition", "kind: xyz"),
  cannot_be_near: made("kind: petition", "kind: petitoin"),
  cannot_be_plain: made("kind: petition", "kind: 12"),
  cannot_be_unquoted: made("title: Paix", "title: 0012"),
  cannot_be_nothing: made("title: Paix", 'title: ""'),
  cannot_be_list: made("title: Paix", "title: [a]"),
  cannot_be_block: made("title: Paix", "title: { a: b }"),
  entries: made("[{ name: Phares }]", "[]"),
  no_key: front("qqqqqqqq: 1"),
  no_key_near: front("opnes: 1"),
  file_long: `${FILE}${"x".repeat(262_144)}`,
  no_front_matter: "Nous voici.",
  front_matter_endless: "---\nslug: a",
  front_matter_ends_early: front("..."),
  control_character: `${FILE}\u0001`,
  reference: front("accent: *a"),
  tag: front("accent: !!str a"),
  too_deep: `---\na: ${"[".repeat(20_000)}\n---\n`,
  key_twice: front("kind: petition"),
  two_keys_on_line: front("summary: a: b"),
  no_key_with_value: front("summary"),
  indent_differs: made("contact: {", "target:\n  name: a\n role: b\ncontact: {"),
  indent_tab: made("  - sign: {}", "\t- sign: {}"),
  sign_lost: front('summary: "a'),
  unreadable_here: front("summary: [a]]"),
  text_begins: front("summary: @a"),
  backslash: front('summary: "\\k"'),
  yaml: front("summary: &a &b c"),
  call_empty: front("demands: [{}]"),
  keep_until_missing: made("keep_until: 2028-01-01\n", ""),
  keep_until_early: made("keep_until: 2028", "keep_until: 2026"),
  keep_until_over: FILE,
  closes_early: front("closes: 2026-12-31"),
  no_way: made(", email: nous@phares.example", ""),
  action_empty: made(SIGN, "{}"),
  actions_in_one: made(SIGN, "{ sign: {}, share: {} }"),
  action_twice: made(SIGN, "sign: {}\n  - sign: {}"),
  name_unasked: fields("phone"),
  organisation_unasked: sign("{ as: [organisation], fields: [name] }"),
  organisation_for_nobody: fields("name", "organisation"),
  organisation_of_people: fields("name", "{ id: organisation, for: both }"),
  organisation_optional: fields("name", "{ id: organisation, optional: true }"),
  news_without_email: sign("{ email: none, follow: ask }"),
  form_large: fields(
    "name",
    ...[1, 2, 3, 4, 5, 6].map((at) => `{ id: f${at}, label: F, type: choices, options: [${many}] }`),
  ),
  field_twice: fields("name", "phone", "phone"),
  field_unlabelled: fields("name", "{ id: mood }"),
  field_without_options: fields("name", "{ id: focus, type: choice }"),
  field_no_choice: fields("name", "{ id: place, options: [a] }"),
  field_no_text: fields("{ id: name, type: long }"),
  option_twice: fields("name", "{ id: place, type: choice, options: [a, a] }"),
  event_nowhere: attend("timezone: Asia/Bangkok"),
  event_ends_early: attend('timezone: Asia/Bangkok, ends: "2027-01-01T09:00", place: { name: Ici }'),
  mark_twice: `${front("demands: [{ title: a }]")}\n[demands]\n\n[demands]\n`,
  mark_without_calls: `${FILE}\n[demands]\n`,
  no_original: [TRANSLATION],
  second_original: [FILE, made("language: fr", "language: th")],
  second_language: [FILE, TRANSLATION.replace("th", "fr")],
  other_campaign: [FILE, TRANSLATION.replace("night", "day")],
  other_slug: [FILE, TRANSLATION.replace("night", "day")],
  number_differs: translated("hosts: [{ name: a }, { name: b }]"),
  links_differ: translated("actions: [{ link: { label: a } }]"),
  original_without: translated("press: { name: a }"),
  original_without_action: translated("actions: [{ memorial: {} }]"),
  original_without_field: translated("actions: [{ sign: { fields: [{ id: qqq }] } }]", fields("name")),
  original_without_field_near: translated("actions: [{ sign: { fields: [{ id: nmae }] } }]", fields("name")),
  original_without_calls: translated("", FILE, "[demands]\n"),
  action_later: made(SIGN, "letter: {}"),
  comments_later: front("comments: moderated"),
  email_unsendable: sign("{ email: required }"),
};

/** A value of which each form is not. */
const NOT: Readonly<Record<(typeof FORMS)[number], string>> = {
  line: made("title: Paix", 'title: ""'),
  lines: front('summary: ""'),
  words: made("kind: petition", "kind: xyz"),
  keys: front("qqqqqqqq: 1"),
  block: made("contact: {", "contact: 1 #"),
  list: made("hosts: [", "hosts: 1 #["),
  list_of: sign("{ as: [] }"),
  day: made("opens: 2027-01-01", "opens: bientôt"),
  slug: made("slug: night-work", "slug: N"),
  language: made("language: fr", "language: f"),
  colour: front("accent: rouge"),
  web: made("[{ name: Phares }]", "[{ name: Phares, url: phares }]"),
  email: made("nous@phares.example", "nous"),
  phone: made("email: nous@phares.example", "phone: a"),
  count: front("brought_in: [{ label: a, people: -1 }]"),
  yes_or_no: fields("name", "{ id: place, optional: 1 }"),
  field_id: fields("name", "{ id: Place }"),
  picture: front("picture: { file: a, alt: b, credit: c }"),
  moment: attend("timezone: Asia/Bangkok, ends: x, place: { name: a }"),
  zone: attend("timezone: Lune, place: { name: a }"),
  country: attend("timezone: Asia/Bangkok, place: { name: a, country: Laos }"),
  degrees: attend("timezone: Asia/Bangkok, place: { name: a, latitude: 91 }"),
};

/** All that reading, publishing and putting together find. */
function mistakesIn(files: readonly string[]): Mistake[] {
  const named = files.map((text, at) => ({ name: `${at}.md`, text }));
  const given = readGiven(named);
  const read = readCampaign(named);
  const originals = files.flatMap((text, at) => {
    const one = readCampaignFile(`${at}.md`, text);
    return one.ok && one.file.role === "original" ? [one.file] : [];
  });
  return [
    ...(given.ok ? [] : given.mistakes),
    ...(read.ok ? [] : read.mistakes),
    ...originals.flatMap((file) => [
      ...publishable(file),
      ...[needsMail(file, false), keepsNothing(file, "2030-01-01")].filter((one) => one !== null),
    ]),
  ];
}

const t = sayAtDesk("fr");
/** Words of sentences, not of files: `sign`, `optional` and their like are written so in every language. */
const ENGLISH =
  /\b(?:the|this|that|is|are|has|have|cannot|stands?|here|there|missing|empty|allowed|and|or|of|for|with|without|not|a block|a list|entries|entry)\b/i;

function inFrench(mistake: Mistake): string {
  const { what, allowed } = sayMistake(t, mistake, "this");
  return `${what} ${allowed}`;
}

test("every mistake is made by a file, and is said in French without an English word", () => {
  for (const [code, files] of Object.entries(MADE)) {
    const mistake = mistakesIn([files].flat()).find((one) => one.code === code);
    assert.ok(mistake, code);
    assert.match(mistakeLine(toldInEnglish(mistake)), /^\d\.md:\d+: [A-Za-z[].*[.?] Allowed: .+\.$/s, code);
    assert.doesNotMatch(inFrench(mistake), ENGLISH, code);
    // Signs of the file's own: (!) and the row of those that have to stand in quotes.
    const bare = inFrench(mistake).replace(/\(!\)|& ! %/g, "");
    assert.doesNotMatch(bare, /[^\u202f][;?!»]|«[^\u202f]|\u0020:/u, code);
  }
});

test("every form is told of a value that has it not, in French without an English word", () => {
  for (const [code, file] of Object.entries(NOT)) {
    const mistake = mistakesIn([file]).find(({ form }) => form?.code === code);
    assert.ok(mistake, code);
    assert.doesNotMatch(inFrench(mistake), ENGLISH, code);
  }
});

test("every word of the lists has its sentences, and no sentence stands there for nothing", () => {
  const wanted = [
    ...[...VALUE_MISTAKES, ...OTHER_MISTAKES].map((code) => `mistake.${code}`),
    ...OTHER_MISTAKES.map((code) => `allowed.${code}`),
    ...FORMS.map((code) => `form.${code}`),
  ].sort();
  assert.equal(new Set(wanted).size, wanted.length);
  assert.deepEqual(Object.keys(english).sort(), wanted);
  assert.deepEqual(Object.keys(french).sort(), wanted);
});
