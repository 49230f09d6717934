// What changed in a text, at the desk and in public, in a real Chromium: read with eyes, with a voice, on a telephone.
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { sign } from "../signer.ts";
import { checkPage } from "./browser.ts";
import { openSite } from "./site.ts";

const ENGLISH = `---
slug: night-work
kind: declaration
title: Night work
plain_name: Declaration
language: en
hosts: [{ name: Harbour Lights Coalition }]
contact: { name: Harbour Lights, email: hello@harbour-lights.example }
keep_until: 2099-06-30
demands: [{ title: Rest }, { title: Fair pay }]
actions: [{ sign: {} }]
---

We stand with those who work at night.

[demands]
`;
const CHINESE = `---
slug: night-work
language: zh-Hant
title: 夜間工作
demands: [{ title: 休息 }, { title: 合理工資 }]
---

我們與通宵工作的人同行。
`;

const { network, browser, signedIn } = await openSite();
before(async () => {
  await publish(ENGLISH, CHINESE);
  assert.equal((await sign(network.url, "night-work", { name: "Ada", appear: "counted" })).status, 200);
  await publish(
    ENGLISH.replace("those who work", "all who work").replace("2099-06-30", "2099-03-31"),
    CHINESE.replace("的人同行", "的所有人同行"),
  );
});

async function publish(...texts: string[]): Promise<void> {
  const files = texts.map((text, at) => {
    const file = join(network.dir, `text-${at}.md`);
    writeFileSync(file, text);
    return file;
  });
  await network.cli("publish", network.url, ...files, "--words-file", network.words);
}

/** What is put in and taken out, in order. */
const changes = (page: Page) =>
  page.$$eval("ins, del", (all) =>
    all
      .filter((one) => one.closest("[aria-hidden]") === null)
      .map((one) => `${one.localName}: ${one.textContent}`),
  );

test("whoever reads the page is led to what changed; it is heard as well as seen", async () => {
  const context = await browser.newContext({ locale: "en", viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${network.url}/night-work`);
  await page.click("text=What changed");
  await page.waitForURL(/\/night-work\/versions$/);
  assert.deepEqual(await changes(page), [
    "del: [taken out: 30 June 2099]",
    "ins: [put in: 31 March 2099]",
    "del: [taken out: those]",
    "ins: [put in: all]",
  ]);
  // Without colour: a line through, a line below.
  const lines = await page.$$eval("article del, article ins", (all) =>
    all.map((one) => getComputedStyle(one).textDecorationLine),
  );
  assert.deepEqual(lines, ["line-through", "underline", "line-through", "underline"]);
  await page.keyboard.press("Tab");
  await page.click(".steps a >> nth=1");
  assert.equal(await page.evaluate(() => document.querySelector(":target")?.id), "d2");
  await checkPage(page);
  await page.click(".langs summary");
  await page.click('.langs a[lang="zh-Hant"]');
  await page.waitForSelector('html[lang="zh-Hant"]');
  assert.deepEqual((await changes(page)).slice(2), ["ins: [加入：所有]"]);
  await context.close();
});

test("at the desk the same is shown, and what would change before it is published", async () => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 320],
  ] as const) {
    const { context, page, broken } = await signedIn({ language, width });
    await page.goto(`${network.url}/desk/night-work/text`);
    await page.click("#to-versions");
    await page.waitForSelector(".compared");
    await page.click('.versions a[href*="of=2"]');
    await page.waitForSelector('.versions a[href*="of=2"][aria-current=true]');
    const put = language === "en" ? "put in:" : "ajouté :";
    assert.equal((await changes(page)).at(-1), `ins: [${put} all]`);
    await page.click('.tool a[lang="zh-Hant"]');
    await page.waitForSelector(".tool a[lang=zh-Hant][aria-current=true]");
    assert.ok((await changes(page)).includes(`ins: [${put} 所有]`));
    await checkPage(page);
    await page.click('.campaign a[href$="/text"]');
    await page.waitForSelector("#f-0-title");
    // Typed and gone away from at once: it is in what would change all the same.
    await page.fill("#f-0-demands-1-title", `Fair pay for ${language}`);
    await page.click("#to-versions");
    await page.waitForSelector(".compared");
    assert.deepEqual(await changes(page), [`ins: [${put}  for ${language}]`]);
    await page.goto(`${network.url}/desk/night-work/text`);
    await page.waitForSelector("#f-0-title");
    await page.fill("#f-0-demands-1-title", "Fair pay");
    await page.waitForSelector('[data-kept="kept"]');
    assert.deepEqual(broken, []);
    await context.close();
  }
});
