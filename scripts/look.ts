// Renders every public page from made-up data and photographs it, so that somebody can look at them:
//   node scripts/look.ts FOLDER [NAME…]
// writes FOLDER/<page>.<width>.<light|dark>.png. Pages are opened without script, as their readers have them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { accentOfPath, accentSheet } from "../src/web/accent.ts";
import { STYLE } from "../src/web/stylesheet.ts";
import { launchChromium } from "../test/chromium.ts";
import { type MadeUpPage, madeUpPages } from "../test/made-up/pages.ts";

const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"] as const;

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) throw new Error("Say into which folder: node scripts/look.ts FOLDER [NAME…]");
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
const pages = madeUpPages().filter(
  (page) => wanted.length === 0 || wanted.some((name) => page.name.startsWith(name)),
);
for (const page of pages) {
  for (const width of WIDTHS)
    for (const scheme of SCHEMES) await photograph(browser, page, width, scheme, folder);
}
await browser.close();

async function photograph(
  from: Browser,
  page: MadeUpPage,
  width: number,
  scheme: (typeof SCHEMES)[number],
  into: string,
): Promise<void> {
  const context = await from.newContext({
    viewport: { width, height: width < 500 ? 640 : 900 },
    colorScheme: scheme,
    javaScriptEnabled: false,
  });
  const tab = await context.newPage();
  await tab.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    const accent = accentOfPath(pathname);
    if (pathname === STYLE.path) return route.fulfill({ contentType: "text/css", body: STYLE.body });
    if (accent !== null) return route.fulfill({ contentType: "text/css", body: accentSheet(accent).body });
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: page.html });
  });
  await tab.goto(`http://made-up.test/${page.name}`);
  await tab.screenshot({ path: join(into, `${page.name}.${width}.${scheme}.png`), fullPage: true });
  writeFileSync(join(into, `${page.name}.html`), page.html);
  await context.close();
}
