// Passing a campaign on, in a real Chromium: texts that are copied by the keyboard or by hand, a picture whose code is read
// back, in every language, and a neutral form of it all.
import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { readCode } from "../codes.ts";
import { checkPage, type openTab } from "./browser.ts";
import { openSite } from "./site.ts";

const TITLES: Readonly<Record<string, string>> = {
  fr: "Travailler la nuit sans peur, pour celles et ceux qui portent la ville",
  es: "Trabajar de noche sin miedo",
  "zh-Hant": "讓每一個在夜裡支撐著這座城市的人都能夠不再恐懼地工作和回家",
  "zh-Hans": "夜间工作不再恐惧",
  th: "แถลงการณ์ว่าด้วยการทำงานกลางคืนโดยปราศจากความกลัวของทุกคนในเมืองนี้",
};

const { network, signedIn } = await openSite();
before(async () => {
  const files = [
    `---
slug: night-work
kind: declaration
title: Night work without fear
plain_name: Declaration
language: en
accent: "#15305f"
hosts: [{ name: Harbour Lights Coalition }, { name: Night Workers }]
contact: { name: Harbour Lights, email: hello@harbour-lights.example }
closes: 2098-12-31
keep_until: 2099-06-30
demands: [{ title: Rest }, { title: Fair pay }, { title: Services without fear }]
actions: [{ sign: {} }, { share: {} }]
---

We stand with those who work at night.

[demands]
`,
    ...Object.entries(TITLES).map(
      ([language, title]) =>
        `---\nslug: night-work\nlanguage: ${language}\ntitle: ${title}\nplain_name: ${language === "fr" ? "Déclaration" : "Declaration"}\n---\n`,
    ),
  ].map((text, at) => {
    const file = join(network.dir, `text-${at}.md`);
    writeFileSync(file, text);
    return file;
  });
  await network.cli("publish", network.url, ...files, "--words-file", network.words);
});

async function openShare(options: Parameters<typeof openTab>[1] = {}) {
  const tab = await signedIn(options);
  await tab.page.click('a[href="/desk/night-work/share"]');
  await tab.page.waitForSelector(".pictures img >> nth=1");
  return tab;
}

async function saved(page: Page, nth: number): Promise<{ name: string; png: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click(`.pictures a >> nth=${nth}`),
  ]);
  return { name: download.suggestedFilename(), png: readFileSync(await download.path()) };
}

test("the code on the picture leads to the page in its language, square and tall, in all six languages", async () => {
  const { context, page, broken } = await openShare();
  const blank = await context.newPage();
  for (const language of ["en", ...Object.keys(TITLES)]) {
    if (language !== "en") {
      const before = await page.getAttribute(".pictures img", "src");
      await page.click(`.tool button[lang="${language}"]`);
      await page.waitForFunction(
        (old) => document.querySelector(".pictures img")?.getAttribute("src") !== old,
        before,
      );
    }
    const link = `${network.url}/night-work${language === "en" ? "" : `?lang=${language}`}`;
    // Which shape makes no difference to a language; both are read in two of them.
    const shapes = language === "en" || language === "th" ? [1080, 1920] : [1080];
    for (const [nth, height] of shapes.entries()) {
      const { name, png } = await saved(page, nth);
      assert.equal(name, `picture-1080x${height}.png`);
      const read = await readCode(blank, png);
      assert.deepEqual(read, { says: link, width: 1080, height }, language);
    }
    assert.match(
      (await page.getAttribute(".pictures img", "alt")) ?? "",
      new RegExp(TITLES[language] ?? "Night work"),
    );
  }
  assert.deepEqual(broken, []);
  await context.close();
});

test("a text is copied with the keyboard alone and says so; where copying is refused it is selected", async () => {
  const { context, page } = await openShare();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: network.url });
  await page.focus("#copy-long");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".copied", { hasText: "Copied." }).waitFor();
  const long = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(
    long,
    [
      "Night work without fear",
      "3 calls:\n1. Rest\n2. Fair pay\n3. Services without fear",
      `Open until 31 December 2098.\nRead it and sign: ${network.url}/night-work`,
    ].join("\n\n"),
  );
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Copy Long");
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.focus("#copy-link");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".copied", { hasText: "The text is selected" }).waitFor();
  assert.equal(await page.evaluate(() => getSelection()?.toString()), `${network.url}/night-work`);
  await context.close();
});

test("the neutral form says the neutral name alone, and leads where no chat is shown the title", async () => {
  const { context, page } = await openShare();
  const before = await page.getAttribute(".pictures img", "src");
  await page.check("#neutral-true");
  await page.waitForFunction(
    (old) => document.querySelector(".pictures img")?.getAttribute("src") !== old,
    before,
  );
  const link = `${network.url}/night-work/sign`;
  assert.equal(await page.inputValue("#copy-short"), `Declaration: ${link}`);
  for (const id of ["short", "long", "alt"])
    assert.doesNotMatch(await page.inputValue(`#copy-${id}`), /without fear|Rest|Harbour/);
  assert.equal((await readCode(await context.newPage(), (await saved(page, 0)).png))?.says, link);
  const form = await (await fetch(link)).text();
  assert.match(form, /<title>Declaration<\/title>/);
  assert.doesNotMatch(/<head>.*<\/head>/s.exec(form)?.[0] ?? "", /without fear|og:/);
  await context.close();
});

test("what is printed is a link away, nothing comes from elsewhere, and it all fits a telephone, in English and French", async () => {
  for (const [language, width, dark] of [
    ["en", 320, false],
    ["fr", 320, true],
    ["fr", 1280, false],
  ] as const) {
    const { context, page, broken } = await openShare({ language, width, dark });
    const hrefs = await page.$$eval("main a[target]", (links) =>
      links.map((one) => one.getAttribute("href")),
    );
    for (const href of hrefs) assert.equal((await fetch(href ?? "")).status, 200, href ?? "");
    assert.equal(hrefs.length, 3);
    const elsewhere = await page.$$eval("a[href], img, script, link", (all) =>
      all
        .map((one) => (one as HTMLAnchorElement).href || (one as HTMLImageElement).src)
        .filter((address) => !address.includes(location.origin) && !address.startsWith("data:")),
    );
    assert.deepEqual(elsewhere, []);
    await checkPage(page);
    assert.deepEqual(broken, []);
    await context.close();
  }
});
