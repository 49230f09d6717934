// Writing a campaign at the desk, in a real Chromium: from a pasted text to a public page, in two languages; two who
// write at once; a line that breaks; a document of a word processor.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { until } from "../running.ts";
import { docxOf } from "./docx.ts";
import { openSite } from "./site.ts";

const { network, signedIn } = await openSite();

const ENGLISH = `Work without fear

We, the undersigned, stand with those who work through the night.

We make eight calls:

1. Repeal the by-laws that punish workers
2. Treat the work as work
3. Rights before rescue
4. Keep labour inspection apart from the border police
5. Fund language access: every notice in the languages workers speak.
6. An end to armed raids on workplaces
7. Secure status for everyone who works here
8. Services without fear

We sign in solidarity with everyone who works at night.`;

const CHINESE = `工作無懼宣言

我們，以下聯署者，與通宵工作的人同行。

我們提出八項呼籲：

一、廢除懲罰工作者的附例
二、把工作當作工作
三、權利先於拯救
四、勞工督察與邊境警察分家
五、資助語言服務：所有通告均以工作者所用的語言提供。
六、停止武裝搜查工作場所
七、讓在這裡工作的每個人都有穩定身分
八、無懼使用服務

我們聯署，爭取尊嚴、平等和休息。`;

/** Pastes a text and waits for its page. */
async function paste(page: Page, text: string): Promise<string> {
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", text);
  await page.click("#begin");
  await page.waitForURL(/\/desk\/[^/]+\/text$/);
  await page.waitForSelector("#f-0-title");
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

const kept = (page: Page, what = "kept") => page.waitForSelector(`[data-kept="${what}"]`);

/** Opens the desk again after a load: the keys live in the tab alone. */
test("a pasted text with eight calls and its Chinese become one public page, in a few minutes of typing", async () => {
  const { context, page, broken } = await signedIn();
  assert.equal(await paste(page, ENGLISH), "work-without-fear");
  assert.equal(await page.inputValue("#f-0-title"), "Work without fear");
  assert.equal(await page.inputValue("#f-0-demands_heading"), "We make eight calls:");
  assert.equal(await page.locator("#text .entry").count(), 8);
  assert.equal(await page.inputValue("#f-0-demands-4-title"), "Fund language access");
  assert.match(await page.inputValue("#f-0-before"), /^We, the undersigned/);

  // A call goes up; the focus goes with it.
  await page.focus("#down-f-0-demands-0");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#f-0-demands-1-title"), "Repeal the by-laws that punish workers");
  await page.waitForFunction(() => document.activeElement?.id === "down-f-0-demands-1");
  await page.click("#up-f-0-demands-1");

  // What is missing is told once somebody wants to publish, each thing leading to its field.
  await page.click("#publish");
  await page.waitForSelector("#mend");
  assert.match((await page.textContent("#mend")) ?? "", /Kept until/);
  await page.fill("#f-0-contact-email", "hello@harbour-lights.example");
  await page.fill("#f-0-keep_until", "2098-12-31");
  await page.waitForSelector("#mend", { state: "detached" });

  await page.fill("#language-new", "zh-Hant");
  await page.click("#language-add");
  await page.fill("#translation-paste", CHINESE.replace(/八、.*\n/, ""));
  await page.click("#translation-take");
  assert.match((await page.textContent("#e-translation-paste")) ?? "", /7 calls, the original 8/);
  await page.fill("#translation-paste", CHINESE);
  await page.click("#translation-take");
  assert.equal(await page.inputValue("#f-1-demands-2-title"), "權利先於拯救");

  const preview = page.frameLocator(".preview iframe");
  await preview.locator("h1", { hasText: "Work without fear" }).waitFor();
  assert.equal(await preview.locator(".calls > li").count(), 8);
  await page.click(".preview button >> nth=1");
  await preview.locator("h1", { hasText: "工作無懼宣言" }).waitFor();

  await kept(page);
  await page.click("#publish");
  await page.waitForSelector("#said a", { timeout: 60_000 });
  const answer = await fetch(`${network.url}/work-without-fear`, {
    headers: { "accept-language": "zh-Hant" },
  });
  const text = await answer.text();
  assert.equal(answer.status, 200);
  assert.match(text, /工作無懼宣言/);
  assert.match(text, /停止武裝搜查工作場所/);
  const english = await (await fetch(`${network.url}/work-without-fear?lang=en`)).text();
  assert.match(english, /Rights before rescue/);
  assert.match(english, /We sign in solidarity/);

  // The next campaign of the same tab: the chain went on, and the desk went with it.
  await paste(page, "Second\n\nWe ask:\n\n- bread\n- roses\n\nThanks.");
  await page.fill("#f-0-contact-email", "hello@harbour-lights.example");
  await page.fill("#f-0-keep_until", "2098-12-31");
  await kept(page);
  await page.click("#publish");
  await page.waitForSelector("#said a", { timeout: 60_000 });
  assert.equal((await fetch(`${network.url}/second`)).status, 200);
  assert.deepEqual(broken, []);
  await context.close();
});

test("two write at once: different fields are put together, the same field is asked about with both versions", async () => {
  const { context, page } = await signedIn();
  const slug = await paste(page, "Both of us\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  const other = await context.newPage();
  await other.goto(`${network.url}/desk/${slug}/text`);
  await other.waitForSelector("#f-0-title");

  await page.fill("#f-0-demands-0-title", "First");
  await kept(page);
  await other.fill("#f-0-demands-1-title", "Second");
  await kept(other);
  await until(
    "both changes together",
    async () => (await other.inputValue("#f-0-demands-0-title")) === "First",
  );
  assert.equal(await other.inputValue("#f-0-demands-1-title"), "Second");

  await page.fill("#f-0-title", "Mine");
  await until("a clash or what came in", async () => (await page.locator("[data-kept=kept]").count()) > 0);
  await other.fill("#f-0-title", "Theirs");
  await kept(other, "clash");
  const clash = (await other.textContent(".clash")) ?? "";
  assert.match(clash, /Amina/);
  assert.match(clash, /Theirs/);
  assert.match(clash, /Mine/);
  await other.click("label[for=clash-0-theirs]");
  await other.click("#choose");
  await kept(other);
  assert.equal(await other.inputValue("#f-0-title"), "Mine");
  assert.equal(await other.inputValue("#f-0-demands-1-title"), "Second");
  await context.close();
});

test("the line breaks while somebody types: it is said, nothing is lost, and all of it is there when it comes back", async () => {
  const { context, page } = await signedIn();
  const slug = await paste(page, "Offline\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  await kept(page);
  await context.setOffline(true);
  await page.fill("#f-0-summary", "Typed in the tunnel.");
  await kept(page, "no-answer");
  await page.fill("#f-0-demands-0-title", "Typed there too");
  await context.setOffline(false);
  await kept(page);
  const again = await context.newPage();
  await again.goto(`${network.url}/desk/${slug}/text`);
  await again.waitForSelector("#f-0-title");
  assert.equal(await again.inputValue("#f-0-summary"), "Typed in the tunnel.");
  assert.equal(await again.inputValue("#f-0-demands-0-title"), "Typed there too");
  await context.close();
});

test("a session that ends takes nothing along: what was typed waits in the tab until somebody signs in again", async () => {
  const { context, page } = await signedIn();
  await paste(page, "Ended\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  await kept(page);
  await page.click(".lock button");
  await context.clearCookies();
  await page.fill("#f-0-summary", "Typed after the end.");
  await kept(page, "signed-out");
  await page.click(".kept a");
  await page.waitForURL(/\/desk\/in/);
  const { readFileSync } = await import("node:fs");
  const [address = "", words = ""] = readFileSync(network.words, "utf8").split("\n");
  if (await page.locator("#f-address").count()) await page.fill("#f-address", address);
  await page.fill("#f-words", words);
  await page.click("form .act");
  await page.waitForURL(/\/text$/);
  await kept(page);
  assert.equal(await page.inputValue("#f-0-summary"), "Typed after the end.");
  await context.close();
});

test("a word processor's document is read in the browser, its numbered list as calls", async () => {
  const { context, page, broken } = await signedIn();
  await page.goto(`${network.url}/desk/new`);
  await page.waitForSelector("#open");
  const file = docxOf({
    title: "Night work",
    before: ["We stand together.", "We demand:"],
    numbered: ["Rest", "Pay", "Papers"],
    after: ["Thank you."],
  });
  await page.setInputFiles("#open", {
    name: "declaration.docx",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    buffer: file,
  });
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#paste")?.value !== "");
  assert.equal(
    await page.inputValue("#paste"),
    "# Night work\n\nWe stand together.\n\nWe demand:\n\n1. Rest\n\n2. Pay\n\n3. Papers\n\nThank you.",
  );
  await page.click("#begin");
  await page.waitForSelector("#f-0-demands-2-title");
  assert.equal(await page.inputValue("#f-0-title"), "Night work");
  assert.equal(await page.inputValue("#f-0-demands-2-title"), "Papers");
  assert.equal(await page.inputValue("#f-0-after"), "Thank you.");
  assert.deepEqual(broken, []);
  await context.close();
});

test("a document with a list in a list, soft line breaks and Chinese keeps each call whole", async () => {
  const { context, page } = await signedIn();
  await page.goto(`${network.url}/desk/new`);
  await page.waitForSelector("#open");
  const file = docxOf({
    title: "夜間工作宣言",
    before: ["我們，以下簽署者：", "我們要求："],
    numbered: [
      "休息",
      { words: "每週兩天", level: 1 },
      { words: "每夜八小時", level: 1 },
      "合理工資：\n夜班加倍",
    ],
    after: ["多謝。"],
  });
  await page.setInputFiles("#open", { name: "a.docx", mimeType: "application/zip", buffer: file });
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#paste")?.value !== "");
  await page.locator(".said", { hasText: "2 calls" }).waitFor();
  await page.click("#begin");
  await page.waitForSelector("#f-0-demands-1-title");
  assert.equal(await page.inputValue("#f-0-title"), "夜間工作宣言");
  assert.equal(await page.inputValue("#f-0-demands-0-title"), "休息");
  assert.equal(await page.inputValue("#f-0-demands-0-text"), "- 每週兩天\n- 每夜八小時");
  assert.equal(await page.inputValue("#f-0-demands-1-title"), "合理工資");
  assert.equal(await page.inputValue("#f-0-demands-1-text"), "夜班加倍");
  assert.equal(await page.inputValue("#f-0-before"), "我們，以下簽署者：");
  assert.equal(await page.inputValue("#f-0-after"), "多謝。");
  await context.close();
});

test("a picture goes up without what its camera wrote, and stands on the page", async () => {
  const { context, page, broken } = await signedIn();
  await paste(page, "Picture\n\nWe ask:\n\n1. One\n2. Two\n\nThanks.");
  const png = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2000, 1000];
    canvas.getContext("2d")?.fillRect(0, 0, 900, 900);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  await page.setInputFiles("#picture", { name: "p.png", mimeType: "image/png", buffer: Buffer.from(png) });
  await page.waitForSelector("img.shown");
  await page.fill("#f-0-picture-alt", "Two people with a banner");
  await page.fill("#f-0-picture-credit", "Noor");
  const preview = page.frameLocator(".preview iframe");
  const picture = preview.locator('img[alt="Two people with a banner"]');
  await picture.waitFor();
  const path = (await picture.getAttribute("src")) ?? "";
  assert.match(path, /^\/pictures\/[0-9a-f]{32}-1600x800\.(?:webp|jpg)$/);
  const answer = await fetch(network.url + path);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.match(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("the frame of the preview runs nothing, whatever the text says", async () => {
  const { context, page } = await signedIn();
  await paste(
    page,
    "Frame\n\nText <script>parent.broken = 1</script> <img src=x onerror=parent.broken=1>\n\n1. One\n2. Two",
  );
  await page.frameLocator(".preview iframe").locator("h1", { hasText: "Frame" }).waitFor();
  assert.equal(await page.getAttribute(".preview iframe", "sandbox"), "allow-same-origin");
  const tried = await page.evaluate(() => {
    const frame = document.querySelector("iframe");
    const script = frame?.contentDocument?.createElement("script");
    if (!frame?.contentDocument || !script) return "no frame";
    try {
      script.textContent = "parent.broken = 2";
      frame.contentDocument.body.append(script);
    } catch {
      return "refused";
    }
    return String((window as { broken?: number }).broken ?? "nothing ran");
  });
  assert.match(tried, /refused|nothing ran/);
  assert.equal(await page.evaluate(() => (window as { broken?: number }).broken), undefined);
  await context.close();
});

test("the pages fit a telephone, axe finds nothing, in English and French, light and dark", async () => {
  for (const [language, dark, width] of [
    ["en", false, 320],
    ["fr", true, 320],
    ["en", true, 1280],
  ] as const) {
    const { context, page } = await signedIn({ language, dark, width });
    await page.click('nav a[href="/desk/new"]');
    await page.waitForSelector("#paste");
    await looksRight(page, width);
    await paste(page, ENGLISH);
    await page.check("#field-phone");
    await page.check("#has-decision");
    await page.fill("#language-new", "fr");
    await page.click("#language-add");
    await page.click("#publish, #ready .check >> nth=0");
    await looksRight(page, width);
    await context.close();
  }
});

async function looksRight(page: Page, width: number): Promise<void> {
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude("iframe").analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`),
    [],
  );
}
