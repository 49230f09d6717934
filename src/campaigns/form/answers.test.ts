import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { As, SignAction } from "../campaign.ts";
import { answersErrorOrder, answersSchema, readAnswers } from "./answers.ts";
import { fieldsFor, floorOfForm, formOrder, isRequired, signAction } from "./fields.ts";

const FORM: SignAction = signAction({
  as: ["person", "organisation"],
  appear: ["public", "counted"],
  fields: [
    "name",
    { id: "position", optional: true },
    "organisation",
    { id: "comment", optional: true },
    {
      id: "focus",
      type: "choices",
      for: "organisation",
      optional: true,
      options: ["Health", "Housing", "Other"],
    },
    { id: "region", type: "choice", optional: true, options: ["Ontario", "Québec"] },
    { id: "union", label: "Your union", for: "person" },
  ],
});

const read = (as: As, values: Record<string, string | string[]>, form = FORM) =>
  readAnswers(form, as, new Map(Object.entries(values).map(([id, value]) => [id, [value].flat()])));
const errors = (as: As, values: Record<string, string | string[]>, form = FORM) => {
  const answer = read(as, values, form);
  return answer.ok ? {} : Object.fromEntries(answer.errors.map(({ field, kind }) => [field, kind]));
};

test("a person is asked a person's fields, an organisation its own", () => {
  const ids = (as: As) => fieldsFor(FORM, as).map(({ id }) => id);
  assert.deepEqual(ids("person"), ["name", "position", "comment", "region", "union"]);
  assert.deepEqual(ids("organisation"), ["name", "position", "organisation", "comment", "focus", "region"]);
});

test("a person's name is always needed; an organisation's signer may stay unnamed where the form says so", () => {
  const form = signAction({
    as: ["person", "organisation"],
    fields: [{ id: "name", optional: true }, "organisation"],
  });
  assert.deepEqual(errors("person", {}, form), { name: "missing" });
  assert.deepEqual(errors("organisation", {}, form), { organisation: "missing" });
  assert.deepEqual(read("organisation", { organisation: "Lantern" }, form), {
    ok: true,
    fields: { organisation: "Lantern" },
  });
  assert.deepEqual(errors("organisation", { organisation: "Lantern" }), { name: "missing" });
  for (const field of fieldsFor(FORM, "person")) {
    assert.equal(isRequired(field, "person"), field.id === "name" || field.id === "union", field.id);
  }
});

test("answers are kept in the form's order, trimmed, without the empty ones", () => {
  assert.deepEqual(
    read("person", { union: " Local 1 ", region: "Québec", comment: "", name: "Maya\u0301 " }),
    {
      ok: true,
      fields: { name: "May\u00e1", region: "Québec", union: "Local 1" },
    },
  );
});

test("a choice is the original's option, whatever form its letters came in; anything else is not offered", () => {
  const person = { name: "Maya", union: "x" };
  assert.deepEqual(read("person", { ...person, region: "Que\u0301bec" }), {
    ok: true,
    fields: { name: "Maya", region: "Québec", union: "x" },
  });
  assert.deepEqual(errors("person", { ...person, region: "Manitoba" }), { region: "not_offered" });
  const organisation = { name: "Maya", organisation: "Lantern" };
  assert.deepEqual(read("organisation", { ...organisation, focus: ["Other", "Health", "Other"] }), {
    ok: true,
    fields: { ...organisation, focus: ["Health", "Other"] },
  });
  assert.deepEqual(errors("organisation", { ...organisation, focus: ["Health", "Law"] }), {
    focus: "not_offered",
  });
});

