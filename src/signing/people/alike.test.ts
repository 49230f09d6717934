// Who may be one and the same: found side by side, and nobody else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { opened } from "../../../test/opened.ts";
import { alikeIn, organisationKey } from "./alike.ts";
import { openPeopleList } from "./list.ts";

type Given = Parameters<typeof opened>[1];

function alike(given: Given[], sharing: number[][] = []) {
  const list = openPeopleList();
  list.put(given.map((one, at) => opened(at + 1, one)));
  return alikeIn(list, sharing).map(({ why, ids }) => `${why} ${ids.join(" ")}`);
}
const organisation = (name: string): Given => ({
  as: "organisation",
  state: "confirmed",
  typed: { organisation: name, email: `${name.length}@example.org` },
});
const person = (name: string, place: string, more: Given = {}): Given => ({
  state: "confirmed",
  ...more,
  typed: { email: "somebody@example.org", fields: { name, place }, ...more.typed },
});

test("organisations are alike by case, width, marks, legal form, and a letter or two", () => {
  assert.deepEqual(
    alike([
      organisation("Night Workers’ Mutual Aid"),
      organisation("NIGHTWORKERS MUTUAL AID, e.V."),
      organisation("The Night Worker's Mutual-Aid Inc."),
      organisation("Night Wrokers Mutual Aid"),
      organisation("夜班工人互助有限公司"),
      organisation("夜班工人互助"),
      organisation("มูลนิธิแรงงานกลางคืน"),
      organisation("Harbour Lights Coalition"),
      organisation("Harbor Lights Coalition"),
    ]),
    ["organisation 1 2 3 4", "organisation 5 6", "organisation 8 9"],
  );
});

test("numbers and short names are never nearly equal", () => {
  assert.deepEqual(
    alike([
      organisation("Dockers Union Local 12"),
      organisation("Dockers Union Local 13"),
      organisation("ACT"),
      organisation("ACE"),
    ]),
    [],
  );
  // Nothing but a legal form is still a name.
  assert.equal(organisationKey("The Co."), "theco");
});

test("people of one name and place are shown where one of them did not confirm", () => {
  const noMail = { state: "pending", typed: { email: "" } } as const;
  assert.deepEqual(
    alike([
      person("Wei Chen", "Saint John"),
      person("wei  CHEN", "Saint John", noMail),
      person("Wei Chen", "Halifax"),
      person("Rosa Quispe", "Toronto"),
      person("Rosa Quispe", "Toronto"),
    ]),
    ["name 1 2"],
  );
});

test("whoever shares an address is shown while both are there, and once", () => {
  const given = [person("Wei Chen", "Halifax"), person("Wei Chen", "Halifax", { state: "pending" })];
  assert.deepEqual(
    alike(given, [
      [2, 1],
      [1, 9],
    ]),
    ["address 1 2"],
  );
});

test("five thousand organisations, all of the same letters, do not stop the page", () => {
  const many = Array.from({ length: 5_000 }, (_, at) =>
    organisation(
      `${"ab".repeat(9)}${at.toString(2).replace(/0/g, "a").replace(/1/g, "b").padStart(14, "a")}`,
    ),
  );
  const begun = performance.now();
  alike(many);
  assert.ok(performance.now() - begun < 20_000);
});
