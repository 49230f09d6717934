// The command line as people have it: its own process, files of words, a server that knows nothing of what is opened.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Decrypter } from "age-encryption";
import { campaignFile } from "../desk-network.ts";
import { type Running, startNetwork, until } from "../running.ts";
import { confirm, get, post, sign } from "../signer.ts";

const SLUG = "night-work";
let here: Running;
let link: string;
let own: string[];

before(async () => {
  here = await startNetwork();
  link = readFileSync(join(here.dir, "data", "set-up-link"), "utf8");
  own = ["--words-file", here.words];
});
after(() => here.end());

const at = (name: string) => join(here.dir, name);
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");
const exported = async (...more: string[]) =>
  linesOf(
    await here.cli("export", here.url, SLUG, "--format", "json", "--in-the-clear", ...own, ...more),
  ).map((line) => JSON.parse(line) as Record<string, unknown>);

interface Failed {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command that has to fail: exit 1, nothing on stdout. @returns what it said on stderr */
async function fails(...args: string[]): Promise<string> {
  const error = await here.cli(...args).then(
    () => assert.fail(`${args[0]} did not fail`),
    (failed: Failed) => failed,
  );
  assert.equal(error.code, 1, error.stderr);
  assert.equal(error.stdout, "");
  return error.stderr;
}

test("a wrong command, or a wrong option, says so on stderr", async () => {
  assert.match(await fails("frob"), /no command frob/);
  assert.match(await fails("list", "--frob"), /frob/);
  assert.match(await fails("list"), /URL is missing/);
});

test("a first run that cannot be leaves nothing behind, and never overwrites", async () => {
  const who = ["--network", "Lights", "--name", "Amina", "--email", "amina@lights.example"];
  const files = ["--words-file", at("words"), "--envelope-file", at("envelope")];
  writeFileSync(at("envelope"), "somebody's");
  assert.match(await fails("begin", link, ...who, ...files), /not overwritten/);
  assert.equal(readFileSync(at("envelope"), "utf8"), "somebody's");
  assert.ok(!existsSync(at("words")));
  rmSync(at("envelope"));
  const other = link.replace(/#.*/, "#AAAAAAAAAAAAAAAAAAAAAA");
  assert.match(await fails("begin", other, ...who, ...files), /not good/);
  assert.ok(!existsSync(at("words")) && !existsSync(at("envelope")));
  assert.match(await fails("begin", `${here.url}/`, ...who, ...files), /set-up link/);
});

test("the first run writes both files of words for their owner alone, and uses the link up", async () => {
  await here.begin();
  const [address, words] = readFileSync(here.words, "utf8").split("\n");
  assert.equal(address, "amina@harbour.example");
  assert.equal(words?.split(" ").length, 6);
  const [first, ten] = readFileSync(here.envelope, "utf8").split("\n");
  assert.equal(first, "envelope");
  assert.equal(ten?.split(" ").length, 10);
  for (const path of [here.words, here.envelope]) assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(!existsSync(at("data/set-up-link")));
  const again = ["--words-file", at("w2"), "--envelope-file", at("e2"), "--network", "L", "--name", "A"];
  assert.match(await fails("begin", link, ...again, "--email", "a@b.example"), /used up|not good/);
  assert.ok(!existsSync(at("w2")));
});

test("publishing prints the address; mistakes are told as file:line", async () => {
  const file = at("night.md");
  writeFileSync(file, campaignFile().replace("kind: declaration", "kind: manifesto"));
  assert.match(await fails("publish", here.url, file, ...own), /night\.md:3: /);
  assert.match(await fails("publish", here.url, at("not-there.md"), ...own), /cannot be read/);
  writeFileSync(file, campaignFile());
  assert.equal(await here.cli("publish", here.url, file, "--draft", ...own), `${here.url}/${SLUG}\n`);
  assert.equal((await get(`${here.url}/${SLUG}`)).status, 404);
  assert.equal(await here.cli("publish", here.url, file, ...own), `${here.url}/${SLUG}\n`);
  assert.equal((await get(`${here.url}/${SLUG}`)).status, 200);
  assert.match(await fails("publish", here.url, file, "--draft", ...own), /draft again/);
  assert.match(await here.cli("list", here.url, ...own), new RegExp(`^${SLUG}\tpublished\ten\t`));
});

test("a campaign that closed before it began is published, and said to show as closed", async () => {
  const file = at("over.md");
  const over = campaignFile({ front: "closes: 2026-01-01" }).replace("slug: night-work", "slug: over");
  writeFileSync(file, over);
  const publish = (...more: string[]) => here.tells("publish", here.url, file, ...more, ...own);
  assert.match(await publish("--draft"), /closes is over, so it shows as closed once it is published/);
  assert.match(await publish(), /shows as closed at once/);
  writeFileSync(file, over.replace("2099-12-31", "2026-01-02"));
  const mistake = await fails("publish", here.url, file, ...own);
  assert.match(mistake, /over\.md:9: keep_until is over: what people type would be destroyed at once/);
});

test("a list of nobody is empty", async () => {
  assert.equal(await here.cli("export", here.url, SLUG, "--in-the-clear", ...own), "");
  assert.deepEqual(await exported(), []);
  await here.cli("tidy", here.url, SLUG, ...own);
  await here.cli("accept", here.url, SLUG, "--all", "--show", ...own);
});

test("a list says what was asked for and no more, to the holder and to the envelope", async () => {
  await sign(here.url, SLUG, {
    name: "Li Wei",
    appear: "public",
    shown_as: "Wēi",
    phone: "+1 416 555 0100",
    email: "",
  });
  await sign(here.url, SLUG, { name: "Maya Okello", appear: "counted", email: "maya@example.org" });
  const plain = await exported();
  const keys = ["id", "state", "as", "day", "language", "appear", "shown_as", "fields"];
  assert.deepEqual(Object.keys(plain[0] ?? {}), keys);
  assert.deepEqual(
    plain.map(({ id, state, fields }) => ({ id, state, fields })),
    [
      { id: 1, state: "pending", fields: { name: "Li Wei" } },
      { id: 2, state: "pending", fields: { name: "Maya Okello" } },
    ],
  );
  const [li, maya] = await exported("--with", "email,phone");
  assert.deepEqual(li?.fields, { name: "Li Wei", phone: "+1 416 555 0100" });
  assert.equal(maya?.email, "maya@example.org");
  const [, both] = await exported("--with", "phone", "--with", "email");
  assert.deepEqual(both, maya, "given twice it adds up");
  const csv = ["export", here.url, SLUG, "--in-the-clear"];
  const rows = linesOf(await here.cli(...csv, "--envelope-file", here.envelope));
  assert.equal(rows.length, 3);
  assert.ok(!rows.join().includes("maya@example.org"));
  assert.match(await fails(...csv, "--words-file", here.envelope), /envelope/);
  assert.match(await fails(...csv, ...own, "--with", "names"), /Allowed: email, phone/);
  assert.match(await fails("export", here.url, "not-there", ...own, "-o", at("x")), /no campaign/);
  assert.ok(!existsSync(at("x")));
  assert.match(await fails("list", here.url, ...own, ...own), /--words-file is given twice/);
});

test("a list is locked unless asked otherwise; the words open it", async () => {
  const file = at("list.age");
  await here.cli("export", here.url, SLUG, "-o", file, ...own);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const locked = readFileSync(file);
  assert.ok(!locked.includes("Li Wei"));
  const decrypter = new Decrypter();
  decrypter.addPassphrase(readFileSync(here.words, "utf8").split("\n")[1] ?? "");
  assert.match(await decrypter.decrypt(locked, "text"), /^id,state,as,[^\n]*\n1,pending,person,/);
  for (const clear of [[], ["--in-the-clear"]]) {
    assert.match(await fails("export", here.url, "not-there", "-o", file, ...clear, ...own), /no campaign/);
    assert.deepEqual(readFileSync(file), locked, "what stood there is lost only to a list that is whole");
  }
  await here.cli("export", here.url, SLUG, "-o", file, "--in-the-clear", ...own);
  assert.match(readFileSync(file, "utf8"), /Li Wei/);
});

test("accepting all accepts what gave no address, shows names, and does nothing the second time", async () => {
  const accept = () => here.cli("accept", here.url, SLUG, "--all", "--show", ...own);
  assert.equal(await accept(), "1\tWēi\n");
  assert.equal(await accept(), "");
  assert.deepEqual(
    (await exported()).map(({ state }) => state),
    ["accepted", "pending"],
  );
  await until("the name to show", async () => (await get(`${here.url}/${SLUG}/names`)).body.includes("Wēi"));
});

test("what waits for its link is accepted only by its ID, and not while another of its address stands", async () => {
  await here.cli("accept", here.url, SLUG, "2", ...own);
  await sign(here.url, SLUG, { name: "Maya Okello", appear: "counted", email: "MAYA@example.org" });
  assert.match(
    await fails("accept", here.url, SLUG, "3", ...own),
    /3: another signature of that address stands/,
  );
  await here.cli("accept", here.url, SLUG, "2", "1", ...own);
  assert.match(await fails("accept", here.url, SLUG, "99", ...own), /99: no such/);
  assert.match(await fails("accept", here.url, SLUG, ...own), /IDs or --all/);
  const mails = await until("both mails", async () => {
    const found = await here.mails();
    return found.length >= 2 ? found : null;
  });
  await confirm(mails[1]?.link ?? "", { appear: "counted" });
  assert.deepEqual(
    (await exported()).map(({ id, state }) => `${id} ${state}`),
    ["1 accepted", "3 confirmed"],
    "the confirmed one outranks the accepted one",
  );
});

test("taking off takes a name away at once, for one of four reasons", async () => {
  assert.match(
    await fails("take-off", here.url, SLUG, "1", "--reason", "whim", ...own),
    /Allowed: duplicate/,
  );
  assert.match(await fails("take-off", here.url, SLUG, "1", ...own), /--reason is missing/);
  await here.cli("take-off", here.url, SLUG, "1", "--reason", "spam", ...own);
  assert.ok(!(await get(`${here.url}/${SLUG}/names`)).body.includes("Wēi"));
  await here.cli("take-off", here.url, SLUG, "1", "--reason", "spam", ...own);
  assert.match(
    await fails("take-off", here.url, SLUG, "99", "--reason", "spam", ...own),
    /no such signature: 99/,
  );
  assert.deepEqual(
    (await exported()).map(({ id }) => id),
    [3],
  );
});

test("requests by name are one line for one name; dismissing them leaves everybody on", async () => {
  const before = await exported();
  for (const name of ["Maya Okello", "maya okello", "Nobody"]) {
    assert.equal((await post(`${here.url}/${SLUG}/mine`, { do: "ask", name })).status, 200);
  }
  const tidy = (...more: string[]) => here.tells("tidy", here.url, SLUG, ...more, ...own);
  const listed = await tidy();
  assert.match(listed, /Request 1: “Maya Okello” asks 2 times to be taken off\. Perhaps: 3\./);
  assert.match(listed, /Request 3: “Nobody” asks to be taken off\. Nobody stands by that name\./);
  assert.match(await fails("tidy", here.url, SLUG, "1", ...own), /with --dismiss only/);
  assert.match(await fails("tidy", here.url, SLUG, "--dismiss", ...own), /ID is missing/);
  assert.match(await fails("tidy", here.url, SLUG, "--dismiss", "9-2", ...own), /not the ID of a request/);
  assert.match(await tidy("--dismiss", "2"), /2 dismissed; nothing was taken off/);
  assert.doesNotMatch(await tidy(), /Maya/);
  assert.match(await fails("tidy", here.url, SLUG, "--dismiss", "1", ...own), /no such request .*: 1/);
  assert.match(await tidy("--dismiss", "1-40"), /1 dismissed/);
  assert.doesNotMatch(await tidy(), /Request/);
  assert.deepEqual(await exported(), before);
});

test("wrong words are refused, and so is an address where nobody answers", async () => {
  writeFileSync(at("wrong"), "amina@harbour.example\nabacus abdomen abdominal abide abiding ability\n", {
    mode: 0o600,
  });
  assert.match(await fails("list", here.url, "--words-file", at("wrong")), /do not fit/);
  assert.match(await fails("list", "http://localhost:1", ...own), /does not answer/);
});
