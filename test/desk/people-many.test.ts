// The page of people with more signatures than one page of the network holds: they are opened by threads.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import type { Running } from "../running.ts";
import { bundleDesk, openTab, signIn } from "./browser.ts";
import { SLUG, type Somebody, signAs, startPeopled } from "./peopled.ts";

/** More than the 256 of one page. */
const MANY = 300;
let network: Running;
let browser: Browser;

before(async () => {
  await bundleDesk();
  network = await startPeopled([]);
  const people = Array.from({ length: MANY }, (_, at): Somebody => {
    return { fields: { as: "person", name: `Signer ${at + 1}`, appear: "counted" } };
  });
  for (let at = 0; at < MANY; at += 50) {
    await Promise.all(people.slice(at, at + 50).map((one) => signAs(network, [one])));
  }
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await network?.end();
});

test("hundreds are opened in threads, and only the lines in sight are drawn", async () => {
  const { context, page, broken } = await openTab(browser);
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector(".people [data-line]");
  assert.equal(await page.getAttribute(".people", "aria-rowcount"), String(MANY + 1));
  assert.ok((await page.locator(".people [data-line]").count()) < 80);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForSelector(`.people [data-line="${MANY - 1}"]`);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a thread that does not begin is told, not waited for", async () => {
  const { context, page } = await openTab(browser);
  await page.route("**/assets/opening-worker-*", (route) => route.abort());
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector("#wrong");
  assert.equal(await page.locator(".people").count(), 0);
  await context.close();
});
