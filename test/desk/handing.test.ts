// /desk/:slug/hand-over in a real Chromium: the list as a file, locked and not, and who else sees that it left; the list
// for the addressee; what came of it, which everybody sees.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Decrypter } from "age-encryption";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { checkPage, openTab, signIn } from "./browser.ts";
import { SLUG, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const { network, browser } = await openSite(startPeopled);

async function openHandOver(page: Page): Promise<void> {
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/hand-over"]`);
  await page.waitForSelector("#save");
}

/** Presses the button; gives the file's name and bytes. */
async function save(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const coming = page.waitForEvent("download");
  await page.click("text=Save the list");
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const wordsOf = () => readFileSync(network.words, "utf8").split("\n")[1] ?? "";

async function unlock(bytes: Uint8Array, words: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return Buffer.from(await decrypter.decrypt(bytes)).toString("utf8");
}

test("the list is locked by one's own words, and by no others; it is the command line's own", async () => {
  const { context, page, broken } = await openTab(browser);
  await openHandOver(page);
  await page.check('input[name="format"][value="csv"]');
  await page.check('input[name="with-email"]');
  await page.fill("#f-own", "abacus abdomen abdominal abide abiding ability");
  await page.click("text=Save the list");
  await page.waitForSelector("text=These are not your words");
  await page.fill("#f-own", wordsOf());
  const { name, bytes } = await save(page);
  assert.match(name, /^list-\d{4}-\d\d-\d\d\.csv\.age$/);
  const text = await unlock(bytes, wordsOf());
  await assert.rejects(unlock(bytes, "abacus abdomen abdominal abide abiding ability"));
  const same = await network.cli(
    ...["export", network.url, SLUG, "--in-the-clear", "--with", "email", "--words-file", network.words],
  );
  assert.equal(text, same);
  assert.match(text, /rosa@example\.org/);
  assert.doesNotMatch(text, /555/);
  await page.waitForSelector("text=/Amina saved 10 signatures/");
  assert.deepEqual(broken, []);
  await context.close();
});

test("words made for one file open it; a spreadsheet gets what was typed; nobody's address without a tick", async () => {
  const { context, page, broken } = await openTab(browser);
  await openHandOver(page);
  await page.check('input[name="lock"][value="new"]');
  const words = (await page.textContent(".own-words")) ?? "";
  assert.equal(words.split(" ").length, 6);
  const { name, bytes } = await save(page);
  const text = await unlock(bytes, words);
  assert.equal(text[0], "\ufeff");
  // Whoever has the words needs no other program.
  await page.setInputFiles("#f-locked", {
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  });
  await page.fill("#f-unlock", wordsOf());
  await page.click("section[aria-labelledby=unlock] button");
  await page.waitForSelector("#e-unlock");
  await page.fill("#f-unlock", ` ${words.toUpperCase()} `);
  const coming = page.waitForEvent("download");
  await page.click("section[aria-labelledby=unlock] button");
  const opened = await coming;
  assert.equal(opened.suggestedFilename(), name.replace(".age", ""));
  assert.equal(readFileSync(await opened.path(), "utf8"), text);
  const [head, ...rows] = parse(text, { bom: true, delimiter: "," }) as string[][];
  assert.deepEqual([head?.includes("E-mail"), head?.includes("Phone"), rows.length], [false, false, 10]);
  assert.match(rows[0]?.[head?.indexOf("Signed on") ?? -1] ?? "", /^\d{4}-\d\d-\d\d$/, "a day is no text");
  // A question is called as it was asked, a state in words.
  assert.ok(head?.includes("Province"));
  const states = new Set(rows.map((row) => row[head?.indexOf("Counted?") ?? -1]));
  assert.deepEqual(states, new Set(["Confirmed by e-mail", "Not counted yet"]));
  const comments = rows.map((row) => row[head?.indexOf("What they want to say") ?? -1]);
  assert.ok(comments.includes("'=1+1"));
  assert.ok(!text.includes("@"));
  assert.deepEqual(broken, []);
  await context.close();
});

test("not locked only when asked, and then it says so; nothing is wider than a phone; axe finds nothing", async () => {
  const { context, page, broken } = await openTab(browser, { width: 320, language: "fr" });
  await openHandOver(page);
  await page.check('input[name="lock"][value="none"]');
  await page.check('input[name="format"][value="json"]');
  const coming = page.waitForEvent("download");
  await page.click("form .act");
  const file = await coming;
  assert.match(file.suggestedFilename(), /^list-[\d-]+\.jsonl$/);
  assert.match(readFileSync(await file.path(), "utf8"), /Rosa Quispe Mamani/);
  await page.waitForSelector("text=pas verrouillé");
  await checkPage(page);
  assert.deepEqual(broken, []);
  await context.close();
});

test("the list for the addressee names who agreed, in their own script, and prints on A4 and Letter", async () => {
  const { context, page, broken } = await openTab(browser);
  await openHandOver(page);
  await page.click("text=Open the list and bring it up to date");
  await page.waitForSelector(".handed li");
  const names = async () => (await page.locator(".handed li bdi").allTextContents()).join("\n");
  // Counted and agreed: to everybody in chosen words, or to the addressee. 陳小明 and Fatima were not accepted.
  assert.deepEqual((await names()).split("\n"), [
    "Night Workers’ Mutual Aid",
    "Night Workers’ Mutual Aid",
    "Rosa Quispe Mamani",
    "Rosa Quispe Mamani",
    "สมชาย ใจดี",
    "สมชาย ใจดี",
  ]);
  const text = (await page.textContent(".handed")) ?? "";
  assert.match(text, /3 people and 1 organisation have signed/);
  assert.match(text, /1 more has signed, and does not wish to be named here/);
  assert.doesNotMatch(text, /Wei|Fatima|陳|Agnieszka|Jordan|@|Toronto/);
  await page.locator(".handed li", { hasText: "Rosa" }).locator("button").click();
  assert.doesNotMatch(await names(), /Rosa/);
  assert.match((await page.textContent(".handed")) ?? "", /2 more have signed/);
  await page.click("text=Put them back");
  // What the browser would do is done below, without asking a person.
  await page.evaluate(() => {
    globalThis.print = () => document.body.setAttribute("data-printed", "");
  });
  await page.locator("button", { hasText: /^Print$/ }).click();
  await page.waitForSelector("[data-printed]");
  for (const format of ["A4", "Letter"] as const) {
    const pdf = await page.pdf({ format });
    assert.ok(pdf.length > 1_000);
  }
  await page.emulateMedia({ media: "print" });
  // A4 and Letter with their margins are this narrow at least.
  await page.setViewportSize({ width: 650, height: 900 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 650);
  assert.ok(await page.isVisible(".handed >> text=Rosa Quispe Mamani"));
  for (const text of ["Save the list", "Leave out", "Tell everybody", "Sign out"]) {
    assert.equal(await page.locator(`text=${text}`).first().isVisible(), false, text);
  }
  await page.emulateMedia({ media: "screen" });
  await page.click('nav a[href="/desk"]');
  await page.click(`a[href="/desk/${SLUG}/hand-over"]`);
  // Three people and an organisation, one of whom agreed to nothing.
  await page.waitForSelector("text=/Amina saved 3 signatures/");
  assert.deepEqual(broken, []);
  await context.close();
});

test("what came of it stands on the campaign's page as soon as it is told, can be changed and taken back", async () => {
  const { context, page, broken } = await openTab(browser);
  const publicPage = async () => (await fetch(`${network.url}/${SLUG}`)).text();
  await openHandOver(page);
  await page.fill("#f-step-whom", "Dr Amara <Okonjo>");
  await page.fill("#f-step-day", "2026-03-04");
  await page.click("text=Tell everybody");
  await page.waitForSelector('text="It stands on the campaign’s page."');
  assert.match(await publicPage(), /Delivered to Dr Amara &lt;Okonjo&gt; on <time datetime="2026-03-04">/);
  await page.fill("#f-step-text", "Dear Ms Sorel,\n\nthe draft goes to the vote.");
  await page.fill("#f-step-link", "javascript:alert(1)");
  await page.click("text=Tell everybody");
  await page.waitForSelector("text=This is no address of the web");
  assert.equal(await page.inputValue("#f-step-text"), "Dear Ms Sorel,\n\nthe draft goes to the vote.");
  await page.fill("#f-step-link", "https://council.example/answer.pdf");
  await page.click("text=Tell everybody");
  await page.waitForSelector(".lines .as-told");
  assert.match(await publicPage(), /class="answer[\s\S]*<p>Dear Ms Sorel,<\/p>[\s\S]*council\.example/);
  await page.locator(".lines li", { hasText: "Dear Ms Sorel" }).locator("text=Change").click();
  await page.fill("#f-step-text", "The draft goes to the vote unamended.");
  await page.click("text=Tell it like this");
  await until("the page to say so", async () => /unamended/.test(await publicPage()));
  assert.doesNotMatch(await publicPage(), /Dear Ms Sorel/);
  await page.locator(".lines li", { hasText: "unamended" }).locator("text=Take back").click();
  await until("the answer to go", async () => !/unamended/.test(await publicPage()));
  assert.deepEqual(broken, []);
  await context.close();
});
