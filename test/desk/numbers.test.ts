// /desk/:slug/numbers in a real Chromium: exact at the desk, rounded and merged for everybody.
import { strict as assert } from "node:assert";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { checkPage, openTab, signIn } from "./browser.ts";
import { SLUG, type Somebody, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const REGIONS = [
  ...Array(33).fill("Ontario"),
  ...Array(16).fill("Quebec"),
  ...Array(4).fill("Nova Scotia"),
] as string[];
const crowd: Somebody[] = [...REGIONS, "", "", "", "", "", "", ""].map((region, at) => ({
  fields: {
    as: "person",
    name: `Person ${at}`,
    appear: "counted",
    place: at % 2 === 0 ? "Halifax" : "TORONTO",
    ...(region === "" ? {} : { region }),
  },
}));

const { network, browser } = await openSite(() => startPeopled(crowd));
before(async () => {
  await network.cli("accept", network.url, SLUG, "--all", "--words-file", network.words);
});

async function openNumbers(page: Page): Promise<void> {
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/numbers"]`);
  await page.waitForSelector("#n-region");
}
const names = async () => (await fetch(`${network.url}/${SLUG}/names`)).text();

test("the desk sees exact numbers; everybody sees a rounded, merged table without script, and only that is sent", async () => {
  await until("the count", async () => /60/.test(await (await fetch(`${network.url}/${SLUG}.json`)).text()));
  const { context, page, broken } = await openTab(browser);
  await openNumbers(page);
  const region = page.locator("section", { has: page.locator("#n-region") });
  assert.match(
    (await region.locator("table").first().textContent()) ?? "",
    /Ontario33\s*Quebec16\s*Nova Scotia4\s*No answer7/,
  );
  assert.equal(await region.locator("svg .bar").count(), 4);
  const place = page.locator("section", { has: page.locator("#n-place") });
  assert.match((await place.textContent()) ?? "", /Halifax30[\s\S]*TORONTO30[\s\S]*for the desk alone/);
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  await region.locator("text=Look at what everybody would see").click();
  await region.locator("text=Publish this table").click();
  await page.waitForSelector("text=It stands on the page of names.");
  const sent = bodies.filter((body) => body.includes('"of":"region"'));
  assert.deepEqual(
    sent.map((body) => JSON.parse(body) as unknown),
    [
      {
        of: "region",
        table: {
          cells: [
            { label: "Ontario", about: 35 },
            { label: "Quebec", about: 15 },
          ],
          merged: ["Nova Scotia", ""],
          rest: 10,
        },
      },
    ],
  );
  const text = await names();
  assert.match(
    text,
    /Ontario<\/th><td>35<\/td>[\s\S]*Quebec<\/th><td>15<\/td>[\s\S]*The others together<\/th><td>10<\/td>/,
  );
  assert.doesNotMatch(text, /Nova Scotia|<script/);
  assert.match((await region.textContent()) ?? "", /Renewed less than a week ago/);
  await region.locator("text=Take it off the page").click();
  await until("the table to go", async () => !/Ontario/.test(await names()));
  assert.deepEqual(broken, []);
  await context.close();
});

test("on a phone nothing is wider than the screen, in French; axe finds nothing", async () => {
  const { context, page, broken } = await openTab(browser, { width: 320, language: "fr" });
  await openNumbers(page);
  await checkPage(page);
  assert.deepEqual(broken, []);
  await context.close();
});
