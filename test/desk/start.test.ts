// /desk/start in a real Chromium: the first run from the set-up link, with the keyboard alone on a narrow screen, and
// every mistake that a hurried organiser makes on the way.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { readCode } from "../codes.ts";
import { type Running, runCli, startNetwork } from "../running.ts";
import { codeOn, sign } from "../signer.ts";
import { bundleDesk, checkPage, type DeskTab, openTab } from "./browser.ts";
import { copySheet, keepOwn, setUpLink, typeBack, whoBegins, wordsShown } from "./ceremony.ts";

let browser: Browser;
before(async () => {
  await bundleDesk();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
});

/** Runs something with a network that nobody has begun, and a tab. */
async function withNetwork(
  how: Parameters<typeof openTab>[1],
  run: (network: Running, tab: DeskTab) => Promise<void>,
): Promise<void> {
  const network = await startNetwork();
  const tab = await openTab(browser, how);
  try {
    await run(network, tab);
    assert.deepEqual(tab.broken, []);
  } finally {
    await tab.context.close();
    await network.end();
  }
}

const begun = async (network: Running) => {
  const answer = await fetch(`${network.url}/desk/api/network`);
  return ((await answer.json()) as { begun: boolean }).begun;
};
const heading = (page: Page, text: string) => page.waitForSelector(`h1:has-text("${text}")`);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? "");

/** Goes to something with the tab key alone. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let keys = 0; keys < 40; keys++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** What the browser keeps of a page beside its memory. */
const keptOf = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
      document.cookie,
    ]),
  );

for (const language of ["en", "fr"] as const) {
  test(`the first run at 320 pixels with the keyboard alone (${language}): no word is kept anywhere`, () =>
    withNetwork({ width: 320, language }, async (network, { page }) => {
      const kept: string[] = [];
      const threads: string[] = [];
      page.on("worker", (thread) => threads.push(thread.url()));
      const look = async () => {
        await checkPage(page);
        kept.push(await keptOf(page));
      };
      const type = async (field: string, text: string) => {
        await tabTo(page, field);
        await page.keyboard.type(text);
      };
      const press = async (selector: string) => {
        await tabTo(page, selector);
        await page.keyboard.press("Enter");
      };
      await page.goto(setUpLink(network));
      await page.waitForSelector("#f-network");
      await look();
      await type("#f-network", "Harbour Lights Network");
      await type("#f-name", "Amina Sorel");
      await type("#f-email", "amina@harbour.example");
      await press("form button.act");
      await page.waitForSelector(".words li");
      await look();
      const own = await wordsShown(page);
      await press("button.act");
      await typeBack(page, own);
      await page.waitForSelector(".envelope");
      await look();
      const sheet = await wordsShown(page);
      assert.equal(own.length + sheet.length, 16);
      await press(".envelope ~ div button");
      await page.waitForSelector("input[id^=f-word-]");
      await look();
      assert.equal(await begun(network), false);
      await typeBack(page, sheet);
      await page.waitForSelector(".next-steps");
      await look();
      for (const word of [...own, ...sheet].filter((word) => word.length > 5)) {
        assert.ok(!kept.join().includes(word), "a word was kept");
      }
      assert.match(threads.join(), /stretching-worker/, "words are stretched beside the page");
      assert.equal(await page.getAttribute("html", "lang"), language);
      await press("main a.act");
      await page.waitForSelector(".lock button");
      assert.equal(await page.getAttribute("html", "lang"), language);
    }));
}