test("every error is told at once, in the order of the form", () => {
  const answer = read("person", {
    region: "x",
    comment: "x".repeat(16_001),
    position: ["a", "b"],
    name: "http://x.example",
  });
  assert.ok(!answer.ok);
  assert.deepEqual(answer.errors, [
    { field: "name", kind: "url" },
    { field: "union", kind: "missing" },
    { field: "position", kind: "repeated" },
    { field: "comment", kind: "too_long" },
    { field: "region", kind: "not_offered" },
  ]);
  assert.deepEqual(formOrder(FORM, "person").slice(0, 5), ["name", "union", "appear", "shown_as", "email"]);
  const mixed = answersErrorOrder(FORM, "person", [
    { field: "region", kind: "not_offered" },
    { field: "email", kind: "email" },
    { field: "name", kind: "missing" },
  ]);
  assert.deepEqual(
    mixed.map(({ field }) => field),
    ["name", "email", "region"],
  );
});

test("a field that the form does not have is refused; one that only others are asked may come empty", () => {
  const person = { name: "Maya", union: "x" };
  assert.deepEqual(errors("person", { ...person, secret: "" }), { secret: "unknown" });
  assert.deepEqual(errors("person", { ...person, organisation: " " }), {});
  assert.deepEqual(errors("person", { ...person, organisation: "Lantern" }), { organisation: "unknown" });
  assert.deepEqual(
    readAnswers(
      FORM,
      "person",
      new Map([
        ["__proto__", ["x"]],
        ["name", ["a"]],
        ["union", ["b"]],
      ]),
    ),
    {
      ok: false,
      errors: [{ field: "__proto__", kind: "unknown" }],
    },
  );
});

test("answers that together are more than a row can hold are too long, not an accident", () => {
  const long = Array.from({ length: 4 }, (_, at) => ({
    id: `long${at}`,
    label: "L",
    type: "long" as const,
    optional: true,
  }));
  const form = signAction({ fields: ["name", ...long] });
  const values = Object.fromEntries(long.map(({ id }) => [id, "x".repeat(16_000)]));
  assert.deepEqual(errors("person", { name: "Maya", ...values }, form), { long0: "too_long" });
});

test("an opened row is an answer to the form, or unreadable", () => {
  const schema = answersSchema(FORM, "person");
  assert.ok(schema.safeParse({ name: "Maya", union: "x" }).success);
  for (const row of [
    null,
    [],
    { name: "Maya" },
    { union: "x", name: "Maya" },
    { name: " Maya", union: "x" },
    { name: "Maya", union: "x", focus: ["Health"] },
    { name: "Maya", union: 1 },
    { name: ["Maya"], union: "x" },
  ]) {
    assert.equal(schema.safeParse(row).success, false, JSON.stringify(row));
  }
});

test("the form's floor is the same for all who sign: 512, 128 a text, 64 a choice, 32 an option of choices", () => {
  assert.equal(floorOfForm(FORM), 512 + 4 * 128 + 64 + 3 * 32);
});

test("a form says in one order what signers may choose, and asks the usual when it says nothing", () => {
  assert.deepEqual(FORM.appear, ["counted", "public"]);
  const usual = signAction({});
  assert.deepEqual(
    [usual.as, usual.email, usual.appear, usual.follow],
    [["person"], "optional", ["counted"], false],
  );
  assert.deepEqual(
    usual.fields.map(({ id }) => id),
    ["name"],
  );
});

test("whatever is sent, a form gives answers that its own schema takes, or errors", () => {
  const id = fc.constantFrom(
    "name",
    "position",
    "organisation",
    "comment",
    "focus",
    "region",
    "union",
    "other",
    "__proto__",
    "constructor",
  );
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("Health", "Québec", "Maya", "", " "),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(id, fc.array(value, { maxLength: 3 }))),
      fc.constantFrom<As>("person", "organisation"),
      (sent, as) => {
        const answer = readAnswers(FORM, as, new Map(sent));
        if (answer.ok)
          assert.ok(answersSchema(FORM, as).safeParse(answer.fields).success, JSON.stringify(answer.fields));
        else assert.ok(answer.errors.length > 0);
      },
    ),
    { numRuns: 200 },
  );
});
