// Made-up campaigns, counts and names, of which pages are made to be looked at.
import { readFileSync } from "node:fs";
import type { CampaignText } from "../../src/campaigns/campaign.ts";
import { mistakeLine, toldInEnglish } from "../../src/campaigns/file/mistake-words.ts";
import { readCampaign } from "../../src/campaigns/file/translations.ts";
import type { CampaignView, Phase } from "../../src/campaigns/view.ts";
import type { CountView, NamesPartView } from "../../src/signing/view.ts";

export const SITE = {
  name: "Harbour Lights Coalition",
  baseUrl: "https://sign.harbour-lights.example",
  leaveUrl: "https://weather.example/",
};
export const TODAY = "2026-11-24";
export const HOLDERS = ["Harbour Lights Coalition", "Night Workers’ Mutual Aid"];
/** A key holder who is with no organisation. */
export const NAMED_HOLDER = "Noor Haddad";
export const HOLDERS_BY_ORGANISATION = HOLDERS.map((organisation, at) => ({ organisation, people: 2 - at }));

function campaignOf(...files: string[]): CampaignText {
  const folder = new URL("../../", import.meta.url);
  const read = readCampaign(
    files.map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") })),
  );
  if (!read.ok) throw new Error(read.mistakes.map(toldInEnglish).map(mistakeLine).join("\n"));
  return read.campaign;
}

export const SAMPLE = campaignOf("samples/declaration.md", "samples/declaration.zh-Hant.md");
export const LETTER = campaignOf("samples/open-letter.md");
export const LONG = campaignOf(
  "test/made-up/long.md",
  "test/made-up/long.zh-Hant.md",
  "test/made-up/long.th.md",
);
export const ARABIC = campaignOf("test/made-up/arabic.md");

/** The same campaign under another title: each of the three sizes. */
function retitled(campaign: CampaignText, text: string): CampaignText {
  const editions = campaign.editions.map((edition) => ({
    ...edition,
    title: { text, lang: edition.language },
  }));
  const only = editions.slice(0, 1);
  return { ...campaign, languages: ["en"], editions: only, in: () => only[0] ?? campaign.in("en") };
}

export const SHORT = retitled(SAMPLE, "Work without fear");
export const LONGEST = retitled(
  SAMPLE,
  "Declaration on the undocumentable circumstances of night work, and on Arbeitnehmerüberlassungsgesetzgebung in every city",
);

export const NONE: CountView = {
  people: 0,
  organisations: 0,
  byEmail: 0,
  byHosts: 0,
  takenOff: 0,
  upTo: null,
  brought: [],
};
export const SOME: CountView = {
  people: 213,
  organisations: 14,
  byEmail: 151,
  byHosts: 76,
  takenOff: 3,
  upTo: TODAY,
  brought: [],
};
export const MANY: CountView = {
  ...SOME,
  people: 128_431,
  organisations: 1_204,
  byEmail: 101_000,
  byHosts: 28_635,
};
export const LETTER_COUNT: CountView = { ...SOME, people: 0, organisations: 41, byEmail: 30, byHosts: 11 };

export const PEOPLE = [
  "Jordan, night nurse",
  "Wei Chen",
  "Fatima B.",
  "陳小明",
  "Rosa Quispe Mamani",
  "สมชาย",
  "Agnieszka W.",
  "A cleaner at the port",
  "Nguyễn Thị Hạnh",
  "Tomás, kitchen porter",
  "محمد",
].map((words) => ({ words, detail: "" }));
export const ORGANISATIONS = [
  { words: "Lantern Collective", detail: "the members’ meeting" },
  { words: "Eastside Legal Clinic", detail: "M. de la Cruz, director" },
  { words: "Mujeres del Turno de Noche", detail: "" },
  { words: "Arbeitsgemeinschaft für Gesundheitsversorgung ohne Papiere", detail: "Vorstand" },
];
export const NAMES: NamesPartView = {
  organisations: ORGANISATIONS,
  people: PEOPLE,
  named: { organisations: 14, people: 42 },
};
export const NOBODY: NamesPartView = {
  organisations: [],
  people: [],
  named: { organisations: 0, people: 0 },
};

/** A campaign's view on the day of these pages. */
export function view(campaign: CampaignText, language: string, phase: Phase = "open"): CampaignView {
  return { site: SITE, campaign, language, phase, today: TODAY };
}
