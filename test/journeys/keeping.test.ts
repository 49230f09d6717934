// The promise over every form: after its last day, what was typed is destroyed.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startNetwork, until } from "../running.ts";
import { codeOn, get, post, sign } from "../signer.ts";

const SLUG = "kept-for-a-while";
const FILE = `---
slug: ${SLUG}
kind: declaration
title: Kept for a while
plain_name: Declaration
language: en
hosts: [{ name: Harbour Lights Coalition }]
contact: { name: Us, email: us@harbour.example }
keep_until: KEEP
actions:
  - sign: { as: [person], appear: [counted, public], fields: [name] }
---

Words.
`;

test("the day after keep_until nobody can open what was typed; the count stays, and a shown name can still be taken off", async () => {
  const network = await startNetwork();
  try {
    await network.begin();
    const keep = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const file = join(network.dir, "kept.md");
    writeFileSync(file, FILE.replace("KEEP", keep));
    const words = ["--words-file", network.words];
    await network.cli("publish", network.url, file, ...words);
    const shown = await sign(network.url, SLUG, { name: "Maya", appear: "public", shown_as: "Maya O." });
    await sign(network.url, SLUG, { name: "Li" });
    await network.cli("accept", network.url, SLUG, "--all", "--show", ...words);
    const counted = async () => (await get(`${network.url}/${SLUG}.json`)).body.includes('"total": 2');
    await until("two to be counted", counted);
    assert.match(await network.cli("export", network.url, SLUG, "--in-the-clear", ...words), /Maya O\./);
    assert.equal(readdirSync(join(network.dir, "data-secret", "closing")).length, 1);

    await network.restart({ CLOCK: "+4d" });
    assert.ok(await counted(), "the count stays");
    assert.deepEqual(readdirSync(join(network.dir, "data-secret", "closing")), []);
    await assert.rejects(network.cli("export", network.url, SLUG, "--in-the-clear", ...words));
    const names = await get(`${network.url}/${SLUG}/names`);
    assert.match(names.body, /Maya O\./);

    const code = codeOn(shown.body) ?? "";
    assert.equal((await post(`${network.url}/${SLUG}/mine`, { code, do: "take-off" })).status, 200);
    assert.doesNotMatch((await get(`${network.url}/${SLUG}/names`)).body, /Maya O\./);
    const again = await post(`${network.url}/${SLUG}/sign`, { name: "Too late", stamp: "x" });
    assert.equal(again.status, 409);
  } finally {
    await network.end();
  }
});
