// The team at the desk, in a real Chromium: inviting, letting in by the number that is read out, the envelope renewed,
// and the log of what was done. Newcomers answer from a client of their own.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openClient } from "../../src/organisers/client.ts";
import {
  join as joinNetwork,
  lookAtInvitation,
  readInvitationLink,
} from "../../src/organisers/holders/joining.ts";
import { askToComeBack } from "../../src/organisers/holders/lost-words.ts";
import { openDesk, openWithEnvelope } from "../../src/organisers/opening.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { checkPage, openTab, shot } from "./browser.ts";
import { openSite } from "./site.ts";

const { network, browser, signedIn } = await openSite();

async function toTeam(page: Page): Promise<void> {
  await page.click('nav a[href="/desk/team"]');
  await page.waitForSelector("#log");
}

/** Makes a link at the desk. */
async function makeLink(page: Page, role: "organiser" | "key_holder", whom = ""): Promise<string> {
  await page.fill("#f-for", whom);
  await page.check(`input[name=role][value=${role}]`);
  await page.click("section[aria-labelledby=invite] .act");
  await page.waitForSelector("#copy-invitation");
  // The button was off meanwhile; whoever uses the keyboard is still there.
  await page.waitForFunction(() => document.activeElement?.matches("section[aria-labelledby=invite] .act"));
  return page.inputValue("#copy-invitation");
}

/** Answers a link from a device of one's own. @returns the number to read out, and the words */
async function answer(address: string, name: string, email: string) {
  const link = readInvitationLink(address);
  assert.ok(link);
  let words = "";
  const keep = async (draw: () => string) => {
    words = draw();
    return words;
  };
  const client = openClient(link.url);
  const joined = await joinNetwork(onNode, client, link, { name, email, organisation: "Union" }, keep);
  return { number: joined.number ?? "", words };
}

test("a key holder is invited by a link and let in by the number that they read out, and by no other", async () => {
  const { context, page, broken } = await signedIn();
  await toTeam(page);
  assert.match((await page.textContent(".check")) ?? "", /Only one key holder/);
  const { number, words } = await answer(
    await makeLink(page, "key_holder"),
    "Bisi Okello",
    "bisi@harbour.example",
  );
  await shot(page, "team.link.1280");
  // The page looks by itself, while somebody telephones.
  await page.waitForSelector("text=Somebody waits to be let in");
  const field = page.locator("form input.in[id^=f-number]");
  await field.fill("1111 2222 3333 4444 5555 6666");
  await page.click("text=Let in >> nth=-1");
  await page.waitForSelector("text=Nobody was let in");
  await assert.rejects(openDesk(onNode, openClient(network.url), { address: "bisi@harbour.example", words }));
  await field.fill(number.replaceAll(" ", ""));
  await shot(page, "team.waiting.1280");
  await page.click("text=Let in >> nth=-1");
  await page.waitForSelector("text=Bisi Okello is in.");
  assert.equal(await page.locator(".check").count(), 0);
  const desk = await openDesk(onNode, openClient(network.url), { address: "bisi@harbour.example", words });
  assert.equal(desk.kind, "account");
  const log = await page.locator(".log > li").allTextContents();
  assert.match(log[0] ?? "", /Amina\s*let Bisi Okello in as a key holder/);
  assert.match(log[1] ?? "", /Amina\s*invited a key holder/);
  assert.deepEqual(broken, []);
  await context.close();
});

