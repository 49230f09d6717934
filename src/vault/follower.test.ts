import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bothSets, given, upFrom, withChance } from "../../test/vectors/example.ts";
import { hex } from "./bytes.ts";
import { baseOf, beginSealing, info, openRow, PURPOSE } from "./row.ts";
import { canonical, pad } from "./text.ts";
import { FollowerText } from "./texts.ts";

const EXAMPLE = JSON.parse(
  readFileSync(new URL("../../test/vectors/follower.json", import.meta.url), "utf8"),
) as Record<string, string>;

for (const [where, p] of await bothSets()) {
  test(`the example's follower is sealed to the list and opened, ${where}`, async () => {
    const fixed = await withChance(p, { coins: given("row", "encapsulation_seed") });
    const [network, campaign] = [given("ids", "network"), upFrom(0xa0, 16)];
    assert.equal(hex(campaign), EXAMPLE.list);
    const bound = info({ purpose: PURPOSE.follower, network, campaign, epoch: 1 });
    assert.equal(hex(bound), EXAMPLE.info);
    const sealer = await beginSealing(fixed, given("row", "public_key"), bound);
    assert.equal(hex(p.sha256(sealer.envelope)), EXAMPLE.envelope_sha256);
    const sealed = await sealer.seal(pad(EXAMPLE.text ?? "", baseOf(PURPOSE.follower)));
    assert.equal(hex(sealed.row), EXAMPLE.row);
    assert.equal(hex(p.sha256(sealed.row)), EXAMPLE.row_sha256);
    assert.equal(hex(sealed.sealedHash), EXAMPLE.sealed_hash);
    const exporter = await p.openEnvelope(given("row", "campaign_seed"), sealer.envelope, bound);
    const { row, sealedHash } = sealed;
    const opened = await openRow(p, exporter, sealer.envelope, row, sealedHash, PURPOSE.follower);
    assert.ok(opened.ok);
    assert.equal(opened.text, EXAMPLE.text);
    assert.ok(FollowerText.safeParse(opened.value).success);
  });
}

test("a follower's text holds an address, a language and whose news, and nothing else", () => {
  const good = { v: 1, email: "maya@example.org", language: "zh-Hant", hosts: ["Harbour Lights"] };
  const reads = (value: Record<string, unknown>) =>
    FollowerText.safeParse(canonical(JSON.stringify(value))).success;
  assert.ok(reads(good));
  for (const more of [
    { email: "" },
    { hosts: [] },
    { hosts: [""] },
    { hosts: Array.from({ length: 9 }, () => "Host") },
    { language: "english language" },
    { row: 17 },
    { campaign: "night-work" },
    { v: 2 },
  ]) {
    assert.ok(!reads({ ...good, ...more }), JSON.stringify(more));
  }
});
