// Mistakes in a campaign's text at a desk that speaks French, in a real Chromium: each is told in French, beside the part
// of the page that it is about and before publishing, and no word of English is left.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { type Running, startNetwork } from "../running.ts";
import { bundleDesk, checkPage, openTab, signIn } from "./browser.ts";

let network: Running;
let browser: Browser;
const shot = async (page: Page, name: string) => {
  if (!process.env.SHOTS) return;
  await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  if (await page.isVisible("#ready"))
    await page.locator("#ready").screenshot({ path: `${process.env.SHOTS}/${name}.ready.png` });
};

before(async () => {
  await bundleDesk();
  network = await startNetwork();
  await network.begin();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await network?.end();
});

const ORIGINAL = `---
slug: nuit
kind: petition
title: Travailler sans peur
plain_name: Lettre
language: fr
hosts: [{ name: Phares }]
contact: { name: Nous, email: nous@phares.example }
keep_until: 2020-01-01
demands_heading: Nous demandons
demands: [{ title: Du repos }, { title: Un salaire }]
actions:
  - sign: { fields: [name, phone] }
---
Nous voici.

[demands]
`;
const SPANISH = `---
slug: nuit
language: es
title: Trabajar sin miedo
demands: [{ title: Descanso }]
---
`;

const file = (name: string, text: string) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
const text = async (page: Page, where: string) =>
  ((await page.textContent(where)) ?? "").replace(/\s+/g, " ");

/** All that is told to be wrong, as one reads it. */
async function told(page: Page): Promise<string> {
  const all = await page.locator(".err, .check, [role=alert]").allTextContents();
  return all.join(" ").replace(/\s+/g, " ");
}

const ENGLISH =
  /\b(?:the|this|that|is|are|has|have|cannot|stands?|here|there|missing|empty|allowed|keep_until|twice|calls?|and|or|of|with|title|number|front|matter|day)\b/i;

/** What has to be mended before it can be public: where, and in which words. */
async function mended(page: Page, wanted: readonly (readonly [string, RegExp])[]): Promise<void> {
  const all = await page.locator("#mend li").allTextContents();
  const lines = all.map((one) => one.replace(/\s+/g, " ").trim());
  for (const [place, words] of wanted) {
    assert.match(lines.find((line) => line.startsWith(place)) ?? lines.join("\n"), words, place);
  }
  assert.equal(lines.length, wanted.length, lines.join("\n"));
  assert.doesNotMatch(await told(page), ENGLISH);
}

