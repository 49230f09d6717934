// How long things are kept and how that ends; the same on both databases.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import * as z from "zod";
import { closingApi } from "../src/campaigns/keeping/api.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { isoDay } from "../src/clock.ts";
import { ApiRefused } from "../src/organisers/client.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { signingApi } from "../src/signing/desk/api.ts";
import { NotOpened, openCampaign } from "../src/signing/opening/open-campaign.ts";
import { bringUpToDate } from "../src/signing/tidying/bringing.ts";
import { onNode } from "../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn, quick } from "./desk-network.ts";
import { copyOf, keysIn, textsThatOpen } from "./stolen-backup.ts";

const SLUG = "night-work";
let here: DeskNetwork;
let desk: Desk;

/** The day after so many days, as a file says it. */
const inDays = (days: number) => isoDay(here.clock.day() + days);
const file = (keepUntil: string, body = "We stand together.") => [
  { name: "night.md", text: campaignFile({ body }).replace("2099-12-31", keepUntil) },
];
const publish = (keepUntil: string, body?: string) => here.publish(file(keepUntil, body));
const sign = (fields: Record<string, string>) =>
  here.sign(SLUG, { as: "person", appear: "counted", email: "", ...fields });
const rows = async () => {
  const pages = openRows(desk, await openCampaign(onNode, desk, SLUG));
  return (await Array.fromAsync(pages)).flat();
};
const close = (typed = SLUG) => desk.client.send(closingApi.close, { slug: SLUG, typed });
const keeping = () => desk.client.send(closingApi.keeping, { slug: SLUG });
const page = async (path: string) => (await here.get(path)).text();
const closingKeys = () => readdirSync(join(here.settings.secretDir, "closing"));
const count = async (table: "grants" | "appearances" | "requests" | "envelopes") => {
  const all = await here.store.read
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("many"))
    .executeTakeFirstOrThrow();
  return Number(all.many);
};
/** State of each signature, with a mark where nothing that was typed is left. */
async function states(): Promise<string[]> {
  const kept = await here.store.read.selectFrom("signatures").selectAll().orderBy("id").execute();
  return kept.map(({ id, state, row, envelope }) =>
    row === null && envelope === null ? `${id} ${state} gone` : `${id} ${state}`,
  );
}
async function accept(...ids: number[]): Promise<void> {
  await desk.client.send(signingApi.accept, { slug: SLUG, ids });
  await here.network.publish();
}
/** Moves the clock and lets the network do what it does every hour. */
async function later(days: number): Promise<void> {
  here.clock.move({ days });
  await here.restart();
  desk = await here.desk();
}
const refused = (status: number) => (error: unknown) =>
  error instanceof ApiRefused && error.status === status;

