// What was signed before a key holder was removed is locked under the new key, at the desk in a real Chromium: offered once
// they are removed, said among what waits and on the page of the keys until it is done, and everything opens afterwards.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openClient } from "../../src/organisers/client.ts";
import { openDesk } from "../../src/organisers/opening.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { launchChromium } from "../chromium.ts";
import { secondHolder } from "../joined.ts";
import type { Running } from "../running.ts";
import { bundleDesk, checkPage, openTab, signIn } from "./browser.ts";
import { PEOPLE, SLUG, startPeopled } from "./peopled.ts";

let network: Running;
let browser: Browser;
const shot = (page: Page, name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }) : null;
const DANA = { name: "Dana Wolff", email: "dana@harbour.example", organisation: "Union" };
const STATUS = "section[aria-labelledby=older] [role=status]";

before(async () => {
  await bundleDesk();
  network = await startPeopled(PEOPLE.slice(0, 4));
  const [address = "", words = ""] = readFileSync(network.words, "utf8").split("\n");
  const desk = await openDesk(onNode, openClient(network.url), { address, words });
  const here = { url: network.url, client: () => openClient(network.url) };
  await secondHolder(here, desk, DANA);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await network?.end();
});

async function toTeam(page: Page): Promise<void> {
  await page.click('nav a[href="/desk/team"]');
  await page.waitForSelector("#log");
}
async function toKeys(page: Page): Promise<void> {
  await page.click('nav a[href="/desk"]');
  await page.click(`.links a[href="/desk/${SLUG}/keys"]`);
  await page.waitForSelector(".number");
}

test("right after a key holder was removed it is said what is still under the key that they had", async () => {
  const { context, page, broken } = await openTab(browser);
  await signIn(page, network);
  await toTeam(page);
  assert.equal(await page.locator("#older").count(), 0);
  await page.click('button[aria-label="Remove Dana Wolff"]');
  await page.fill("input.in[id^=f-remove]", "Dana Wolff");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=What 4 people typed is still under the key that Dana Wolff had");
  await checkPage(page);
  await shot(page, "older.removed.en.1280");
  assert.deepEqual(broken, []);
  await context.close();
});

test("until it is done it is said among what waits and on the page of the keys, on a phone and in French too", async () => {
  for (const [width, language] of [
    [320, "en"],
    [1280, "fr"],
    [320, "fr"],
  ] as const) {
    const { context, page } = await openTab(browser, { width, language });
    await signIn(page, network);
    const line = page.locator(".waits a", { hasText: language === "en" ? /under a key/ : /sous une clé/ });
    await line.waitFor();
    await shot(page, `older.waits.${language}.${width}`);
    await line.click();
    const title = language === "en" ? /What 4 people typed/ : /Ce que 4 personnes ont écrit/;
    await page.locator("#older", { hasText: title }).waitFor();
    await checkPage(page);
    await shot(page, `older.team.${language}.${width}`);
    await toKeys(page);
    await page.locator("#older", { hasText: title }).waitFor();
    await checkPage(page);
    await shot(page, `older.keys.${language}.${width}`);
    await page.click(".lock button");
    await page.waitForSelector("#older", { state: "detached" });
    await context.close();
  }
});

test("it is locked under the new key, says how far it is, and everybody opens from then on as before", async () => {
  const { context, page, broken } = await openTab(browser, { width: 320 });
  await signIn(page, network);
  await toKeys(page);
  const held = Promise.withResolvers<void>();
  await page.route("**/keys/older/reseal", async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.click("section[aria-labelledby=older] .main");
  await page.waitForSelector(`${STATUS}:has-text("Locking: 0 %")`);
  await page.waitForSelector("section[aria-labelledby=older] >> text=Stop for now");
  await shot(page, "older.working.en.320");
  held.resolve();
  await page.waitForSelector("text=All of it is under the new key now");
  // The button went; the keyboard is where it was.
  await page.waitForFunction(() => document.activeElement?.id === "older");
  await checkPage(page);
  await shot(page, "older.done.en.320");
  await toTeam(page);
  assert.equal(await page.locator("#older").count(), 0);
  const log = await page.locator(".log > li").allTextContents();
  assert.ok(
    log.some((line) => /Amina\s*locked again what 4 people had typed/.test(line)),
    log.join("\n"),
  );
  await page.click('nav a[href="/desk"]');
  await page.click(`.links a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector("text=Rosa Quispe Mamani");
  await page.waitForSelector("text=陳小明");
  assert.deepEqual(broken, []);
  await context.close();
});
