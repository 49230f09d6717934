// /desk/:slug/brought-in in a real Chromium: a list from elsewhere, mapped and sealed in the tab; a number from paper.
import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { checkPage, openTab, signIn } from "./browser.ts";
import { countedAt, SLUG, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const dir = mkdtempSync(join(tmpdir(), "undersigned-lists-"));

const { network, browser } = await openSite(startPeopled);
after(async () => {
  rmSync(dir, { recursive: true, force: true });
});

async function openBroughtIn(page: Page): Promise<void> {
  await signIn(page, network);
  await page.click(`a[href="/desk/${SLUG}/brought-in"]`);
  await page.waitForSelector("#f-file");
}

function file(name: string, bytes: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
}

const publicPage = async () => (await fetch(`${network.url}/${SLUG}`)).text();
const count = () => countedAt(network);
const sentBodies = (page: Page): string[] => {
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  return bodies;
};

test("a Google Form's list in UTF-16 is mapped, its mistakes are told, and what is sent cannot be read", async () => {
  const { context, page, broken } = await openTab(browser);
  const before = await count();
  await openBroughtIn(page);
  const bodies = sentBodies(page);
  const lines = [
    "時間戳記\t電子郵件地址\t姓名\t備註",
    "2026/01/01\tlin@example.org\t林小美\tsecretremark",
    "2026/01/02\trosa@example.org\tRosa Q. Mamani\t",
    "2026/01/03\tnot an address\tZoë\t",
    "2026/01/04\t\t王大明\t",
  ];
  await page.setInputFiles(
    "#f-file",
    file("form.csv", Buffer.from(`\ufeff${lines.join("\r\n")}`, "utf16le")),
  );
  await page.waitForSelector("text=1 line that cannot be taken");
  assert.match((await page.textContent("#bring ~ .lines")) ?? "", /Line 4\.[\s\S]*this is no e-mail address/);
  assert.equal(await page.isDisabled("#bring ~ * .act"), true);
  const coming = page.waitForEvent("download");
  await page.click("text=Save these lines as a file");
  assert.match(readFileSync(await (await coming).path(), "utf8"), /not an address\tZoë/);
  await page.check('input[name="without"]');
  await page.fill("#f-label", "from our own form");
  await page.click("text=Bring in 3 people");
  await page.waitForSelector("text=3 are brought in, and counted apart.");
  assert.match(await publicPage(), /3 people from our own form, not checked by us/);
  assert.equal(await count(), before);
  const sent = bodies.join("\n");
  assert.ok(sent.length > 5_000);
  assert.doesNotMatch(sent, /林小美|王大明|Mamani|lin@example|secretremark|Zoë/);
  assert.doesNotMatch(await publicPage(), /林小美|王大明/);

  await page.click("text=Open and compare");
  await page.waitForSelector("text=1 signed here too, with the same address.");
  await page.fill("#f-brought-find", "大明");
  await page.waitForSelector("text=王大明");
  await page.click("text=Take 1 out of its list");
  await until("the number to follow", async () => /2 people from our own form/.test(await publicPage()));
  assert.deepEqual(broken, []);
  await context.close();
});

test("columns can be taken otherwise; a file that cannot be read says what to do", async () => {
  const { context, page, broken } = await openTab(browser);
  await openBroughtIn(page);
  await page.setInputFiles("#f-file", file("latin.csv", Buffer.from("Name\nZo\xeb\n", "latin1")));
  await page.waitForSelector("text=in an alphabet that it does not name");
  await page.setInputFiles("#f-file", file("own.csv", "Who;May we?\nA. Okafor;yes\nB. Li;no\n"));
  await page.waitForSelector("text=No line can be taken like this");
  await page.selectOption('select[aria-label="Who is taken as"]', "name");
  await page.selectOption('select[aria-label="May we? is taken as"]', "agreed");
  await page.waitForSelector("text=The first 2 lines");
  const preview = (await page.textContent('[aria-label="First lines"]')) ?? "";
  assert.match(preview, /A\. Okafor[\s\S]*To the addressee[\s\S]*B\. Li[\s\S]*Only counted/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a list of 700 comes in pieces, and the connection may break: then nothing counts, and once more is once", async () => {
  const { context, page } = await openTab(browser);
  await openBroughtIn(page);
  const lines = ["first_name,last_name,email"].concat(
    Array.from({ length: 700 }, (_, at) => `Ada ${at},Nwosu,ada${at}@example.org`),
  );
  let pieces = 0;
  await page.route("**/brought/rows", (route) => (++pieces === 2 ? route.abort() : route.continue()));
  await page.setInputFiles("#f-file", file("network.csv", lines.join("\n")));
  await page.fill("#f-label", "from Action Network");
  await page.click("text=Bring in 700 people");
  await page.waitForSelector("text=700 are brought in, and counted apart.");
  // The piece that broke was sent again by itself: three pieces in four tries.
  assert.equal(pieces, 4);
  assert.match(await publicPage(), /700 people from Action Network/);
  await page.unroute("**/brought/rows");

  await page.route("**/brought/rows", (route) => route.abort());
  await page.setInputFiles("#f-file", file("again.csv", lines.join("\n")));
  await page.fill("#f-label", "from nowhere");
  await page.click("text=Bring in 700 people");
  await page.waitForSelector("#wrong");
  assert.doesNotMatch(await publicPage(), /from nowhere/);
  assert.equal(await page.inputValue("#f-label"), "from nowhere");
  await context.close();
});

test("a number from paper stands in the same line, is changed, keeps its history; 320 px, French, axe", async () => {
  const { context, page, broken } = await openTab(browser, { width: 320, language: "fr" });
  await openBroughtIn(page);
  await page.fill("#f-paper-label", "sur papier");
  await page.fill("#f-paper-people", "58");
  await page.click("text=Montrer ce nombre");
  await until("the page to say so", async () =>
    /58 people sur papier|58 people <span/.test(await publicPage()),
  );
  await page.locator(".lines li", { hasText: "sur papier" }).locator("text=Changer").click();
  await page.fill("#f-paper-people", "61");
  await page.click("text=Montrer le nouveau nombre");
  await page.waitForSelector("text=1 nombre d’avant");
  await until("the page to say so", async () => /61 people/.test(await publicPage()));
  await page.setInputFiles("#f-file", file("three.csv", "Name,City\nA,Toronto\nB,Halifax\n,x\n"));
  await page.waitForSelector("#bring ~ .lines");
  await checkPage(page);
  assert.deepEqual(broken, []);
  await context.close();
});
