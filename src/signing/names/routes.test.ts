// The page of names, asked for by every number that an address can hold.
import assert from "node:assert/strict";
import { test } from "node:test";
import { campaignFile } from "../../../test/desk-network.ts";
import { addSignatures, campaignRow, onStore, signatureRow } from "../../../test/durability/both.ts";
import { movedClock } from "../../../test/moved-clock.ts";
import { readCampaign } from "../../campaigns/file/translations.ts";
import type { LiveCampaign, LiveCampaigns } from "../../campaigns/live.ts";
import { openPageBytes } from "../../web/page-bytes.ts";
import { sortTextOf } from "./names.ts";
import { namesRoutes } from "./routes.ts";

const PEOPLE = 320;

test("whatever page is asked for, no more pages are kept than there are; each leads to its neighbours", async () => {
  await onStore("sqlite", async ({ store }) => {
    const row = campaignRow();
    await store.write((tx) => tx.insertInto("campaigns").values(row).execute());
    const name = (at: number) => `Person ${String(at).padStart(3, "0")}`;
    const many = Array.from({ length: PEOPLE }, () => signatureRow(row.id, { state: "accepted" }));
    const ids = await addSignatures(store, many);
    const names = ids.map((signature, at) => {
      const words = name(at);
      const plain = { campaign: row.id, as: "person" as const, words, detail: "", lot: 1 };
      return { ...plain, signature, sort: sortTextOf(words) };
    });
    await store.write((tx) => tx.insertInto("names").values(names).execute());

    const read = readCampaign([{ name: "night.md", text: campaignFile() }]);
    assert.ok(read.ok);
    const campaign = {
      ...{ id: row.id, slug: "night-work", state: "published", text: read.campaign, key: null },
      ...{ counted: row.counted, version: 1, amended: [], lot: 1, lotDay: null, revision: 1, brought: [] },
    } as unknown as LiveCampaign;
    const kept = new Set<string>();
    const bytes = openPageBytes();
    const app = namesRoutes({
      live: { bySlug: () => campaign } as unknown as LiveCampaigns,
      store,
      bytes: {
        ...bytes,
        get: (key, ...rest) => {
          kept.add(key);
          return bytes.get(key, ...rest);
        },
      },
      languages: () => ["en"],
      clock: movedClock(),
      site: () => ({ name: "Net", baseUrl: "https://net.example", leaveUrl: "https://weather.example/" }),
      zone: () => "UTC",
      today: () => "2026-11-24",
    });
    const page = async (query: string) => (await app.request(`/night-work/names${query}`)).text();

    for (let people = 1; people <= 60; people++) await page(`?people=${people}&organisations=${people * 7}`);
    for (const strange of ["", "?people=0", "?people=-1", "?people=999999&organisations=1", "?people=%00"]) {
      await page(strange);
    }
    assert.equal(kept.size, 3, [...kept].join("\n"));

    assert.match(await page("?people=3"), new RegExp(`${name(300)}(.|\n)*${name(319)}`));
    assert.equal(await page("?people=4"), await page("?people=3"));
    const second = await page("?people=2&organisations=99");
    assert.match(second, /\?organisations=1&amp;people=1#people/);
    assert.match(second, /\?organisations=1&amp;people=3#people/);
  });
});
