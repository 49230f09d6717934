// What comes out of a printer, from a real Chromium: a poster and a sheet are one page each, whatever a campaign says
// and in every script; nothing is cut; the code leads to the campaign; a text runs on and leaves nothing out.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { posterPage } from "../src/campaigns/pages/poster.ts";
import { signingSheetPage } from "../src/campaigns/pages/signing-sheet.ts";
import { LANGUAGES } from "../src/locales/languages.ts";
import { styleAt } from "../src/web/file-routes.ts";
import { PAPERS, type Paper } from "../src/web/paper.ts";
import { launchChromium } from "./chromium.ts";
import { readCode } from "./codes.ts";
import { madeUpPages } from "./made-up/pages.ts";
import { type Calls, printView, WORDS } from "./made-up/print.ts";

const ALL = [...LANGUAGES, "ar"];
/** What each title is printed with; the fullest and the usual poster with all of them. */
const CALLS: readonly (readonly Calls[])[] = [
  ["eight", "ten of forty words", "none"],
  ["eight", "ten of forty words", "three"],
  ["eight", "ten of forty words", "eight of forty words"],
];
const PX = 96 / 25.4;
let browser: Browser;
let page: Page;
let answered = "";

before(async () => {
  browser = await launchChromium();
  const context = await browser.newContext({ javaScriptEnabled: true });
  page = await context.newPage();
  await page.route("**/*", (route) => {
    const sheet = styleAt(new URL(route.request().url()).pathname);
    return sheet === null
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: answered })
      : route.fulfill({ contentType: "text/css", body: sheet.body });
  });
});
after(async () => {
  await browser.close();
});

async function show(html: string): Promise<void> {
  answered = html;
  await page.goto("http://made-up.test/");
}

/** The pages of a PDF, each by its size in points. */
async function pagesOfPdf(): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return pages.map((_, at) => {
    const [, width, height] = boxes[at] ?? boxes[0] ?? [];
    return `${Math.round(Number(width))} × ${Math.round(Number(height))}`;
  });
}

/** In points, as a printer is told. */
function pointsOf(paper: Paper): string {
  const { width, height } = PAPERS[paper];
  return `${Math.round((width / 25.4) * 72)} × ${Math.round((height / 25.4) * 72)}`;
}

/** What sticks out of the paper, or runs into what stands below it. */
async function cut(paper: Paper): Promise<string[]> {
  const { width, height } = PAPERS[paper];
  await page.setViewportSize({ width: Math.ceil(width * PX), height: Math.ceil(height * PX) });
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate(() => {
    const sheet = document.querySelector(".paper");
    if (sheet === null) return ["no paper"];
    const edge = sheet.getBoundingClientRect();
    const rule = sheet.querySelector(".line")?.getBoundingClientRect().top ?? edge.bottom;
    const out = [...sheet.querySelectorAll("p, h1, h2, svg, .num, .tick, .cells > *")].filter((element) => {
      const box = element.getBoundingClientRect();
      const most = element.closest(".line, footer") === null ? rule : edge.bottom - 8;
      return (
        box.bottom > most + 0.5 ||
        box.right > edge.right + 0.5 ||
        box.left < edge.left - 0.5 ||
        element.scrollWidth > element.clientWidth + 1
      );
    });
    const over = sheet.scrollHeight > sheet.clientHeight ? ["higher than the paper"] : [];
    return [...over, ...out.map((element) => element.outerHTML.slice(0, 120))];
  });
  await page.emulateMedia({ media: null });
  return found;
}

for (const language of ALL) {
  test(`${language}: a poster is one page with all its calls, whatever the title and the calls`, async () => {
    for (const paper of ["a4", "letter"] as const) {
      for (const title of [0, 1, 2] as const) {
        for (const calls of CALLS[title] ?? []) {
          const name = `${paper}, title ${title}, calls: ${calls}`;
          const view = printView(language, title, calls, paper);
          await show(posterPage(view));
          assert.deepEqual(await pagesOfPdf(), [pointsOf(paper)], name);
          assert.deepEqual(await cut(paper), [], name);
          const text = (await page.textContent(".paper")) ?? "";
          const first = WORDS[language]?.[calls.endsWith("words") ? "long" : "call"] ?? "";
          const many = view.campaign.in(language).demands.length;
          assert.equal(text.split(first).length - 1, many, name);
        }
      }
    }
  });

  test(`${language}: a sheet to sign on is one page with lines enough, whatever the title and the calls`, async () => {
    for (const paper of ["a4", "letter"] as const) {
      for (const [title, calls] of [
        [0, "none"],
        [1, "eight"],
        [2, "ten of forty words"],
      ] as const) {
        const name = `${paper}, title ${title}, calls: ${calls}`;
        await show(signingSheetPage(printView(language, title, calls, paper)));
        assert.deepEqual(await pagesOfPdf(), [pointsOf(paper)], name);
        assert.deepEqual(await cut(paper), [], name);
        assert.ok((await page.locator(".blank").count()) >= 7, name);
      }
    }
  });
}

test("what is wrong with a paper is found", async () => {
  const poster = posterPage(printView("en", 1, "eight", "a4"));
  await show(poster.replace(/class="paper [^"]*"/, 'class="paper poster title-132 calls-36"'));
  assert.notDeepEqual(await cut("a4"), []);
  await show(poster.replace(/<article.*<\/article>/s, (article) => article + article));
  assert.equal((await pagesOfPdf()).length, 2);
});

test("more calls than there is room for are left out by number, and the page says so", async () => {
  const view = printView("en", 2, "ten of forty words", "letter");
  const edition = view.campaign.in("en");
  const demands = Array.from({ length: 5 }, () => edition.demands).flat();
  const many = { ...view.campaign, in: () => ({ ...edition, demands }) };
  await show(posterPage({ ...view, campaign: many }));
  assert.deepEqual(await pagesOfPdf(), [pointsOf("letter")]);
  assert.deepEqual(await cut("letter"), []);
  const shown = await page.locator(".calls .num").count();
  assert.match((await page.textContent(".rest")) ?? "", new RegExp(`And ${50 - shown} more calls`));
});

test("the code on a poster and on a sheet leads to the campaign, in the poster's language", async () => {
  const tab = await browser.newPage();
  const codes: Record<string, string> = {
    "print-poster": "https://sign.harbour-lights.example/work-without-fear",
    "print-poster.zh-Hant": "https://sign.harbour-lights.example/night-workers?lang=zh-Hant",
    "print-poster.ar": "https://sign.harbour-lights.example/bila-khawf",
    "print-sheet": "https://sign.harbour-lights.example/work-without-fear",
    "print-sheet.th": "https://sign.harbour-lights.example/night-workers?lang=th",
  };
  for (const { name, html } of madeUpPages().filter((one) => one.name in codes)) {
    await page.setViewportSize({ width: 820, height: 1150 });
    await show(html);
    await page.emulateMedia({ media: "print" });
    // A whole page, as a telephone sees it from some way off.
    const read = await readCode(tab, await page.screenshot({ fullPage: true }));
    assert.equal(read?.says, codes[name], name);
    await page.emulateMedia({ media: null });
  }
  await tab.close();
});

test("a text with names takes as many pages as it needs", async () => {
  const { html = "" } = madeUpPages().find(({ name }) => name === "print-text.en") ?? {};
  await show(html);
  const pages = await pagesOfPdf();
  assert.ok(pages.length >= 3, String(pages.length));
  assert.deepEqual([...new Set(pages)], [pointsOf("a4")]);
});