test("what a hurried person mistypes is told beside its field, and nothing has begun before the last step", () =>
  withNetwork({}, async (network, { page }) => {
    await page.goto(setUpLink(network));
    await page.fill("#f-name", "Amina");
    await page.fill("#f-email", "amina@harbour");
    await page.click("form button.act");
    assert.equal(await focused(page), "f-network");
    await page.fill("#f-network", "Lights");
    await page.fill("#f-email", "amina harbour.example");
    await page.click("form button.act");
    assert.match((await page.textContent("#e-email")) ?? "", /not an e-mail address/);
    assert.equal(await focused(page), "f-email");
    await page.fill("#f-email", "amina@harbour.example");
    await page.dblclick("form button.act");

    await page.waitForSelector(".words li");
    const first = await wordsShown(page);
    await page.click("text=Other words");
    const own = await wordsShown(page);
    assert.notDeepEqual(own, first);
    assert.match((await page.textContent("main")) ?? "", /amina@harbour\.example/);
    await page.click("button.act");
    assert.equal(await page.locator(".words").count(), 0, "what is asked back is out of sight");
    await typeBack(page, first);
    await page.waitForSelector(".err");
    assert.match((await page.textContent(".err")) ?? "", /That is not the \d\w\w word/);
    await typeBack(page, own, "x");
    await page.waitForSelector(".err");
    assert.equal(await page.locator(".err").count(), 1);
    await page.click("text=Show the words again");
    assert.deepEqual(await wordsShown(page), own);
    await page.click("button.act");
    await typeBack(
      page,
      own.map((word) => ` ${word.toUpperCase()} `),
    );
    const sheet = await copySheet(page);
    await typeBack(page, own);
    await page.waitForSelector(".err");
    assert.equal(await begun(network), false);
    await typeBack(page, sheet);
    await page.waitForSelector(".next-steps");
  }));

test("Back and Forward keep the words; other words have to be typed back anew; closing the tab is asked about", () =>
  withNetwork({}, async (network, { page, context }) => {
    await whoBegins(page, setUpLink(network));
    const own = await keepOwn(page);
    const sheet = await copySheet(page);
    await page.goBack();
    await page.waitForSelector(".envelope");
    assert.deepEqual(await wordsShown(page), sheet);
    await page.goBack();
    await page.waitForSelector("input[id^=f-word-]");
    await page.goBack();
    await page.waitForSelector(".words li");
    assert.deepEqual(await wordsShown(page), own);
    await page.goForward();
    await page.goForward();
    await page.waitForSelector(".envelope");
    assert.deepEqual(await wordsShown(page), sheet);
    await page.goBack();
    await page.goBack();
    await page.click("text=Other words");
    const other = await wordsShown(page);
    await page.goForward();
    await page.goForward();
    await page.goForward();
    assert.equal(await page.locator(".envelope").count(), 0, "words that were not typed back go no further");
    await page.click("button.act");
    await typeBack(page, other);
    await page.waitForSelector(".envelope");
    assert.deepEqual(await wordsShown(page), sheet, "the sheet that was printed is still good");
    const asked = page.waitForEvent("dialog");
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.accept();
    assert.equal(await begun(network), false);
    await context.close();
  }));

test("two people with one link: the first who finishes begins, the other is told that their words are worth nothing", () =>
  withNetwork({}, async (network, { page }) => {
    const link = setUpLink(network);
    const late = await openTab(browser);
    await whoBegins(late.page, link);
    await keepOwn(late.page);
    const lateSheet = await copySheet(late.page);
    await whoBegins(page, link);
    await keepOwn(page);
    await typeBack(page, await copySheet(page));
    await page.waitForSelector(".next-steps");
    await typeBack(late.page, lateSheet);
    await heading(late.page, "This link is used up");
    assert.match((await late.page.textContent("main")) ?? "", /worth nothing/);
    await late.page.goto(`${network.url}/desk/start`);
    await heading(late.page, "New device, or lost words?");
    await late.page.goto(link);
    await heading(late.page, "This link is used up");
    await late.context.close();
  }));

for (const arrived of [true, false]) {
  test(`the last answer is lost${arrived ? "" : " with what was asked"}: trying again makes nothing twice and loses no words`, () =>
    withNetwork({}, async (network, { page, broken }) => {
      await whoBegins(page, setUpLink(network));
      await keepOwn(page);
      const sheet = await copySheet(page);
      await page.route("**/desk/api/begin", async (route) => {
        if (arrived) await route.fetch();
        await route.abort();
      });
      await typeBack(page, sheet);
      await page.waitForSelector("text=it may have begun");
      assert.equal(await begun(network), arrived);
      await page.goBack();
      await page.waitForSelector("text=it may have begun");
      await page.unroute("**/desk/api/begin");
      await page.click("button.act");
      await page.waitForSelector(".next-steps");
      broken.splice(0);
    }));
}

