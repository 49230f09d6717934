// The editor in a real Chromium: files that come and go byte for byte, a title with a very long word, a link for
// partners, a tab that is closed while something is not saved, and all of it by keyboard.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openTab } from "./browser.ts";
import { openSite } from "./site.ts";

const SAMPLES = join(import.meta.dirname, "..", "..", "samples");

const { network, browser, signedIn } = await openSite();

async function paste(page: Page, text: string): Promise<string> {
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", text);
  await page.click("#begin");
  await page.waitForURL(/\/desk\/[^/]+\/text$/);
  await page.waitForSelector("#f-0-title");
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

const kept = (page: Page, what = "kept") => page.waitForSelector(`[data-kept="${what}"]`);

test("every sample that is opened and downloaded again is the same, byte for byte; one changed word changes that alone", async () => {
  const { context, page, broken } = await signedIn();
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith(".md"));
  const originals = names.filter((name) => name.split(".").length === 2);
  for (const original of originals) {
    const slug = original.slice(0, -".md".length);
    const files = names.filter((name) => name.startsWith(`${slug}.`)).toSorted((a, b) => a.length - b.length);
    await page.click('nav a[href="/desk/new"]');
    await page.waitForSelector("#open");
    await page.setInputFiles(
      "#open",
      files.map((name) => join(SAMPLES, name)),
    );
    await page.waitForSelector("#f-0-title");
    for (const [at, name] of files.entries()) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.click(`.download >> nth=${at}`),
      ]);
      assert.deepEqual(readFileSync(await download.path()), readFileSync(join(SAMPLES, name)), name);
    }
    const title = await page.inputValue("#f-0-title");
    await page.fill("#f-0-title", "Other words");
    await kept(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(".download >> nth=0")]);
    const expected = readFileSync(join(SAMPLES, original), "utf8").replace(title, "Other words");
    assert.equal(readFileSync(await download.path(), "utf8"), expected);
  }
  assert.deepEqual(broken, []);
  await context.close();
});

test("a title with a word over 13 letters is shown as a small telephone shows it, and may be told where it breaks", async () => {
  for (const [language, width] of [
    ["en", 1280],
    ["fr", 320],
  ] as const) {
    const { context, page } = await signedIn({ language, width });
    await paste(page, "Gegen die Arbeitnehmerüberlassung\n\nWir fordern:\n\n1. Ruhe\n2. Lohn\n\nDanke.");
    const box = page.locator(".at-320");
    await box.waitFor();
    const right = await box.evaluate((one) => one.getBoundingClientRect().right);
    assert.ok(right <= Math.min(width - 16, 16 + 320), String(right));
    await page.fill("#long-0-0", "Arbeitnehmer|überlassung");
    await page.keyboard.press("Tab");
    await kept(page);
    assert.equal(await page.inputValue("#f-0-title"), "Gegen die Arbeitnehmer\u00adüberlassung");
    // Nothing but where it breaks can be typed there.
    await page.fill("#long-0-0", "Arbeit");
    await page.keyboard.press("Tab");
    assert.equal(await page.inputValue("#long-0-0"), "Arbeitnehmer|überlassung");
    await page.fill("#f-0-title", "Kurz und gut");
    await box.waitFor({ state: "detached" });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await context.close();
  }
});

