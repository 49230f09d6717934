// /desk/settings in a real Chromium: a passkey signs in without opening, new words take the place of the old ones,
// sessions are ended, the network is called something else, the desk speaks another language.
import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "../running.ts";
import { checkPage, type DeskTab, openTab, signIn } from "./browser.ts";
import { typeBack, wordsShown } from "./ceremony.ts";
import { openSite } from "./site.ts";

const { network, browser, signedIn } = await openSite();

/** Gives a tab a device that makes passkeys. */
async function withDevice({ context, page }: DeskTab): Promise<void> {
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a passkey signs in and opens nothing, and adds no other without the words; taken away, it signs nobody in", async () => {
  const tab = await openTab(browser);
  const { context, page, broken } = tab;
  await withDevice(tab);
  await signIn(page, network);
  await page.click("text=Settings");
  await page.fill("#f-passkey-name", "my phone");
  await page.click("text=Add a passkey");
  await page.waitForSelector("li:has-text('my phone') >> text=/since \\d+ \\w+ 20/");
  await page.click("nav .quiet");
  await page.click("text=Sign in with a passkey");
  await page.waitForURL(`${network.url}/desk`);
  assert.match((await page.textContent(".lock")) ?? "", /Locked/);
  await page.click("text=Settings");
  await page.waitForSelector("text=With a passkey");
  await page.click("text=Remove");
  await page.waitForSelector("li:has-text('my phone')", { state: "detached" });
  const words = readFileSync(network.words, "utf8").split("\n")[1] ?? "";
  await page.fill("#f-passkey-name", "another");
  await page.click("text=Add a passkey");
  await page.waitForSelector("#e-passkey-words:has-text('Type your six words')");
  await page.fill("#f-passkey-words", words.split(" ").reverse().join(" "));
  await page.click("text=Add a passkey");
  await page.waitForSelector("#e-passkey-words:has-text('do not fit')");
  await checkPage(page);
  assert.match((await page.textContent(".lock")) ?? "", /Locked/);
  assert.equal(await page.inputValue("#f-passkey-name"), "another");
  await page.fill("#f-passkey-words", words);
  await page.click("text=Add a passkey");
  await page.waitForSelector("b:has-text('another')");
  await page.waitForSelector(".lock button");
  await page.click("text=Remove");
  await page.waitForSelector("li:has-text('another')", { state: "detached" });
  await page.click("nav .quiet");
  await page.click("text=Sign in with a passkey");
  await page.waitForSelector("text=No passkey signed you in");
  assert.deepEqual(broken, []);
  await context.close();
});

test("new words hold and the old ones do not; other sessions and passkeys end with them", async () => {
  const old = readFileSync(network.words, "utf8");
  const other = await openTab(browser);
  await signIn(other.page, network);
  const tab = await openTab(browser, { width: 320 });
  const { context, page } = tab;
  await withDevice(tab);
  await signIn(page, network);
  await page.click("text=Settings");
  await page.fill("#f-passkey-name", "my phone");
  await page.click("text=Add a passkey");
  await page.waitForSelector("li:has-text('my phone')");
  // Loaded anew it is locked: the words are asked for where they are needed.
  await page.goto(`${network.url}/desk/settings`);
  await page.waitForSelector("text=take away your passkeys");
  await page.fill("#f-present-words", old.split("\n")[1] ?? "");
  await page.click("text=Make new words");
  await page.waitForSelector(".words li");
  const words = await wordsShown(page);
  assert.equal(words.length, 6);
  await page.click("text=I have them on paper");
  await typeBack(page, words, "x");
  await page.waitForSelector("text=Look at your paper.");
  await typeBack(page, words);
  await page.waitForSelector("text=Passkeys of before sign nobody in any more");
  await page.waitForSelector("li:has-text('another')", { state: "detached" });
  const [address] = old.split("\n");
  await assert.rejects(
    network.cli("list", network.url, "--words-file", network.words),
    /do not fit together/,
  );
  writeFileSync(network.words, `${address}\n${words.join(" ")}\n`);
  await network.cli("list", network.url, "--words-file", network.words);
  await other.page.goto(`${network.url}/desk`);
  await other.page.waitForURL(/\/desk\/in/);
  await page.click("nav .quiet");
  await page.click("text=Sign in with a passkey");
  await page.waitForSelector("text=No passkey signed you in");
  await other.context.close();
  await context.close();
});

