// Whatever people and programs put into the fields of the form: either a signature comes of it that holds exactly
// what was typed, or a 4xx and nothing at all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import type { OpenedSignature } from "../../src/signing/opening/opening.ts";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../desk-network.ts";
import { codeOn, formsOf } from "../signer.ts";

const SLUG = "night-work";
const ACTIONS = `  - sign:
      as: [person, organisation]
      email: optional
      appear: [counted, public]
      fields:
        - name
        - organisation
        - { id: position, optional: true }
        - { id: why, type: long, label: Why, optional: true }
        - { id: focus, type: choices, label: Focus, optional: true, options: [Health, Housing, "Other, or none"] }
        - { id: region, type: choice, label: Region, optional: true, options: [North, South] }
      follow: ask`;
let here: DeskNetwork;
let stamp: string;

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile({ actions: ACTIONS }) }]);
  const page = await (await here.get(`/${SLUG}/sign`)).text();
  stamp = formsOf(page).find(({ action }) => action.includes("/sign"))?.hidden.stamp ?? "";
});
after(() => here.stop());

async function send(pairs: readonly (readonly [string, string])[]) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  const answer = await fetch(`${here.url}/${SLUG}/sign`, { method: "POST", headers, body });
  return { status: answer.status, body: await answer.text() };
}

async function rows(): Promise<OpenedSignature[]> {
  return (
    await Array.fromAsync(openRows(await here.desk(), await openCampaign(await here.desk(), SLUG)))
  ).flat();
}
const many = async () => (await here.store.read.selectFrom("signatures").select("id").execute()).length;

const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "grapheme-composite", maxLength: 40 }),
  fc.constantFrom(
    ...[
      "",
      " ",
      "\u0000",
      "\u0007",
      "\u200b",
      "\u202e",
      "\ufeff",
      "\ud7ff",
      "=1+1",
      "<script>",
      "' or 1=1 --",
    ],
    ...[
      "http://x.example",
      "www.x.example",
      "x".repeat(201),
      "é".repeat(513),
      "👩‍👩‍👧‍👦".repeat(20),
      "a\r\nb",
      "__proto__",
    ],
    ...["Maya Okello", "李小龍", "สมชาย", "محمد", "O'Brien", "person", "North", "Health", "yes", "public"],
  ),
);

test("what is taken holds exactly what was typed; what is not is a 4xx and leaves nothing", async () => {
  const field = fc.constantFrom("organisation", "position", "why", "focus", "region", "email", "shown_as");
  const odd = fc.constantFrom("__proto__", "constructor", "id", "state", "colour", "name", "as", "appear");
  const form = fc.record({
    name: fc.oneof(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), anything),
    as: fc.constantFrom("person", "person", "organisation", "", "robot"),
    appear: fc.constantFrom("counted", "counted", "public", "", "addressee"),
    more: fc.uniqueArray(fc.tuple(field, anything), { maxLength: 3, selector: ([name]) => name }),
    odd: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.tuple(odd, anything) },
      { weight: 1, arbitrary: fc.constant<["lang", string]>(["lang", "xx"]) },
    ),
  });
  const taken = new Map<number, string>();
  const property = fc.asyncProperty(form, async ({ name, as, appear, more, odd }) => {
    const pairs = [["stamp", stamp], ["name", name], ["as", as], ["appear", appear], ...more] as [
      string,
      string,
    ][];
    if (odd) pairs.push(odd);
    const before = await many();
    const { status, body } = await send(pairs);
    const shown = pairs.map((pair) => JSON.stringify(pair)).join();
    if (status !== 200) {
      assert.ok(status >= 400 && status < 500, `${status}: ${shown}`);
      assert.match(body, /<h1/, shown);
      assert.equal(codeOn(body), null, shown);
      assert.equal(await many(), before, shown);
      return;
    }
    assert.equal(odd, null, shown);
    // The same form twice is one signature.
    if ((await many()) > before) taken.set(await many(), name.normalize("NFC").trim());
  });
  await fc.assert(property, { numRuns: 200 });
  const kept = await rows();
  assert.equal(kept.length, taken.size);
  assert.ok(kept.length > 5, `${kept.length} were taken`);
  for (const [at, { typed, why }] of kept.entries()) {
    assert.equal(why, null, "each opens");
    const name = typed?.fields.name;
    assert.ok(typeof name === "string" || name === undefined);
    const wanted = taken.get(at + 1) ?? "";
    // Blanks in a row are one, as on paper.
    assert.equal((name ?? "").replace(/\s+/g, " "), wanted.replace(/\s+/g, " "));
  }
});

test("a form that comes back holds what was typed, made harmless", async () => {
  const typed = "\"><script>alert(1)</script> &amp; '";
  const { status, body } = await send([
    ["stamp", stamp],
    ["name", ""],
    ["position", typed],
    ["why", `${typed}\n\n</textarea>`],
    ["email", "not an address <i>"],
  ]);
  assert.equal(status, 422);
  assert.doesNotMatch(body, /<script>|<i>|<\/textarea>\s*<\/textarea>/);
  assert.match(body, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp;amp;/);
});
