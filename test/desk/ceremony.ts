// Walking through a ceremony of /desk/start as a person does: reading words from the screen, typing two of them back.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Running } from "../running.ts";

/** The link that the server printed. */
export const setUpLink = (network: Pick<Running, "dir">): string =>
  readFileSync(join(network.dir, "data", "set-up-link"), "utf8");

/** The words on the screen. */
export const wordsShown = (page: Page): Promise<string[]> => page.locator(".words li").allTextContents();

/** The fields in which words are typed back, with the place that each asks for. */
async function asked(page: Page): Promise<{ id: string; place: number }[]> {
  await page.waitForSelector("input[id^=f-word-]");
  const ids = await page.locator("input[id^=f-word-]").evaluateAll((all) => all.map(({ id }) => id));
  return ids.map((id) => ({ id, place: Number(id.replace("f-word-", "")) }));
}

/**
 * Types back what is asked for, and sends it.
 * @param slip is typed behind the first word
 */
export async function typeBack(page: Page, words: readonly string[], slip = ""): Promise<void> {
  for (const [at, { id, place }] of (await asked(page)).entries()) {
    await page.fill(`#${id}`, `${words[place - 1]}${at === 0 ? slip : ""}`);
  }
  await page.keyboard.press("Enter");
}

/** Who begins, from the first page to the words. */
export async function whoBegins(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.fill("#f-network", "Harbour Lights Network");
  await page.fill("#f-name", "Amina Sorel");
  await page.fill("#f-email", "amina@harbour.example");
  await page.fill("#f-organisation", "Harbour Lights Coalition");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".words li");
}

/** Puts the six words on paper. @returns them */
export async function keepOwn(page: Page): Promise<string[]> {
  await page.waitForSelector(".words li");
  const own = await wordsShown(page);
  await page.click("button.act");
  await typeBack(page, own);
  return own;
}

/** Copies the envelope's sheet by hand, up to the fields in which its words are typed back. @returns them */
export async function copySheet(page: Page): Promise<string[]> {
  await page.waitForSelector(".envelope");
  const sheet = await wordsShown(page);
  await page.locator("button.act").last().click();
  await page.waitForSelector("input[id^=f-word-]");
  return sheet;
}

/** Who joins, from an invitation's first page to the words. */
export async function whoJoins(page: Page, name: string, email: string): Promise<void> {
  await page.fill("#f-name", name);
  await page.fill("#f-email", email);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".words li");
}
