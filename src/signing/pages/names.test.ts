// What the page of names says of how we count, in every language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { campaignFile } from "../../../test/desk-network.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import { LANGUAGES } from "../../locales/languages.ts";
import type { CountView } from "../view.ts";
import { namesPage } from "./names.ts";

/** Confirmed, accepted, brought in, taken off: so each language calls them. */
const WORDS: Record<string, RegExp[]> = {
  en: [/confirmed/, /accepted/, /brought in/, /taken off/],
  fr: [/confirmée/, /acceptée/, /apporté/, /retirée/],
  es: [/confirm/, /acept/, /traj/, /retir/],
  "zh-Hant": [/確認/, /接納/, /加上/, /撤下/],
  "zh-Hans": [/确认/, /接受/, /加上/, /撤下/],
  th: [/ยืนยัน/, /ยอมรับ/, /นำมา/, /ถอนออก/],
};

function how(language: string, people: number, broughtIn: string): string {
  const text = campaignFile({ front: broughtIn }).replace("language: en", `language: ${language}`);
  const read = readCampaign([{ name: "night.md", text }]);
  assert.ok(read.ok, read.ok ? "" : JSON.stringify(read.mistakes));
  const count: CountView = {
    people,
    organisations: 0,
    byEmail: 7,
    byHosts: 5,
    takenOff: 3,
    upTo: null,
    brought: [],
  };
  const none = { lines: [], from: 1, total: 0, previous: null, next: null };
  const page = namesPage({
    site: { name: "Net", baseUrl: "https://net.example", leaveUrl: "https://weather.example/" },
    campaign: read.campaign,
    language,
    phase: "open",
    today: "2026-11-24",
    count,
    organisations: none,
    people: none,
  });
  return /<section [^>]*id="how"[^>]*>(.*?)<\/section>/s.exec(page)?.[1] ?? "";
}

for (const language of LANGUAGES) {
  test(`${language}: how we count names both doors, what was brought in and what is taken off, at any count`, () => {
    const paper = "brought_in: [{ label: Paper, people: 3 }]";
    for (const [people, front] of [
      [12, ""],
      [12, paper],
      [9, ""],
      [9, paper],
    ] as const) {
      const said = how(language, people, front);
      for (const word of WORDS[language] ?? [/^$/]) assert.match(said, word, `${people} ${front}`);
      if (people < 10)
        assert.doesNotMatch(said.replace(/<[^>]*>/g, ""), /\d/, "under ten nothing says how many");
    }
  });
}
