// A double click loses no code and counts nobody twice; two people who type the same are two.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { signingApi } from "../../src/signing/desk/api.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "../desk-network.ts";
import { until } from "../running.ts";
import { codeOn, formsOf } from "../signer.ts";
import { KINDS } from "./both.ts";

const SLUG = "night-work";

for (const kind of KINDS) {
  describe(`what is sent twice, on ${kind}`, () => {
    let here: DeskNetwork;
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await here.publish([{ name: "night.md", text: campaignFile() }]);
    });
    afterEach(() => here.stop());

    /** Opens the form and fills it in. @returns the bytes that a browser would send */
    async function filled(fields: Record<string, string>): Promise<string> {
      const page = await (await here.get(`/${SLUG}/sign`)).text();
      const hidden = formsOf(page).find(({ action }) => action.includes("/sign"))?.hidden;
      return new URLSearchParams({ ...hidden, appear: "counted", email: "", ...fields }).toString();
    }
    async function send(path: string, body: string) {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const answer = await fetch(`${here.url}${path}`, { method: "POST", headers, body });
      const { status } = answer;
      return { status, headers: headersOf(answer), body: await answer.text() };
    }
    const headersOf = ({ headers }: Response) => {
      const all = Object.fromEntries(headers);
      delete all.date;
      return all;
    };
    const rows = () => here.store.read.selectFrom("signatures").selectAll().orderBy("id").execute();

    test("the same form sent again within ten minutes gets the very same page, and is one signature", async () => {
      const form = await filled({ name: "Maya" });
      const [first, second] = await Promise.all([send(`/${SLUG}/sign`, form), send(`/${SLUG}/sign`, form)]);
      here.clock.move({ minutes: 9 });
      const third = await send(`/${SLUG}/sign`, form);
      assert.equal(first.status, 200);
      assert.ok(codeOn(first.body));
      assert.deepEqual([second, third], [first, first]);
      assert.equal((await rows()).length, 1);
      here.clock.move({ minutes: 2 });
      const later = await send(`/${SLUG}/sign`, form);
      assert.notEqual(codeOn(later.body), codeOn(first.body));
      assert.equal((await rows()).length, 2);
    });

    test("two views of the form with the same words are two people, and so is one view with other words", async () => {
      const [one, other] = [await filled({ name: "Maya" }), await filled({ name: "Maya" })];
      const codes = [await send(`/${SLUG}/sign`, one), await send(`/${SLUG}/sign`, other)];
      codes.push(await send(`/${SLUG}/sign`, one.replace("name=Maya", "name=Noor")));
      assert.equal(new Set(codes.map(({ body }) => codeOn(body))).size, 3);
      assert.equal((await rows()).length, 3);
    });

    test("sent twice, one mail comes; its link pressed twice shows one code, which works", async () => {
      const form = await filled({ name: "Maya", email: "maya@post.example" });
      const answers = [await send(`/${SLUG}/sign`, form), await send(`/${SLUG}/sign`, form)];
      assert.deepEqual(answers[0], answers[1]);
      const [mail] = await until("the mail", async () => {
        const all = await here.mails();
        return all.length > 0 ? all : null;
      });
      const link = mail?.link ?? "";
      const page = await (await here.get(link)).text();
      const body = new URLSearchParams({ ...formsOf(page)[0]?.hidden, appear: "counted" }).toString();
      const [first, second] = await Promise.all([send(link, body), send(link, body)]);
      here.clock.move({ minutes: 1 });
      const again = await (await here.get(link)).text();
      // Pressed on a page that was opened anew: the link is the same, the form is not.
      const fresh = new URLSearchParams({ ...formsOf(again)[0]?.hidden, appear: "counted" }).toString();
      const third = await send(link, fresh);
      const code = codeOn(first.body);
      assert.ok(code);
      assert.deepEqual([second, third], [first, first]);
      here.clock.move({ minutes: 2 });
      const dead = await send(link, body);
      assert.equal(dead.status, 410);
      assert.equal(codeOn(dead.body), null);
      assert.equal((await here.mails()).length, 1);
      await here.network.publish();
      assert.equal((await here.store.read.selectFrom("waiting").selectAll().execute()).length, 0);
      assert.equal((await here.store.read.selectFrom("entries").select("index").execute()).length, 2);
      assert.equal(await here.mine(SLUG, { do: "take-off", code }), 200);
      assert.deepEqual(
        (await rows()).map(({ state }) => state),
        ["withdrawn"],
      );
    });

    test("a form that came back to be mended is judged anew, and a mended one is another", async () => {
      const form = await filled({ name: "" });
      assert.equal((await send(`/${SLUG}/sign`, form)).status, 422);
      assert.equal((await send(`/${SLUG}/sign`, form)).status, 422);
      assert.equal((await send(`/${SLUG}/sign`, form.replace("name=", "name=Maya"))).status, 200);
      assert.equal((await rows()).length, 1);
    });

    test("taking off and correcting, pressed twice at once, are done once and answered alike", async () => {
      const [maya, li] = [
        await send(`/${SLUG}/sign`, await filled({ name: "Maya" })),
        await send(`/${SLUG}/sign`, await filled({ name: "Li" })),
      ].map(({ body }) => codeOn(body) ?? "");
      const desk = await here.desk();
      await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1, 2] });
      await here.network.publish();
      const press = (fields: Record<string, string>) =>
        Promise.all(
          Array.from({ length: 4 }, () => send(`/${SLUG}/mine`, new URLSearchParams(fields).toString())),
        );
      const corrected = await press({ code: maya ?? "", do: "appear", appear: "public", shown_as: "M." });
      assert.deepEqual([...new Set(corrected.map(({ status }) => status))], [200]);
      assert.equal((await here.store.read.selectFrom("appearances").select("signature").execute()).length, 1);
      const taken = await press({ code: li ?? "", do: "take-off" });
      assert.deepEqual([...new Set(taken.map(({ status }) => status))], [200]);
      await here.network.publish();
      const counts = await (await here.get(`/${SLUG}.json`)).json();
      assert.equal((counts as { count: { total: number } }).count.total, 1);
    });
  });
}
