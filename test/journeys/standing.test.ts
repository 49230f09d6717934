// Which signature of an address stands, and whose consent it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn, confirm, get, post, sign } from "../signer.ts";

const SLUG = "work-without-fear";

for (const kind of ["sqlite", "postgres"] as const) {
  let network: Running;
  let drop = async () => {};

  before(async () => {
    const settings: Record<string, string> = {};
    if (kind === "postgres") {
      const { freshDatabase } = await import("../postgres.ts");
      const database = await freshDatabase();
      settings.DATABASE_URL = database.url;
      drop = database.drop;
    }
    network = await startNetwork(settings);
    await network.begin();
    await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
  });
  after(async () => {
    await network.end();
    await drop();
  });

  const people = async () => {
    const facts = JSON.parse((await get(`${network.url}/${SLUG}.json`)).body) as {
      count: { people: number };
    };
    return facts.count.people;
  };
  const counted = (many: number) =>
    until(`${many} people to be counted`, async () => (await people()) === many);
  const states = async () => {
    const out = await network.cli(
      ...["export", network.url, SLUG, "--format", "json", "--in-the-clear", "--with", "email"],
      ...["--words-file", network.words],
    );
    const lines = out.split("\n").filter(Boolean);
    return lines.map(
      (line) => JSON.parse(line) as { id: number; state: string; email: string; shown_as: string },
    );
  };
  /** Signs with an address and waits for the mail of exactly this signature. */
  const mailed = async (email: string, fields: Record<string, string>) => {
    const before = (await network.mails()).length;
    await sign(network.url, SLUG, { ...fields, email });
    return until("its mail", async () => (await network.mails())[before]?.link);
  };
  const look = async (code: string) => (await post(`${network.url}/${SLUG}/mine`, { code, do: "look" })).body;

  test(`${kind}: the last confirmed signature of an address stands, in any spelling, also after midnight and a restart`, async () => {
    const start = await people();
    const first = codeOn((await confirm(await mailed("Maya@Example.org", { name: "Maya" }))).body) ?? "";
    await counted(start + 1);
    await network.restart({ CLOCK: "+1d" });
    const second = codeOn((await confirm(await mailed(" maya@example.ORG", { name: "Maya O" }))).body) ?? "";
    await until("the first to be replaced", async () => (await look(first)) !== (await look(second)));
    await counted(start + 1);
    const mine = (await states()).filter(({ email }) => email.toLowerCase() === "maya@example.org");
    assert.equal(mine.length, 1, "one of them stands, the other is gone");
    await network.restart({ CLOCK: "+2d" });
    await confirm(await mailed("maya@example.org", { name: "Maya" }));
    await until("the second to be replaced", async () => (await look(second)) === (await look(first)));
    await counted(start + 1);
  });

  test(`${kind}: another's row for my address never gets my consent`, async () => {
    const start = await people();
    const theirs = await mailed("noor@example.org", {
      name: "Noor",
      appear: "public",
      shown_as: "Noor the traitor",
    });
    const mine = await mailed("noor@example.org", { name: "Noor" });
    assert.notEqual(theirs, mine);
    assert.equal((await confirm(mine)).status, 200);
    await counted(start + 1);
    await network.cli("accept", network.url, SLUG, "--all", "--show", "--words-file", network.words);
    const rows = (await states()).filter(({ email }) => email === "noor@example.org");
    assert.deepEqual(rows.map(({ state }) => state).sort(), ["confirmed", "pending"]);
    assert.doesNotMatch((await get(`${network.url}/${SLUG}/names`)).body, /traitor/);
    // Followed by mistake, it shows no more than what its page said, and only what one chooses there.
    await confirm(theirs, { appear: "counted" });
    await network.cli("accept", network.url, SLUG, "--all", "--show", "--words-file", network.words);
    assert.doesNotMatch((await get(`${network.url}/${SLUG}/names`)).body, /traitor/);
    await counted(start + 1);
  });

  test(`${kind}: a double click on the form or the link gets the very same page and counts once`, async () => {
    const before = (await states()).length;
    const page = await get(`${network.url}/${SLUG}/sign`);
    const hidden = Object.fromEntries(
      [...page.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, n, v]) => [
        n,
        v,
      ]),
    ) as Record<string, string>;
    const fields = { ...hidden, name: "Double" };
    const send = () => post(`${network.url}/${SLUG}/sign`, fields);
    const [one, other] = await Promise.all([send(), send()]);
    const third = await send();
    assert.equal(one.body, other.body);
    assert.equal(one.body, third.body);
    assert.ok(codeOn(one.body));
    assert.equal((await states()).length, before + 1);

    const link = await mailed("twice@example.org", { name: "Twice" });
    const [a, b] = await Promise.all([confirm(link), confirm(link)]);
    assert.equal(a.status, 200);
    assert.equal(a.body, b.body);
    assert.ok(codeOn(a.body));
  });

  test(`${kind}: used, forged and strange links get one and the same page`, async () => {
    const link = await mailed("used@example.org", { name: "Used" });
    await confirm(link);
    const used = await get(link);
    const forged = await get(link.replace(/\/c\/.{8}/, "/c/AAAAAAAA"));
    const strange = await get(`${network.url}/c/x?lang=en`);
    assert.equal(used.status, 410);
    assert.deepEqual([forged.status, forged.body], [used.status, used.body]);
    assert.deepEqual([strange.status, strange.body], [used.status, used.body]);
  });
}