test("an organiser is let in without a number and sees the team, but neither invites nor opens", async () => {
  const { context, page } = await signedIn();
  await toTeam(page);
  const { words } = await answer(await makeLink(page, "organiser"), "Cho Min", "cho@harbour.example");
  await page.waitForSelector("text=Somebody waits to be let in");
  await page.click("text=Let in >> nth=-1");
  await page.waitForSelector("text=Cho Min is in.");
  await context.close();

  const own = await openTab(browser, { width: 320 });
  await own.page.goto(`${network.url}/desk/in`);
  await own.page.fill("#f-address", "cho@harbour.example");
  await own.page.fill("#f-words", words);
  await own.page.click("form .act");
  await own.page.waitForURL(`${network.url}/desk`);
  await toTeam(own.page);
  assert.match((await own.page.textContent("main")) ?? "", /Key holders invite, let in and remove/);
  assert.equal(await own.page.locator("#invite, #envelope").count(), 0);
  assert.ok((await own.page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await shot(own.page, "team.organiser.320");
  await own.context.close();
});

test("links are told apart by whom they are for; one that was withdrawn is good for nothing, and nothing of it is kept", async () => {
  const { context, page } = await signedIn();
  await toTeam(page);
  const link = await makeLink(page, "organiser", "Ola, of the kitchen");
  await makeLink(page, "organiser", "Sam");
  await shot(page, "team.links.1280");
  assert.equal(await page.inputValue("#f-for"), "", "the next link is for somebody else");
  const read = readInvitationLink(link);
  assert.ok(read);
  const seen = await lookAtInvitation(onNode, openClient(network.url), read);
  assert.equal(seen.invitation?.inviter, "Amina");
  assert.doesNotMatch(JSON.stringify(seen), /kitchen/, "whoever has the link is not told");
  page.on("dialog", (dialog) => void dialog.accept());
  await page
    .locator("li.do", { hasText: "Ola, of the kitchen · Organiser, invited by Amina" })
    .locator("button")
    .click();
  await page.waitForSelector("text=Ola, of the kitchen", { state: "detached" });
  await page.locator("li.do", { hasText: "Sam · Organiser" }).locator("button").click();
  await page.waitForSelector("li.do", { state: "detached" });
  await assert.rejects(answer(link, "Nobody", "nobody@harbour.example"));
  await context.close();
});

test("whoever lost their words is let in again by their number; a stranger who typed their address is not", async () => {
  const address = "bisi@harbour.example";
  const ask = async () => {
    let words = "";
    const asked = await askToComeBack(onNode, openClient(network.url), address, async (draw) => {
      words = draw();
      return words;
    });
    return { ...asked, words };
  };
  const stranger = await ask();
  const own = await ask();
  const { context, page, broken } = await signedIn();
  await page.click('.waits a[href="/desk/team"]');
  await page.waitForSelector("text=Somebody asks to be let in again");
  await shot(page, "team.lost.1280");
  const field = page.locator("input.in[id^=f-lost]");
  await field.fill("0000 0000 0000 0000 0000 0000");
  await page.click("text=Let in again >> nth=-1");
  await page.waitForSelector("text=Nobody was let in");
  await field.fill(own.number);
  await page.click("text=Let in again >> nth=-1");
  await page.waitForSelector("text=Bisi Okello is in again");
  const words = ({ words }: { words: string }) =>
    openDesk(onNode, openClient(network.url), { address, words });
  assert.equal((await words(own)).kind, "account");
  await assert.rejects(words(stranger));
  assert.deepEqual(broken, []);
  await context.close();
});

test("a new envelope takes the place of the old one once two of its words were typed back", async () => {
  const { context, page, broken } = await signedIn();
  await toTeam(page);
  await page.click("text=Renew the envelope");
  await page.waitForSelector(".envelope");
  const words = await page.locator(".envelope ol li, .envelope .words li").allTextContents();
  assert.equal(words.length, 10);
  await page.click("section[aria-labelledby=envelope] .act >> nth=-1");
  const labels = await page.locator("section[aria-labelledby=envelope] form label").allTextContents();
  const inputs = page.locator("section[aria-labelledby=envelope] form input");
  for (const [at, label] of labels.entries()) {
    const nth = Number(/\d+/.exec(label)?.[0]);
    await inputs.nth(at).fill((words[nth - 1] ?? "").replace(/[^a-z]/g, ""));
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Burn the old sheet");
  const made = words.map((word) => word.replace(/[^a-z]/g, "")).join(" ");
  assert.equal((await openWithEnvelope(onNode, openClient(network.url), made)).kind, "sheet");
  const old = readFileSync(network.envelope, "utf8").split("\n")[1] ?? "";
  await assert.rejects(openWithEnvelope(onNode, openClient(network.url), old));
  assert.deepEqual(broken, []);
  await context.close();
});

test("a key holder is removed once their name was typed: signed out, and open to nothing any more", async () => {
  const { context, page, broken } = await signedIn();
  await toTeam(page);
  const { number, words } = await answer(
    await makeLink(page, "key_holder"),
    "Dana Wolff",
    "dana@harbour.example",
  );
  await page.waitForSelector("text=Somebody waits to be let in");
  await page.fill("input.in[id^=f-number]", number);
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Dana Wolff is in.");
  const theirs = { address: "dana@harbour.example", words };
  const desk = await openDesk(onNode, openClient(network.url), theirs);
  assert.equal(await page.locator("li:has-text('(you)') >> text=Remove").count(), 0);
  await page.click('button[aria-label="Remove Dana Wolff"]');
  await page.fill("input.in[id^=f-remove]", "Dana");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Nothing was done");
  await page.fill("input.in[id^=f-remove]", "Dana Wolff");
  await shot(page, "team.remove.1280");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Dana Wolff is removed.");
  assert.equal(await page.locator(".campaigns li:has-text('Dana Wolff')").count(), 0);
  assert.match(
    (await page.locator(".log > li").first().textContent()) ?? "",
    /Amina\s*removed Dana Wolff, a key holder;/,
  );
  await assert.rejects(desk.follow());
  await assert.rejects(openDesk(onNode, openClient(network.url), theirs));
  assert.deepEqual(broken, []);
  await context.close();
});

test("it holds on a phone and for voices, in English and in French; locked, nothing can be done with keys", async () => {
  for (const language of ["en", "fr"]) {
    const { context, page } = await signedIn({ width: 320, language });
    await toTeam(page);
    await makeLink(page, "key_holder");
    await checkPage(page);
    await shot(page, `team.${language}.320`);
    await page.click(".lock button");
    await page.waitForSelector("#invite", { state: "detached" });
    assert.equal(await page.locator("#envelope, .made").count(), 0);
    await context.close();
  }
});
