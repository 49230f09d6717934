import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCampaignFile } from "../file/file.ts";
import { aroundCalls, bodyAround } from "./around.ts";
import { guessLanguage } from "./guessing.ts";
import { changeList, setTranslated } from "./lists.ts";
import { mergeFiles } from "./merging.ts";
import { readPasted } from "./pasted/pasted.ts";
import { newCampaign, newTranslation } from "./starting.ts";

test("the text before and after the calls comes back with every blank that was typed", () => {
  const words = fc
    .array(fc.constantFrom("a", "b c", " ", "\n", "\n\n", "x."), { maxLength: 8 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(words, words, (before, after) => {
      assert.deepEqual(aroundCalls(bodyAround({ before, after }, true)), { before, after });
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(aroundCalls(bodyAround({ before: "a", after: "b" }, false)), {
    before: "a\n\nb",
    after: "",
  });
});

test("a call that goes up, comes or goes takes its translation along", () => {
  const original = { demands: [{ title: "A" }, { title: "B" }] };
  const french = { demands: [{ title: "a" }, { title: "b" }] };
  const thai = { title: "x" };
  const ways = [["demands"], ["demands"], ["demands"]];
  const change = (how: Parameters<typeof changeList>[2]) => changeList([original, french, thai], ways, how);
  assert.deepEqual(change({ kind: "move", place: 1, by: -1 })[1], {
    demands: [{ title: "b" }, { title: "a" }],
  });
  assert.deepEqual(change({ kind: "remove", place: 0 }).slice(1), [{ demands: [{ title: "b" }] }, thai]);
  assert.deepEqual(change({ kind: "add", value: { title: "" }, translated: {} })[1], {
    demands: [{ title: "a" }, { title: "b" }, {}],
  });
});

test("one translated word of a list makes the whole list, and its last word takes it away", () => {
  const at = { place: 1, below: ["title"], many: 2, fill: () => ({}) };
  const some = setTranslated({}, ["demands"], { ...at, value: "b" });
  assert.deepEqual(some, { demands: [{}, { title: "b" }] });
  assert.deepEqual(setTranslated(some, ["demands"], { ...at, value: undefined }), {});
});

const START = readPasted("Work\n\nWe.\n\n1. One\n2. Two\n\nEnd.");
const FILE = newCampaign(START, { kind: "declaration", language: "en", organisation: "Lights" });

test("a pasted text makes a file in which only what nobody can guess is missing", () => {
  const read = readCampaignFile("x", FILE);
  assert.ok(!read.ok);
  assert.deepEqual(read.mistakes.map(({ path }) => path?.join(".")).sort(), ["contact", "keep_until"]);
});

test("two who changed different fields are put together; the same field is asked about, and neither is lost", () => {
  const mine = FILE.replace("title: One", "title: Uno").replace("We.", "We all.");
  const theirs = FILE.replace("title: Two", "title: Dos");
  const merged = mergeFiles([FILE], [mine], [theirs]);
  assert.equal(merged.clashes.length, 0);
  for (const word of ["Uno", "Dos", "We all."]) assert.ok(merged.files[0]?.includes(word), word);
  const clash = mergeFiles([FILE], [mine], [FILE.replace("title: One", "title: Eins")]);
  assert.deepEqual(
    clash.clashes.map(({ way }) => way),
    [["original", "data", "demands", 0, "title"]],
  );
  assert.ok(clash.choose([true])[0]?.includes("Uno"));
  assert.ok(clash.choose([false])[0]?.includes("Eins"));
  assert.ok(clash.choose([false])[0]?.includes("We all."));
});

test("a translation that one adds and another's changed word both stay", () => {
  const french = newTranslation(readPasted("Travail\n\n1. Un\n2. Deux"), {
    slug: "work",
    language: "fr",
    kind: "declaration",
  });
  const merged = mergeFiles([FILE], [FILE, french], [FILE.replace("We.", "You.")]);
  assert.equal(merged.clashes.length, 0);
  assert.equal(merged.files.length, 2);
  assert.ok(merged.files[0]?.includes("You."));
  assert.ok(merged.files[1]?.includes("Travail"));
});

test("the language of a text is guessed from its letters and commonest words", () => {
  for (const [text, language] of [
    ["We, the undersigned, stand with the people of this city and for them.", "en"],
    ["Nous, soussignés, sommes avec les gens de la ville et dans leur lutte.", "fr"],
    ["Nosotros, los abajo firmantes, estamos con la gente de la ciudad y por ella.", "es"],
    ["我們，以下聯署者，與在我們城市裡通宵打掃的工作者同行。", "zh-Hant"],
    ["我们，以下联署者，与在我们城市里通宵打扫的工作者同行。", "zh-Hans"],
    ["เราผู้ลงนามข้างท้ายนี้", "th"],
    ["xyz", "fr"],
  ]) {
    assert.equal(guessLanguage(text ?? "", "fr"), language);
  }
});
