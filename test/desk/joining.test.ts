// /desk/start from an invitation, in a real Chromium: an organiser and a key holder from the link to an open desk, and
// what becomes of keys that were swapped on the way. Whoever invited sits at the command line.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { onNode } from "../../src/vault/on-node.ts";
import { checkPage, openTab } from "./browser.ts";
import { keepOwn, typeBack, whoJoins, wordsShown } from "./ceremony.ts";
import { openSite } from "./site.ts";

const { network, browser } = await openSite();

const invite = async (as: "organiser" | "key-holder") =>
  (await network.cli("invite", network.url, "--as", as, "--words-file", network.words)).trim();
const letIn = (...what: string[]) =>
  network.tells("let-in", network.url, ...what, "--words-file", network.words);
/** The open invitations, as whoever invited sees them. */
const waiting = async () =>
  (await network.cli("let-in", network.url, "--words-file", network.words))
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
const idOf = async (name: string) => (await waiting()).find((line) => line.includes(name))?.[0] ?? "";
const numberShown = async (page: Page) => {
  await page.waitForSelector(".digits");
  return (await page.locator(".digits li").allTextContents()).join(" ");
};

for (const language of ["en", "fr"] as const) {
  test(`a key holder joins at 320 pixels (${language}): number read out, let in, desk open`, async () => {
    const { context, page, broken } = await openTab(browser, { width: 320, language });
    const name = `Noor ${language}`;
    await page.goto(await invite("key-holder"));
    await page.waitForSelector("#f-name");
    assert.match((await page.textContent("main")) ?? "", /Amina/);
    assert.match((await page.textContent("#h-organisation")) ?? "", /your own name|votre propre nom/);
    await checkPage(page);
    await whoJoins(page, name, `noor-${language}@second.example`);
    await checkPage(page);
    const own = await keepOwn(page);
    const number = await numberShown(page);
    assert.match(number, /^(\d{4} ){5}\d{4}$/);
    await checkPage(page);
    // Loaded anew, the number is still there; the words are on paper alone.
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    assert.equal(await numberShown(page), number);
    // Not the names of what is kept: "number" is one of the words, too.
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.values(history.state ?? {}), { ...sessionStorage }]),
    );
    for (const word of own.filter((one) => one.length > 4))
      assert.ok(!kept.includes(word), `${word} in ${kept}`);
    await assert.rejects(letIn("--number", number.replaceAll(/\d/g, "7")), /not the number/);
    assert.match(await letIn("--number", number), new RegExp(`${name} is in`));
    await page.waitForSelector("main a.act");
    await page.click("main a.act");
    await page.fill("#f-address", `noor-${language}@second.example`);
    await page.fill("#f-words", own.join(" "));
    await page.click("form .act");
    await page.waitForSelector(".lock button");
    assert.deepEqual(broken, []);
    await context.close();
  });
}

test("whoever leaves the page open is signed in by itself once they are let in; the link is used up then", async () => {
  const link = await invite("key-holder");
  const { context, page, broken } = await openTab(browser);
  await page.goto(link);
  await whoJoins(page, "Ines", "ines@second.example");
  await keepOwn(page);
  await letIn("--number", await numberShown(page));
  await page.waitForSelector(".next-steps");
  await page.click("main a.act");
  await page.waitForSelector(".lock button");
  await page.goto(link);
  await page.waitForSelector("h1:has-text('This link is used up')");
  // Whoever tries the link that they made themselves is told whom it is for.
  await page.goto(await invite("organiser"));
  await page.waitForSelector("text=You are signed in here as Ines");
  assert.deepEqual(broken, []);
  await context.close();
});

test("an organiser joins without a number and opens nothing", async () => {
  const { context, page } = await openTab(browser, { width: 320 });
  await page.goto(await invite("organiser"));
  await page.waitForSelector("#h-organisation");
  assert.doesNotMatch((await page.textContent("#h-organisation")) ?? "", /your own name/);
  await whoJoins(page, "Tam", "tam@second.example");
  await keepOwn(page);
  await page.waitForSelector("text=Your answer has arrived");
  assert.equal(await page.locator(".digits").count(), 0);
  await letIn(await idOf("Tam"));
  await page.waitForSelector(".next-steps");
  assert.match((await page.textContent("main")) ?? "", /stays closed to you/);
  await checkPage(page);
  await context.close();
});

test("keys that were swapped on the way let nobody in, whichever number is read out", async () => {
  const { context, page } = await openTab(browser);
  await page.goto(await invite("key-holder"));
  await page.route("**/desk/api/invitation/answer", (route) => {
    const asked = route.request().postDataJSON() as { account: Record<string, string> };
    const other = onNode.xwingPublic(onNode.random(32)) as Uint8Array;
    asked.account.xwing = other.toBase64({ alphabet: "base64url", omitPadding: true });
    return route.continue({ postData: JSON.stringify(asked) });
  });
  await whoJoins(page, "Kim", "kim@second.example");
  await keepOwn(page);
  const number = await numberShown(page);
  assert.equal((await waiting()).find((line) => line.includes("Kim"))?.[2], "refused");
  await assert.rejects(letIn("--number", number));
  await network.cli("invite", network.url, "--withdraw", await idOf("Kim"), "--words-file", network.words);
  await page.waitForSelector("h1:has-text('This link is used up')");
  await context.close();
});

test("a lost last answer to an invitation costs neither words nor number; a second answer is told", async () => {
  const { context, page } = await openTab(browser);
  const link = await invite("key-holder");
  await page.goto(link);
  await whoJoins(page, "Luz", "luz@second.example");
  const own = await wordsShown(page);
  await page.route("**/desk/api/invitation/answer", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.click("button.act");
  await typeBack(page, own);
  await page.waitForSelector("text=your answer may have arrived");
  await page.unroute("**/desk/api/invitation/answer");
  await page.click("button.act");
  const number = await numberShown(page);
  const late = await openTab(browser);
  await late.page.goto(link);
  await late.page.waitForSelector("text=answered already");
  await letIn("--number", number);
  await page.waitForSelector(".next-steps");
  await late.context.close();
  await context.close();
});
