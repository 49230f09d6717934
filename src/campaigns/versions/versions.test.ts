// What signers of an earlier text signed can be read for as long as the campaign is there, and what changed since.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../../../test/desk-network.ts";

let net: DeskNetwork;
const FIRST = "We stand together, **all** of us.\n\n[demands]";
const SECOND = "We stand together, whoever we are.\n\n[demands]";
const demands = (calls: string) => `demands: [${calls.replace(/[^,]+/g, "{ title: $& }")}]`;
const front = (calls: string, founders = "") => `${demands(calls)}\n${founders}`;
const french = (body: string, calls: string) =>
  `---\nslug: night-work\nlanguage: fr\ntitle: La nuit\n${demands(calls)}\n---\n\n${body}\n`;
const read = async (path: string) => {
  const answer = await net.get(`/night-work/versions${path}`);
  return { status: answer.status, page: await answer.text() };
};
/** A page's words with the marks of what changed, without the rest of its markup. */
const marked = (page: string) =>
  (/<section class="line"[\s\S]*<\/section>/.exec(page)?.[0] ?? "")
    .replace(/<span class="vh"[^>]*>[^<]*<\/span>/g, "")
    .replace(/<(\/?)(ins|del)>/g, (_, end, tag) => (end ? "]" : tag === "ins" ? "[+" : "[-"))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

before(async () => {
  net = await openDeskNetwork();
  const founders = 'founders: ["Harbour Lights", "A Friend"]';
  await net.publish([
    { name: "night-work.md", text: campaignFile({ body: FIRST, front: front("Rest, Pay", founders) }) },
    { name: "night-work.fr.md", text: french("Nous sommes là.", "Repos, Salaire") },
  ]);
});
after(() => net.stop());

test("as long as nothing was changed after a signature, no page speaks of versions", async () => {
  assert.doesNotMatch(await (await net.get("/night-work?lang=en")).text(), /\/versions/);
  const { status, page } = await read("?lang=en");
  assert.equal(status, 200);
  assert.match(page, /Nothing has been changed since the first signature/);
});

test("an amended text says what changed, on its own page and word by word, and stays readable as it was", async () => {
  await net.sign("night-work", { name: "Ada", appear: "counted" });
  net.clock.move({ days: 3 });
  const founders = 'founders: ["Harbour Lights"]';
  await net.publish([
    { name: "night-work.md", text: campaignFile({ body: SECOND, front: front("Rest, Fair pay", founders) }) },
    { name: "night-work.fr.md", text: french("Nous sommes là.", "Repos, Salaire") },
  ]);
  assert.match(await (await net.get("/night-work?lang=en")).text(), /href="\/night-work\/versions"/);
  assert.match(await (await net.get("/night-work/names?lang=en")).text(), /href="\/night-work\/versions"/);

  const { page } = await read("?lang=en");
  assert.match(marked(page), /We stand together, \[-all of us\] ?\[\+whoever we are\]\./);
  assert.match(marked(page), /2 \[-Pay\] ?\[\+Fair pay\]/);
  assert.match(
    page,
    /<del><span class="vh">\[taken out: <\/span>all of us<span class="vh">\]<\/span><\/del>/,
  );
  assert.match(page, /2 passages changed/);

  const first = await read("?lang=en&text=1");
  assert.match(first.page, /We stand together, <strong>all<\/strong> of us/);
  assert.doesNotMatch(first.page, /whoever we are/);
  assert.match(first.page, /kept until <time datetime="2099-12-31">/);
});

test("a founder who is gone is in no version that can be read", async () => {
  for (const path of ["?lang=en", "?lang=en&text=1", "?lang=en&text=2&as=whole", "?lang=fr&text=1"])
    assert.doesNotMatch((await read(path)).page, /A Friend/, path);
});

test("a language in which nothing changed says so, and keeps the version when one goes to another", async () => {
  const { page } = await read("?lang=fr");
  assert.match(page, /Aucun mot n’a changé dans cette langue/);
  assert.match((await read("?lang=fr&text=1")).page, /href="\?text=1&amp;as=whole&amp;lang=en"/);
});

test("what is asked, and the last day, are compared as well; a small correction is called one", async () => {
  net.clock.move({ days: 1 });
  const file = campaignFile({ body: SECOND, front: front("Rest, Fair pay") }).replace(
    "{ id: phone, optional: true }",
    '{ id: phone, label: "Where we reach you" }',
  );
  await net.publish(
    [{ name: "night-work.md", text: file.replace("keep_until: 2099-12-31", "keep_until: 2098-12-31") }],
    { small: true },
  );
  const { page } = await read("?lang=en");
  assert.match(marked(page), /Where we reach you/);
  assert.match(marked(page), /Kept until \[-31 December 2099\] ?\[\+31 December 2098\]/);
  assert.match(page, /small correction/);
  assert.match(page, /Version 2, from <time/);
  // Not announced, but found.
  assert.equal((await read("?lang=en&text=2")).page.match(/whoever we are/g)?.length, 1);
});

test("markup in a text is text here, too", async () => {
  net.clock.move({ days: 1 });
  const body = "<script>alert(1)</script> [link](https://a.example/?a=1&b=2)";
  await net.publish([{ name: "night-work.md", text: campaignFile({ body, front: front("Rest, Pay") }) }]);
  const { page } = await read("?lang=en");
  assert.doesNotMatch(page, /<script/);
  assert.match(page, /&lt;script&gt;/);
  assert.match(page, /link \(https:\/\/a\.example\/\?a=1&amp;b=2\)/);
});

test("a version that is not there is the one that stands; a draft has none", async () => {
  assert.equal((await read("?lang=en&text=99")).page, (await read("?lang=en")).page);
  assert.equal((await read("?lang=en&text=x")).status, 200);
  const draft = campaignFile().replace("slug: night-work", "slug: not-yet");
  await net.publish([{ name: "not-yet.md", text: draft }], { draft: true });
  assert.equal((await net.get("/not-yet/versions")).status, 404);
  assert.equal((await net.get("/nothing-here/versions")).status, 404);
});
