// What is refused at a desk that speaks French, in a real Chromium: by what this browser finds itself, and by the network.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openClient } from "../../src/organisers/client.ts";
import { join as joinNetwork, readInvitationLink } from "../../src/organisers/holders/joining.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { shot } from "./browser.ts";
import { openSite } from "./site.ts";

const { network, signedIn } = await openSite();

/** Somebody answers a link from a device of their own. */
async function answer(address: string, email: string): Promise<void> {
  const link = readInvitationLink(address);
  assert.ok(link);
  const who = { name: "Bisi Okello", email, organisation: "Union" };
  await joinNetwork(onNode, openClient(link.url), link, who, async (draw) => draw());
}

/** Makes a link at the desk, and lets it be answered. */
async function invite(page: Page, role: "organiser" | "key_holder", email: string): Promise<void> {
  await page.click('nav a[href="/desk/team"]');
  await page.waitForSelector("#log");
  await page.check(`input[name=role][value=${role}]`);
  await page.click("section[aria-labelledby=invite] .act");
  await page.waitForSelector("#copy-invitation");
  await answer(await page.inputValue("#copy-invitation"), email);
}

test("an invitation to somebody who has an account is refused in French, by the network", async () => {
  const { context, page, broken } = await signedIn({ language: "fr" });
  const [address = ""] = readFileSync(network.words, "utf8").split("\n");
  await invite(page, "organiser", address);
  await page.click("text=Faire entrer >> nth=-1");
  await page.waitForSelector("text=Il y a déjà un compte avec cette adresse. Retirez l’invitation.");
  assert.deepEqual(broken, []);
  await context.close();
});

test("other digits than those that were read out are refused in French", async () => {
  const { context, page, broken } = await signedIn({ language: "fr", width: 320 });
  await invite(page, "key_holder", "bisi@harbour.example");
  const form = page.locator("form:has(input.in[id^=f-number])");
  await form.locator("input").fill("1111 2222 3333 4444 5555 6666");
  await form.locator("button.main").click();
  await page.waitForSelector("text=Personne n’est entré. Faites-vous lire les chiffres encore une fois");
  await shot(page, "refusals.digits.fr.320");
  assert.doesNotMatch((await page.textContent("main")) ?? "", /Nobody was let in/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(broken, []);
  await context.close();
});

test("words that do not fit, and a chain that was lost, are told in French", async () => {
  const { context, page, broken } = await signedIn({ language: "fr" });
  const [, words = ""] = readFileSync(network.words, "utf8").split("\n");
  await page.click(".lock button");
  await page.click(".lock a");
  await page.fill("#f-words", words.split(" ").reverse().join(" "));
  await page.click("form .act");
  await page.waitForSelector("#e-words:has-text('L’adresse et les mots ne vont pas ensemble')");

  // The network shows less of its key holders than this one saw last, as if put back to an older backup.
  await page.route("**/desk/api/chain", async (route) => {
    const headers = { ...route.request().headers(), "sec-fetch-site": "same-origin" };
    const answered = await route.fetch({ headers });
    const { vouches } = (await answered.json()) as { vouches: unknown[] };
    assert.ok(vouches.length > 1);
    await route.fulfill({ response: answered, json: { vouches: vouches.slice(0, 1) } });
  });
  await page.fill("#f-words", words);
  await page.click("form .act");
  await page.waitForSelector("text=Ou bien il a été remis à une sauvegarde plus ancienne");
  await shot(page, "refusals.chain.fr.1280");
  assert.doesNotMatch((await page.textContent("body")) ?? "", /Nothing is opened/);
  assert.deepEqual(broken, []);
  await context.close();
});
