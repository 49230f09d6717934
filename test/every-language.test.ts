// Every public page in every language of the interface: nothing falls back to English, and nothing runs over the edge
// of a small phone.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import type { Browser, Page } from "playwright-core";
import { LANGUAGES } from "../src/locales/languages.ts";
import english from "../src/locales/signer/en/pages.json" with { type: "json" };
import { styleAt } from "../src/web/file-routes.ts";
import { launchChromium } from "./chromium.ts";
import { styleBytes } from "./made-up/styles.ts";
import { pagesIn } from "./made-up/translated.ts";

const TRANSLATED = LANGUAGES.filter((language) => language !== "en");
const BYTES = 50_000;
const SWITCHER = /<details class="langs">.*?<\/details>/s;

/** What stands in a page to be read or heard: text, labels for voices; without addresses and the names of languages. */
function saidOn(html: string): string {
  const labels = [...html.matchAll(/\saria-label="([^"]*)"/g)].map(([, label]) => label);
  const text = html
    .replace(/<head>.*?<title>/s, "")
    .replace(/<\/title>.*?<\/head>/s, "\n")
    .replace(SWITCHER, "")
    .replaceAll("<wbr>", "")
    .replace(/<textarea.*?<\/textarea>/gs, "")
    .replace(/<a href="(?:mailto|https?):.*?<\/a>/gs, "")
    .replace(/<[^>]*>/g, "\n");
  return [text, ...labels]
    .join("\n")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"');
}

type Piece = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The runs of words in the English strings: any of them on a page in another language was not translated. */
function runsOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => {
    if (piece.type === 0) return [piece.value.trim()];
    if ("children" in piece) return runsOf(piece.children);
    return "options" in piece ? Object.values(piece.options).flatMap((option) => runsOf(option.value)) : [];
  });
}
const ENGLISH = new Set(
  Object.values(english).flatMap((text) => runsOf(new IntlMessageFormat(text, "en").getAst())),
);
/** Letters enough to be a word, and not the same word in French. */
const TELLING = [...ENGLISH].filter(
  (run) => /\p{L}{2}/u.test(run) && !/^(?:organisations?|E-mail|minutes\.|on)$/i.test(run),
);
/** Names that everybody writes in Latin letters. */
const LATIN =
  /A4|Letter|sign\.harbour-lights\.example\/[\w-]+|Cookie|WeChat|WhatsApp|LINE|Tor|SMS|IP|(?:name|nom|nombre)@example\.org|mail\.harbour-lights\.example/g;

function leftInEnglish(text: string, language: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  if (language !== "fr" && language !== "es") {
    return lines.filter((line) => /[A-Za-z]/.test(line.replace(LATIN, "")));
  }
  return TELLING.filter((run) => {
    const at = text.indexOf(run);
    if (at < 0) return false;
    const around = `${text[at - 1] ?? ""}${text[at + run.length] ?? ""}`;
    return !/\p{L}/u.test(around);
  });
}

test("no Chinese page has a gap between two sentences", () => {
  for (const language of ["zh-Hant", "zh-Hans"] as const) {
    for (const { name, html } of pagesIn(language)) {
      const text = html.replace(/<[^>]*>/g, "");
      assert.doesNotMatch(text, /[。！？] +\S/, `${language} ${name}`);
    }
  }
});

test("a sentence left in English is found on a page", () => {
  assert.notDeepEqual(leftInEnglish("Votre nom\nRead the text", "fr"), []);
  assert.notDeepEqual(leftInEnglish("你的名字\nSign", "zh-Hant"), []);
  assert.deepEqual(leftInEnglish("Signer · Votre nom", "fr"), []);
});

for (const language of TRANSLATED) {
  test(`${language}: every page speaks it, and only it`, () => {
    const found = pagesIn(language).flatMap(({ name, html }) => {
      assert.match(html, new RegExp(`<html lang="${language}"`), name);
      const foreign = html.replace(SWITCHER, "").match(/ lang="en"/);
      assert.equal(foreign, null, `${name}: marked as English`);
      return leftInEnglish(saidOn(html), language).map((line) => `${name}: ${line}`);
    });
    assert.deepEqual([...new Set(found)], []);
  });

  test(`${language}: no page weighs more than 50 KB with its styles`, () => {
    for (const { name, html } of pagesIn(language)) {
      const bytes = Buffer.byteLength(html) + styleBytes(html);
      assert.ok(bytes <= BYTES, `${name}: ${bytes}`);
    }
  });
}

let browser: Browser;
let page: Page;
let answered = "";
before(async () => {
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: true,
  });
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

/** Words that stick out of the page or of the box they stand in. */
function stickingOut(): string[] {
  const over = [...document.querySelectorAll<HTMLElement>("body *")].filter(
    (element) => element.closest(".vh, .skip, .away, .tight, .roomy, textarea") === null,
  );
  return over
    .filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > 320.5 || left < -0.5);
    })
    .map((element) => element.outerHTML.slice(0, 160));
}

/** Words of the interface and numbers that are broken over two lines; what the campaign says is in Greek letters. */
function broken(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement?.closest(".vh, .skip, .away, .langs, textarea, a[href^='mailto:']") !== null)
      continue;
    for (const { 0: word, index } of (node.textContent ?? "").matchAll(
      /[\p{Script=Latin}’\u2011]{3,}|\d[\d.,\u202f]*\d/gu,
    )) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) found.push(word);
    }
  }
  return found;
}

/** One of each kind of page; what differs from them differs in a sentence. */
const LOOKED_AT = [
  "names-some",
  "campaign",
  "campaign-many",
  "campaign-closed",
  "letter",
  "sign-organisation",
  "sign-missing",
  "sign-too_many",
  "answer-mail-25",
  "answer-code-25",
  "confirm-person-public-shownAs",
  "confirm-request",
  "mine-error-appear",
  "mine-not-counted",
  "names-many",
  "versions",
  "versions-whole",
  "home",
  "privacy",
  "plain-413",
];

for (const language of TRANSLATED) {
  test(`${language}: no word sticks out or breaks at 320 px`, async () => {
    const pages = pagesIn(language).filter(({ name }) => LOOKED_AT.includes(name));
    assert.equal(pages.length, LOOKED_AT.length);
    for (const { name, html } of pages) {
      answered = html;
      await page.goto(`http://made-up.test/${name}`);
      assert.deepEqual(await page.evaluate(stickingOut), [], name);
      assert.deepEqual(await page.evaluate(broken), [], name);
    }
  });
}
