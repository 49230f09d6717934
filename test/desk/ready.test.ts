// Ready? in a real Chromium: what is missing is told, a test mail's code is typed back, a picture loses what its camera
// wrote and needs words for whoever does not see it, a campaign is published on a day to come, at once, and closed.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { momentIn } from "../../src/locales/dates.ts";
import { until } from "../running.ts";
import type { openTab } from "./browser.ts";
import { openSite } from "./site.ts";

const { network, signedIn } = await openSite();

async function begin(options: Parameters<typeof openTab>[1] & { title?: string } = {}) {
  const tab = await signedIn(options);
  const { page } = tab;
  await page.click('nav a[href="/desk/new"]');
  await page.fill("#paste", `${options.title ?? "Night work"}\n\nWe ask:\n\n1. Rest\n2. Pay\n\nThanks.`);
  await page.click("#begin");
  await page.waitForSelector("#f-0-title");
  return { ...tab, slug: new URL(page.url()).pathname.split("/")[2] ?? "" };
}

const kept = (page: Page) => page.waitForSelector('[data-kept="kept"]');
const line = (page: Page, state: "good" | "open", words: RegExp) =>
  page.locator(`.ready .${state}`, { hasText: words }).waitFor();

async function fill(page: Page): Promise<void> {
  await page.fill("#f-0-contact-email", "hello@harbour-lights.example");
  await page.fill("#f-0-keep_until", "2098-12-31");
  await kept(page);
}

/** A picture as a telephone saves it: what its camera wrote stands in front of it. */
async function photograph(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1200, 800];
    canvas.getContext("2d")?.fillRect(0, 0, 700, 700);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(base64, "base64");
  const written = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0 GPS 52.5200 N 13.4050 E Amina's telephone");
  const head = Buffer.from([0xff, 0xe1, 0, written.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, written, jpeg.subarray(2)]);
}

