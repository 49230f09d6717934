// Lost words at /desk/start, in a real Chromium: back by a number read out on the telephone, and in by the envelope.
import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { onNode } from "../../src/vault/on-node.ts";
import { checkPage, openTab } from "./browser.ts";
import { copySheet, keepOwn, typeBack, whoJoins } from "./ceremony.ts";
import { openSite } from "./site.ts";

const NOOR = "noor@second.example";
/** Words of the second key holder, as they stand. */
let noorWords: string[] = [];

const { network, browser } = await openSite();
before(async () => {
  const { context, page } = await openTab(browser);
  const as = ["--as", "key-holder", "--words-file", network.words];
  await page.goto((await network.cli("invite", network.url, ...as)).trim());
  await whoJoins(page, "Noor", NOOR);
  noorWords = await keepOwn(page);
  await letIn(await numberShown(page));
  await page.waitForSelector(".next-steps");
  await context.close();
});

const letIn = (number: string) =>
  network.tells("let-in", network.url, "--number", number, "--words-file", network.words);
/** The telephone call with whoever lost their words. */
const letBack = (number: string, address = NOOR) =>
  network.tells("let-in", network.url, "--number", number, "--back", address, "--words-file", network.words);
const numberShown = async (page: Page) => {
  await page.waitForSelector(".digits");
  return (await page.locator(".digits li").allTextContents()).join(" ");
};
/** Whether words sign in at the command line. */
const opens = async (address: string, words: readonly string[]) => {
  const file = join(network.dir, "tried");
  writeFileSync(file, `${address}\n${words.join(" ")}\n`, { mode: 0o600 });
  return network.cli("list", network.url, "--words-file", file).then(
    () => true,
    () => false,
  );
};

/** From the page of signing in to the number. @returns the new words */
async function loseWords(page: Page, address: string): Promise<string[]> {
  await page.goto(`${network.url}/desk/in`);
  await page.click("a[href='/desk/start']");
  await page.click("a[href='/desk/start?lost']");
  await page.fill("#f-email", address);
  await page.keyboard.press("Enter");
  return keepOwn(page);
}

for (const language of ["en", "fr"] as const) {
  test(`lost words are ordinary (${language}): new ones, a number on the telephone, back in; the old ones end then`, async () => {
    const { context, page, broken } = await openTab(browser, { width: 320, language });
    await page.goto(`${network.url}/desk/start`);
    await page.waitForSelector("#f-link");
    await checkPage(page);
    const made = await loseWords(page, NOOR);
    const number = await numberShown(page);
    await checkPage(page);
    assert.equal(await opens(NOOR, noorWords), true);
    assert.equal(await opens(NOOR, made), false);
    await assert.rejects(letBack(number.replaceAll(/\d/g, "3")), /not the number/);
    await letBack(number);
    await page.waitForSelector(".next-steps");
    await checkPage(page);
    assert.equal(await opens(NOOR, noorWords), false);
    await page.click("main a.act");
    await page.waitForSelector(".lock button");
    noorWords = made;
    assert.equal(await opens(NOOR, noorWords), true);
    assert.deepEqual(broken, []);
    await context.close();
  });
}

test("an address that nobody has looks the same; loaded anew, the page still shows its number", async () => {
  const { context, page } = await openTab(browser);
  page.on("dialog", (dialog) => void dialog.accept());
  await loseWords(page, "nobody@elsewhere.example");
  const number = await numberShown(page);
  await page.reload();
  assert.equal(await numberShown(page), number);
  await assert.rejects(letBack(number, "nobody@elsewhere.example"), /No new words wait/);
  await context.close();
});

test("keys of lost words that were swapped on the way let nobody in", async () => {
  const { context, page } = await openTab(browser);
  await page.route("**/desk/api/lost-words", (route) => {
    const asked = route.request().postDataJSON() as Record<string, string>;
    const other = onNode.xwingPublic(onNode.random(32)) as Uint8Array;
    asked.xwing = other.toBase64({ alphabet: "base64url", omitPadding: true });
    return route.continue({ postData: JSON.stringify(asked) });
  });
  const made = await loseWords(page, NOOR);
  await assert.rejects(letBack(await numberShown(page)), /not the number/);
  assert.equal(await opens(NOOR, made), false);
  assert.equal(await opens(NOOR, noorWords), true);
  await context.close();
});

test("the envelope lets one in: slips are told before anything is made, a lost answer costs nothing, the old sheet is over", async () => {
  const [, sheet = ""] = readFileSync(network.envelope, "utf8").split("\n");
  const { context, page } = await openTab(browser, { width: 320 });
  await page.goto(`${network.url}/desk/start`);
  await page.click("a[href='/desk/start?envelope']");
  await page.fill("#f-name", "Rosa");
  await page.fill("#f-email", "rosa@third.example");
  await page.fill("#f-envelope", sheet.split(" ").slice(1).join(" "));
  await page.click("form button.act");
  await page.waitForSelector("#e-envelope:has-text('9 words')");
  await page.fill("#f-envelope", sheet.split(" ").reverse().join(" "));
  await page.click("form button.act");
  await page.waitForSelector("#e-envelope:has-text('not those')");
  await checkPage(page);
  await page.fill("#f-envelope", `undersigned-envelope:1:${sheet}`);
  await page.click("form button.act");
  await page.waitForSelector(".words li");
  assert.equal((await context.cookies()).length, 0, "nobody is signed in while words are made");
  const own = await keepOwn(page);
  await page.waitForSelector(".envelope");
  await checkPage(page);
  const renewed = await copySheet(page);
  assert.notDeepEqual(renewed, sheet.split(" "));
  await page.route("**/desk/api/envelope/enter", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await typeBack(page, renewed);
  await page.waitForSelector("text=nothing is made twice");
  await page.unroute("**/desk/api/envelope/enter");
  await page.click("button.act");
  await page.waitForSelector("text=Burn the old sheet");
  await checkPage(page);
  await page.click("main a.act");
  await page.waitForSelector(".lock button");
  assert.equal(await opens("rosa@third.example", own), true);
  await page.goto(`${network.url}/desk/start?envelope`);
  await page.fill("#f-envelope", sheet);
  await page.fill("#f-name", "Rosa");
  await page.fill("#f-email", "rosa@third.example");
  await page.click("form button.act");
  await page.waitForSelector("#e-envelope");
  await context.close();
});
