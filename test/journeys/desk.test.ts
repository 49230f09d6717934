// A campaign from nothing to its end in a real Chromium, as a network's people do it: nobody uses the command line. And
// on the way what a thief gets who has the database, both folders and every session: nothing that opens.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openStore } from "../../src/store/store.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { accountKeys, stretch } from "../../src/vault/words.ts";
import { launchChromium } from "../chromium.ts";
import { bundleDesk, type DeskTab, openTab } from "../desk/browser.ts";
import { copySheet, keepOwn, setUpLink, typeBack, whoBegins, whoJoins } from "../desk/ceremony.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { confirm, get, sign } from "../signer.ts";
import { copyOf, type DataCopy, keysIn, textsThatOpen, thiefOpens } from "../stolen-backup.ts";

const SLUG = "work-without-fear";
const ENGLISH = `Work without fear

We, the undersigned, stand with the city's migrant workers.

We make three calls:

1. Stop armed raids on workplaces. Inspectors, not police.
2. Rights before rescue. Nobody is helped by being deported.
3. Fund language access. Every notice in the languages workers speak.

We sign in solidarity.
`;
const CHINESE = `工作無懼宣言

我們與本市的移工站在一起。

我們提出三項訴求：

一、停止武裝搜查工作場所。要勞動檢查員，不要警察。
二、權利先於拯救。遣返幫不了任何人。
三、資助語言服務。每份通知都用工人的語言。

我們聯署聲援。
`;

let network: Running;
let browser: Browser;
/** Amina, who begins, and Bisi, whom she invites. */
let amina: DeskTab;
let bisi: DeskTab;
const words: Record<string, string> = {};

before(async () => {
  await bundleDesk();
  network = await startNetwork();
  browser = await launchChromium();
  amina = await openTab(browser);
  bisi = await openTab(browser, { width: 320 });
});
after(async () => {
  await browser?.close();
  await network?.end();
});

const count = async () =>
  ((await (await fetch(`${network.url}/${SLUG}.json`)).json()) as { count: { total: number } }).count.total;
/** By the desk's own links: a load would lock it. */
async function follow(page: Page, path: string): Promise<void> {
  await page.click('nav a[href="/desk"]');
  await page.click(`.campaigns a[href="${path}"]`);
}

test("Amina begins the network: six words and the envelope, typed back from paper", async () => {
  const { page } = amina;
  await whoBegins(page, setUpLink(network));
  words.amina = (await keepOwn(page)).join(" ");
  const sheet = await copySheet(page);
  words.envelope = sheet.join(" ");
  await typeBack(page, sheet);
  await page.waitForSelector(".next-steps");
  await page.click("main a.act");
  await page.waitForSelector(".lock button");
});

test("Bisi joins as a second key holder, by a link and a number read out", async () => {
  await amina.page.click('nav a[href="/desk/team"]');
  await amina.page.check("input[name=role][value=key_holder]");
  await amina.page.click("section[aria-labelledby=invite] .act");
  const link = await amina.page.inputValue("#copy-invitation");
  await bisi.page.goto(link);
  await whoJoins(bisi.page, "Bisi Okello", "bisi@union.example");
  words.bisi = (await keepOwn(bisi.page)).join(" ");
  await bisi.page.waitForSelector(".digits");
  const number = (await bisi.page.locator(".digits li").allTextContents()).join(" ");
  await amina.page.fill("input.in[id^=f-number]", number);
  await amina.page.keyboard.press("Enter");
  await amina.page.waitForSelector("text=Bisi Okello is in.");
  // Whoever left the page open is signed in by itself.
  await bisi.page.waitForSelector(".next-steps, .lock button");
});

test("Amina pastes the text and its Chinese, and publishes both", async () => {
  const { page } = amina;
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", ENGLISH);
  await page.click("#begin");
  await page.waitForSelector("#f-0-title");
  await page.fill("#f-0-contact-email", "hello@harbour-lights.example");
  await page.fill("#f-0-keep_until", "2098-12-31");
  await page.fill("#language-new", "zh-Hant");
  await page.click("#language-add");
  await page.fill("#translation-paste", CHINESE);
  await page.click("#translation-take");
  await page.waitForSelector('[data-kept="kept"]');
  await page.click("#publish");
  await page.waitForSelector("#said a");
  assert.match((await get(`${network.url}/${SLUG}?lang=zh-Hant`)).body, /權利先於拯救/);
});

test("three people and an organisation sign, in two languages, without script", async () => {
  // In Chinese on an old telephone, by the page itself.
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "zh-TW",
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto(`${network.url}/${SLUG}`);
  assert.match(await page.title(), /\S/);
  await page.fill("#f-name", "陳小明");
  if (await page.isVisible("#f-email")) await page.fill("#f-email", "ming@example.org");
  await page.locator("form[action*=sign] button").last().click();
  const mail = await until("the mail", async () =>
    (await network.mails()).find(({ to }) => to === "ming@example.org"),
  );
  await page.goto(mail.link);
  await page.locator("form button").last().click();
  await page.waitForLoadState();
  assert.match((await page.textContent("body")) ?? "", /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}/);
  await context.close();

  const maya = { as: "person", name: "Maya Okello", email: "maya@example.org", appear: "counted" };
  assert.equal((await sign(network.url, SLUG, maya)).status, 200);
  const link = await until("Maya's mail", async () =>
    (await network.mails()).find(({ to }) => to === maya.email),
  );
  assert.equal((await confirm(link.link, { appear: "counted" })).status, 200);
  const rosa = { as: "person", name: "Rosa Quispe", email: "", appear: "public", shown_as: "Rosa Q." };
  assert.equal((await sign(network.url, SLUG, rosa)).status, 200);
  const union = {
    ...{ as: "organisation", organisation: "Night Workers’ Union", name: "T. Iwu", email: "" },
    appear: "public",
  };
  assert.equal((await sign(network.url, SLUG, union)).status, 200);
  await until("two to be counted", async () => (await count()) === 2);
});

