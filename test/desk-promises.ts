// What the desk decides, and what the database then holds; the same on both databases.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { ApiRefused } from "../src/organisers/client.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import type { OpenedSignature } from "../src/signing/opening/opening.ts";
import { type Brought, bringUpToDate } from "../src/signing/tidying/bringing.ts";
import { dismissRequests } from "../src/signing/tidying/requests.ts";
import { onNode } from "../src/vault/on-node.ts";
import type { AnyCall, Send } from "../src/web/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "./desk-network.ts";

const SLUG = "night-work";
const maya = {
  as: "person",
  name: "Maya Okello",
  appear: "public",
  shown_as: "Maya O.",
  email: "maya@example.org",
};
let here: DeskNetwork;
let desk: Desk;

const sign = (fields: Record<string, string>) =>
  here.sign(SLUG, { as: "person", appear: "counted", ...fields });
/** Waits for the post to hand its mails over and to note that it did. */
async function mails(many: number): Promise<{ to: string; link: string }[]> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await here.mails();
    if (found.length >= many && (await marks()).every((mailed) => mailed === 1)) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`fewer than ${many} mails came`);
}
/** Whether the mail of each row went, as the database has it. */
async function marks(): Promise<number[]> {
  const kept = await here.store.read.selectFrom("signatures").select("mailed").execute();
  return kept.map(({ mailed }) => mailed);
}
async function bring(send: Send = desk.client.send): Promise<Brought> {
  const campaign = await openCampaign(desk, SLUG);
  return bringUpToDate({ ...campaign, p: onNode, send, desk, rows: () => openRows(desk, campaign) });
}
async function rows(): Promise<OpenedSignature[]> {
  return (await Array.fromAsync(openRows(desk, await openCampaign(desk, SLUG)))).flat();
}
const states = async () => (await rows()).map(({ id, state }) => `${id} ${state}`);
const idsOf = (signatures: readonly { id: number }[]) => signatures.map(({ id }) => id);