/** Declares what is promised, on one of the databases. */
export function keepingPromises(kind: "sqlite" | "postgres"): void {
  describe(`keeping on ${kind}`, () => {
    beforeEach(async () => {
      here = await openDeskNetworkOn(kind);
      await publish(inDays(40));
      desk = await here.desk();
    });
    afterEach(() => here.stop());

    test("closing destroys all that opens and all that was typed; count and shown names stay", async () => {
      const { code } = await sign({ name: "Maya", appear: "public", shown_as: "Maya O." });
      await sign({ name: "Li" });
      await sign({ name: "Noor" });
      const [maya] = await rows();
      await accept(1, 2);
      const names = [{ id: 1, of: maya?.of ?? new Uint8Array(), words: "Maya O.", detail: "" }];
      await desk.client.send(signingApi.show, { slug: SLUG, names });
      await here.network.publish();
      await here.mine(SLUG, { do: "ask", name: "Li" });
      await here.mine(SLUG, { do: "appear", code: code ?? "", appear: "public", shown_as: "Maya O." });
      assert.deepEqual(
        [await count("appearances"), await count("requests"), closingKeys().length],
        [1, 1, 1],
      );

      await assert.rejects(close("night-Work"), refused(422));
      assert.equal((await keeping()).state, "published");
      const { certificate, done } = await close();
      assert.equal(done, here.clock.day());
      assert.deepEqual(
        [certificate.why, certificate.by, certificate.until, certificate.elsewhere.database],
        ["hand", "Amina", inDays(40), kind],
      );
      assert.deepEqual(certificate.destroyed, {
        confirmed: 0,
        accepted: 2,
        pending: 1,
        appearances: 1,
        requests: 1,
        brought: 0,
        envelopes: certificate.destroyed.envelopes,
      });
      assert.deepEqual(certificate.stays, { people: 2, organisations: 0, names: 1, entries: 3 });
      assert.deepEqual(
        certificate.keys.map(({ epoch, grants }) => [epoch, grants]),
        [[1, 2]],
      );

      assert.deepEqual(await states(), ["1 accepted gone", "2 accepted gone", "3 expired gone"]);
      for (const table of ["grants", "appearances", "requests", "envelopes"] as const) {
        assert.equal(await count(table), 0, table);
      }
      assert.deepEqual(closingKeys(), []);
      await assert.rejects(openCampaign(onNode, desk, SLUG), NotOpened);
      await assert.rejects(openCampaign(onNode, await here.envelopeDesk(), SLUG), NotOpened);
      const { count: counted } = JSON.parse(await page(`/${SLUG}.json`)) as { count: { total: number } };
      assert.equal(counted.total, 2);
      assert.match(await page(`/${SLUG}/names`), /Maya O\./);
      assert.equal((await sign({ name: "Late", stamp: "x" })).status, 409);
      assert.match(await page(`/${SLUG}`), /Destroyed on/);
      assert.match(await page("/privacy"), /What people typed was destroyed on/);
      assert.equal(await here.mine(SLUG, { do: "take-off", code: code ?? "" }), 200);
      assert.doesNotMatch(await page(`/${SLUG}/names`), /Maya O\./);

      assert.deepEqual(await close(), { certificate, done }, "closing twice");
      assert.deepEqual(await desk.client.send(closingApi.certificate, { slug: SLUG }), { certificate, done });
    });

    test("a copy of the data from before opens for nobody, neither by words nor by the envelope", async () => {
      await sign({ name: "Maya" });
      const copy = await copyOf(here.store);
      const before = keysIn(here.settings.secretDir);
      await close();
      const opened = (keys: readonly Uint8Array[]) => textsThatOpen(copy, { ...here.words(), keys }, quick);
      assert.deepEqual(await opened(keysIn(here.settings.secretDir)), []);
      assert.match((await opened(before)).join(), /Maya/, "its limit: with the keys from before it opens");
    });

    test("whatever a key holder's session tells of lists, the campaign can be closed", async () => {
      const { request, ...rest } = signingApi.exported;
      const unchecked = { ...rest, request: request.extend({ many: z.int() }) };
      const told = (many: number) => desk.client.send(unchecked, { slug: SLUG, many });
      await assert.rejects(told(Number.MAX_SAFE_INTEGER), refused(400));
      for (let time = 0; time < 3; time++) await told(100_000_000);
      const { certificate } = await close();
      assert.equal(certificate.elsewhere.exports.rows, 300_000_000);
    });

    test("a draft, and what nobody knows, cannot be closed; before closing there is no certificate", async () => {
      await assert.rejects(desk.client.send(closingApi.certificate, { slug: SLUG }), refused(404));
      const draft = campaignFile().replace("slug: night-work", "slug: drafted");
      await here.publish([{ name: "draft.md", text: draft }], { draft: true });
      await assert.rejects(
        desk.client.send(closingApi.close, { slug: "drafted", typed: "drafted" }),
        refused(409),
      );
      await assert.rejects(desk.client.send(closingApi.close, { slug: "none", typed: "none" }), refused(404));
      const sheet = await here.envelopeDesk();
      await assert.rejects(sheet.client.send(closingApi.close, { slug: SLUG, typed: SLUG }), refused(403));
    });

    test("a campaign ends by itself the day after its last day, and not on it", async () => {
      await sign({ name: "Maya" });
      await later(40);
      assert.equal((await rows())[0]?.typed?.fields.name, "Maya");
      await later(1);
      assert.deepEqual(await states(), ["1 expired gone"]);
      assert.deepEqual(closingKeys(), []);
      const { certificate } = await desk.client.send(closingApi.certificate, { slug: SLUG });
      assert.deepEqual([certificate.why, certificate.by, certificate.destroyed.pending], ["day", null, 1]);
    });

    test("closing that is cut short opens for nobody, and ends at the next start", async () => {
      await sign({ name: "Maya" });
      await accept(1);
      await here.store.write(async (tx) => {
        if (kind === "sqlite") {
          await sql`create trigger kept before update on signatures when new.row is null
            begin select raise(abort, 'kept'); end`.execute(tx);
        } else {
          await sql`create function keep() returns trigger language plpgsql as
            $$ begin raise exception 'kept'; end $$`.execute(tx);
          await sql`create trigger kept before update on signatures for each row
            when (new.row is null) execute function keep()`.execute(tx);
        }
      });
      await assert.rejects(close(), refused(503));
      assert.deepEqual(closingKeys(), []);
      assert.equal(await count("grants"), 0);
      assert.deepEqual(await states(), ["1 accepted"]);
      assert.equal((await desk.client.send(closingApi.certificate, { slug: SLUG })).done, null);
      assert.doesNotMatch(await page(`/${SLUG}`), /Destroyed on/);
      await here.store.write((tx) =>
        (kind === "sqlite" ? sql`drop trigger kept` : sql`drop trigger kept on signatures`).execute(tx),
      );
      await later(1);
      assert.deepEqual(await states(), ["1 accepted gone"]);
      const { certificate, done } = await desk.client.send(closingApi.certificate, { slug: SLUG });
      assert.deepEqual([certificate.destroyed.accepted, done], [1, here.clock.day()]);
      assert.match(await page(`/${SLUG}`), /Destroyed on/);
    });

    test("what came in the moment of closing is destroyed within the hour", async () => {
      await sign({ name: "Maya" });
      const [kept] = await here.store.read.selectFrom("signatures").selectAll().execute();
      const [envelope] = await here.store.read.selectFrom("envelopes").selectAll().execute();
      await close();
      if (!kept || !envelope) throw new Error("nothing was signed");
      const { id: _, ...row } = kept;
      await here.store.write(async (tx) => {
        await tx.insertInto("envelopes").values(envelope).execute();
        await tx
          .insertInto("signatures")
          .values({ ...row, id: 2 })
          .execute();
      });
      await later(0);
      assert.deepEqual(await states(), ["1 expired gone", "2 expired gone"]);
      assert.equal(await count("envelopes"), 0);
    });

    test("extending keeps nobody's words longer than they were promised; the change is public", async () => {
      await publish(inDays(12));
      const { code } = await sign({ name: "Maya", appear: "public", shown_as: "Maya O." });
      await sign({ name: "Li" });
      const [maya] = await rows();
      await accept(1);
      const names = [{ id: 1, of: maya?.of ?? new Uint8Array(), words: "Maya O.", detail: "" }];
      await desk.client.send(signingApi.show, { slug: SLUG, names });
      await here.mine(SLUG, { do: "appear", code: code ?? "", appear: "public", shown_as: "Maya O." });
      await here.mine(SLUG, { do: "ask", name: "Li" });
      const [first, second] = [inDays(12), inDays(25)];
      await later(5);
      assert.equal((await publish(second)).change, "amended");
      await sign({ name: "Noor" });
      await accept(3);
      await here.mine(SLUG, { do: "ask", name: "Noor" });
      assert.match(await page(`/${SLUG}`), /Kept until/);
      assert.match(await page(`/${SLUG}`), new RegExp(`datetime="${second}"[\\s\\S]*datetime="${first}"`));
      assert.match(await page("/privacy"), /holds for whoever signed before/);
      assert.deepEqual(
        (await keeping()).versions.map(({ kept, rows: many, ended }) => [kept, many, ended]),
        [
          [first, 2, null],
          [second, 1, null],
        ],
      );

      await later(7);
      assert.deepEqual(await states(), ["1 accepted", "2 pending", "3 accepted"]);
      await later(1);
      assert.deepEqual(await states(), ["1 accepted gone", "2 expired gone", "3 accepted"]);
      assert.deepEqual([await count("appearances"), await count("requests")], [0, 1]);
      const opened = await rows();
      assert.deepEqual(
        opened.map(({ id, why, typed }) => [id, why, typed?.fields.name]),
        [
          [1, "over", undefined],
          [3, null, "Noor"],
        ],
      );
      const campaign = await openCampaign(onNode, desk, SLUG);
      const brought = await bringUpToDate({
        ...campaign,
        p: onNode,
        send: desk.client.send,
        desk,
        rows: () => openRows(desk, campaign),
      });
      assert.deepEqual([brought.withoutRow, [...brought.tidying.findings.unreadable]], [[], []]);
      assert.deepEqual(
        (await keeping()).versions.map(({ ended }) => ended),
        [here.clock.day(), null],
      );

      const raised = { do: "appear", code: code ?? "", appear: "public", shown_as: "Someone else" };
      assert.equal(await here.mine(SLUG, raised), 200);
      assert.equal(await count("appearances"), 0, "an answer is kept of what was destroyed");
      assert.match(await page(`/${SLUG}/names`), /Maya O\./);
      await here.mine(SLUG, { do: "appear", code: code ?? "", appear: "counted" });
      assert.doesNotMatch(await page(`/${SLUG}/names`), /Maya O\./);

      await later(13);
      assert.deepEqual(await states(), ["1 accepted gone", "2 expired gone", "3 accepted gone"]);
      const { certificate } = await desk.client.send(closingApi.certificate, { slug: SLUG });
      assert.deepEqual(
        [certificate.destroyed.accepted, certificate.before.map(({ many }) => many)],
        [1, [1]],
      );
      assert.deepEqual(certificate.stays.people, 2);
    });

    test("an earlier last day holds for everybody", async () => {
      await sign({ name: "Maya" });
      await publish(inDays(20));
      await later(20);
      assert.deepEqual(await states(), ["1 pending"]);
      await later(1);
      assert.deepEqual(await states(), ["1 expired gone"]);
      assert.equal((await keeping()).state, "closed");
    });

    test("a form that showed another last day is not taken for the new one", async () => {
      await sign({ name: "Maya" });
      const before = await page(`/${SLUG}/sign`);
      const stamp = /name="stamp" value="([^"]+)"/.exec(before)?.[1] ?? "";
      here.clock.move({ minutes: 1 });
      await publish(inDays(90));
      const late = await here.sign(SLUG, { as: "person", appear: "counted", email: "", name: "Li", stamp });
      assert.equal(late.status, 422);
      assert.equal((await sign({ name: "Li" })).status, 200);
      const texts = await here.store.read.selectFrom("signatures").select("text").orderBy("id").execute();
      assert.deepEqual(
        texts.map(({ text }) => text),
        [1, 2],
      );
    });
  });
}
