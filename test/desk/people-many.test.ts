// The page of people with more signatures than one page of the network holds: opened by threads, and what stands out
// among so many: who asks to go, who may be the same, many at once.
import { strict as assert } from "node:assert";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { post } from "../signer.ts";
import { checkPage, openTab, signIn } from "./browser.ts";
import { PEOPLE, SLUG, type Somebody, signAs, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

/** Whoever signs as people do: eight providers in turn. */
const usual = (at: number): Somebody => ({
  fields: {
    as: "person",
    name: `Signer ${at}`,
    appear: "counted",
    email: `s${at}@provider${at % 8}.example`,
  },
});
/** Whoever, or whatever, gives nothing but a name. */
const plain = (at: number): Somebody => ({ fields: { as: "person", name: `Bot ${at}`, appear: "counted" } });
const many = (from: number, to: number, one: (at: number) => Somebody) =>
  Array.from({ length: to - from }, (_, at) => one(from + at));
const CROWD = [...many(0, 130, usual), ...many(0, 24, plain), ...many(130, 260, usual)];
const TWICE: readonly Somebody[] = [
  { fields: { as: "person", name: "Li Wei", appear: "counted", email: "li@example.org" } },
  { fields: { as: "person", name: "Li W.", appear: "counted", email: "Li@Example.org" } },
];
const ALL = PEOPLE.length + CROWD.length + TWICE.length;

const { network, browser } = await openSite(startPeopled);
before(async () => {
  await signAs(network, CROWD);
  await signAs(network, TWICE);
  for (const name of ["rosa quispe mamani", "Nobody at all", "Nobody else"]) {
    await post(`${network.url}/${SLUG}/mine`, { do: "ask", name });
  }
});

async function openPeople(page: Page): Promise<void> {
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector(".parts");
}
const part = (page: Page, name: string) => page.click(`.parts button:has-text("${name}")`);
const group = (page: Page, name: string | RegExp) => page.locator(".group", { hasText: name });
const line = (page: Page, name: string) => page.locator(".people [data-line]", { hasText: name });
const listed = async () =>
  network.cli("export", network.url, SLUG, "--in-the-clear", "--words-file", network.words);

test("a thread that does not begin is told, not waited for", async () => {
  const { context, page } = await openTab(browser);
  await page.route("**/assets/opening-worker-*", (route) => route.abort());
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector("#wrong");
  assert.equal(await page.locator(".people").count(), 0);
  await context.close();
});

test("hundreds are opened in threads, and only the lines in sight are drawn", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  await part(page, "List");
  assert.equal(await page.getAttribute(".people", "aria-rowcount"), String(ALL + 1));
  assert.ok((await page.locator(".people [data-line]").count()) < 80);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForSelector(`.people [data-line="${ALL - 1}"]`);
  assert.deepEqual(broken, []);
  await context.close();
});

test("who asks to be taken off comes first: dismissed, or taken off, which answers it", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  // Nobody went there: the page begins with it, and with the one name that somebody has.
  assert.match((await page.locator(".group").first().textContent()) ?? "", /rosa quispe mamani/);
  assert.match(
    (await group(page, "rosa").textContent()) ?? "",
    /Rosa Quispe Mamani[\s\S]*Confirmed by e-mail/,
  );
  await page.click("button:has-text('Dismiss 2 names')");
  await page.click(".ask .act");
  await until("the names of nobody to go", async () => (await group(page, "Nobody").count()) === 0);
  assert.doesNotMatch(
    await network.tells("tidy", network.url, SLUG, "--words-file", network.words),
    /Nobody at all/,
  );
  await page.clock.install();
  await group(page, "rosa").locator("button", { hasText: "Take off" }).click();
  await page.clock.runFor(11_000);
  await until("the request to go", async () => (await group(page, "rosa").count()) === 0);
  assert.doesNotMatch(await listed(), /Rosa/);
  assert.doesNotMatch(
    await network.tells("tidy", network.url, SLUG, "--words-file", network.words),
    /asks to be taken off/,
  );
  assert.deepEqual(broken, []);
  await context.close();
});

