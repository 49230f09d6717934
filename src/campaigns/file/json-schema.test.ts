import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { campaignFileJsonSchema } from "./json-schema.ts";
import { mistakeLine, toldInEnglish } from "./mistake-words.ts";
import { RESERVED_FIELD_IDS, RESERVED_SLUGS } from "./reserved.ts";
import { Original, Translation } from "./schema.ts";
import { readCampaign } from "./translations.ts";

const doc = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
const PAGE = doc("campaign-files.md");
const [original = "", translation = ""] = [...PAGE.matchAll(/```markdown\n(.*?)```/gs)].map(
  ([, text]) => text ?? "",
);

test("the JSON Schema in docs is the one the reader uses (scripts/write-campaign-schema.ts writes it)", () => {
  assert.equal(doc("campaign-file.schema.json"), campaignFileJsonSchema());
});

test("the example in docs is a campaign", () => {
  const read = readCampaign([
    { name: "night-work.md", text: original },
    { name: "night-work.fr.md", text: translation },
  ]);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.campaign.in("fr").fields.focus?.options[1], { text: "Logement", lang: "fr" });
});

test("the mistakes in docs are what one is told", () => {
  const text = original
    .replace("closes: 2027-12-31", "closes: 31 December 2027")
    .replace("appear:", "apear:");
  const read = readCampaign([{ name: "night-work.md", text }]);
  assert.ok(!read.ok);
  const shown = PAGE.match(/as it is answered:\n\n```\n(.*?)\n```/s)?.[1];
  assert.equal(read.mistakes.map(toldInEnglish).map(mistakeLine).join("\n"), shown);
});

test("docs name every key and every word that is the house's own", () => {
  for (const key of [...Object.keys(Original.shape), ...Object.keys(Translation.shape)]) {
    assert.ok(PAGE.includes(`\`${key}\``), key);
  }
  for (const word of [...RESERVED_SLUGS, ...RESERVED_FIELD_IDS]) assert.ok(PAGE.includes(word), word);
});
