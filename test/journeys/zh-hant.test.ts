// A whole journey as a signer walks it: a real browser, no script, Traditional Chinese, a small screen; then a
// key holder with the command line. On the way every page is held to WCAG by axe.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn } from "../signer.ts";

const SLUG = "work-without-fear";
const SMALL = { width: 320, height: 640 };
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The same page, opened where axe's script may run; the journey itself runs none. */
async function holdsToWcag(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ viewport: SMALL, locale: "zh-TW", bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  await context.close();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${url}: ${id}: ${nodes[0]?.html}`),
    [],
  );
}

/** What a person sees first goes for every page: its language, no sideways scroll, a way out. */
async function isInChinese(page: Page): Promise<void> {
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
  const leave = page.locator("a.leave");
  assert.equal(await leave.count(), 1);
  assert.match((await leave.textContent()) ?? "", /\p{Script=Han}/u);
  const box = await page.locator("body").boundingBox();
  assert.ok(box && box.width <= SMALL.width, "no sideways scroll");
}

async function confirmByMail(network: Running, page: Page): Promise<string> {
  const mail = await until("the mail", async () => (await network.mails()).at(0));
  assert.match(mail.subject, /宣言/);
  assert.doesNotMatch(mail.raw, /陳小明|阿明/);
  await page.goto(mail.link);
  await isInChinese(page);
  assert.equal(await page.locator("input[name=appear]:checked").count(), 0, "nothing is preselected");
  await page.locator("input[name=appear][value=public]").check();
  await page.locator("form button").click();
  await isInChinese(page);
  return codeOn(await page.content()) ?? "";
}

test("someone signs in Traditional Chinese without script, confirms, is counted and shown, and takes it off again", async () => {
  const network = await startNetwork();
  const browser = await launchChromium();
  try {
    await network.begin();
    const words = ["--words-file", network.words];
    await network.cli(
      "publish",
      network.url,
      "samples/declaration.md",
      "samples/declaration.zh-Hant.md",
      ...words,
    );
    const context = await browser.newContext({ viewport: SMALL, locale: "zh-TW", javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${network.url}/${SLUG}`);
    await isInChinese(page);
    assert.match((await page.textContent("h1")) ?? "", /工作無懼/);

    // An empty form first: what to check is said, and nothing was taken.
    await page.locator("form#sign input[name=email]").fill("ming@example.org");
    await page.locator("form#sign").evaluate((form) => form.setAttribute("novalidate", ""));
    await page.locator("form#sign button").click();
    await isInChinese(page);
    assert.equal(await page.locator("#check").count(), 1);
    assert.equal(await page.inputValue("input[name=email]"), "ming@example.org", "what was typed is kept");

    await page.locator("input[name=name]").fill("陳小明");
    await page.locator("input[name=appear][value=public]").check();
    await page.locator("input[name=shown_as]").fill("阿明，廚房");
    await page.locator("form#sign button").click();
    await isInChinese(page);
    assert.doesNotMatch(await page.content(), /陳小明|阿明|ming@/, "nothing that was typed is repeated");

    const code = await confirmByMail(network, page);
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$/);
    await until("the count", async () => {
      const facts = (await (await fetch(`${network.url}/${SLUG}.json`)).json()) as {
        count: { people: number };
      };
      return facts.count.people === 1;
    });
    await page.goto(`${network.url}/${SLUG}/names`);
    assert.doesNotMatch(await page.content(), /阿明/, "no name before a key holder approved it");
    await network.cli("accept", network.url, SLUG, "--all", "--show", ...words);
    await until("the name", async () => {
      await page.goto(`${network.url}/${SLUG}/names`);
      return (await page.content()).includes("阿明，廚房");
    });
    await isInChinese(page);

    for (const path of ["", "/sign", "/sign?as=organisation", "/names", "/mine"]) {
      await holdsToWcag(browser, `${network.url}/${SLUG}${path}`);
    }
    for (const path of ["/", "/privacy", "/nothing-here", "/c/forged"])
      await holdsToWcag(browser, network.url + path);

    await page.goto(`${network.url}/${SLUG}/mine`);
    await isInChinese(page);
    const form = page.locator("form:has(input[name=do][value=take-off])");
    if (!(await form.locator("input[name=code]").isVisible())) {
      await page.locator("details:has(input[value=take-off]) summary").click();
    }
    await form.locator("input[name=code]").fill(code.toLowerCase().replaceAll("-", " "));
    await form.locator("button").click();
    await isInChinese(page);
    assert.ok(!(await page.content()).includes(code), "no code is repeated");
    await page.goto(`${network.url}/${SLUG}/names`);
    assert.doesNotMatch(await page.content(), /阿明/, "the name goes at once");
  } finally {
    await browser.close();
    await network.end();
  }
});