test("what should stand first is told as it is: who can open, a last day, a mail that arrived, a translation", async () => {
  const { context, page, broken } = await begin();
  await line(page, "good", /on this computer/i);
  await line(page, "open", /no last day|Kept until|last day/i);
  await line(page, "open", /one language|translat/i);
  await fill(page);
  await line(page, "good", /is kept until 31 December 2098/);
  await page.click("#mail-test");
  await page.waitForSelector("#mail-code");
  const code = await until(
    "the test mail",
    async () => /\b\d{6}\b/.exec((await network.mails()).at(-1)?.text ?? "")?.[0],
  );
  await page.fill("#mail-code", code === "000000" ? "000001" : "000000");
  await page.click("#mail-answer");
  await page.locator("#ready", { hasText: /not the code/ }).waitFor();
  await page.fill("#mail-code", code);
  await page.click("#mail-answer");
  await page.waitForSelector("#mail-code", { state: "detached" });
  await page.fill("#language-new", "fr");
  await page.click("#language-add");
  // A language of which nothing is there yet is no second language.
  await line(page, "open", /Français: 5 texts are not translated/);
  assert.equal(await page.locator(".ready .good", { hasText: "Français" }).count(), 0);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a translation that was left behind is told, leads to what was changed, and is right again once it says so too", async () => {
  const { context, page, broken } = await begin({ title: "In two languages" });
  await fill(page);
  await page.fill("#language-new", "fr");
  await page.click("#language-add");
  await page.fill("#translation-paste", "En deux langues\n\nNous demandons :\n\n1. Repos\n2. Paie\n\nMerci.");
  await page.click("#translation-take");
  await line(page, "good", /more than one language: also Français/);
  // Also before anything is public.
  await page.fill("#f-0-before", "Night work is work.");
  await line(page, "open", /Français: one text is not translated/);
  await page.fill("#f-0-before", "");
  await page.fill("#f-0-demands-0-title", "Rest between shifts");
  await line(page, "open", /Français may say something else now/);
  await page.fill("#f-1-demands-0-title", "Repos entre les postes");
  await line(page, "good", /more than one language: also Français/);
  await page.click("#publish");
  await page.waitForSelector("#said a", { timeout: 60_000 });
  await page.fill("#f-0-demands-1-title", "No pay below the table");
  await line(page, "open", /Français may say something else now/);
  assert.equal(await page.locator(".ready .good", { hasText: "Français" }).count(), 0);
  // Folded away before: it is opened, and there is the field.
  await page.click("#language-fr");
  await page.waitForSelector("#f-1-demands-1-title", { state: "detached" });
  await page.click('.ready a[href="#f-1-demands-1-title"]');
  await page.waitForFunction(() => document.activeElement?.id === "f-1-demands-1-title");
  await page.fill("#f-1-demands-1-title", "Pas de paie au noir");
  await line(page, "good", /more than one language: also Français/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a photograph loses place and camera in the browser, and is public only with words for whoever does not see it", async () => {
  const { context, page } = await begin({ title: "With a picture" });
  await fill(page);
  const jpeg = await photograph(page);
  assert.match(jpeg.toString("latin1"), /GPS 52/);
  await page.setInputFiles("#picture", { name: "photo.jpg", mimeType: "image/jpeg", buffer: jpeg });
  await page.waitForSelector("img.shown");
  const path = (await page.getAttribute("img.shown", "src")) ?? "";
  const stored = Buffer.from(await (await fetch(network.url + path)).arrayBuffer()).toString("latin1");
  assert.ok(stored.length > 100);
  assert.doesNotMatch(stored, /Exif|GPS|Amina/);
  await page.click("#publish");
  await page.waitForSelector("#mend");
  await page.locator("#mend", { hasText: "Picture" }).waitFor();
  await page.click("#mend a >> nth=0");
  assert.match((await page.evaluate(() => document.activeElement?.id)) ?? "", /picture-alt|picture-credit/);
  await page.fill("#f-0-picture-alt", "Two people with a banner");
  await page.fill("#f-0-picture-credit", "Noor");
  await page.waitForSelector("#mend", { state: "detached" });
  await context.close();
});

test("what is missing is called as its field is, and leads to it", async () => {
  const { context, page } = await begin({ title: "With much missing" });
  await page.fill("#f-0-keep_until", "2098-12-31");
  await page.check("#has-decision");
  await kept(page);
  await page.click("#publish");
  await page.waitForSelector("#mend");
  const said = (await page.locator("#mend li").allTextContents()).map((line) => line.trim());
  assert.ok(
    said.some((line) => /^Whom to ask: Give an e-mail address, a telephone number or a web page/.test(line)),
    said.join("\n"),
  );
  for (const field of ["What is decided", "On"])
    assert.ok(
      said.some((line) => line.startsWith(`Somebody decides about it on a day, ${field}:`)),
      field,
    );
  await page.click("#mend a:has-text('Whom to ask')");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-0-contact-email");
  await context.close();
});

test("a campaign is published on a day to come, which can be taken back; then at once; then nobody can sign any more", async () => {
  const { context, page, slug, broken } = await begin({ title: "On a day to come" });
  page.on("dialog", (dialog) => void dialog.accept());
  await fill(page);
  await page.click("#ready details summary");
  await page.fill("#schedule-at", "2097-03-08T09:00");
  await page.click("#schedule");
  await page.locator("#wrong", { hasText: "more than a year" }).waitFor({ timeout: 60_000 });
  // What was refused is told, and can be put right in the same place.
  const day = `${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)}T09:00`;
  await page.fill("#schedule-at", day);
  await page.click("#schedule");
  await page
    .locator("#ready", { hasText: momentIn("en", day) })
    .first()
    .waitFor();
  assert.equal((await fetch(`${network.url}/${slug}`)).status, 404);
  await page.click("#ready details .tool button");
  await page.locator("#said", { hasText: "not be published by itself" }).waitFor();
  await page.click("#publish");
  await page.waitForSelector("#said a", { timeout: 60_000 });
  assert.match(await (await fetch(`${network.url}/${slug}`)).text(), /Sign on the line/);
  // From here it is passed on, by the links above the page, and closed for good.
  for (const part of ["share", "keys"])
    assert.ok(await page.isVisible(`a[href="/desk/${slug}/${part}"]`), part);
  await page.click("#ready details summary");
  await page.click("#close");
  await until("the last day on the page", async () =>
    (await (await fetch(`${network.url}/${slug}`)).text()).includes("Open until"),
  );
  assert.deepEqual(broken, []);
  await context.close();
});

test("the list can be read on a telephone, by voices too, in English and French", async () => {
  for (const language of ["en", "fr"]) {
    const { context, page } = await begin({ language, width: 320, title: `Telephone ${language}` });
    await page.waitForSelector(".ready .open");
    await page.click("#publish");
    await page.waitForSelector("#mend");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include("#ready").analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`),
      [],
    );
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await context.close();
  }
});
