// The page of people in a real Chromium: opening, finding, accepting, showing, taking off.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openStore } from "../../src/store/store.ts";
import { until } from "../running.ts";
import { checkPage, openTab, signIn } from "./browser.ts";
import { countedAt, SLUG, signAs, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const { network, browser } = await openSite(startPeopled);

/** Goes to the page by the desk's own links: a load would lock it. */
async function openPeople(page: Page): Promise<void> {
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/people"]`);
  await page.waitForSelector(".people [data-line]");
}

const line = (page: Page, name: string) => page.locator(".people [data-line]", { hasText: name });
const counted = () => countedAt(network);

test("the list opens, words in any script are found, and each line says how it stands", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  assert.equal(await page.locator(".people [data-line]").count(), 10);
  assert.match(
    (await line(page, "Rosa Quispe").textContent()) ?? "",
    /Confirmed by e-mail[\s\S]*Waits to appear[\s\S]*Toronto/,
  );
  assert.match((await line(page, "陳小明").textContent()) ?? "", /No e-mail, not accepted/);
  assert.match((await line(page, "Hạnh").textContent()) ?? "", /Link not followed/);
  for (const [typed, name] of [
    ["nguyen hanh", "Nguyễn"],
    ["ＲＯＳＡ", "Rosa"],
    ["小明", "陳小明"],
    ["ใจดี", "สมชาย"],
  ] as const) {
    await page.fill("#people-find", typed);
    await until(
      `${typed} to find one`,
      async () => (await page.locator(".people [data-line]").count()) === 1,
    );
    assert.match((await page.locator(".people [data-line]").textContent()) ?? "", new RegExp(name));
  }
  assert.deepEqual(broken, []);
  await context.close();
});

test("whoever is accepted is counted, and a name shows once it was approved", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  const before = await counted();
  await line(page, "陳小明").locator("button", { hasText: "Accept" }).click();
  await until("the line to say so", async () =>
    /Accepted/.test((await line(page, "陳小明").textContent()) ?? ""),
  );
  await until("the count", async () => (await counted()) === before + 1);
  await line(page, "陳小明").locator("button", { hasText: "Show name" }).click();
  await until("the name on the page", async () =>
    (await (await fetch(`${network.url}/${SLUG}`)).text()).includes("陳小明"),
  );
  // The desk hears of it after everybody else.
  await line(page, "陳小明").getByText("Appears").waitFor();
  assert.deepEqual(broken, []);
  await context.close();
});

test("taking off can be undone for ten seconds; after that it is final", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  await page.clock.install();
  const takeOff = async () => {
    await line(page, "Fatima").locator("button", { hasText: "Take off" }).click();
    await page.click(".ask button:has-text('It is not meant')");
    await page.waitForSelector(".removals");
  };
  await line(page, "Hạnh").locator("button", { hasText: "Accept" }).click();
  const said = page.locator(".said");
  await said.filter({ hasText: /accepted/ }).waitFor();
  await takeOff();
  assert.equal(await said.textContent(), "", "what was done before is said no more");
  await page.click(".removals button");
  await said.filter({ hasText: "Undone: this signature stays." }).waitFor();
  await page.clock.runFor(11_000);
  assert.equal(await line(page, "Fatima").count(), 1);
  assert.match(
    await network.cli("export", network.url, SLUG, "--in-the-clear", "--words-file", network.words),
    /Fatima/,
  );
  await takeOff();
  await page.clock.runFor(5_000);
  assert.match(
    await network.cli("export", network.url, SLUG, "--in-the-clear", "--words-file", network.words),
    /Fatima/,
  );
  await page.clock.runFor(6_000);
  await until("her line to go", async () => (await line(page, "Fatima").count()) === 0);
  assert.doesNotMatch(
    await network.cli("export", network.url, SLUG, "--in-the-clear", "--words-file", network.words),
    /Fatima/,
  );
  assert.deepEqual(broken, []);
  await context.close();
});

test("a removal that waits is sent when the page is left, and when it is locked", async () => {
  for (const [name, leave] of [
    ["Jordan", 'nav a[href="/desk"]'],
    ["Hạnh", ".lock button"],
  ] as const) {
    const { context, page } = await openTab(browser);
    await openPeople(page);
    await line(page, name).locator("button", { hasText: "Take off" }).click();
    await page.click(".ask button:has-text('Whoever signed asked')");
    await page.waitForSelector(".removals");
    await page.click(leave);
    await until("it to be gone", async () => {
      const list = ["export", network.url, SLUG, "--in-the-clear", "--words-file", network.words];
      return !(await network.cli(...list)).includes(name);
    });
    await context.close();
  }
});

test("a shown name is hidden again, and whoever signed stays counted", async () => {
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  const shown = async () => (await (await fetch(`${network.url}/${SLUG}`)).text()).includes("สมชาย");
  const before = await counted();
  await line(page, "สมชาย").locator("button", { hasText: "Show name" }).click();
  await until("the name on the page", shown);
  await line(page, "สมชาย").locator("button", { hasText: "Hide name" }).click();
  await until("the name to go", async () => !(await shown()));
  assert.equal(await counted(), before);
  await line(page, "สมชาย").locator("button", { hasText: "Show name" }).waitFor();
  assert.match((await line(page, "สมชาย").textContent()) ?? "", /Waits to appear/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a row that cannot be opened is listed with why and cannot be accepted; markup that was typed is text", async () => {
  const hostile = '<img src=x onerror="document.title=1">';
  await signAs(network, [
    { fields: { as: "person", name: hostile, appear: "counted", place: "Here" } },
    { fields: { as: "person", name: "Changed", appear: "counted", place: "There" } },
  ]);
  await network.kill();
  const dataDir = network.env.DATA_DIR ?? "";
  const onError = (error: unknown) => assert.fail(String(error));
  const store = await openStore({ database: { kind: "sqlite" }, dataDir, onError });
  const last = store.read.selectFrom("signatures").select(["id", "row"]).orderBy("id", "desc").limit(1);
  const { id, row } = await last.executeTakeFirstOrThrow();
  assert.ok(row);
  row[row.length - 1] = (row.at(-1) ?? 0) ^ 1;
  await store.write((tx) => tx.updateTable("signatures").set({ row }).where("id", "=", id).execute());
  await store.close();
  await network.restart();
  const { context, page, broken } = await openTab(browser);
  await openPeople(page);
  assert.equal(await line(page, hostile).count(), 1);
  assert.equal(await page.locator(".people img").count(), 0);
  const closed = line(page, `Closed (${id})`);
  assert.match((await closed.textContent()) ?? "", /Cannot be opened: it was changed/);
  assert.equal(await closed.locator("button", { hasText: "Accept" }).count(), 0);
  await page.selectOption('select[aria-label="Show"]', "unreadable");
  await until("it alone", async () => (await page.locator(".people [data-line]").count()) === 1);
  assert.deepEqual(broken, []);
  await context.close();
});

test("with keys alone one moves, chooses and finds; on a phone nothing is wider than the screen; axe finds nothing", async () => {
  for (const [width, language, dark] of [
    [1280, "en", true],
    [320, "fr", false],
  ] as const) {
    const { context, page, broken } = await openTab(browser, { width, language, dark });
    await openPeople(page);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.waitForSelector(".people .sel");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "people-find");
    await checkPage(page);
    assert.deepEqual(broken, []);
    await context.close();
  }
});
