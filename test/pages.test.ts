// Every public page in every state, in a real Chromium: readable by voices and at 320 px, with targets for thumbs, within
// its bytes, and made of nothing that an old browser or the strict headers refuse.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { styleAt } from "../src/web/file-routes.ts";
import { fileHeaders, pageHeaders } from "../src/web/headers.ts";
import { launchChromium } from "./chromium.ts";
import { madeUpPages } from "./made-up/pages.ts";
import { styleBytes } from "./made-up/styles.ts";

const pages = madeUpPages();
const AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let browser: Browser;
/** What the tabs are answered with. */
let answered = "";
let narrow: Page;
let wide: Page;

before(async () => {
  browser = await launchChromium();
  narrow = await tab(320, "light");
  wide = await tab(1280, "dark");
});
after(async () => {
  await browser.close();
});

/** A tab that gets pages as the server answers them, with its headers. */
async function tab(width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    const sheet = styleAt(pathname);
    return sheet === null
      ? route.fulfill({ body: answered, headers: pageHeaders("never") })
      : route.fulfill({ body: sheet.body, headers: fileHeaders(sheet.contentType, "for-ever") });
  });
  return page;
}

/** What axe finds; in the dark only colours differ. No page has frames, so one tab is enough. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules ? builder.withRules(rules) : builder.withTags(AXE)).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
  );
}

/** How wide the page is, and which targets are too small for a thumb; links inside a sentence may be. */
function measure(): { wide: number; small: string[] } {
  const own = ".act, .tap, .num, .jump a, .check a, .langs a";
  const small = [...document.querySelectorAll("a, button, summary, .in, .choice, .dotted")]
    .filter((element) => !element.matches(".skip"))
    .filter((element) => element.matches(own) || element.closest("p, li, dd, h3, .hint") === null)
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && (height < 43.9 || width < 24);
    });
  return {
    wide: document.documentElement.scrollWidth,
    small: small.map((element) => element.outerHTML.slice(0, 120)),
  };
}

/** Pages that differ in words alone are looked at once. */
const SAME = /^(?:plain-(?!404)|mine-(?:not-counted|changed|taken-off|asked|request))/;

for (const { name, html } of pages.filter((page) => !SAME.test(page.name))) {
  test(`${name}: fits 320 px and a thumb; voices and weak eyes can use it, in the light and in the dark`, async () => {
    answered = html;
    await narrow.goto("http://made-up.test/page");
    assert.deepEqual(await narrow.evaluate(measure), { wide: 320, small: [] });
    assert.deepEqual(await violations(narrow), []);
    await wide.goto("http://made-up.test/page");
    assert.equal(await wide.evaluate(() => document.documentElement.scrollWidth), 1280);
    assert.deepEqual(await violations(wide, ["color-contrast"]), []);
  });
}

test("no page weighs more than 50 KB with its styles", () => {
  for (const { name, html } of pages) {
    const bytes = Buffer.byteLength(html) + styleBytes(html);
    assert.ok(bytes <= 50_000, `${name}: ${bytes}`);
  }
});

test("no page holds a script, a style of its own or anything from elsewhere", () => {
  for (const { name, html } of pages) {
    assert.doesNotMatch(html, /<script|<style|\sstyle="|\son\w+="|<iframe|<img|javascript:/i, name);
    for (const [, address] of html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)) {
      assert.match(address ?? "", /^(?:\/assets\/|data:,$)/, name);
    }
  }
});

test("one can leave from every page, and no page tells where one came from", () => {
  for (const { name, html } of pages)
    assert.match(html, /<a class="leave" href="https:\/\/weather\.example\/" rel="noreferrer">/, name);
  assert.equal(pageHeaders("never")["referrer-policy"], "no-referrer");
});

test("attributes are in double quotes, and what goes along unseen is written in one way", () => {
  for (const { name, html } of pages) {
    assert.doesNotMatch(html.replace(/"[^"]*"/g, '""'), /<[a-z][^>]*\s[a-z-]+=[^"]/, name);
    for (const [input] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
      assert.match(input, /^<input type="hidden" name="[a-z_]+" value="[^"]*">$/, name);
    }
  }
});

test("each page has one title, one main heading, and no id twice", () => {
  for (const { name, html } of pages) {
    assert.equal(html.match(/<title>/g)?.length, 1, name);
    assert.equal(html.match(/<h1[\s>]/g)?.length, 1, name);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, [...new Set(ids)], name);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g))
      assert.ok(ids.includes(target), `${name}: #${target}`);
  }
});