for (const width of [1280, 320]) {
  test(`at ${width} px: what is wrong in a text is told in French`, async () => {
    const { context, page, broken } = await openTab(browser, { language: "fr", width });
    await signIn(page, network);
    await page.click('nav a[href="/desk/new"]');

    // A file whose front matter cannot be read: which line, and nothing is begun.
    const unread = ORIGINAL.replace("title: Travailler", 'title: "Travailler').replace(
      "{ name: Phares }",
      "@Phares",
    );
    await page.setInputFiles("#open", [file("nuit.md", unread)]);
    await page.waitForSelector("#e-open li");
    assert.match(
      await text(page, "#e-open"),
      /Rien n’a été repris\. .*nuit\.md, ligne \d+ : .* Ce qui convient : /,
    );
    assert.doesNotMatch(await told(page), ENGLISH);
    await shot(page, `mistakes.new.fr.${width}`);
    await checkPage(page);

    await page.setInputFiles("#open", [file("nuit.md", ORIGINAL), file("nuit.es.md", SPANISH)]);
    await page.waitForSelector("#f-0-title");
    await page.click("#language-es");
    await page
      .locator("#translations .err", { hasText: "Le nombre de revendications est de 1 ici et de 2" })
      .waitFor();
    assert.match(await text(page, "#e-f-0-keep_until"), /^Le dernier jour de conservation est passé/);
    await page.click("#publish");
    await page.waitForSelector("#mend");
    await mended(page, [
      ["Conservé jusqu’au :", /est passé.* Ce qui convient : le \d+ \S+ \d{4} ou un jour plus tard/],
      ["Español, Revendications :", /de 1 ici et de 2 .* Ce qui convient : 2, dans l’ordre de l’original/],
    ]);

    const doubled = ORIGINAL.replace("[name, phone]", "[name, phone, { id: phone }]");
    await page.setInputFiles("#file-open", [file("nuit.md", doubled)]);
    await page.fill("#f-0-title", "");
    await page.fill("#f-0-contact-email", "nous");
    assert.equal(await text(page, "#e-f-0-title"), "Il manque encore quelque chose ici. ");
    assert.match(
      await text(page, "#e-f-0-contact-email"),
      /« nous » ne convient pas ici\. Ce qui convient : une adresse/,
    );
    assert.match(await text(page, "#form fieldset > .err"), /Le champ « Téléphone » figure deux fois\. /);
    await mended(page, [
      ["Titre :", /Il manque encore quelque chose ici/],
      ["À qui s’adresser, E‑mail :", /« nous » ne convient pas ici/],
      ["Ce que vous demandez, ", /Le champ « Téléphone » figure deux fois/],
    ]);
    await shot(page, `mistakes.text.fr.${width}`);
    await checkPage(page);

    // Each leads to what it is about.
    await page.click("#mend a >> nth=0");
    await page.waitForFunction(() => document.activeElement?.id === "f-0-title");

    await page.setInputFiles("#file-open", [file("autre.md", "---\nslug: nuit\n  kind: petition\n---\n")]);
    await page.waitForSelector("#e-file-open li");
    assert.match(await text(page, "#e-file-open"), /autre\.md, ligne 2 : /);
    assert.doesNotMatch(await told(page), ENGLISH);
    // The preview's frame runs no scripts, axe's neither.
    assert.deepEqual(
      broken.filter((one) => !/about:srcdoc/.test(one)),
      [],
    );
    await context.close();
  });
}

/** Opens a draft as if the network had set a day, and could not publish it. */
async function openUnpublished(page: Page, why: object): Promise<void> {
  await page.route("**/desk/api/drafts/nuit*", async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const headers = { ...route.request().headers(), "sec-fetch-site": "same-origin" };
    const answered = await route.fetch({ headers });
    const scheduled = { at: "2026-01-02T09:00", why };
    const campaign = { state: "draft", version: 1, files: [ORIGINAL], signed: false, scheduled };
    await route.fulfill({ response: answered, json: { ...((await answered.json()) as object), campaign } });
  });
  await page.click('nav a[href="/desk/new"]');
  await page.waitForSelector("#begin");
  await page.click('.campaigns a[href$="/text"] >> nth=-1');
  await page.waitForSelector("#ready .err");
}

test("why a campaign did not become public by itself is told in French; what an older version kept, as it is", async () => {
  const { context, page } = await openTab(browser, { language: "fr" });
  await signIn(page, network);
  const line = { file: "fr", line: 8, what: "keep_until is over.", allowed: "2026-01-02 or a later day" };
  const mistake = { ...line, code: "keep_until_over", values: { day: "2026-01-02" }, path: ["keep_until"] };
  const unknown = { ...line, what: "Something that is not known yet.", code: "of_a_later_version" };
  const error = "Nothing was published: there are 2 mistakes in what was given.";
  await openUnpublished(page, { error, code: "mistakes", values: { many: 2 }, mistakes: [mistake, unknown] });
  assert.match(
    await text(page, "#ready .err"),
    /La publication n’a pas été possible : Rien n’a été publié : il y a 2 fautes/,
  );
  const lines = await page.locator("#ready details li").allTextContents();
  assert.match(
    lines[0] ?? "",
    /Conservé jusqu’au\s: Le dernier jour de conservation est passé.* 2 janvier 2026/,
  );
  assert.match(lines[1] ?? "", /Something that is not known yet\./);
  assert.equal(await page.locator("#ready details li [lang=en]").count(), 1);
  await shot(page, "mistakes.schedule.fr.1280");

  await page.unroute("**/desk/api/drafts/nuit*");
  await openUnpublished(page, { error: "2 of those who can open have not opened a test row yet." });
  assert.match(await text(page, "#ready .err"), /possible : 2 of those who can open have not opened/);
  await context.close();
});