test("a link that was cut off, or broken into two lines, is mended by pasting all of it", () =>
  withNetwork({}, async (network, { page }) => {
    const link = setUpLink(network);
    await page.goto(link.slice(0, -3));
    await heading(page, "This link is not whole");
    await page.fill("#f-link", link.slice(0, -3));
    await page.click("form button.act");
    await page.waitForSelector("#e-link");
    await page.fill("#f-link", link.replace(network.url, "https://elsewhere.example"));
    await page.click("form button.act");
    await page.waitForSelector("#e-link:has-text('https://elsewhere.example')");
    await page.fill("#f-link", `${link.slice(0, 40)} ${link.slice(40)} `);
    await page.click("form button.act");
    await page.waitForSelector("#f-network");
    await page.goto(`${network.url}/desk/start`);
    await page.waitForSelector("text=no key holder yet");
  }));

test("whoever runs the server copies the link and hands it on", () =>
  withNetwork({}, async (network, { page, context }) => {
    const link = setUpLink(network);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(link);
    await page.click(".tool button:has-text('Copy')");
    await page.waitForSelector("text=Copied.");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  }));

test("the sheet is one page on A4 and Letter, without the rest of the page, and a camera reads its ten words", () =>
  withNetwork({}, async (network, { page }) => {
    await whoBegins(page, setUpLink(network));
    await keepOwn(page);
    await page.waitForSelector(".envelope");
    const sheet = await wordsShown(page);
    await page.fill("#f-tell", "Amina Sorel 902 555 0142, P. Iwu 902 555 0177");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      "rgb(255, 255, 255)",
    );
    const printed = (await page.textContent(".envelope")) ?? "";
    for (const word of sheet) assert.ok(printed.includes(word));
    assert.match(printed, /Harbour Lights Network/);
    assert.match(printed, /P\. Iwu 902 555 0177/);
    assert.equal(await page.isVisible(".envelope"), true);
    for (const other of ["h1", ".lock", "#f-tell", "button"])
      assert.equal(await page.isVisible(other), false);
    const picture = await page.locator(".envelope .code-picture").screenshot();
    const blank = await browser.newPage();
    assert.equal((await readCode(blank, picture))?.says, `undersigned-envelope:1:${sheet.join(" ")}`);
    await blank.close();
    for (const format of ["A4", "Letter"]) {
      const pdf = (await page.pdf({ format, printBackground: false })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, format);
    }
  }));

test("a second key holder first: the network begins without an envelope, and says what that means", () =>
  withNetwork({ width: 320 }, async (network, { page }) => {
    await whoBegins(page, setUpLink(network));
    await keepOwn(page);
    await page.click("button:has-text('Begin without an envelope')");
    await page.waitForSelector("text=nobody can let you in again");
    await checkPage(page);
    await page.goBack();
    await page.waitForSelector(".envelope");
    await page.click("button:has-text('Begin without an envelope')");
    await page.click("button.act");
    await page.waitForSelector("text=There is no envelope yet");
    assert.equal(await begun(network), true);
    await checkPage(page);
  }));

test("a network that is started again: its name stays, what that means is said, its campaigns take signatures again", () =>
  withNetwork({ width: 320 }, async (network, { page }) => {
    await network.begin();
    await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
    await page.goto(`${network.url}/desk/start`);
    await page.waitForSelector("text=Whoever runs the server can start again from today");
    await network.kill();
    await runCli(network.env, ["start-again", "--yes", "Harbour Lights Network"]);
    await network.restart();
    await page.goto(setUpLink(network));
    await page.waitForSelector("text=locked for ever");
    assert.equal(await page.inputValue("#f-network"), "Harbour Lights Network");
    await checkPage(page);
    await whoBegins(page, setUpLink(network));
    await keepOwn(page);
    await typeBack(page, await copySheet(page));
    await page.waitForSelector(".next-steps");
    assert.doesNotMatch((await page.textContent("main")) ?? "", /take no signatures yet/);
    const signed = await sign(network.url, "work-without-fear", { name: "Signed Since", email: "" });
    assert.notEqual(codeOn(signed.body), null);
  }));
