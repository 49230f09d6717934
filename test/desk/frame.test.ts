// The frame of the desk in a real Chromium: signing in with words, what is open, locking, the rules that hold.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkPage, openTab, signIn } from "./browser.ts";
import { openSite } from "./site.ts";

const { network, browser, signedIn } = await openSite();

test("words open the desk in this tab; another tab of the browser is signed in and locked; locking forgets the keys", async () => {
  const { context, page, broken } = await signedIn();
  assert.match((await page.textContent(".lock")) ?? "", /Open until \d\d:\d\d/);
  assert.equal(await page.title(), "What waits – Harbour Lights Network");
  const [cookie] = await context.cookies();
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, "Strict");
  assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), [
    "",
    0,
    0,
  ]);

  const other = await context.newPage();
  await other.goto(`${network.url}/desk`);
  await other.waitForSelector(".lock");
  assert.match((await other.textContent(".lock")) ?? "", /Locked/);

  await page.click(".lock button");
  await page.waitForSelector(".lock a");
  assert.match((await page.textContent(".lock")) ?? "", /Locked/);
  await page.click("nav .quiet");
  await page.waitForURL(/\/desk\/in/);
  assert.equal((await context.cookies()).length, 0);
  assert.deepEqual(broken, []);
  await context.close();
});

test("wrong words are told beside their field, and what was typed as an address stays", async () => {
  const { context, page } = await openTab(browser, { width: 320, language: "fr" });
  await page.goto(`${network.url}/desk/in`);
  await page.fill("#f-address", "amina@harbour.example");
  await page.fill("#f-words", "abacus abdomen abdominal abide abiding");
  await page.click("form .act");
  assert.match((await page.textContent("#e-words")) ?? "", /5 mots/);
  await page.fill("#f-words", "abacus abdomen abdominal abide abiding ability");
  await page.click("form .act");
  await page.waitForSelector("text=ne vont pas ensemble");
  assert.equal(await page.inputValue("#f-address"), "amina@harbour.example");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-words");
  await context.close();
});

test("no page of the desk is wider than a phone, and axe finds nothing", async () => {
  for (const [language, dark] of [
    ["en", false],
    ["fr", true],
  ] as const) {
    const { context, page } = await openTab(browser, { width: 320, language, dark });
    await page.goto(`${network.url}/desk/in`);
    for (const signedIn of [false, true]) {
      if (signedIn) await signIn(page, network);
      await page.waitForSelector("h1");
      await checkPage(page);
    }
    await context.close();
  }
});

test("a string becomes neither markup nor code, and the list of scripts names what is served", async () => {
  const { context, page } = await openTab(browser);
  await page.goto(`${network.url}/desk/in`);
  await page.waitForSelector("h1");
  const refused = await page.evaluate(() => {
    const tries = [
      () => {
        document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
      },
      () => {
        document.createElement("script").src = "/assets/x.js";
      },
      () => {
        document.createElement("iframe").srcdoc = "<b>x</b>";
      },
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return "allowed";
      } catch {
        return "refused";
      }
    });
  });
  assert.deepEqual(refused, ["refused", "refused", "refused"]);
  const listed = (await (await fetch(`${network.url}/.well-known/undersigned-assets.json`)).json()) as {
    files: Record<string, string>;
  };
  const used = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith("/assets/")),
  );
  assert.ok(used.length >= 2);
  for (const path of used) {
    const bytes = new Uint8Array(await (await fetch(network.url + path)).arrayBuffer());
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toBase64();
    assert.equal(listed.files[path], hash, path);
  }
  await context.close();
});

test("the desk's scripts are made of nothing that belongs on the server", () => {
  const list = JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "dist", "scripts.json"), "utf8"),
  ) as {
    from: Record<string, string>;
  };
  const own = Object.keys(list.from).filter((path) => path.startsWith("src/"));
  assert.ok(own.length > 20);
  assert.deepEqual(
    own.filter((path) =>
      /^src\/(store|memory|mail|server\.ts)|routes\.ts$|on-node\.ts$|\/store\.ts$/.test(path),
    ),
    [],
  );
});
