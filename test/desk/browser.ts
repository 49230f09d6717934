// The desk in a real Chromium: a tab that is signed in as somebody does it, by typing.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Running } from "../running.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Bundles the desk's scripts, as the launcher does before a server starts. */
export async function bundleDesk(): Promise<void> {
  const { bundleIfStale } = createRequire(import.meta.url)(join(ROOT, "bin", "bundle.js")) as {
    bundleIfStale(root: string): Promise<void>;
  };
  await bundleIfStale(ROOT);
}

export interface DeskTab {
  context: BrowserContext;
  page: Page;
  /** What broke in the page or was refused by its own rules (CSP, Trusted Types); empty when all is well. */
  broken: string[];
}

/**
 * Opens a tab for the desk, with nobody signed in.
 * @param language the browser's, `en` or `fr`
 */
export async function openTab(
  browser: Browser,
  { language = "en", width = 1280, dark = false }: { language?: string; width?: number; dark?: boolean } = {},
): Promise<DeskTab> {
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 800 },
    colorScheme: dark ? "dark" : "light",
  });
  const page = await context.newPage();
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(error.message));
  page.on("console", (message) => {
    // A refused sign-in is an answer, not a fault.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) broken.push(message.text());
  });
  return { context, page, broken };
}

/**
 * Signs in with a words file (address, words) by typing, and waits for what waits. The desk speaks the account's
 * language, not the browser's: where they differ, the account's is changed, as somebody does it.
 */
export async function signIn(page: Page, running: Pick<Running, "url" | "words">): Promise<void> {
  const [address = "", words = ""] = readFileSync(running.words, "utf8").split("\n");
  await page.goto(`${running.url}/desk/in`);
  await page.waitForSelector("#f-words");
  // Whoever is signed in already opens with the words alone.
  if (await page.isVisible("#f-address")) await page.fill("#f-address", address);
  await page.fill("#f-words", words);
  await page.click("form .act");
  await page.waitForURL(`${running.url}/desk`);
  await page.waitForSelector(".lock button");
  const language = await page.evaluate(() => navigator.language.slice(0, 2));
  if ((await page.getAttribute("html", "lang")) !== language) await chooseLanguage(page, language);
}

/** In the settings, as somebody does it; the desk stays open. */
async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.click('nav a[href="/desk/settings"]');
  await page.selectOption("#f-language", language);
  await page.click("section[aria-labelledby=you] .act");
  await page.waitForSelector(`html[lang=${language}] #f-language`);
  await page.click('nav a[href="/desk"]');
  await page.waitForSelector(`nav a[href="/desk"][aria-current=page]`);
  await page.waitForSelector("main h1");
}

/** Looks at a page as it stands: nothing is wider than the screen, and axe finds nothing. */
export async function checkPage(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= (page.viewportSize()?.width ?? 0), `${page.url()} is ${wide} px wide`);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
  );
}

/** Draws a page as it stands into the folder SHOTS, for whoever wants to look at it; without SHOTS does nothing. */
export async function shot(page: Page, name: string): Promise<void> {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
