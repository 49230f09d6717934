// What the pages of signing promise to whoever signs, read from their bytes.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { CampaignText } from "../../campaigns/campaign.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import type { CampaignView } from "../../campaigns/view.ts";
import { CODE_MARK, cutAt, STAMP_MARK } from "../../web/page-marks.ts";
import type { CountView, SignFormView } from "../view.ts";
import { answerPage, confirmedPage } from "./answer.ts";
import { confirmPage, confirmRequestPage, deadLinkPage } from "./confirm.ts";
import { behindOneMark } from "./marks.ts";
import { mineAnswerPage, minePage } from "./mine.ts";
import { formPart, namesPart } from "./parts.ts";
import { signPage } from "./sign.ts";

const FILE = `---
slug: night
kind: declaration
title: "A title that must not be on a lock screen"
plain_name: Declaration
language: en
hosts: [{ name: Harbour Lights }, { name: Lanterns }]
contact: { name: Ask, email: hello@lights.example }
target: { name: The council }
keep_until: 2028-06-30
actions:
  - sign:
      as: [person, organisation]
      email: SIGN_EMAIL
      appear: SIGN_APPEAR
      fields: [name, organisation, { id: town, label: "Your <town>", type: choice, options: ["A & B", C], optional: true }]
      follow: SIGN_FOLLOW
---

Text.
`;

function campaignWith(email: string, appear: string): CampaignText {
  const text = FILE.replace("SIGN_EMAIL", email)
    .replace("SIGN_APPEAR", appear)
    .replace("SIGN_FOLLOW", email === "none" ? "off" : "ask");
  const read = readCampaign([{ name: "night.md", text }]);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.campaign;
}

const ALL = campaignWith("optional", "[counted, addressee, public]");
const site = { name: "Net", baseUrl: "https://net.example", leaveUrl: "https://weather.example/" };
const view = (campaign: CampaignText): CampaignView => ({
  site,
  campaign,
  language: "en",
  phase: "open",
  today: "2026-11-24",
});
const form = (part: Partial<SignFormView> = {}): SignFormView => ({
  as: "person",
  values: new Map(),
  errors: [],
  note: null,
  mail: true,
  holders: ["Harbour Lights"],
  named: [],
  envelope: false,
  ...part,
});
const link = { token: "AbC-_1", values: new Map(), errors: [], note: null };
const asked = {
  as: "person",
  appear: "public",
  shownAs: "Jordan & <Co>",
  organisation: null,
  position: null,
} as const;
const count = (people: number, organisations = 0): CountView => ({
  people,
  organisations,
  byEmail: people,
  byHosts: 0,
  takenOff: 0,
  upTo: null,
  brought: [],
});
const nobody = { organisations: [], people: [], named: { organisations: 0, people: 0 } };
const title = (page: string) => /<title>([^<]*)<\/title>/.exec(page)?.[1];
const radios = (page: string) =>
  [...page.matchAll(/type="radio"[^>]*value="(\w+)"/g)].map(([, value]) => value);

test("the form says before its button who can open what one writes and when it is destroyed", () => {
  const page = signPage({ ...view(ALL), form: form() });
  const before = page.slice(0, page.indexOf("<button"));
  assert.match(
    before,
    /only the key holders of Harbour Lights can open it\. It is destroyed after <time datetime="2028-06-30">/,
  );
});

test("whoever holds a key and is with no organisation is named as a person, not as an organisation", () => {
  const said = (part: Partial<SignFormView>, envelope = false) =>
    /<p class="promise">(.*?)<\/p>/s.exec(signPage({ ...view(ALL), form: form({ ...part, envelope }) }))?.[1];
  assert.match(said({ holders: [], named: ["Noor"] }) ?? "", /; only Noor \(key holder\) can open it\./);
  assert.match(
    said({ named: ["Noor", "Ana"], holders: ["Harbour Lights", "Night Shift"] }, true) ?? "",
    /; only Noor \(key holder\), Ana \(key holder\) and the key holders of Harbour Lights and Night Shift, or the envelope kept elsewhere, can open it\./,
  );
});

