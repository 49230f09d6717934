import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { campaignFile } from "../../../test/desk-network.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import { readFile } from "./file.ts";
import { guessTargets, type Target } from "./guessing.ts";
import { readList } from "./reading.ts";

const campaign = readCampaign([
  {
    name: "night.md",
    text: campaignFile({
      actions: `  - sign:
      as: [person, organisation]
      fields: [name, organisation, phone, { id: region, type: choice, options: [Ontario, Quebec] }]`,
    }),
  },
]);
assert.ok(campaign.ok);
const text = campaign.campaign;

function listOf(
  csv: string,
  more: Partial<{ columns: (Target | null)[]; as: "person" | "organisation" }> = {},
) {
  const read = readFile(Buffer.from(csv), ",");
  assert.ok(read.ok);
  const columns = more.columns ?? guessTargets(read.table.head, text);
  const mapping = { columns, as: more.as ?? ("person" as const), language: "en" };
  return readList(read.table, mapping, text, 3);
}

test("a line becomes what a signature is, though the form asks for more; nobody is named unless they agreed", () => {
  const { good, wrong } = listOf("First name,Last name,Email\nRosa,Quispe,rosa@example.org\nWei,,\n");
  assert.deepEqual(wrong, []);
  assert.deepEqual(good, [
    {
      v: 1,
      as: "person",
      email: "rosa@example.org",
      appear: "counted",
      follow: false,
      language: "en",
      text: 3,
      fields: { name: "Rosa Quispe" },
    },
    {
      v: 1,
      as: "person",
      email: "",
      appear: "counted",
      follow: false,
      language: "en",
      text: 3,
      fields: { name: "Wei" },
    },
  ]);
  const columns: Target[] = ["name", "agreed"];
  const agreed = listOf("Name,May we name you?\nA,Yes\nB,no\nC,\nD,oui\nE,maybe\nF,是\n", { columns });
  assert.deepEqual(
    agreed.good.map(({ appear }) => appear),
    ["addressee", "counted", "counted", "addressee", "counted", "addressee"],
  );
});

test("every line is taken or told with its number and what is wrong with it; none is lost", () => {
  const { good, wrong } = listOf(
    [
      "Timestamp,Name,Email,Region",
      "1,Rosa,rosa@example.org,Ontario",
      "2,Wei,not an address,Quebec",
      "3,,li@example.org,Quebec",
      "4,Rosa Again,ROSA@example.org,Quebec",
      "5,Jo,jo@example.org,Atlantis",
      "6,=HYPERLINK(1),x@example.org,",
      "7,www.spam.example,,",
    ].join("\n"),
  );
  assert.deepEqual(
    good.map(({ fields }) => fields?.name),
    ["Rosa"],
  );
  assert.deepEqual(
    wrong.map(({ line, why, column }) => [line, why, column]),
    [
      [3, "email", "Email"],
      [4, "nobody", ""],
      [5, "twice", ""],
      [6, "not_offered", "Region"],
      [7, "leading", "Name"],
      [8, "url", "Name"],
    ],
  );
});

test("whatever stands in a list, good and wrong are all of it", () => {
  const line = fc.tuple(
    fc.string({ maxLength: 20 }),
    fc.oneof(fc.emailAddress(), fc.string({ maxLength: 8 })),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const table = {
        head: ["Name", "Email"],
        separator: "," as const,
        lines: lines.map((cells, at) => ({ line: at + 2, cells })),
      };
      const { good, wrong } = readList(
        table,
        { columns: ["name", "email"], as: "person", language: "en" },
        text,
        1,
      );
      assert.equal(good.length + wrong.length, lines.length);
      for (const { fields } of good) assert.ok(typeof fields?.name === "string" && fields.name !== "");
    }),
  );
});
