// Another e-mail address of one's own: taken only by whoever reads its mail and has the desk open; the old one is told.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { simpleParser } from "mailparser";
import { ADDRESS, type DeskNetwork, openDeskNetwork, quick } from "../../../test/desk-network.ts";
import { answered, NOOR, secondHolder } from "../../../test/joined.ts";
import { organiserApi } from "../api.ts";
import { letIn } from "../holders/letting-in.ts";
import { type Desk, openDesk, signInWithWords } from "../opening.ts";
import { teamApi } from "../team/team-api.ts";
import { ownAddressApi } from "./address-api.ts";
import { presentKey } from "./own-words.ts";

let here: DeskNetwork;
let desk: Desk;

const NEW = "amina@new.example";
const ask = (email: string) =>
  desk.client.send(ownAddressApi.askAddress, { email, language: "en" as const, present: new Uint8Array() });
const type = (code: string) => desk.client.send(ownAddressApi.takeAddress, { code });
const opens = (address: string) => openDesk(quick, here.client(), { address, words: here.words().words });

/** Every mail so far, oldest first. */
async function mails(): Promise<{ to: string; text: string }[]> {
  if (here.settings.mail?.kind !== "folder") return [];
  const { dir } = here.settings.mail;
  const files = readdirSync(dir).filter((name) => name.endsWith(".eml"));
  return Promise.all(
    files.sort().map(async (name) => {
      const mail = await simpleParser(readFileSync(join(dir, name)));
      return { to: [mail.to ?? []].flat()[0]?.text ?? "", text: mail.text ?? "" };
    }),
  );
}
const sentTo = async (address: string) => (await mails()).filter(({ to }) => to === address);
const codeFor = async (address: string) =>
  /\b\d{6}\b/.exec((await sentTo(address)).at(-1)?.text ?? "")?.[0] ?? "";

beforeEach(async () => {
  here = await openDeskNetwork();
  desk = await here.desk();
});
afterEach(async () => {
  await here.stop();
});

test("the code that went to the new address makes it one's own; words and session stay, the old address is told", async () => {
  assert.deepEqual(await ask(NEW.toUpperCase()), { to: NEW, went: true, why: "" });
  assert.deepEqual(await desk.client.send(ownAddressApi.waitingAddress, {}), { to: NEW });
  const code = await codeFor(NEW);
  assert.deepEqual(await type(code === "000000" ? "000001" : "000000"), { right: false });
  await opens(ADDRESS);
  assert.deepEqual(await sentTo(ADDRESS), [], "nothing happened yet");
  assert.deepEqual(await type(code), { right: true });
  assert.equal((await desk.client.send(organiserApi.me, {})).email, NEW);
  await opens(NEW);
  await assert.rejects(opens(ADDRESS), { status: 401 });
  const [told, ...more] = await sentTo(ADDRESS);
  assert.match(told?.text ?? "", /took the place of this one.*telephone a key holder/s);
  assert.doesNotMatch(
    told?.text ?? "",
    /new\.example|\d{6}/,
    "to a stranger's address it says nothing of the new one",
  );
  assert.deepEqual(more, []);
  const { deeds } = await desk.client.send(teamApi.deeds, { before: "0" });
  assert.deepEqual([deeds[0]?.who, deeds[0]?.what], ["Amina", "new-address"]);
  assert.deepEqual(await type(code), { right: false }, "a code is good once");
});

test("nobody takes an address that is none or somebody's here, guesses a code, or lets mails go one after another", async () => {
  await secondHolder(here, desk);
  await assert.rejects(ask(NOOR.email.toUpperCase()), { code: "address_taken" });
  await assert.rejects(ask("amina"), { code: "not_email" });
  await ask(NEW);
  await assert.rejects(ask(NEW), { status: 429, code: "mail_soon" });
  const code = await codeFor(NEW);
  for (let tries = 0; tries < 5; tries++)
    assert.deepEqual(await type(String((Number(code) + 1 + tries) % 1_000_000)), { right: false });
  assert.deepEqual(await type(code), { right: false }, "after five slips a code is good for nothing");
  await opens(ADDRESS);
  for (let mail = 1; mail < 10; mail++) {
    here.clock.move({ minutes: 2 });
    await ask(NEW);
  }
  here.clock.move({ minutes: 2 });
  await assert.rejects(ask(NEW), { code: "mail_soon" }, "ten an hour are enough");
  here.clock.move({ minutes: 50 });
  await ask(NEW);
});

test("an organiser, who holds no keys, shows their words instead, which a stolen session does not have; the address that somebody took meanwhile is not taken twice", async () => {
  const zoe = { name: "Zoe", email: "zoe@lights.example", organisation: "" };
  const { invitation, words } = await answered(here, desk, "organiser", { who: zoe });
  await letIn(quick, desk, invitation, null);
  const client = here.client();
  await signInWithWords(quick, client, { address: zoe.email, words });
  const present = await presentKey(quick, client, { address: zoe.email, words });
  const asked = { email: NEW, language: "fr" as const, present };
  const guessed = await presentKey(quick, client, { address: zoe.email, words: here.words().words });
  for (const other of [new Uint8Array(), guessed])
    await assert.rejects(client.send(ownAddressApi.askAddress, { ...asked, present: other }), {
      code: "not_your_words",
    });
  await client.send(ownAddressApi.askAddress, asked);
  const theirs = await codeFor(NEW);
  await ask(NEW);
  assert.deepEqual(await type(await codeFor(NEW)), { right: true });
  await assert.rejects(client.send(ownAddressApi.takeAddress, { code: theirs }), { code: "address_taken" });
  here.clock.move({ minutes: 2 });
  await client.send(ownAddressApi.askAddress, { ...asked, email: "zoe@new.example" });
  assert.match((await sentTo("zoe@new.example"))[0]?.text ?? "", /tapez ce code au bureau/);
  await client.send(ownAddressApi.takeAddress, { code: await codeFor("zoe@new.example") });
  await signInWithWords(quick, here.client(), { address: "zoe@new.example", words });
});

test("of many codes that are asked for at once one goes", async () => {
  const asked = Array.from({ length: 20 }, (_, one) => ask(`somebody-${one}@else.example`));
  const went = (await Promise.allSettled(asked)).flatMap((one) =>
    one.status === "fulfilled" ? [one.value.to] : [],
  );
  assert.equal(went.length, 1);
  assert.deepEqual(await desk.client.send(ownAddressApi.waitingAddress, {}), { to: went[0] });
  assert.equal((await mails()).length, 1);
});