test("Bisi opens the list on her telephone, accepts who gave no address, and lets their names be shown", async () => {
  const { page } = bisi;
  if (!(await page.isVisible("nav"))) await page.click("main a.act");
  await page.waitForSelector("nav");
  await follow(page, `/desk/${SLUG}/people`);
  await page.waitForSelector(".people [data-line]");
  const line = (name: string) => page.locator(".people [data-line]", { hasText: name });
  for (const name of ["Rosa", "Night Workers"]) {
    await line(name).locator("button", { hasText: "Accept" }).click();
    await line(name).locator("button", { hasText: "Show name" }).click();
  }
  await until("four to be counted", async () => (await count()) === 4);
  await until("their names", async () => {
    const { body } = await get(`${network.url}/${SLUG}`);
    return body.includes("Rosa Q.") && body.includes("Night Workers’ Union");
  });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
});

/** The data as it lies on the disk, of a machine that was switched off for it. */
async function copyNow(): Promise<DataCopy> {
  await network.kill();
  try {
    return await stolen();
  } finally {
    await network.restart();
  }
}

async function stolen(): Promise<DataCopy> {
  const dataDir = join(network.dir, "data");
  const store = await openStore({ database: { kind: "sqlite" }, dataDir, onError: () => {} });
  try {
    return await copyOf(store);
  } finally {
    await store.close();
  }
}

test("whoever steals the database, both folders and every session opens nothing; words open all of it", async () => {
  const tokens = (await Promise.all([amina, bisi].map(({ context }) => context.cookies())))
    .flat()
    .map(({ value }) => new Uint8Array(Buffer.from(value, "base64url")));
  assert.ok(tokens.length >= 2);
  const copy = await copyNow();
  const keys = [...keysIn(join(network.dir, "data-secret")), ...keysIn(join(network.dir, "data"))];
  assert.equal(copy.signatures.filter(({ row }) => row !== null).length, 4);
  assert.deepEqual(await thiefOpens(copy, [...keys, ...tokens]), []);
  // The same, with what Bisi's words wrap her keys under among the secrets: the trying itself is able to succeed.
  const { salt } = copy.accounts.find(({ email }) => email === "bisi@union.example") ?? {
    salt: new Uint8Array(),
  };
  const { wrap } = accountKeys(onNode, await stretch(onNode, words.bisi ?? "", salt));
  assert.notDeepEqual(await thiefOpens(copy, [...keys, wrap]), []);
  const known = { words: words.bisi ?? "", envelope: words.envelope ?? "", keys };
  assert.match((await textsThatOpen(copy, known)).join(), /Maya Okello/);
});

test("Bisi is removed: with her words and the whole disk she opens what was, and nothing that came after", async () => {
  const { page } = amina;
  const before = await copyNow();
  await page.click('nav a[href="/desk/team"]');
  await page.click('button[aria-label="Remove Bisi Okello"]');
  await page.fill("input.in[id^=f-remove]", "Bisi Okello");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Bisi Okello is removed.");
  const late = { as: "person", name: "Lateefah Bello", email: "", appear: "counted" };
  assert.equal((await sign(network.url, SLUG, late)).status, 200);
  const copy = await copyNow();
  const keys = [...keysIn(join(network.dir, "data-secret")), ...keysIn(join(network.dir, "data"))];
  // Her account is gone with her: she kept what was on the disk while it was there, her copies of the keys too.
  const hers = {
    ...copy,
    accounts: before.accounts,
    grants: [...before.grants, ...copy.grants],
    keys: [...copy.keys],
  };
  const nobody = "abacus abdomen abdominal abide abiding ability ablaze able abnormal abrasion";
  const opened = (await textsThatOpen(hers, { words: words.bisi ?? "", envelope: nobody, keys })).join();
  assert.match(opened, /Maya Okello/);
  assert.doesNotMatch(opened, /Lateefah/);
  const aminas = { words: words.amina ?? "", envelope: nobody, keys };
  assert.match((await textsThatOpen(copy, aminas)).join(), /Lateefah/);
});

test("Amina hands the list over and tells everybody; then she closes, and what people typed is gone", async () => {
  const { page } = amina;
  await follow(page, `/desk/${SLUG}/hand-over`);
  await page.click("text=Open the list and bring it up to date");
  await page.waitForSelector(".handed li");
  const list = (await page.textContent(".handed")) ?? "";
  assert.match(list, /Rosa Q\.|Rosa Quispe/);
  assert.doesNotMatch(list, /Maya/);
  await page.fill("#f-step-whom", "The city council");
  await page.fill("#f-step-day", "2026-11-20");
  await page.click("text=Tell everybody");
  await page.waitForSelector('text="It stands on the campaign’s page."');
  assert.match((await get(`${network.url}/${SLUG}?lang=en`)).body, /Delivered to The city council/);

  await follow(page, `/desk/${SLUG}/keys`);
  await page.fill("#f-slug", SLUG);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#certificate");
  assert.match((await get(`${network.url}/${SLUG}?lang=en`)).body, /Rosa Q\./);
  const copy = await copyNow();
  assert.equal(copy.signatures.filter(({ row }) => row !== null).length, 0);
  assert.equal(copy.grants.length, 0);
  for (const { broken } of [amina, bisi]) assert.deepEqual(broken, []);
});
