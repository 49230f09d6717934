// Who can open a campaign, until when, and closing it, in a real Chromium.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openStore } from "../../src/store/store.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { get } from "../signer.ts";
import { checkPage, openTab, shot, signIn } from "./browser.ts";
import { PEOPLE, SLUG, startPeopled } from "./peopled.ts";
import { openSite } from "./site.ts";

const { network, browser, signedIn } = await openSite(() => startPeopled(PEOPLE.slice(0, 4)));

/** Changes the database as somebody does who has the disk, while the network is off. */
async function meddle(publicKey: Uint8Array): Promise<Uint8Array> {
  await network.kill();
  const dataDir = join(network.dir, "data");
  const store = await openStore({ database: { kind: "sqlite" }, dataDir, onError: () => {} });
  const own = await store.read.selectFrom("campaign_keys").select("public_key").executeTakeFirstOrThrow();
  await store.write((tx) => tx.updateTable("campaign_keys").set({ public_key: publicKey }).execute());
  await store.close();
  await network.restart();
  return own.public_key;
}

async function toKeys(page: Page): Promise<void> {
  await page.click(`.links a[href="/desk/${SLUG}/keys"]`);
  await page.waitForSelector(".number");
}

test("who can open, until when, and the number that everybody sees; only an open desk may close", async () => {
  for (const [width, language] of [
    [1280, "en"],
    [320, "fr"],
  ] as const) {
    const { context, page, broken } = await signedIn({ width, language });
    await toKeys(page);
    const main = (await page.textContent("main")) ?? "";
    assert.match(main, /Amina/);
    assert.match(main, language === "en" ? /until 30 June 2099/ : /jusqu’au 30 juin 2099/);
    assert.match(main, language === "en" ? /Checked here against the chain/ : /Vérifié ici/);
    const digits = (await page.textContent(".number"))?.trim() ?? "";
    assert.match(digits, /^(?:\d{4} ){5}\d{4}$/);
    assert.ok((await get(`${network.url}/privacy`)).body.includes(digits));
    await checkPage(page);
    await shot(page, `keys.${language}.${width}`);
    assert.equal(await page.isVisible("#f-slug"), true);
    await page.click(".lock button");
    await page.waitForSelector("#f-slug", { state: "detached" });
    assert.deepEqual(broken, []);
    await context.close();
  }
});

test("a key that nobody vouched for is told in words at an open desk", async () => {
  const own = await meddle(await onNode.xwingPublic(onNode.random(32)));
  const { context, page } = await signedIn();
  await toKeys(page);
  assert.match((await page.textContent(".check")) ?? "", /does not agree with the chain/);
  await context.close();
  await meddle(own);
});

test("closing asks for the campaign's address, destroys, and gives a certificate that stays", async () => {
  const { context, page, broken } = await signedIn();
  await toKeys(page);
  await page.fill("#f-slug", "night-wrok");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#e-slug");
  assert.match((await page.textContent("#e-slug")) ?? "", /Nothing was done/);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-slug");
  assert.equal((await get(`${network.url}/${SLUG}`)).body.includes('id="f-name"'), true);

  await page.fill("#f-slug", SLUG);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#certificate");
  const told = (await page.textContent(".certificate")) ?? "";
  assert.match(told, /Closed on .* by Amina/);
  assert.match(told, /2 signatures that were confirmed by mail/);
  assert.match(told, /2 signatures that waited/);
  assert.match(told, /the closing key, which stood under [0-9a-f]{32}/);
  await shot(page, "certificate.en.1280");
  assert.equal((await get(`${network.url}/${SLUG}`)).body.includes('id="f-name"'), false);
  assert.deepEqual(broken, []);
  await context.close();

  const later = await openTab(browser, { width: 320, language: "fr" });
  await signIn(later.page, network);
  await later.page.click(`.links a[href="/desk/${SLUG}/keys"]`);
  await later.page.waitForSelector("#certificate");
  assert.match((await later.page.textContent(".certificate")) ?? "", /2 signatures confirmées par e‑mail/);
  assert.ok((await later.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await shot(later.page, "certificate.fr.320");
  await later.context.close();
});
