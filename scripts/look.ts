// Renders every public page from made-up data and photographs it, so that somebody can look at them:
//   node scripts/look.ts FOLDER [NAME…]     FOLDER/<page>.<width>.<light|dark>.png, the whole page, and its HTML
//   node scripts/look.ts --for-docs         docs/pages/<page>.png, eight first screens
// Pages are opened without script, as their readers have them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { styleAt } from "../src/web/file-routes.ts";
import { launchChromium } from "../test/chromium.ts";
import { type MadeUpPage, madeUpPages } from "../test/made-up/pages.ts";

interface Shot {
  page: string;
  width: number;
  height: number;
  scheme: "light" | "dark";
  /** Where the page is opened, such as `#sign`. */
  at?: string;
}

const FOR_DOCS: readonly Shot[] = [
  { page: "campaign", width: 1280, height: 800, scheme: "light" },
  { page: "campaign", width: 320, height: 640, scheme: "light", at: "#calls" },
  { page: "campaign-long.zh-Hant", width: 320, height: 640, scheme: "dark" },
  { page: "campaign-long.th", width: 768, height: 900, scheme: "light", at: "#names" },
  { page: "letter", width: 768, height: 900, scheme: "light" },
  { page: "sign-errors", width: 320, height: 640, scheme: "light" },
  { page: "answer-code", width: 768, height: 900, scheme: "dark" },
  { page: "names", width: 1280, height: 800, scheme: "light" },
];

const [first, ...names] = process.argv.slice(2);
if (first === undefined) throw new Error("Say into which folder: node scripts/look.ts FOLDER [NAME…]");
const pages = madeUpPages();
const browser = await launchChromium();
await (first === "--for-docs" ? forDocs() : all(first, names));
await browser.close();

async function forDocs(): Promise<void> {
  const folder = join(import.meta.dirname, "..", "docs", "pages");
  mkdirSync(folder, { recursive: true });
  for (const shot of FOR_DOCS) {
    const page = pages.find(({ name }) => name === shot.page);
    if (page === undefined) throw new Error(`There is no page ${shot.page}.`);
    await photograph(
      browser,
      page,
      shot,
      join(folder, `${shot.page}.${shot.width}.${shot.scheme}.png`),
      false,
    );
  }
}

async function all(folder: string, wanted: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const page of pages) {
    if (wanted.length > 0 && !wanted.some((name) => page.name.startsWith(name))) continue;
    writeFileSync(join(folder, `${page.name}.html`), page.html);
    for (const width of [320, 768, 1280]) {
      for (const scheme of ["light", "dark"] as const) {
        const shot = { page: page.name, width, height: width < 500 ? 640 : 900, scheme };
        await photograph(browser, page, shot, join(folder, `${page.name}.${width}.${scheme}.png`), true);
      }
    }
  }
}

async function photograph(
  from: Browser,
  page: MadeUpPage,
  { width, height, scheme, at = "" }: Shot,
  path: string,
  fullPage: boolean,
): Promise<void> {
  const context = await from.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: false,
  });
  const tab = await context.newPage();
  await tab.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    const sheet = styleAt(pathname);
    if (sheet !== null) return route.fulfill({ contentType: "text/css", body: sheet.body });
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: page.html });
  });
  await tab.goto(`http://made-up.test/${page.name}${at}`);
  // Out of the corner where a page has its first link: nothing is drawn as if under a pointer.
  await tab.mouse.move(width - 1, height / 2);
  await tab.screenshot({ path, fullPage });
  await context.close();
}
