import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { mistakeLine, toldInEnglish } from "./mistake-words.ts";
import { readCampaign } from "./translations.ts";

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "utf8");
const ORIGINAL = { name: "declaration.md", text: sample("declaration.md") };
const CHINESE = { name: "declaration.zh-Hant.md", text: sample("declaration.zh-Hant.md") };

function campaign(...files: { name: string; text: string }[]) {
  const read = readCampaign(files);
  assert.ok(read.ok, JSON.stringify(read));
  return read.campaign;
}

function told(...files: { name: string; text: string }[]): string[] {
  const read = readCampaign(files);
  return read.ok ? [] : read.mistakes.map(toldInEnglish).map(mistakeLine);
}

const chinese = (front: string, body = "") => ({
  name: "zh.md",
  text: `---\nslug: work-without-fear\nlanguage: zh-Hant\n${front}\n---\n${body}`,
});

test("a campaign and its translation are one campaign with a page in each language", () => {
  const both = campaign(CHINESE, ORIGINAL);
  assert.deepEqual(both.languages, ["en", "zh-Hant"]);
  assert.equal(both.in("zh-Hant").title.text, "工作無懼：支持移民夜班工作者宣言");
  assert.equal(both.in("zh-Hant").demands[5]?.text?.lang, "zh-Hant");
  assert.equal(both.in("fr").language, "en", "a language it does not speak is its own first");
  assert.equal(both.accent, "#9b1c1c");
  assert.equal(both.keepUntil, "2028-06-30");
  assert.deepEqual(both.steps, [{ action: "sign" }, { action: "share" }]);
});

test("what a translation leaves out is the original's, marked with its language", () => {
  const edition = campaign(ORIGINAL, CHINESE).in("zh-Hant");
  assert.deepEqual(edition.press?.name, { text: "Press desk", lang: "en" });
  assert.deepEqual(edition.founders[2], { text: "Lantern Collective", lang: "en" });
  assert.deepEqual(edition.contact.name, { text: "查詢", lang: "zh-Hant" });
  assert.deepEqual(edition.fields.region?.options[0], { text: "Alberta", lang: "en" });
  assert.deepEqual(edition.fields.focus?.options[2], { text: "健康", lang: "zh-Hant" });
  assert.equal(edition.fields.phone?.label, null, "a known field's label is the catalogue's");

  const bare = campaign(ORIGINAL, chinese("title: 工作無懼")).in("zh-Hant");
  assert.equal(bare.title.lang, "zh-Hant");
  assert.equal(bare.plainName.lang, "en");
  assert.equal(bare.body.lang, "en");
  assert.equal(bare.demands[0]?.title?.lang, "en");
});

test("a choice keeps the original's values whatever language shows it", () => {
  const focus = campaign(ORIGINAL, CHINESE).sign?.fields.find(({ id }) => id === "focus");
  assert.deepEqual(focus?.options.slice(0, 3), ["Migrant justice", "Labour rights", "Health"]);
});

test("a translation with another number of calls or options is refused at their line", () => {
  const fewer = CHINESE.text.replace(/^ {2}- \{ title: 勞工督察.*\n/m, "").replace(", 其他]", "]");
  assert.deepEqual(told(ORIGINAL, { name: "zh.md", text: fewer }), [
    "zh.md:9: The number of calls is 7 here and 8 in the original. Allowed: 8, in the original's order.",
    "zh.md:20: The number of options is 5 here and 6 in the original. Allowed: 6, in the original's order.",
  ]);
});

test("every way in which a translation does not fit is told at once", () => {
  const wrong = chinese(
    'hosts: [{ name: "甲" }]\ntarget: { name: "乙" }\nactions:\n  - sign:\n      fields: [{ id: focs, label: "丙" }]\n  - letter: { points: ["丁"] }\n  - link: { label: "戊" }',
  );
  const text = wrong.text.replace("slug: work-without-fear", "slug: work-with-fear");
  assert.deepEqual(told(ORIGINAL, { name: "zh.md", text }), [
    "zh.md:2: work-with-fear is not the original's slug. Allowed: work-without-fear.",
    "zh.md:4: The number of hosts is 1 here and 2 in the original. Allowed: 2, in the original's order.",
    "zh.md:5: The original has no target. Allowed: target in the original first.",
    "zh.md:8: The original's form has no field focs; did you mean focus? Allowed: name, position, organisation, phone, focus, postal_code, region, place.",
    "zh.md:9: The original has no action letter. Allowed: sign, share.",
    "zh.md:10: There are 1 link here and 0 in the original. Allowed: 0, or none.",
  ]);
});

test("two files in one language, two originals and no original are told", () => {
  assert.match(told(ORIGINAL, CHINESE, chinese(""))[0] ?? "", /^zh\.md:3: There is another file in zh-Hant/);
  assert.match(
    told(ORIGINAL, { ...ORIGINAL, name: "two.md" })[0] ?? "",
    /^two\.md:3: This is a second original/,
  );
  assert.match(told(CHINESE)[0] ?? "", /^declaration\.zh-Hant\.md:1: There is no original/);
});

test("the mistakes of all files are told together", () => {
  const broken = { name: "en.md", text: ORIGINAL.text.replace('"#9b1c1c"', "red") };
  const files = told(broken, chinese("titel: x")).map((line) => line.slice(0, 7));
  assert.deepEqual(files, ["en.md:8", "zh.md:4"]);
});

test("drafts of rooms that are not there yet read whole, and say which rooms they need", () => {
  assert.deepEqual(campaign({ name: "a.md", text: sample("alert.md") }).laterRooms, ["letter", "comments"]);
  assert.deepEqual(campaign({ name: "g.md", text: sample("gathering.md") }).laterRooms, [
    "attend",
    "memorial",
  ]);
  const alert = campaign({ name: "a.md", text: sample("alert.md") });
  assert.deepEqual(
    alert.steps.map(({ action }) => action),
    ["link", "sign", "letter", "share"],
  );
  assert.equal(alert.in("en").links[0]?.label.text, "Sign the global petition");
  assert.equal(alert.in("en").shareText?.text, "A vote is coming on 8 March. Two minutes help:");
});

test("a link may lead elsewhere in another language", () => {
  const original = {
    name: "a.md",
    text: ORIGINAL.text.replace(
      "  - share: {}",
      "  - link: { label: A, url: https://a.example }\n  - share: {}",
    ),
  };
  const zh = chinese('actions:\n  - link: { label: "甲", url: https://a.example/zh }');
  assert.deepEqual(campaign(original, zh).in("zh-Hant").links, [
    { label: { text: "甲", lang: "zh-Hant" }, url: "https://a.example/zh" },
  ]);
});

test("languages are known by their canonical code", () => {
  const text = CHINESE.text.replace("language: zh-Hant", "language: zh-hant");
  assert.deepEqual(campaign(ORIGINAL, { name: "zh.md", text }).languages, ["en", "zh-Hant"]);
});
