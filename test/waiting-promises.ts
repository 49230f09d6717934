// What waits, as numbers, and the daily mail about it; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { DAY, HOUR, isoDay } from "../src/clock.ts";
import { meApi } from "../src/organisers/me/api.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { waitsApi } from "../src/organisers/waits/api.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetworkOn } from "./desk-network.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { until } from "./running.ts";

const SLUG = "night-work";
let here: DeskNetwork;
let desk: Desk;
let post: MailServer;
let busy = false;

const inDays = (days: number) => isoDay(here.clock.day() + days);
const publish = (keepUntil: string) =>
  here.publish([{ name: "night.md", text: campaignFile().replace("2099-12-31", keepUntil) }]);
const sign = (fields: Record<string, string>) =>
  here.sign(SLUG, { as: "person", appear: "counted", email: "", ...fields });
const waits = async () => {
  const { waits: found } = await desk.client.send(waitsApi.waits, {});
  return found.filter(({ kind }) => kind !== "alone_envelope");
};
const kinds = async () => (await waits()).map(({ kind, many }) => `${kind} ${many}`);
const bring = () => desk.client.send(signingApi.expire, { slug: SLUG });
const accept = (...ids: number[]) => desk.client.send(signingApi.accept, { slug: SLUG, ids });
/** Signs with an address, and follows the link. */
async function confirmed(name: string): Promise<void> {
  const to = `${name.toLowerCase()}@post.example`;
  await sign({ name, email: to });
  const got = await until(`a mail to ${name}`, () => post.received.find((one) => one.to === to));
  const link = /\/c\/[\w-]+/.exec(got.mail.text ?? "")?.[0] ?? "";
  assert.equal(await here.confirm(link, { appear: "counted" }), 200);
}
const toOrganisers = () => post.received.filter(({ to }) => to === ADDRESS);
/** Moves the clock to the next time that it is this hour, and lets the network look whether a mail is due. */
function look(hour: number): Promise<number> {
  const day = here.clock.day();
  return lookOn(day * DAY + hour * HOUR > here.clock.now() ? day : day + 1, hour);
}
/** The same on a day of one's choice. */
function lookOn(day: number, hour: number): Promise<number> {
  here.clock.move({ minutes: (day * DAY + hour * HOUR - here.clock.now()) / 60_000 });
  return lookAgain();
}
/** @returns how many mails went to organisers meanwhile */
async function lookAgain(): Promise<number> {
  const before = toOrganisers().length;
  await here.restart();
  desk = await here.desk();
  return toOrganisers().length - before;
}

