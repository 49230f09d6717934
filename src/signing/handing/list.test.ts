import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { opened } from "../../../test/opened.ts";
import { personOf } from "../people/person.ts";
import { handedList, handedSources } from "./list.ts";

const NOBODY: ReadonlySet<number> = new Set();
const state = fc.constantFrom("pending", "confirmed", "accepted");
const appear = fc.constantFrom("counted", "addressee", "public");
const as = fc.constantFrom("person", "organisation");
const word = (mark: string) => fc.integer({ min: 0, max: 9_999 }).map((n) => `${mark}${n}x`);

/** Somebody; each of their words says which it is. */
const somebody = fc.record({
  state,
  as,
  typed: fc.record({
    email: word("mail"),
    appear,
    shownAs: fc.oneof(fc.constant(""), word("shown")),
    organisation: fc.oneof(fc.constant(""), word("organisation")),
    position: fc.oneof(fc.constant(""), word("position")),
    fields: fc.record({ name: word("name"), phone: word("phone"), comment: word("comment") }),
  }),
});

test("by name is only who agreed and is counted; everybody else is a number, and the numbers add up", () => {
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 30 }), (all) => {
      const people = all.map((one, at) => personOf(opened(at + 1, one as never)));
      const list = handedList(people, NOBODY, "en");
      const text = JSON.stringify(list);
      assert.ok(!/mail\d|phone\d|comment\d/.test(text), text);
      const counted = people.filter((one) => one.state !== "pending");
      const named = [...list.organisations, ...list.people];
      assert.equal(named.length + list.others, counted.length);
      assert.equal(list.counted.people + list.counted.organisations, counted.length);
      for (const { id, words, detail } of named) {
        const person = people[id - 1];
        assert.ok(person?.typed && person.state !== "pending" && person.typed.appear !== "counted");
        // Whoever chose words for everybody is called by them, and never by the name that they typed.
        if (person.typed.appear === "public") assert.deepEqual({ words, detail }, person.wanted);
        assert.notEqual(words, "");
      }
    }),
  );
});

test("who asks to be taken off is a number, whatever they agreed to", () => {
  const rosa = personOf(
    opened(7, { state: "accepted", typed: { appear: "addressee", fields: { name: "Rosa" } } }),
  );
  assert.deepEqual(handedList([rosa], new Set([7]), "en"), {
    organisations: [],
    people: [],
    others: 1,
    counted: { people: 1, organisations: 0 },
  });
  assert.deepEqual(handedList([rosa], NOBODY, "en").people, [{ id: 7, words: "Rosa", detail: "" }]);
});

test("of a list that was brought in only who agreed is named, under its label; the others are its number", () => {
  const sources = [
    { id: 1, label: "from Action Network", many: 4 },
    { id: 2, label: "on paper", many: 58 },
  ];
  const person = (id: number, name: string, more: object = {}) => ({
    ...{ id, source: 1, as: "person" as const },
    typed: { email: `${name}@example.org`, name, organisation: "", appear: "counted" as const, ...more },
  });
  const brought = [
    person(1, "Ada", { appear: "addressee" }),
    person(2, "Bea"),
    { ...person(3, "Ced"), typed: null },
    person(4, "Dan", { appear: "addressee" }),
  ];
  assert.deepEqual(handedSources(sources, brought, new Set([4]), "en"), [
    { label: "from Action Network", named: [{ id: 1, words: "Ada", detail: "" }], others: 3 },
    { label: "on paper", named: [], others: 58 },
  ]);
});
