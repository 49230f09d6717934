// Lots: between two of them no public byte changes, but a name taken away goes at once. The network runs in this
// process, so that its clock can be moved by hand.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { HOUR } from "../../src/clock.ts";
import { openLog } from "../../src/log.ts";
import { type Network, openNetwork } from "../../src/server.ts";
import { readSettings } from "../../src/settings.ts";
import { movedClock } from "../moved-clock.ts";
import { freePort } from "../postgres.ts";
import { runCli } from "../running.ts";
import { codeOn, get, post, sign } from "../signer.ts";

const SLUG = "work-without-fear";
const QUARTER = HOUR / 4;
const dir = mkdtempSync(join(tmpdir(), "undersigned-lots-"));
const words = ["--words-file", join(dir, "words")];
const clock = movedClock(Date.UTC(2026, 10, 24, 8, 1));
let network: Network | undefined;

after(async () => {
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<string> {
  for (const name of ["data", "data-secret"]) mkdirSync(join(dir, name), { mode: 0o700 });
  const port = await freePort();
  const settings = readSettings({
    DATA_DIR: join(dir, "data"),
    PORT: String(port),
    LIMITS: "off",
    LOG_LEVEL: "error",
  });
  network = await openNetwork(settings, clock, openLog("error"));
  await network.listen();
  const link = readFileSync(join(dir, "data", "set-up-link"), "utf8");
  const names = ["--network", "N", "--name", "A", "--email", "a@harbour.example", "--timezone", "UTC"];
  await runCli({}, ["begin", link, ...names, ...words, "--envelope-file", join(dir, "envelope")]);
  await runCli({}, ["publish", settings.baseUrl, "samples/declaration.md", ...words]);
  return settings.baseUrl;
}

test("between lots no public byte changes; a lot wants five or a day; a name taken away goes at once", async () => {
  const url = await start();
  const publish = async () => network?.publish();
  /** Everything that the public can read, without what is new in every view. */
  const everything = async () => {
    const pages = ["", ".json", "/names", "/sign"].map((path) => get(`${url}/${SLUG}${path}`));
    const bodies = [...(await Promise.all(pages)), await get(`${url}/`), await get(`${url}/privacy`)];
    return bodies.map(({ body }) => body.replace(/name="stamp" value="[^"]*"/g, ""));
  };
  const people = async () => {
    const facts = JSON.parse((await get(`${url}/${SLUG}.json`)).body) as { count: { people: number } };
    return facts.count.people;
  };
  const accept = () => runCli({}, ["accept", url, SLUG, "--all", "--show", ...words]);

  const before = await everything();
  const codes: string[] = [];
  for (let at = 0; at < 4; at++) {
    const name = `Person ${at}`;
    const answer = await sign(url, SLUG, { name, appear: "public", shown_as: name });
    codes.push(codeOn(answer.body) ?? "");
  }
  await accept();
  assert.deepEqual(await everything(), before, "signed, accepted, approved: nothing is public yet");
  await publish();
  assert.deepEqual(await everything(), before, "four are no lot");

  clock.move(23 * HOUR);
  await publish();
  assert.equal(await people(), 0, "nor after 23 hours");
  clock.move(2 * HOUR);
  await publish();
  assert.equal(await people(), 4, "after a day all of them, without a coin");
  const shown = (await get(`${url}/${SLUG}/names`)).body;
  assert.match(shown, /Person 0/);

  for (let at = 0; at < 40; at++) await sign(url, SLUG, { name: `Another ${at}` });
  await accept();
  assert.equal(await people(), 4);
  await publish();
  const first = (await people()) - 4;
  assert.ok(first > 5 && first < 35, `about half stay behind: ${first} of 40 came`);

  const lot = await everything();
  await post(`${url}/${SLUG}/mine`, { code: codes[0] ?? "", do: "take-off" });
  const page = (await get(`${url}/${SLUG}/names`)).body;
  assert.doesNotMatch(page, /Person 0/, "the name goes at once");
  assert.match(page, /Person 1/);
  assert.equal(await people(), first + 4, "the count waits for its lot");
  assert.equal((await everything())[1], lot[1]);

  for (let at = 0; at < 100 && (await people()) !== 43; at++) {
    clock.move(QUARTER);
    await publish();
  }
  assert.equal(await people(), 43, "nobody waits more than a day: 44 less the one taken off");
});