/** Declares what is promised, on one of the databases. */
export function waitingPromises(kind: "sqlite" | "postgres"): void {
  describe(`what waits on ${kind}`, () => {
    beforeEach(async () => {
      busy = false;
      post = await startMailServer({
        content: (to) => (busy && to === ADDRESS ? { code: 451, text: "later" } : null),
      });
      here = await openDeskNetworkOn(kind, { mail: { kind: "smtp", url: post.url } });
      await publish(inDays(300));
      desk = await here.desk();
    });
    afterEach(async () => {
      await here.stop();
      await post.close();
    });

    test("what waits is told in numbers, gravest first, and nothing of anybody", async () => {
      assert.deepEqual(await waits(), []);
      const all = await desk.client.send(waitsApi.waits, {});
      assert.deepEqual(all.waits, [{ kind: "alone_envelope", slug: null, many: 1, since: null }]);
      const first = here.clock.day();
      await sign({ name: "Maya Okello" });
      here.clock.move({ days: 1 });
      await here.restart();
      desk = await here.desk();
      await sign({ name: "Li" });
      await confirmed("Noor");
      await here.mine(SLUG, { do: "ask", name: "Li" });
      assert.deepEqual(await waits(), [
        { kind: "requests", slug: SLUG, many: 1, since: first + 1 },
        { kind: "pending", slug: SLUG, many: 2, since: first },
        { kind: "fresh", slug: SLUG, many: 1, since: null },
      ]);
      await bring();
      assert.deepEqual(await kinds(), ["requests 1", "pending 2"]);
      await accept(1);
      assert.deepEqual(await kinds(), ["requests 1", "pending 1"], "who was accepted was seen");
      await confirmed("Tomas");
      assert.deepEqual(await kinds(), ["requests 1", "pending 1", "fresh 1"]);
      const said = JSON.stringify(await desk.client.send(waitsApi.waits, {}));
      assert.doesNotMatch(said, /Maya|Li|Noor|Night work/);
    });

    test("mails that never went, a last day that is near, and a long silence are named", async () => {
      await sign({ name: "Maya" });
      await here.store.write((tx) => tx.updateTable("signatures").set({ mailed: 0 }).execute());
      assert.deepEqual(await kinds(), ["unsent 1"]);
      await publish(inDays(44));
      here.clock.move({ days: 13 });
      desk = await here.desk();
      assert.deepEqual(await kinds(), ["unsent 1"]);
      here.clock.move({ days: 1 });
      desk = await here.desk();
      assert.deepEqual(await kinds(), ["unsent 1", "keep_near 30", "stale 14"]);
      await bring();
      assert.deepEqual(await kinds(), ["unsent 1", "keep_near 30"]);
    });

    test("a campaign whose present key no key holder has is the gravest after requests", async () => {
      await here.store.write((tx) => tx.deleteFrom("grants").execute());
      const { waits: found } = await desk.client.send(waitsApi.waits, {});
      assert.deepEqual(found, [
        { kind: "locked", slug: SLUG, many: 1, since: null },
        { kind: "alone_envelope", slug: null, many: 1, since: null },
      ]);
    });

    test("who signed is told by day, for ten days", async () => {
      await sign({ name: "Maya" });
      await sign({ name: "Li" });
      here.clock.move({ days: 3 });
      desk = await here.desk();
      await sign({ name: "Noor" });
      const { signed } = await desk.client.send(waitsApi.waits, {});
      assert.equal(signed.from, here.clock.day() - 9);
      assert.deepEqual(signed.campaigns, [{ slug: SLUG, many: [0, 0, 0, 0, 0, 0, 2, 0, 0, 1] }]);
    });

    test("a daily mail goes to who asked for it, once a day, also across restarts, and only while something waits", async () => {
      await sign({ name: "Maya Okello" });
      assert.equal(await look(9), 0, "nobody asked for one");
      await desk.client.send(waitsApi.setDaily, { daily: true });
      assert.deepEqual(await desk.client.send(waitsApi.daily, {}), { daily: true, mail: true });
      assert.equal(await look(5), 0, "it is night");
      assert.equal(await look(9), 1);
      const [{ mail, from } = assert.fail()] = toOrganisers();
      assert.equal(from, "", "answers come back");
      assert.equal(mail.from?.value[0]?.name, "Harbour Lights");
      assert.equal(mail.subject, "Harbour Lights: what waits");
      assert.match(mail.text ?? "", /Declaration: 1 signature waits/);
      assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Night work|Maya|night-work/);
      assert.equal(mail.headers.get("auto-submitted"), "auto-generated");
      assert.equal(await lookAgain(), 0);
      assert.equal(await look(15), 0, "it is the same day");
      assert.equal(await look(21), 0, "it is night");
      assert.equal(await look(8), 1);
      await bring();
      await accept(1);
      assert.equal(await look(9), 0, "nothing waits");
      await sign({ name: "Li" });
      await desk.client.send(waitsApi.setDaily, { daily: false });
      assert.equal(await look(9), 0, "it was switched off");
    });

    test("it speaks the account's language, and waits for the network's own morning", async () => {
      await here.store.write((tx) => tx.updateTable("network").set({ timezone: "Asia/Bangkok" }).execute());
      await sign({ name: "Maya" });
      await desk.client.send(meApi.change, { name: "Amina", organisation: "Lights", language: "fr" });
      await desk.client.send(waitsApi.setDaily, { daily: true });
      assert.equal(await look(0), 0, "it is seven there");
      assert.equal(await look(1), 1, "it is eight there");
      assert.match(toOrganisers()[0]?.mail.text ?? "", /1 signature attend/);
    });

    test("30 and 7 days before the last day a mail says so, each once, and again when the day was changed", async () => {
      const last = here.clock.day() + 40;
      await publish(isoDay(last));
      await desk.client.send(waitsApi.setDaily, { daily: true });
      assert.equal(await lookOn(last - 31, 9), 0);
      assert.equal(await lookOn(last - 30, 9), 1);
      const text = () => toOrganisers().at(-1)?.mail.text ?? "";
      assert.match(text(), /Declaration: what people typed is destroyed after .*, in 30 days/);
      assert.equal(await lookOn(last - 29, 9), 0);
      assert.equal(await lookOn(last - 8, 9), 0);
      assert.equal(await lookOn(last - 7, 9), 1);
      assert.match(text(), /in 7 days/);
      assert.equal(await lookOn(last - 6, 9), 0);
      await publish(isoDay(last + 10));
      assert.equal(await lookOn(last - 5, 9), 1, "the last day is another one");
      assert.match(text(), /in 15 days/);
    });

    test("what the mail server did not take goes with the next look, and a reminder is not lost", async () => {
      await publish(inDays(10));
      await desk.client.send(waitsApi.setDaily, { daily: true });
      busy = true;
      assert.equal(await look(9), 0);
      busy = false;
      assert.equal(await lookAgain(), 1);
      assert.equal(await lookAgain(), 0);
    });
  });
}