test("an organiser, who opens nothing, shows their present words for a passkey and for new words", async () => {
  const file = join(network.dir, "benoit");
  const own = ["--words-file", network.words];
  const invited = await network.cli("invite", network.url, "--as", "organiser", ...own);
  const who = ["--name", "Benoît", "--email", "benoit@harbour.example", "--no-wait", "--words-file", file];
  await network.cli("join", invited.trim().split("\n").at(-1) ?? "", ...who);
  const [id = ""] = (await network.cli("let-in", network.url, ...own)).split("\t");
  await network.cli("let-in", network.url, id, ...own);
  const tab = await openTab(browser, { width: 320 });
  const { context, page, broken } = tab;
  await withDevice(tab);
  const [address = "", six = ""] = readFileSync(file, "utf8").split("\n");
  await page.goto(`${network.url}/desk/in`);
  await page.fill("#f-address", address);
  await page.fill("#f-words", six);
  await page.keyboard.press("Enter");
  await page.click('nav a[href="/desk/settings"]');
  await page.fill("#f-passkey-name", "my phone");
  await page.fill("#f-passkey-words", six.split(" ").reverse().join(" "));
  await page.click("text=Add a passkey");
  await page.waitForSelector("#e-passkey-words:has-text('do not fit')");
  await page.fill("#f-passkey-words", six);
  await page.click("text=Add a passkey");
  await page.waitForSelector("li:has-text('my phone')");
  await page.fill("#f-present-words", six);
  await page.click("text=Make new words");
  await page.waitForSelector(".words li");
  const words = await wordsShown(page);
  await page.click("text=I have them on paper");
  await typeBack(page, words);
  await page.waitForSelector("text=Your new words hold");
  await page.waitForSelector("li:has-text('another')", { state: "detached" });
  // One's own session goes on, and is the only one.
  await page.waitForSelector("text=this one");
  assert.equal(await page.locator("text=End it").count(), 0);
  assert.deepEqual(broken, []);
  await context.close();
});

test("a test mail arrives once its code is typed back", async () => {
  const { context, page, broken } = await signedIn();
  await page.click('nav a[href="/desk/settings"]');
  const part = page.locator("section[aria-labelledby=mail]");
  await part.locator("text=Nobody has tried yet").waitFor();
  await page.click("#mail-test");
  await page.waitForSelector("#mail-code");
  const mail = await until("the test mail", async () => (await network.mails()).at(-1));
  // Whoever asks again at once is told when they may.
  await page.click("#mail-test");
  await page.locator("#wrong", { hasText: /Ask again in (\d+ seconds|one minute)/ }).waitFor();
  // Whoever reads the mail in the same tab comes back to the field.
  await page.reload();
  await part.locator("text=A mail with a code went to").waitFor();
  const code = /\b\d{6}\b/.exec(mail.text)?.[0] ?? "";
  await page.fill("#mail-code", code === "000000" ? "000001" : "000000");
  await page.click("#mail-answer");
  await part.locator("text=This is not the code").waitFor();
  await page.fill("#mail-code", code);
  await page.click("#mail-answer");
  await part.locator("text=A test mail by").waitFor();
  assert.deepEqual(broken, []);
  await context.close();
});

test("one signs in with another address once its code is typed back, also after a reload; a session alone asks for none", async () => {
  const { context, page, broken } = await openTab(browser, { language: "fr", width: 320 });
  await signIn(page, network);
  await page.click('nav a[href="/desk/settings"]');
  const part = page.locator("section[aria-labelledby=address]");
  const address = "amina@new.example";
  await page.fill("#f-new-address", address);
  await part.locator("button").click();
  await page.waitForSelector("#f-address-code");
  const mail = await until("the mail with the code", async () => (await network.mails()).at(-1));
  await checkPage(page);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/address.fr.320.png`, fullPage: true });
  // Reading the mail in this very tab loses nothing. The desk is locked then: another mail takes one's words.
  await page.reload();
  await page.waitForSelector("#f-address-code");
  const words = readFileSync(network.words, "utf8").split("\n")[1] ?? "";
  await page.fill("#f-new-address", "thief@new.example");
  await part.locator("button").first().click();
  await page.waitForSelector("#e-address-words");
  assert.equal((await network.mails()).at(-1)?.to, address);
  await page.fill("#f-address-code", /\b\d{6}\b/.exec(mail.text)?.[0] ?? "");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#f-address-code", { state: "detached" });
  await part.locator("[role=status]", { hasText: address }).waitFor();
  writeFileSync(network.words, `${address}\n${words}\n`);
  await network.cli("list", network.url, "--words-file", network.words);
  assert.deepEqual(broken, []);
  await context.close();
});

test("one ends one's other sessions, and the network has another name and fewer languages at once", async () => {
  const other = await openTab(browser);
  await signIn(other.page, network);
  const { context, page } = await signedIn();
  await page.click("text=Settings");
  await page.click("text=End all others");
  await page.waitForSelector("text=End all others", { state: "detached" });
  await other.page.reload();
  await other.page.waitForURL(/\/desk\/in/);
  await page.fill("#f-network", "Night Harbour Network");
  await page.uncheck("input[value=th]");
  await page.locator("section:has(#network) button").click();
  await page.locator("section:has(#network)", { hasText: "Saved." }).waitFor();
  await page.reload();
  await page.waitForFunction(() => document.title.includes("Night Harbour"));
  const home = await (await fetch(network.url)).text();
  assert.match(home, /Night Harbour Network/);
  assert.doesNotMatch(home, /lang=th/);
  await other.context.close();
  await context.close();
});

test("the desk speaks French to whoever chose it, and axe finds nothing on its settings", async () => {
  const { context, page } = await signedIn({ width: 320 });
  await page.goto(`${network.url}/desk/settings`);
  await page.selectOption("#f-language", "fr");
  await page.locator("section:has(#you) button").click();
  await page.waitForSelector("text=Réglages");
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  await checkPage(page);
  await context.close();
});