test("what one typed comes back in its place when something is wrong, and never as markup", () => {
  const values = new Map([
    ["name", ['"><script>alert(1)</script>']],
    ["town", ["A & B"]],
    ["appear", ["addressee"]],
    ["follow", ["yes"]],
  ]);
  const page = signPage({ ...view(ALL), form: form({ values, errors: [{ field: "name", kind: "url" }] }) });
  assert.match(page, /value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/);
  assert.match(page, /<option value="A &amp; B" selected>/);
  assert.match(page, /value="addressee" checked/);
  assert.match(page, /name="follow" value="yes" checked/);
  assert.match(page, /<a href="#f-name">“Your name” holds a web address/);
  assert.match(page, /id="f-name"[^>]*aria-describedby="f-name-e f-name-h" aria-invalid="true"/);
  assert.equal(title(page), "Check one thing – Declaration");
});

test("nobody is made to follow, and being counted only is what a form starts with", () => {
  const page = signPage({ ...view(ALL), form: form() });
  assert.match(page, /value="counted" checked/);
  assert.equal(page.match(/ checked/g)?.length, 1);
});

test("a form offers only what the campaign offers, and says it in words when there is nothing to choose", () => {
  const only = signPage({ ...view(campaignWith("optional", "[counted]")), form: form() });
  assert.deepEqual(radios(only), []);
  assert.match(only, /You are counted by a mark on this page\. No name is shown\./);
  assert.doesNotMatch(only, /shown_as/);
  assert.deepEqual(
    radios(signPage({ ...view(campaignWith("optional", "[counted, public]")), form: form() })),
    ["counted", "public"],
  );
});

test("no form asks for an address that it cannot write to", () => {
  for (const page of [
    signPage({ ...view(ALL), form: form({ mail: false }) }),
    signPage({ ...view(campaignWith("none", "[counted]")), form: form() }),
  ]) {
    assert.doesNotMatch(page, /name="email"/);
    assert.doesNotMatch(page, /name="follow"/);
  }
});

test("each form holds its stamp once and a line that only a program fills", () => {
  const [before, after] = cutAt(signPage({ ...view(ALL), form: form() }), STAMP_MARK);
  assert.ok(before.endsWith('<input type="hidden" name="stamp" value="'));
  assert.ok(after.startsWith('">'));
  assert.match(
    after,
    /aria-hidden="true"><label for="f-website">[^<]*<\/label><input id="f-website" name="website" type="text" tabindex="-1" autocomplete="off">/,
  );
});

test("a lock screen tells nobody: forms, links and one's own pages have a neutral title", () => {
  const at = view(ALL);
  for (const page of [
    signPage({ ...at, form: form() }),
    answerPage({ ...at, kind: "mail", within: 25, waitsUntil: "2026-12-09" }),
    confirmPage({ ...at, ...link, asked, offered: ["counted", "public"] }),
    confirmRequestPage({ ...at, token: "x", note: null }),
    confirmedPage({ ...at, within: 25 }),
    minePage({ ...at, mail: true, open: null, errors: [], note: null }),
    mineAnswerPage({ ...at, answer: "counted" }),
  ]) {
    assert.equal(title(page), "Declaration");
    assert.doesNotMatch(page, /A title that must not/);
    assert.match(page, /<meta name="robots" content="noindex">/);
  }
});

test("the answer is the same for everyone, and holds a code in one piece where one is due", () => {
  const at = { ...view(ALL), within: 25, waitsUntil: "2026-12-09" };
  assert.equal(answerPage({ ...at, kind: "mail" }), answerPage({ ...at, kind: "mail" }));
  assert.doesNotMatch(answerPage({ ...at, kind: "mail" }), /\0/);
  for (const page of [answerPage({ ...at, kind: "code" }), confirmedPage(at)]) {
    const [before, after] = cutAt(page, CODE_MARK);
    assert.ok(before.endsWith('<p class="code">'));
    assert.ok(after.startsWith("</p>"));
    assert.match(page, /ithin 25 hours/);
  }
});

