import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ADDRESS, type DeskNetwork, openDeskNetwork, quick } from "../../test/desk-network.ts";
import { organiserApi } from "./api.ts";
import { beginNetwork, type DrawNewWords, type NewWords, NotBegun, readSetUpLink } from "./beginning.ts";
import { ApiRefused, type Client } from "./client.ts";
import { openDesk } from "./opening.ts";

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork();
});
afterEach(() => here.stop());

const WHO = { network: "Lights", timezone: "UTC", name: "Amina", email: ADDRESS, organisation: "" };
const secretOf = () => readSetUpLink(here.network.setUpLink ?? "")?.secret ?? new Uint8Array(16);
const asMade = async (draw: DrawNewWords) => draw();

/** A client that changes what is sent to `/begin`. */
function meddling(change: (asked: Record<string, unknown>) => void): Client {
  const client = here.client();
  const send: Client["send"] = (call, asked) => {
    if (call.path === "/begin") change(asked as Record<string, unknown>);
    return client.send(call, asked);
  };
  return { ...client, send };
}

async function nothingHappened(): Promise<void> {
  for (const table of ["accounts", "sheets", "vouches"] as const) {
    assert.deepEqual(await here.store.read.selectFrom(table).selectAll().execute(), [], table);
  }
  assert.notEqual((await here.store.read.selectFrom("network").selectAll().executeTakeFirst())?.set_up, null);
}

test("the first run makes a key holder and the envelope, both vouched for, and uses the link up", async () => {
  const secret = secretOf();
  await here.begin();
  const desk = await here.desk();
  assert.equal(desk.chain.serial, 1);
  assert.ok(desk.chain.holder(desk.id));
  assert.ok(desk.chain.sheet);
  assert.equal(here.network.setUpLink, null);
  await assert.rejects(beginNetwork(quick, here.client(), { ...WHO, secret }, asMade), NotBegun);
  const again = { secret, holder: desk.chain.sheet.xwing, sheet: desk.chain.sheet.xwing };
  await assert.rejects(here.client().send(organiserApi.beginTest, again), { status: 403 });
});

test("a link that was made up begins nothing", async () => {
  const made = beginNetwork(quick, here.client(), { ...WHO, secret: new Uint8Array(16) }, asMade);
  await assert.rejects(made, (error) => error instanceof ApiRefused && error.status === 403);
  await nothingHappened();
});

test("whoever did not open the test rows begins nothing", async () => {
  const client = meddling((asked) => {
    asked.opened = { holder: "guessed", sheet: "guessed" };
  });
  await assert.rejects(beginNetwork(quick, client, { ...WHO, secret: secretOf() }, asMade), { status: 422 });
  await nothingHappened();
});

test("vouches in another order begin nothing", async () => {
  const client = meddling((asked) => {
    asked.vouches = (asked.vouches as Uint8Array[]).toReversed();
  });
  await assert.rejects(beginNetwork(quick, client, { ...WHO, secret: secretOf() }, asMade), { status: 409 });
  await nothingHappened();
});

test("whoever keeps no words begins nothing; drawn again, the words are others", async () => {
  const drawn: NewWords[] = [];
  const torn = async (draw: DrawNewWords) => {
    drawn.push(draw(), draw());
    throw new Error("the paper is torn");
  };
  await assert.rejects(beginNetwork(quick, here.client(), { ...WHO, secret: secretOf() }, torn), /torn/);
  assert.notEqual(drawn[0]?.words, drawn[1]?.words);
  assert.notEqual(drawn[0]?.envelope, drawn[1]?.envelope);
  await nothingHappened();
});

test("a wrong address or time zone is told before anything is made", async () => {
  const begin = (more: object) =>
    beginNetwork(quick, here.client(), { ...WHO, secret: secretOf(), ...more }, asMade);
  await assert.rejects(begin({ email: "no address" }), { status: 422 });
  await assert.rejects(begin({ timezone: "Mars/Olympus" }), { status: 422 });
  await assert.rejects(begin({ network: " " }), { status: 422 });
  await nothingHappened();
});

test("the server is never sent words, nor the keys that they open", async () => {
  const sent: string[] = [];
  const client = here.client();
  const listening: Client = {
    ...client,
    send: (call, asked) => {
      sent.push(JSON.stringify(call.request.encode(asked as never)));
      return client.send(call, asked);
    },
  };
  let words: NewWords | undefined;
  await beginNetwork(quick, listening, { ...WHO, secret: secretOf() }, async (draw) => {
    words = draw();
    return words;
  });
  const desk = await openDesk(quick, listening, { address: ADDRESS, words: words?.words ?? "" });
  const all = sent.join();
  for (const word of `${words?.words} ${words?.envelope}`.split(" ").filter((word) => word.length > 5)) {
    assert.ok(!all.includes(word), "a word was sent");
  }
  for (const seed of [desk.xwingSeed, desk.ed25519Seed]) {
    assert.ok(!all.includes(seed.toBase64({ alphabet: "base64url", omitPadding: true })), "a seed was sent");
  }
});

test("a set-up link gives the network's address and the secret, whatever else does not", () => {
  const read = readSetUpLink("https://lights.example/desk/start#AAECAwQFBgcICQoLDA0ODw");
  assert.equal(read?.url, "https://lights.example");
  assert.deepEqual([...(read?.secret ?? [])], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  for (const link of [
    "",
    "https://lights.example/",
    "/desk/start#AAECAwQFBgcICQoLDA0ODw",
    "https://x/desk/start#AAEC",
  ]) {
    assert.equal(readSetUpLink(link), null, link);
  }
});