test("a partner sees the draft by a link, marked, without an account, and no search engine lists it", async () => {
  const { context, page } = await signedIn();
  const slug = await paste(page, "For partners\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  await page.fill("#f-0-summary", "Not public yet.");
  // What was typed just now is in it.
  await page.click("#partner-make");
  const field = page.locator("#copy-partner-link");
  await field.waitFor();
  const link = await field.inputValue();
  assert.match(link, /\/preview\/[\w-]{22}$/);
  assert.match((await page.textContent("label[for=copy-partner-link]")) ?? "", /until \d+ \w+ \d{4}\./);
  const answer = await fetch(link);
  const text = await answer.text();
  assert.match(text, /Not public yet\./);
  assert.match(text, /<meta name="robots" content="noindex">/);
  const partner = await openTab(browser, { width: 320 });
  await partner.page.goto(link);
  const colours = (selector: string) =>
    partner.page.locator(selector).evaluate((one) => {
      const { color, backgroundColor } = getComputedStyle(one);
      return { color, backgroundColor };
    });
  const [letters, band] = [await colours("body"), await colours(".band")];
  assert.equal(band.backgroundColor, letters.color, "nobody overlooks that it is not published");
  await partner.context.close();
  assert.equal((await fetch(`${network.url}/${slug}`)).status, 404);
  await page.click("#partners .lines button");
  await page.waitForSelector("#partners .lines", { state: "detached" });
  assert.equal((await fetch(link)).status, 404);
  await context.close();
});

test("a language is added by its name; what is none, or is there already, is told at its field", async () => {
  const { context, page } = await signedIn();
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", "Two tongues\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  await page.fill("#language", "Klingonish");
  await page.click("#begin");
  assert.match((await page.textContent("#e-language")) ?? "", /name or code/);
  await page.fill("#language", "Thai");
  await page.click("#begin");
  await page.waitForSelector("#f-0-title");
  assert.equal(await page.getAttribute("#f-0-title", "lang"), "th");
  await page.fill("#language-new", "French");
  await page.click("#language-add");
  await page.waitForSelector("#language-fr");
  await page.fill("#language-new", "Français");
  await page.click("#language-add");
  assert.match((await page.textContent("#e-language-new")) ?? "", /not there yet/);
  assert.equal(await page.locator("#e-translation-paste").count(), 0);
  await context.close();
});

test("a tab that is closed while something is not saved asks first; once it is saved it does not", async () => {
  const { context, page } = await signedIn();
  await paste(page, "Closed tab\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  await kept(page);
  await context.setOffline(true);
  await page.click("#f-0-summary");
  await page.keyboard.type("Half a sentence");
  await kept(page, "no-answer");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  assert.equal(await page.inputValue("#f-0-summary"), "Half a sentence");
  await context.setOffline(false);
  await kept(page);
  const gone = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await gone;
  await context.close();
});

test("a call is written, moved and taken out, and a field is asked for, by keyboard alone", async () => {
  const { context, page } = await signedIn();
  await paste(page, "By keyboard\n\nWe ask:\n\n1. One\n2. Two\n3. Three\n\nThanks.");
  const calls = () =>
    page.$$eval('#text .entry input[id$="-title"], #text .entry textarea[id$="-title"]', (all) =>
      all.map((one) => (one as HTMLInputElement).value),
    );
  // The focus goes along in the next frame: a key that comes before it would be pressed somewhere else.
  const goesTo = (id: string) => page.waitForSelector(`#${id}:focus`);
  await page.focus("#up-f-0-demands-2");
  await page.keyboard.press("Enter");
  await goesTo("up-f-0-demands-1");
  await page.keyboard.press("Enter");
  await goesTo("down-f-0-demands-0");
  assert.deepEqual(await calls(), ["Three", "One", "Two"]);
  await page.focus("#f-0-demands-0-title");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Third first");
  assert.deepEqual(await calls(), ["Third first", "One", "Two"]);
  await page.focus("#field-phone");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("To call you about the hearing.");
  await kept(page);
  const draft = await page.evaluate(() => document.activeElement?.getAttribute("id") ?? "");
  assert.match(draft, /hint$/);
  await context.close();
});

test("a long title of a call is read whole, on a telephone and on a desk, also beside its translation", async () => {
  const title = `${"An end to every raid on the places where we work at night ".repeat(3)}at last`;
  for (const width of [320, 1280]) {
    const { context, page, broken } = await signedIn({ width });
    await paste(page, `Long titles ${width}\n\nWe ask:\n\n1. Rest\n2. Pay\n\nThanks.`);
    await page.fill("#f-0-demands-0-title", title);
    await page.press("#f-0-demands-0-title", "Enter");
    assert.equal(await page.inputValue("#f-0-demands-0-title"), title, "a title is one line");
    await page.fill("#language-new", "fr");
    await page.click("#language-add");
    await page.fill("#f-1-demands-0-title", `${title}\n${title}`);
    assert.equal(await page.inputValue("#f-1-demands-0-title"), `${title} ${title}`);
    for (const id of ["f-0-demands-0-title", "f-1-demands-0-title", "f-1-demands-1-title"]) {
      const hidden = await page.evaluate((of) => {
        const field = document.getElementById(of);
        return field ? field.scrollHeight - field.clientHeight : -1;
      }, id);
      assert.ok(hidden === 0, `${id}: ${hidden} px are out of sight at ${width}`);
    }
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/titles.${width}.png`, fullPage: true });
    await page.waitForSelector('[data-kept="kept"]');
    assert.deepEqual(broken, []);
    await context.close();
  }
});
