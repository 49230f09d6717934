import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readCampaignFile } from "./file/file.ts";
import { withoutGoneFounders } from "./founders.ts";

const ORIGINAL = readFileSync(new URL("../../samples/declaration.md", import.meta.url), "utf8");
const WITHOUT = ORIGINAL.replace(
  `"Night Workers' Mutual Aid", "Lantern Collective"]`,
  `"Lantern Collective"]`,
);
const FRENCH = `---\nslug: work-without-fear\nlanguage: fr\nfounders: [Les Lumières, "L'Entraide de nuit", La Lanterne]\n---\n\nNous.\n`;

test("a founder who is no longer named is named in no kept version, in no language, and the file stays one", () => {
  const kept = [
    { language: "en", file: ORIGINAL },
    { language: "fr", file: FRENCH },
  ];
  const [english, french] = withoutGoneFounders(kept, WITHOUT) ?? [];
  assert.ok(english && french);
  const read = readCampaignFile("a.md", english.file);
  assert.ok(read.ok && read.file.role === "original");
  assert.deepEqual(read.file.data.founders, ["Harbour Lights Coalition", "Lantern Collective"]);
  assert.doesNotMatch(french.file, /Entraide/);
  assert.match(french.file, /La Lanterne/);
  assert.match(french.file, /\n---\n\nNous\.\n$/);
});

test("founders who are still named stay, and the files are not touched", () => {
  assert.equal(withoutGoneFounders([{ file: ORIGINAL }], ORIGINAL), null);
  assert.equal(withoutGoneFounders([{ file: WITHOUT }], ORIGINAL), null);
});

test("when none is named any more the list goes", () => {
  const none = ORIGINAL.replace(/founders: .*\n/, "");
  const [file] = withoutGoneFounders([{ file: ORIGINAL }], none) ?? [];
  const read = readCampaignFile("a.md", file?.file ?? "");
  assert.ok(read.ok && read.file.role === "original");
  assert.equal(read.file.data.founders, undefined);
});
