// The desk's first page in a real Chromium: what waits, by whom it is told, and where its lines lead.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { type Running, startNetwork } from "../running.ts";
import { bundleDesk, checkPage, openTab, signIn } from "./browser.ts";
import { PEOPLE, SLUG, startPeopled } from "./peopled.ts";

let network: Running;
let empty: Running;
let browser: Browser;

before(async () => {
  await bundleDesk();
  [network, empty] = await Promise.all([startPeopled(), startNetwork()]);
  await empty.begin();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await network?.end();
  await empty?.end();
});

/** The lines as they are read: number and words. */
const lines = (page: Page) =>
  page
    .locator(".waits > li")
    .evaluateAll((items) =>
      items.map((item) => `${item.children[0]?.textContent} ${item.children[1]?.textContent}`),
    );

test("what waits is told with numbers, gravest first, and each line leads to where it is done", async () => {
  const { context, page, broken } = await openTab(browser);
  await signIn(page, network);
  await page.waitForSelector(".waits");
  const confirmed = PEOPLE.filter((one) => one.confirmed).length;
  assert.deepEqual(await lines(page), [
    `${PEOPLE.length - confirmed} signatures wait for their link or to be accepted`,
    `${confirmed} were counted since a key holder last looked; their names may wait`,
    "1 key holder only: if those words are lost, only the envelope still opens. Invite a second",
  ]);
  const aside = (await page.textContent(".waits small")) ?? "";
  assert.match(aside, /Work without fear · since today/);
  const cells = await page.locator(".days tbody td").allTextContents();
  assert.equal(cells.at(-1), String(PEOPLE.length));
  assert.equal(cells.length, 10);
  assert.equal(
    await page
      .locator(".waits .sq")
      .first()
      .evaluate((square) => getComputedStyle(square).backgroundColor),
    "rgb(155, 28, 28)",
  );

  await page.click(".waits a >> nth=0");
  await page.waitForURL(`${network.url}/desk/${SLUG}/people`);
  await page.goBack();
  await page.click(".waits a >> nth=2");
  await page.waitForURL(`${network.url}/desk/team`);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a network with one key holder is told so; once there are two nothing waits, and no table stands empty", async () => {
  const { context, page } = await openTab(browser);
  await signIn(page, empty);
  await page.waitForSelector(".waits");
  assert.equal((await lines(page)).length, 1);
  const own = ["--words-file", empty.words];
  const link = (await empty.cli("invite", empty.url, "--as", "key-holder", ...own)).trim();
  const noor = ["--name", "Noor", "--email", "noor@second.example", "--words-file", `${empty.words}.noor`];
  const number = (await empty.cli("join", link, ...noor, "--no-wait")).trim();
  await empty.cli("let-in", empty.url, "--number", number, ...own);
  await page.click('nav a[href="/desk/settings"]');
  await page.click('nav a[href="/desk"]');
  await page.waitForSelector("text=Nothing waits.");
  assert.equal(await page.locator(".waits, .days").count(), 0);
  await context.close();
});

test("a text that was begun and not published stands among the campaigns, and leads to where it is written", async () => {
  const { context, page } = await openTab(browser);
  await signIn(page, empty);
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", "Half a thought\n\nWe ask:\n\n1. One\n2. Two");
  await page.click("#begin");
  await page.waitForSelector("#f-0-title");
  await page.click('nav a[href="/desk"]');
  await page.waitForSelector(".campaigns h3:has-text('Half a thought')");
  assert.match((await page.textContent(".campaigns")) ?? "", /Draft · last changed by/);
  await checkPage(page);
  await page.click(".campaigns a >> nth=0");
  await page.waitForURL(`${empty.url}/desk/half-a-thought/text`);
  await context.close();
});

test("it holds on a phone and for voices, in English and in French", async () => {
  for (const language of ["en", "fr"]) {
    const { context, page } = await openTab(browser, { width: 320, language });
    await signIn(page, network);
    await page.waitForSelector(".waits");
    await checkPage(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/waits.${language}.320.png`, fullPage: true });
    await context.close();
  }
});
