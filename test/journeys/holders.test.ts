// Who can open, as people have it on the command line: inviting, joining, letting in.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Running, runCli, startNetwork, until } from "../running.ts";
import { get, sign } from "../signer.ts";

const SLUG = "work-without-fear";
let here: Running;
let own: string[];

before(async () => {
  here = await startNetwork();
  await here.begin();
  own = ["--words-file", here.words];
  await here.cli("publish", here.url, "samples/declaration.md", ...own);
});
after(() => here.end());

const at = (name: string) => join(here.dir, name);
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");
const isIn = (name: string) =>
  until(`${name} to wait`, async () => (await here.cli("let-in", here.url, ...own)).includes(name));

/** Runs a command that has to fail. @returns what it said on stderr */
async function fails(...args: string[]): Promise<string> {
  const error = await here.cli(...args).then(
    () => assert.fail(`${args[0]} did not fail`),
    (failed: { stderr: string }) => failed,
  );
  return error.stderr;
}

test("a second key holder is invited, reads a number out, is let in by it and opens what people typed", async () => {
  await sign(here.url, SLUG, { name: "Maya Okello", email: "" });
  const link = (await here.cli("invite", here.url, "--as", "key-holder", ...own)).trim();
  const who = ["--name", "Noor", "--email", "noor@second.example", "--organisation", "Second"];
  const noor = ["--words-file", at("noor.txt")];
  const number = (await here.cli("join", link, ...who, "--no-wait", ...noor)).trim();
  assert.match(number, /^\d{4}( \d{4}){5}$/);
  assert.equal(statSync(at("noor.txt")).mode & 0o777, 0o600);
  const waits = linesOf(await here.cli("let-in", here.url, ...own)).map((line) => line.split("\t"));
  assert.deepEqual(
    waits.map((line) => line.slice(1)),
    [["key-holder", "waiting", "Amina", "Noor", "noor@second.example", "Second"]],
  );
  assert.match(await fails("export", here.url, SLUG, "--in-the-clear", ...noor), /do not fit/);
  const other = number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  assert.match(await fails("let-in", here.url, "--number", other, ...own), /not the number/);
  assert.match(await fails("let-in", here.url, waits[0]?.[0] ?? "", ...own), /--number/);
  await here.cli("let-in", here.url, "--number", number, ...own);
  const list = await here.cli("export", here.url, SLUG, "--in-the-clear", "--format", "json", ...noor);
  assert.match(list, /Maya Okello/);
  assert.match((await get(`${here.url}/privacy`)).body, /1 key holder of Second/);
});

test("whoever joins waits until they are let in; a link is for one person", async () => {
  const link = (await here.cli("invite", here.url, "--as", "key-holder", ...own)).trim();
  const who = ["--name", "Tala", "--email", "tala@second.example"];
  const waited = here.cli("join", link, ...who, "--words-file", at("tala.txt")).then(
    () => "in",
    (failed: { stderr: string }) => failed.stderr,
  );
  await isIn("Tala");
  assert.match(await fails("join", link, ...who, "--words-file", at("again.txt")), /used, withdrawn or over/);
  assert.ok(!existsSync(at("again.txt")));
  const [line] = linesOf(await here.cli("let-in", here.url, ...own)).filter((one) => one.includes("Tala"));
  await here.cli("invite", here.url, "--withdraw", line?.split("\t")[0] ?? "", ...own);
  assert.match(await waited, /withdrawn, or is over/);
});

test("an organiser is let in by the invitation's ID, and opens nothing", async () => {
  const link = (await here.cli("invite", here.url, "--as", "organiser", ...own)).trim();
  const omar = ["--words-file", at("omar.txt")];
  const done = here.tells("join", link, "--name", "Omar", "--email", "omar@lights.example", ...omar);
  await isIn("Omar");
  const [line] = linesOf(await here.cli("let-in", here.url, ...own)).filter((one) => one.includes("Omar"));
  await here.cli("let-in", here.url, line?.split("\t")[0] ?? "", ...own);
  assert.match(await done, /You are in\./);
  assert.match(await fails("export", here.url, SLUG, "--in-the-clear", ...omar), /open nothing/);
});

test("who lost their words reads another number out and is let back in; the old words open nothing", async () => {
  const noor = ["--email", "noor@second.example", "--words-file", at("noor-2.txt")];
  const number = (await here.cli("lost-words", here.url, "--no-wait", ...noor)).trim();
  assert.match(number, /^\d{4}( \d{4}){5}$/);
  await isIn("lost-words");
  const back = ["--back", "noor@second.example"];
  assert.match(await fails("let-in", here.url, ...back, ...own), /--number is missing/);
  assert.match(await fails("let-in", here.url, ...back, "--number", "1234", ...own), /not the number/);
  await here.cli("let-in", here.url, ...back, "--number", number, ...own);
  const exported = ["export", here.url, SLUG, "--in-the-clear", "--format", "json", "--words-file"];
  assert.match(await here.cli(...exported, at("noor-2.txt")), /Maya Okello/);
  assert.match(await fails(...exported, at("noor.txt")), /do not fit/);
});

