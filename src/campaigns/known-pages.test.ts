// The short way to a campaign's page gives what the long way gives.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { campaignFile, type DeskNetwork, openDeskNetwork } from "../../test/desk-network.ts";

let net: DeskNetwork;
before(async () => {
  net = await openDeskNetwork();
  await net.publish([
    { name: "night-work.md", text: campaignFile() },
    {
      name: "night-work.fr.md",
      text: "---\nslug: night-work\nlanguage: fr\ntitle: Le travail de nuit sans peur\n---\n\nEnsemble.\n",
    },
  ]);
});
after(() => net.stop());

async function seen(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${net.url}${path}`, { headers });
  const own = Object.fromEntries([...answer.headers].filter(([name]) => name !== "date"));
  const page = (await answer.text()).replace(/(name="stamp" value=")[\w-]+"/, '$1…"');
  return { status: answer.status, headers: own, page };
}

test("a page is the same whether it had to be made or is known", async () => {
  for (const language of ["en-CA,en;q=0.8", "fr"]) {
    const asked = { "accept-language": language };
    const made = await seen("/night-work", asked);
    assert.equal(made.status, 200);
    assert.deepEqual(await seen("/night-work", asked), made);
    assert.deepEqual(
      await seen(`/night-work?lang=${language.slice(0, 2)}`, { "accept-language": "th" }),
      made,
    );
  }
});

test("each view of a known page has a stamp of its own", async () => {
  const stamps = new Set<string | undefined>();
  for (let view = 0; view < 5; view++) {
    const page = await (await net.get("/night-work")).text();
    stamps.add(/name="stamp" value="([\w-]+)"/.exec(page)?.[1]);
  }
  assert.equal(stamps.size, 5);
});

test("a text that changed is shown at once", async () => {
  await net.get("/night-work");
  await net.publish([{ name: "night-work.md", text: campaignFile({ body: "We stand closer." }) }], {
    small: true,
  });
  assert.match((await seen("/night-work", { "accept-language": "en" })).page, /We stand closer\./);
});
