// What stands above each page of a campaign: the same links in one order, and which of them lead somewhere for whom.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { checkPage, openTab } from "./browser.ts";
import { PEOPLE, SLUG, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const OPENED = ["people", "hand-over", "brought-in", "numbers"];
const ALL = ["people", "text", "share", "hand-over", "brought-in", "numbers", "keys", "versions"];

const { network, browser, signedIn } = await openSite(() => startPeopled(PEOPLE.slice(0, 2)));

/** The ends of the addresses that the links lead to. */
const links = (page: Page, where: string) =>
  page.$$eval(`${where} a[href^="/desk/"]`, (all) =>
    all.map((one) => one.getAttribute("href")?.split("/").at(-1)),
  );

/** Waits until these are the links, in this order. */
const linksAre = (page: Page, where: string, wanted: readonly string[]) =>
  until(`${wanted} to be linked`, async () => (await links(page, where)).join() === wanted.join());

test("from each page of a campaign one gets to each other, and is told which one it is", async () => {
  for (const [width, language] of [
    [1280, "en"],
    [320, "fr"],
  ] as const) {
    const { context, page, broken } = await signedIn({ width, language });
    await linksAre(page, ".links", ALL);
    await page.click(`.links a[href="/desk/${SLUG}/people"]`);
    for (const [at, path] of ALL.entries()) {
      const current = `.campaign a[href="/desk/${SLUG}/${path}"][aria-current=page]`;
      if (at > 0) await page.click(`.campaign a[href="/desk/${SLUG}/${path}"]`);
      await page.waitForSelector(current);
      const name = (await page.textContent(current)) ?? "";
      await page.waitForSelector(`h1:text-is("${name}")`);
      await linksAre(page, ".campaign", ALL);
      await page.waitForSelector('.campaign b:has-text("Work without fear")');
      await until(
        "the tab to say so",
        async () => (await page.title()) === `${name} – Work without fear – Harbour Lights Network`,
      );
      await until(`${path} to be in sight`, async () => {
        const box = await page.locator(current).boundingBox();
        return box && box.x >= 0 && box.x + box.width <= width;
      });
    }
    await checkPage(page);
    const [other] = await Promise.all([
      context.waitForEvent("page"),
      page.click(`.campaign a[href="${network.url}/${SLUG}"]`),
    ]);
    await other.close();
    // The desk is still open.
    await page.waitForSelector(".lock button");
    assert.deepEqual(broken, []);
    await context.close();
  }
});

test("before it is published a campaign has no people; a button that goes leaves the keyboard in its place", async () => {
  const { context, page } = await signedIn();
  await page.click('nav a[href="/desk/new"]');
  await page.click("form .act, main .act");
  await page.waitForSelector(".campaign [aria-current=page]");
  await linksAre(page, ".campaign", ["text", "share", "versions"]);
  // A button that goes when it is pressed leaves the keyboard in its section.
  await page.locator("#contact .act.plain").last().press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "h-contact");
  await context.close();
});

test("whoever opens nothing is told so on the pages of what people typed, and is not asked for words again", async () => {
  const words = join(network.dir, "benoit");
  const own = ["--words-file", network.words];
  const invited = await network.cli("invite", network.url, "--as", "organiser", ...own);
  const who = ["--name", "Benoît", "--email", "benoit@harbour.example", "--no-wait", "--words-file", words];
  await network.cli("join", invited.trim().split("\n").at(-1) ?? "", ...who);
  const [id = ""] = (await network.cli("let-in", network.url, ...own)).split("\t");
  await network.cli("let-in", network.url, id, ...own);
  const { context, page } = await openTab(browser);
  const [address = "", six = ""] = readFileSync(words, "utf8").split("\n");
  await page.goto(`${network.url}/desk/in`);
  await page.fill("#f-address", address);
  await page.fill("#f-words", six);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".links");
  assert.deepEqual(
    // The text that was begun before stands on that page, too.
    await links(page, `.links:has([href="/desk/${SLUG}/text"])`),
    ALL.filter((one) => !OPENED.includes(one)),
  );
  await page.click(".waits a");
  await page.waitForSelector("text=it is for key holders");
  await page.waitForSelector("h1:text-is('People')");
  await page.click("text=Who the key holders are");
  await page.waitForSelector("text=Amina");
  await context.close();
});