test("the envelope lets one in who has nobody else, and another one takes its place", async () => {
  const files = ["--words-file", at("lina.txt"), "--new-envelope-file", at("envelope-1.txt")];
  const who = ["--email", "lina@lights.example", "--name", "Lina", "--envelope-file"];
  await here.cli("enter", here.url, ...who, here.envelope, ...files);
  const exported = ["export", here.url, SLUG, "--in-the-clear", "--format", "json"];
  assert.match(await here.cli(...exported, "--words-file", at("lina.txt")), /Maya Okello/);
  assert.match(await here.cli(...exported, "--envelope-file", at("envelope-1.txt")), /Maya Okello/);
  const again = ["--words-file", at("eve.txt"), "--new-envelope-file", at("eve-envelope.txt")];
  assert.match(await fails("enter", here.url, ...who, here.envelope, ...again), /does not open/);
  assert.ok(!existsSync(at("eve.txt")));
});

test("a key holder who is removed opens nothing more; the others open what is signed afterwards", async () => {
  assert.match(await here.cli("remove", here.url, ...own), /noor@second\.example\tkey-holder\t\d{4}-/);
  const noor = "noor@second.example";
  assert.match(await fails("remove", here.url, noor, ...own), /nothing was done/);
  assert.match(
    await here.tells("remove", here.url, noor, "--yes", noor, ...own),
    /What 1 person typed before .* undersigned reseal http/,
  );
  await sign(here.url, SLUG, { name: "Signed Afterwards", email: "" });
  const exported = ["export", here.url, SLUG, "--in-the-clear", "--format", "json"];
  const list = await here.cli(...exported, ...own);
  assert.ok(list.includes("Maya Okello") && list.includes("Signed Afterwards"));
  assert.match(
    await here.tells("reseal", here.url, SLUG, ...own),
    /work-without-fear: what 1 person typed is under the present key/,
  );
  assert.match(await here.tells("reseal", here.url, ...own), /Nothing is under an earlier key/);
  assert.equal(await here.cli(...exported, ...own), list);
  assert.match(await fails(...exported, "--words-file", at("noor-2.txt")), /do not fit/);
  const amina = readFileSync(here.words, "utf8").split("\n")[0] ?? "";
  assert.match(await fails("remove", here.url, amina, "--yes", amina, ...own), /Another key holder/);
});

test("a new envelope opens, and the old one no more; no file is written over", async () => {
  const renewed = at("envelope-2.txt");
  await here.cli("renew-envelope", here.url, "--envelope-file", renewed, ...own);
  assert.match(
    await fails("renew-envelope", here.url, "--envelope-file", renewed, ...own),
    /not overwritten/,
  );
  const exported = ["export", here.url, SLUG, "--in-the-clear", "--format", "json", "--envelope-file"];
  assert.match(await here.cli(...exported, renewed), /Maya Okello/);
  assert.match(await fails(...exported, here.envelope), /does not open/);
});

test("a network that begins without the envelope publishes once it has one", async () => {
  const bare = await startNetwork();
  try {
    const link = readFileSync(join(bare.dir, "data", "set-up-link"), "utf8");
    const who = ["--network", "Lights", "--name", "Amina", "--email", "amina@lights.example"];
    const words = ["--words-file", join(bare.dir, "own.txt")];
    assert.match(
      await bare.tells("begin", link, ...who, "--without-envelope", ...words),
      /second key holder/,
    );
    const publish = ["publish", bare.url, "samples/declaration.md", ...words];
    await assert.rejects(bare.cli(...publish), /the envelope has to be made/);
    await bare.cli("renew-envelope", bare.url, "--envelope-file", join(bare.dir, "sheet.txt"), ...words);
    assert.match(await bare.cli(...publish), /work-without-fear/);
  } finally {
    await bare.end();
  }
});

test("nothing of an invitation's secret, nor words, is in what the server says or keeps", async () => {
  const link = (await here.cli("invite", here.url, "--as", "organiser", ...own)).trim();
  const secret = Buffer.from(link.split("#")[1] ?? "", "base64url").subarray(0, 16);
  for (const file of ["undersigned.sqlite", "undersigned.sqlite-wal"]) {
    const path = join(here.dir, "data", file);
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    assert.ok(!bytes.includes(secret) && !bytes.includes(secret.toString("base64url")), file);
  }
  assert.ok(!here.said().includes(secret.toString("base64url")));
});

test("when all is lost, whoever runs the server starts again: what came before stays locked, and all see it", async () => {
  const name = "Harbour Lights Network";
  const again = (...args: string[]) => runCli(here.env, ["start-again", ...args]);
  await assert.rejects(again("--yes", name), /stop the server first/);
  await here.kill();
  await assert.rejects(again("--yes", "x"), /nothing was done/);
  const link = (await again("--yes", name)).trim();
  assert.match(link, /\/desk\/start#[\w-]{22}$/);
  await here.restart();
  assert.match(await fails("list", here.url, ...own), /do not fit/);
  const files = ["--words-file", at("again-words.txt"), "--envelope-file", at("again-envelope.txt")];
  const who = ["--network", name, "--name", "Amina", "--email", "amina@lights.example"];
  assert.match(await here.tells("begin", link, ...who, ...files), /New keys for 1 open campaign/);
  await sign(here.url, SLUG, { name: "Signed Since", email: "" });
  const exported = ["export", here.url, SLUG, "--in-the-clear", "--format", "json"];
  const list = await here.cli(...exported, "--words-file", at("again-words.txt"));
  assert.ok(list.includes("Signed Since") && !list.includes("Maya Okello"));
  assert.match((await get(`${here.url}/privacy`)).body, /has new keys/);
});
