import assert from "node:assert/strict";
import { test } from "node:test";
import { type Both, lagOf, type Place } from "./lagging.ts";

const file = (data: Record<string, unknown>, before: string, after = "") => ({
  data,
  body: `\n${before}\n\n[demands]\n\n${after}\n`,
});
const calls = (...titles: string[]) => ({ demands: titles.map((title) => ({ title })) });
const english = (titles: string[], before = "One.\n\nTwo.") =>
  file(
    { title: "Night work", target: { name: "Ann", role: "Mayor" }, ...calls(...titles) },
    before,
    "Thanks.",
  );
const french = (titles: string[], before = "Un.\n\nDeux.") =>
  file({ title: "Travail de nuit", target: { role: "Maire" }, ...calls(...titles) }, before, "Merci.");
const both = (original: Both["original"], translation: Both["translation"]): Both => ({
  original,
  translation,
});
const ways = (places: readonly Place[]) => places.map(({ path }) => path.join("."));

const was = both(english(["Rest", "Pay", "Heat"]), french(["Repos", "Paie", "Chauffage"]));

test("a call that was changed in the original alone is told, and nothing else is", () => {
  const now = both(english(["Rest", "Fair pay", "Heat"]), was.translation);
  assert.deepEqual(ways(lagOf(now, was).stale), ["demands.1.title"]);
  assert.deepEqual(lagOf(was, was), { stale: [], missing: [] });
});

test("what was changed in both is not told, nor where nothing is public yet", () => {
  const now = both(english(["Rest", "Fair pay", "Heat"]), french(["Repos", "Une paie juste", "Chauffage"]));
  assert.deepEqual(lagOf(now, was).stale, []);
  assert.deepEqual(lagOf(now, null).stale, []);
});

test("calls that were moved, added or taken out in every language are not taken for changed ones", () => {
  const moved = both(english(["Heat", "Rest", "Pay"]), french(["Chauffage", "Repos", "Paie"]));
  assert.deepEqual(lagOf(moved, was), { stale: [], missing: [] });
  const fewer = both(english(["Pay", "Heat"]), french(["Paie", "Chauffage"]));
  assert.deepEqual(lagOf(fewer, was).stale, []);
  const added = both(english(["Rest", "Pay", "Heat", "Light"]), french(["Repos", "Paie", "Chauffage", ""]));
  assert.deepEqual(lagOf(added, was).stale, []);
  assert.deepEqual(ways(lagOf(added, was).missing), ["demands.3.title"]);
});

test("calls that were moved in one language alone are told", () => {
  const now = both(english(["Pay", "Rest", "Heat"]), was.translation);
  assert.deepEqual(ways(lagOf(now, was).stale), ["demands.0.title", "demands.1.title"]);
});

test("paragraphs are compared one by one, and as a whole where there are not as many", () => {
  const titles = ["Rest", "Pay", "Heat"];
  const half = both(
    english(titles, "First.\n\nSecond."),
    french(["Repos", "Paie", "Chauffage"], "Un.\n\nSecond."),
  );
  assert.deepEqual(ways(lagOf(half, was).stale), ["before"]);
  const grown = both(english(titles, "One.\n\nTwo.\n\nThree."), was.translation);
  assert.deepEqual(ways(lagOf(grown, was).stale), ["before"]);
  const blanks = both(english(titles, "One.\n\n\nTwo. "), was.translation);
  assert.deepEqual(lagOf(blanks, was).stale, []);
});

test("an end that the original no longer has, and somebody else asked, are told", () => {
  const ended = both({ ...was.original, body: was.original.body.replace("Thanks.", "") }, was.translation);
  assert.deepEqual(ways(lagOf(ended, was).stale), ["after"]);
  const { data, body } = was.original;
  const asked = both({ data: { ...data, target: { name: "Ann", role: "Governor" } }, body }, was.translation);
  assert.deepEqual(ways(lagOf(asked, was).stale), ["target.role"]);
});

test("of a translation with its title alone everything else is missing, but no name", () => {
  const { missing } = lagOf(both(was.original, { data: { title: "Travail de nuit" }, body: "\n" }), null);
  assert.deepEqual(ways(missing), [
    "before",
    "demands.0.title",
    "demands.1.title",
    "demands.2.title",
    "after",
  ]);
});

test("a question is known by its id, wherever a translation has it", () => {
  const form = (...fields: Record<string, unknown>[]) => ({ actions: [{ sign: { fields } }] });
  const from = (label: string) =>
    file({ ...form({ id: "name" }, { id: "question_1", label, options: ["Day", "Night"] }) }, "One.");
  const to = file(form({ id: "question_1", label: "Quel poste ?", options: ["Jour", "Nuit"] }), "Un.");
  const { stale, missing } = lagOf(both(from("Which ward?"), to), both(from("Which shift?"), to));
  assert.deepEqual(stale, [
    { path: ["actions", 0, "sign", "fields", 1, "label"], way: ["actions", 0, "sign", "fields", 0, "label"] },
  ]);
  assert.deepEqual(missing, []);
});