/** Declares what the desk promises, on one of the databases. */
export function deskPromises(kind: "sqlite" | "postgres"): void {
  describe(`the desk on ${kind}`, () => {
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
      desk = await here.desk();
    });
    afterEach(() => here.stop());

    test("every row that stands or waits is given once, over pages, and opens to what was typed", async () => {
      await Promise.all(Array.from({ length: 300 }, (_, at) => sign({ name: `Person ${at}`, email: "" })));
      const all = await rows();
      assert.deepEqual(
        idsOf(all),
        Array.from({ length: 300 }, (_, at) => at + 1),
      );
      assert.deepEqual(
        new Set(all.map(({ typed }) => typed?.fields.name)),
        new Set(Array.from({ length: 300 }, (_, at) => `Person ${at}`)),
      );
    });

    test("of two confirmed from one address the later stands, also when the memory of the first was lost", async () => {
      await sign(maya);
      const [first] = await mails(1);
      assert.equal(await here.confirm(first?.link ?? "", { appear: "public", shown_as: "Maya O." }), 200);
      await here.restart();
      desk = await here.desk();
      await sign({ ...maya, name: "Maya Again" });
      const [, second] = await mails(2);
      assert.equal(await here.confirm(second?.link ?? "", { appear: "counted" }), 200);
      assert.deepEqual(await states(), ["1 confirmed", "2 confirmed"]);
      assert.equal((await bring()).replaced, 1);
      assert.deepEqual(await states(), ["2 confirmed"]);
      assert.equal((await bring()).replaced, 0);
      const [gone] = await here.store.read.selectFrom("signatures").selectAll().where("id", "=", 1).execute();
      assert.deepEqual(
        [gone?.state, gone?.row, gone?.salt, gone?.check, gone?.envelope],
        ["replaced", null, null, null, null],
      );
    });

    test("a mail that never went is sent again once, with a link that works, and nothing else is told", async () => {
      await sign({ name: "No Address", email: "", phone: "+1 416 555 0100" });
      await sign(maya);
      await mails(1);
      await here.store.write((tx) => tx.updateTable("signatures").set({ mailed: 0 }).execute());
      const sent: string[] = [];
      const listening: Send = (call, asked) => {
        sent.push(JSON.stringify((call as AnyCall).request.encode(asked as never)));
        return desk.client.send(call, asked);
      };
      assert.equal((await bring(listening)).mails, 1);
      const said = sent.filter((body) => body.includes("maya"));
      assert.equal(said.length, 1);
      assert.ok(
        !sent.join().includes("Okello") && !sent.join().includes("555"),
        "more than the address was told",
      );
      const [, again] = await mails(2);
      assert.equal(again?.to, "maya@example.org");
      assert.equal(await here.confirm(again?.link ?? "", { appear: "public", shown_as: "Maya O." }), 200);
      assert.equal((await bring()).mails, 0);
      assert.deepEqual(await marks(), [1, 1], "a row without an address can be told from one with");
    });

    test("what gave no address is accepted, once; its name shows from the next lot on", async () => {
      await sign({ name: "Li Wei", appear: "public", shown_as: "Li", email: "" });
      const { tidying } = await bring();
      assert.deepEqual(tidying.withoutAddress, [1]);
      const accept = () => desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
      assert.equal((await accept()).accepted, 1);
      assert.equal((await accept()).accepted, 0);
      const names = [...tidying.unshown];
      assert.deepEqual((await desk.client.send(signingApi.show, { slug: SLUG, names })).shown, [1]);
      assert.deepEqual((await desk.client.send(signingApi.show, { slug: SLUG, names })).shown, []);
      await here.network.publish();
      assert.match(await (await here.get(`/${SLUG}/names`)).text(), /Li/);
      assert.deepEqual((await rows())[0]?.name, { words: "Li", detail: "" });
    });

    test("shown words can be taken away again; whoever signed stays counted, and the words wait as before", async () => {
      await sign({ name: "Li Wei", appear: "public", shown_as: "Li", email: "" });
      await bring();
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
      await desk.client.send(signingApi.show, { slug: SLUG, names: [...(await bring()).tidying.unshown] });
      await here.network.publish();
      const hide = () => desk.client.send(signingApi.hide, { slug: SLUG, ids: [1, 2] });
      assert.deepEqual((await hide()).hidden, [1]);
      assert.deepEqual((await hide()).hidden, []);
      assert.doesNotMatch(await (await here.get(`/${SLUG}/names`)).text(), /\bLi\b/);
      assert.deepEqual(await states(), ["1 accepted"]);
      assert.deepEqual(
        (await bring()).tidying.unshown.map(({ words }) => words),
        ["Li"],
      );
    });

    test("words that their owner changed while a holder looked are not shown", async () => {
      const { code } = await sign({ name: "Li Wei", appear: "public", shown_as: "Li", email: "" });
      const { tidying } = await bring();
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
      assert.equal(await here.mine(SLUG, { do: "appear", code: code ?? "", appear: "counted" }), 200);
      const names = [...tidying.unshown];
      assert.deepEqual((await desk.client.send(signingApi.show, { slug: SLUG, names })).shown, []);
      assert.equal((await rows())[0]?.typed?.appear, "counted");
      assert.equal(
        await here.mine(SLUG, { do: "appear", code: code ?? "", appear: "public", shown_as: "L." }),
        200,
      );
      assert.deepEqual(
        (await bring()).tidying.unshown.map(({ words }) => words),
        ["L."],
        "by code one may raise how one appears",
      );
    });

    test("an answer by link lowers what was asked", async () => {
      await sign(maya);
      const [mail] = await mails(1);
      await here.confirm(mail?.link ?? "", { appear: "counted" });
      const [row] = await rows();
      assert.equal(row?.state, "confirmed");
      assert.equal(row?.typed?.appear, "counted");
      assert.deepEqual((await bring()).tidying.unshown, []);
    });

    test("who asks by address is taken off once the link was followed, and not before", async () => {
      await sign(maya);
      const [mail] = await mails(1);
      await here.confirm(mail?.link ?? "", { appear: "counted" });
      assert.equal(await here.mine(SLUG, { do: "ask", email: "MAYA@example.org" }), 200);
      const [, asked] = await mails(2);
      assert.equal((await bring()).withdrawn, 0);
      assert.equal(await here.confirm(asked?.link ?? "", {}), 200);
      assert.equal((await bring()).withdrawn, 1);
      assert.deepEqual(await states(), []);
      assert.deepEqual(await here.store.read.selectFrom("requests").selectAll().execute(), []);
    });

    test("who asks by name is for a holder to decide; taking off answers it", async () => {
      await sign({ name: "Li Wei", email: "" });
      assert.equal(await here.mine(SLUG, { do: "ask", name: "li wei" }), 200);
      const { byName, withdrawn } = await bring();
      assert.equal(withdrawn, 0);
      assert.deepEqual(byName, [{ id: 1, name: "li wei", signatures: [1] }]);
      const done = await desk.client.send(signingApi.takeOff, {
        slug: SLUG,
        ids: [1, 99],
        reason: "asked",
        requests: [1],
      });
      assert.deepEqual(done, { taken: [1], unknown: [99] });
      assert.deepEqual((await bring()).byName, []);
    });

    test("requests by name are dismissed without anything being taken off; the deed is kept", async () => {
      await sign({ name: "Li Wei", email: "" });
      for (const name of ["li wei", "Li  Wei", "Nobody"]) await here.mine(SLUG, { do: "ask", name });
      await here.mine(SLUG, { do: "ask", email: "li@example.org" });
      const asked = await here.store.read.selectFrom("requests").select("id").execute();
      const [mail] = await mails(1);
      await here.confirm(mail?.link ?? "", {});
      const dismissed = await dismissRequests(desk.client.send, SLUG, [...idsOf(asked), 99]);
      assert.equal(dismissed, 3, "one whose link was followed holds");
      assert.deepEqual(
        (await here.store.read.selectFrom("requests").select(["id", "confirmed"]).execute()).map(
          ({ confirmed }) => confirmed,
        ),
        [1],
      );
      assert.deepEqual(await states(), ["1 pending"]);
      const kept = here.store.read.selectFrom("deeds").select(["who", "many", "day"]);
      const [deed, another] = await kept.where("what", "=", "dismiss requests").execute();
      const holder = await here.store.read.selectFrom("accounts").select("id").executeTakeFirst();
      assert.deepEqual({ ...deed }, { who: holder?.id, many: 3, day: here.clock.day() });
      assert.equal(another, undefined);
      assert.equal(await dismissRequests(desk.client.send, SLUG, [1, 2, 3]), 0);
    });

    test("a request that nobody answers is gone after 60 days; one whose link was followed is still done", async () => {
      await sign({ name: "Li Wei", email: "" });
      await sign(maya);
      await mails(1);
      await here.mine(SLUG, { do: "ask", name: "Li Wei" });
      await here.mine(SLUG, { do: "ask", email: "maya@example.org" });
      const [first, asked] = await mails(2);
      await here.confirm(first?.link ?? "", { appear: "counted" });
      await here.confirm(asked?.link ?? "", {});
      here.clock.move({ days: 59 });
      desk = await here.desk();
      await here.restart();
      assert.equal((await here.store.read.selectFrom("requests").select("id").execute()).length, 2);
      here.clock.move({ days: 1 });
      await here.restart();
      assert.equal(
        (await here.store.read.selectFrom("requests").select("id").execute()).length,
        1,
        "the network lets them expire by itself",
      );
      desk = await here.desk();
      assert.equal((await bring()).withdrawn, 1);
      assert.deepEqual(await states(), []);
    });

    test("what waits expires 15 days after a holder's desk first listed it", async () => {
      await sign({ name: "Li Wei", email: "" });
      here.clock.move({ days: 20 });
      desk = await here.desk();
      assert.equal((await bring()).expired, 0, "nobody had listed it");
      here.clock.move({ days: 14 });
      desk = await here.desk();
      assert.equal((await bring()).expired, 0);
      here.clock.move({ days: 1 });
      desk = await here.desk();
      assert.equal((await bring()).expired, 1);
      assert.deepEqual(await states(), []);
    });

    test("what nobody lists expires 60 days after it was signed", async () => {
      await sign({ name: "Li Wei", email: "" });
      here.clock.move({ days: 60 });
      desk = await here.desk();
      assert.equal((await bring()).expired, 1);
    });

    test("a lost row, a lost envelope, a changed row and another's entry are found", async () => {
      for (const name of ["One", "Two", "Three", "Four"]) await sign({ name, email: "" });
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1, 2, 3, 4] });
      await here.network.publish();
      assert.deepEqual((await bring()).withoutRow, []);
      await here.store.write(async (tx) => {
        const all = await tx.selectFrom("signatures").selectAll().orderBy("id").execute();
        const changed = Uint8Array.from(all[1]?.row ?? []);
        changed[100] = (changed[100] ?? 0) ^ 1;
        await tx.updateTable("signatures").set({ row: changed }).where("id", "=", 2).execute();
        await tx.updateTable("signatures").set({ envelope: 999 }).where("id", "=", 3).execute();
        await tx
          .updateTable("signatures")
          .set({ entry: all[0]?.entry ?? null })
          .where("id", "=", 4)
          .execute();
        await tx.deleteFrom("signatures").where("id", "=", 1).execute();
      });
      const { withoutRow, tidying } = await bring();
      assert.equal(withoutRow.length, 1);
      assert.deepEqual(Object.fromEntries(tidying.findings.unreadable), { tag: [2], envelope: [3] });
      assert.deepEqual(tidying.findings.wrongEntry, [4]);
    });

    test("a confirmed signature is never replaced by an accepted one, whatever a desk asks", async () => {
      await sign(maya);
      await sign({ name: "Li Wei", email: "" });
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [2] });
      const [mail] = await mails(1);
      await here.confirm(mail?.link ?? "", { appear: "counted" });
      const ask = (pairs: { id: number; by: number }[]) =>
        desk.client.send(signingApi.replace, { slug: SLUG, pairs });
      assert.equal((await ask([{ id: 1, by: 2 }])).replaced, 0);
      assert.equal((await ask([{ id: 1, by: 1 }])).replaced, 0);
      assert.equal((await ask([{ id: 2, by: 1 }])).replaced, 1);
    });

    test("the envelope opens rows; it neither lists them for a holder nor decides", async () => {
      await sign({ name: "Li Wei", email: "" });
      const sheet = await here.envelopeDesk();
      const [page] = await Array.fromAsync(openRows(sheet, await openCampaign(sheet, SLUG)));
      assert.equal(page?.[0]?.typed?.fields.name, "Li Wei");
      const [kept] = await here.store.read.selectFrom("signatures").select("listed").execute();
      assert.equal(kept?.listed, null);
      const decide = sheet.client.send(signingApi.accept, { slug: SLUG, ids: [1] });
      await assert.rejects(decide, (error) => error instanceof ApiRefused && error.status === 403);
    });
  });
}
