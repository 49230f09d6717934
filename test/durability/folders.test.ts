// DATA_DIR and SECRET_DIR belong together, told by a value inside and never by a path.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Running, startNetwork, until } from "../running.ts";
import { codeOn, confirm, post, sign } from "../signer.ts";

const SLUG = "work-without-fear";
let network: Running;
let elsewhere: string;
let code: string;

before(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), "undersigned-elsewhere-"));
  network = await startNetwork();
  await network.begin();
  await network.cli("publish", network.url, "samples/declaration.md", "--words-file", network.words);
  code = codeOn((await sign(network.url, SLUG, { name: "Maya" })).body) ?? "";
  assert.notEqual(code, "");
});
after(async () => {
  await network.end();
  rmSync(elsewhere, { recursive: true, force: true });
});

test("a network does not start with the secrets of another, nor with none, and goes on with its own", async () => {
  const other = await startNetwork();
  const theirs = join(elsewhere, "theirs");
  cpSync(other.env.SECRET_DIR ?? "", theirs, { recursive: true });
  await other.end();
  const none = join(elsewhere, "none");
  mkdirSync(none, { mode: 0o700 });
  const { SECRET_DIR = "" } = network.env;
  for (const wrong of [theirs, none]) {
    await assert.rejects(network.restart({ SECRET_DIR: wrong }), /made with another SECRET_DIR/);
  }
  await network.restart({ SECRET_DIR });
  const args = ["--format", "json", "--in-the-clear", "--words-file", network.words];
  const list = await network.cli("export", network.url, SLUG, ...args);
  assert.match(list, /"state":"pending".*"Maya"/);
});

test("copied elsewhere together, the folders start, and everything in them works", async () => {
  const email = "li@post.example";
  await sign(network.url, SLUG, { name: "Li", email });
  const mail = await until("the mail", async () => (await network.mails()).find(({ to }) => to === email));
  await network.kill();
  const [data, secret] = [join(elsewhere, "moved", "data"), join(elsewhere, "moved", "kept-apart")];
  cpSync(network.env.DATA_DIR ?? "", data, { recursive: true });
  cpSync(network.env.SECRET_DIR ?? "", secret, { recursive: true });
  await network.restart({ DATA_DIR: data, SECRET_DIR: secret });
  assert.ok(codeOn((await confirm(mail.link, { appear: "counted" })).body), "a link that was mailed before");
  await network.cli("accept", network.url, SLUG, "--all", "--words-file", network.words);
  await until("both to be counted", async () => {
    const answer = await fetch(`${network.url}/${SLUG}.json`);
    return ((await answer.json()) as { count: { total: number } }).count.total === 2;
  });
  const taken = await post(`${network.url}/${SLUG}/mine`, { code, do: "take-off" });
  assert.equal(taken.status, 200, "a code that was shown before");
  await until("one to be counted", async () => {
    const answer = await fetch(`${network.url}/${SLUG}.json`);
    return ((await answer.json()) as { count: { total: number } }).count.total === 1;
  });
});