test("a link's page shows the words that it carries and asks again, with nothing preselected", () => {
  const page = confirmPage({ ...view(ALL), ...link, asked, offered: ["counted", "addressee", "public"] });
  assert.match(page, /You asked to appear as “<bdi lang="">Jordan &amp; &lt;Co&gt;<\/bdi>”\./);
  assert.doesNotMatch(page, / checked| selected/);
  assert.deepEqual(page.match(/<form[^>]*>/g), [
    '<form id="confirm" class="sign g" method="post" action="/c/AbC-_1?lang=en" novalidate>',
  ]);
  assert.equal(cutAt(page, STAMP_MARK).length, 2);
});

test("a link's page never offers more than was asked", () => {
  const page = confirmPage({
    ...view(ALL),
    ...link,
    asked: { ...asked, appear: "counted", shownAs: null },
    offered: ["counted"],
  });
  assert.deepEqual(radios(page), []);
  assert.match(page, /<input type="hidden" name="appear" value="counted">/);
  assert.doesNotMatch(page, /shown_as/);
});

test("an unknown code and one that left the count get one page; a used, expired and forged link another", () => {
  const at = { ...view(ALL), answer: "not-counted" } as const;
  assert.equal(mineAnswerPage(at), mineAnswerPage(at));
  assert.doesNotMatch(deadLinkPage({ site, language: "en", languages: [] }), /<form/);
});

test("under ten nothing on the page says how many have signed", () => {
  for (const [people, organisations] of [
    [0, 0],
    [7, 2],
    [9, 0],
  ] as const) {
    const parts = [
      formPart(view(ALL), form(), count(people, organisations)),
      namesPart(view(ALL), count(people, organisations), nobody),
    ];
    const shown = parts
      .map((part) => `${part.head ?? ""}${part.jump?.text ?? ""}${part.body ?? ""}${part.status ?? ""}`)
      .join("");
    assert.match(shown, /Be among the first/);
    assert.doesNotMatch(shown, /have signed|class="marks|class="count/);
  }
});

test("from ten on everyone without a name is a mark", () => {
  const named = {
    organisations: [],
    people: [{ words: "Jordan", detail: "" }],
    named: { organisations: 0, people: 1 },
  };
  const body = String(namesPart(view(ALL), count(213, 14), named).body);
  assert.match(body, /And 212 people and 14 organisations who are counted by a mark:/);
  assert.equal(/aria-hidden="true">(×+)</.exec(body)?.[1]?.length, 226);
});

test("a crowd's marks stay countable: over 500 each stands for ten, then for a hundred", () => {
  assert.deepEqual(
    [0, 1, 500, 501, 5_000, 5_001, 1_000_000].map(behindOneMark),
    [1, 1, 1, 10, 10, 100, 10_000],
  );
  assert.match(String(namesPart(view(ALL), count(501), nobody).body), /Each × is ten people\./);
});

test("a campaign that is closed has no form, and says since when", () => {
  const closed = { ...view(campaignWith("optional", "[counted]")), phase: "closed" as const };
  const part = formPart(closed, form(), count(213));
  assert.doesNotMatch(String(part.body), /<form/);
  assert.match(String(part.head), /Signing is closed\./);
  assert.equal(part.jump, undefined);
  assert.doesNotMatch(signPage({ ...closed, form: form() }), /<form/);
  const ends = { ...closed, campaign: { ...closed.campaign, closes: "2026-11-23" } };
  const sentence = (of: CampaignView) =>
    String(formPart(of, form(), count(213)).head).replace(/<[^>]+>/g, "");
  assert.match(sentence(ends), /Signing closed on 23 November 2026\./);
  assert.match(
    sentence({ ...ends, today: "2026-11-23" }),
    /Signing is closed\./,
    "closed by hand before its last day",
  );
});