test("organisations of nearly one name stand side by side, and one act keeps one", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  await part(page, "Perhaps the same");
  assert.match((await group(page, "one e-mail address").textContent()) ?? "", /Li Wei[\s\S]*Li W\./);
  assert.match((await group(page, "one name and place").textContent()) ?? "", /Wei Chen[\s\S]*Wei Chen/);
  const unions = group(page, "organisations");
  assert.match((await unions.textContent()) ?? "", /Night Workers’ Mutual Aid[\s\S]*Nightworkers Mutual Aid/);
  await page.clock.install();
  await unions.locator("button", { hasText: "Keep this" }).first().click();
  assert.match((await unions.textContent()) ?? "", /Is being taken off/);
  await page.clock.runFor(11_000);
  await until("the group to go", async () => (await unions.count()) === 0);
  const file = await listed();
  assert.match(file, /Night Workers’ Mutual Aid/);
  assert.doesNotMatch(file, /Nightworkers Mutual Aid/);
  await group(page, "one name").locator("button", { hasText: "Leave as they are" }).click();
  await until("the group that is left to go", async () => (await group(page, "one name").count()) === 0);
  assert.deepEqual(broken, []);
  await context.close();
});

test("many at once are found, looked at apart, and accepted at once", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  await part(page, "Many at once");
  assert.match((await group(page, "24 in a row without").textContent()) ?? "", /Elsewhere[\s\S]*Bot 0/);
  await page.click("button:has-text('Look at them')");
  await page.waitForSelector(".apart");
  assert.equal(await page.getAttribute(".people", "aria-rowcount"), "25");
  await page.click(".apart button");
  await part(page, "Many at once");
  await page.click("button:has-text('Accept 24')");
  await until("the page to say so", async () => /24 accepted/.test((await page.textContent(".said")) ?? ""));
  await part(page, "List");
  await page.fill("#people-find", "bot 23");
  await until("its line to say so", async () =>
    /Accepted/.test((await line(page, "Bot 23").textContent()) ?? ""),
  );
  assert.deepEqual(broken, []);
  await context.close();
});

test("all that are found are chosen at once, and nothing that was chosen is lost by signing out", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  await part(page, "List");
  await page.fill("#people-find", "signer s25");
  // s25@… and s250@… to s259@….
  await until("them to be found", async () => (await page.getAttribute(".people", "aria-rowcount")) === "12");
  await page.check(".people thead input");
  await page.click("button:has-text('Take off 11')");
  await page.click(".ask button:has-text('It is not meant')");
  await page.waitForSelector(".removals");
  await page.click("header .quiet");
  await page.waitForSelector("#f-address");
  assert.doesNotMatch(await listed(), /Signer 25/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("what could not be taken off is told, and is in the list again", async () => {
  const { context, page } = await openTab(browser);
  await openPeople(page);
  await part(page, "List");
  await page.fill("#people-find", "signer 77");
  await page.route("**/take-off", (route) => route.abort());
  await page.clock.install();
  await line(page, "Signer 77").locator("button", { hasText: "Take off" }).click();
  await page.click(".ask button:has-text('It is not meant')");
  await page.clock.runFor(11_000);
  await page.waitForSelector("#wrong:has-text('One was not taken off')");
  assert.equal(await line(page, "Signer 77").locator("button", { hasText: "Take off" }).count(), 1);
  assert.match(await listed(), /Signer 77/);
  await context.close();
});

test("every part works on a phone, in French, and axe finds nothing; the keys are explained", async () => {
  for (const [width, language] of [
    [1280, "en"],
    [320, "fr"],
  ] as const) {
    const { context, page, broken } = await openTab(browser, { width, language });
    await openPeople(page);
    for (const button of await page.locator(".parts button").all()) {
      await button.click();
      await checkPage(page);
      if (width > 320) continue;
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("main button, main select, main input, main a")]
          .filter((one) => one.checkVisibility() && !one.closest("label, .soft"))
          .filter((one) => one.getBoundingClientRect().height < 43.5)
          .map((one) => one.textContent),
      );
      assert.deepEqual(small, []);
    }
    await page.keyboard.press("?");
    await page.waitForSelector("dialog kbd");
    await page.keyboard.press("Escape");
    await until("the explanation to go", async () => (await page.locator("dialog").count()) === 0);
    assert.deepEqual(broken, []);
    await context.close();
  }
});
