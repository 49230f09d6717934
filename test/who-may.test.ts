// Who may make which call of the desk's API: every call, asked by nobody, an organiser, a key holder, the envelope and
// somebody who was removed; those of key holders and the envelope also without, and with a wrong, proof of their keys.
// Whoever may not is told so before a byte of what they sent is read. And no call is taken from another site's page,
// whatever its cookie.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as later } from "node:timers/promises";
import { everyCall } from "../src/desk-calls.ts";
import { organiserApi } from "../src/organisers/api.ts";
import { type Client, openClient } from "../src/organisers/client.ts";
import { letIn } from "../src/organisers/holders/letting-in.ts";
import { removeSomebody } from "../src/organisers/holders/removing.ts";
import { openDesk, openWithEnvelope, signInWithWords } from "../src/organisers/opening.ts";
import { utf8 } from "../src/vault/bytes.ts";
import { type AnyCall, API_PATH, isProven, type WhoMay } from "../src/web/api.ts";
import { PROOF_HEADER, type Prove, proverOf } from "../src/web/proof.ts";
import { ADDRESS, campaignFile, type DeskNetwork, openDeskNetwork, quick } from "./desk-network.ts";
import { answered, NOOR, secondHolder } from "./joined.ts";

/** Said here a second time, so that nobody lets somebody in by a slip. */
const MAY: Record<WhoMay, readonly string[]> = {
  anyone:
    `network beginTest begin salt signIn challenge signInEnvelope passkeySignInOptions signInPasskey invitation
    answerInvitation lostWords askBack isBack`.split(/\s+/),
  signed_in:
    `signOut chain proving me team deeds waits list campaign keeping certificate brought exports steps numbers`.split(
      " ",
    ),
  organiser: `change words sessions endSessions passkeys passkeyOptions addPasskey removePasskey settings
    changeSettings daily setDaily mailTest sendMailTest answerMailTest waitingAddress
    askAddress takeAddress check publish drafts beginDraft readDraft saveDraft dropDraft
    render previewLinks makePreviewLink dropPreviewLink keepPicture versions schedule ready sayPaper tellStep dropStep
    hideNumbers`.split(/\s+/),
  key_holder:
    `wrap invite invitations withdrawInvitation letIn ownTest openedTest newEnvelope lost letBackIn openKeys newKeys
    remove olderKeys olderEnvelopes reseal close requests expire replace answer dismiss mails requestMails accept show hide takeOff followers
    makeFollowers addFollowers followed bringPiece endBringing takeOut dropBrought publishNumbers`.split(
      /\s+/,
    ),
  opener: `keys envelopeTest enter open rows rowsById log exported broughtRows`.split(" "),
};

const WHO = ["nobody", "removed", "organiser", "key holder", "envelope"] as const;
type Who = (typeof WHO)[number];
const ALLOWED: Record<WhoMay, readonly Who[]> = {
  anyone: WHO,
  signed_in: ["organiser", "key holder", "envelope"],
  organiser: ["organiser", "key holder"],
  key_holder: ["key holder"],
  opener: ["key holder", "envelope"],
};

let here: DeskNetwork;
const tokens = {} as Record<Who, string | null>;
/** Whose keys prove what the session of whom may. */
const keys = {} as Partial<Record<Who, Prove>>;
const calls = Object.entries(everyCall());

before(async () => {
  here = await openDeskNetwork();
  await here.publish([{ name: "night.md", text: campaignFile() }]);
  const desk = await here.desk();
  keys["key holder"] = proverOf(quick, desk);
  keys.envelope = proverOf(quick, await here.envelopeDesk());
  const zoe = { name: "Zoe", email: "zoe@lights.example", organisation: "" };
  const asked = await answered(here, desk, "organiser", { who: zoe });
  await letIn(quick, desk, asked.invitation, null);
  const noor = await secondHolder(here, desk);

  tokens.nobody = null;
  tokens.organiser = await tokenOf((client) =>
    signInWithWords(quick, client, { address: zoe.email, words: asked.words }),
  );
  tokens["key holder"] = await tokenOf((client) =>
    openDesk(quick, client, { address: ADDRESS, words: here.words().words }),
  );
  tokens.removed = await tokenOf((client) =>
    openDesk(quick, client, { address: NOOR.email, words: noor.words }),
  );
  tokens.envelope = await tokenOf((client) => openWithEnvelope(quick, client, here.words().envelope));
  assert.equal((await ask(everyCall().me as AnyCall, tokens.removed)).status, 200);
  await removeSomebody(quick, desk, noor.id);
});
after(() => here.stop());

/** Signs somebody in. @returns the token of their session */
async function tokenOf(signIn: (client: Client) => Promise<unknown>): Promise<string> {
  let token = "";
  const send: typeof fetch = (url, init) => {
    token = new Headers(init?.headers).get("authorization")?.slice("Bearer ".length) ?? token;
    return fetch(url, init);
  };
  const client = openClient(here.url, { send });
  await signIn(client);
  await client.send(everyCall().me as AnyCall, {});
  return token;
}

/** Calls that are proven by somebody with keys. Said here a second time, too. */
const provenBy = ({ who }: AnyCall, name: string) =>
  who === "key_holder" || who === "opener" || ["words", "addPasskey", "askAddress"].includes(name);
const pathOf = (call: AnyCall) => `${API_PATH}${call.path.replace(/:[a-z]+/g, "0")}`;
const BODY = '{"unknown to every call":true}';

/** What goes along when somebody with keys makes a call in somebody's session. */
async function proofOf(call: AnyCall, token: string, prove: Prove): Promise<Record<string, string>> {
  const asked = await fetch(`${here.url}${API_PATH}/me/proving`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { challenge } = organiserApi.proving.answer.decode((await asked.json()) as { challenge: string });
  const body = utf8(call.method === "GET" ? "" : BODY);
  return { [PROOF_HEADER]: prove(challenge, { method: call.method, path: pathOf(call) }, body) };
}

/** Makes a call with what no call knows, so that nothing happens where it is let through. */
function ask(call: AnyCall, token: string | null, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${here.url}${pathOf(call)}`, {
    method: call.method,
    headers: {
      ...(call.method !== "GET" && { "content-type": "application/json" }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(call.method !== "GET" && { body: BODY }),
  });
}

test("every call is said here to be somebody's, and is theirs", () => {
  const said = Object.entries(MAY).flatMap(([who, names]) => names.map((name) => [name, who] as const));
  assert.deepEqual(
    Object.fromEntries(calls.map(([name, call]) => [name, call.who])),
    Object.fromEntries(said),
  );
  for (const [name, call] of calls) assert.equal(isProven(call), provenBy(call, name), name);
});

test("every call is refused to each who may not make it, and to nobody else", async () => {
  for (const [name, call] of calls) {
    for (const who of WHO) {
      const prove = keys[who];
      const proof = prove && tokens[who] ? await proofOf(call, tokens[who], prove) : {};
      const { status } = await ask(call, tokens[who], proof);
      const signedIn = who !== "nobody" && who !== "removed";
      const refused = signedIn ? 403 : 401;
      if (!ALLOWED[call.who].includes(who)) assert.equal(status, refused, `${name} by ${who}`);
      else assert.ok(status !== 401 && status !== 403 && status < 500, `${name} by ${who}: ${status}`);
    }
  }
});

test("every call of a key holder or the envelope is refused without the right proof of their keys", async () => {
  let many = 0;
  for (const [name, call] of calls.filter(([name, call]) => provenBy(call, name))) {
    for (const who of ["key holder", "envelope"] as const) {
      const [token, prove, other] = [
        tokens[who],
        keys[who],
        keys[who === "envelope" ? "key holder" : "envelope"],
      ];
      if (!ALLOWED[call.who].includes(who) || !token || !prove || !other) continue;
      const right = await proofOf(call, token, prove);
      const wrong = [
        {},
        { [PROOF_HEADER]: "A".repeat(150) },
        await proofOf(call, token, other),
        await proofOf({ ...call, path: `${call.path}/other` }, token, prove),
        await proofOf({ ...call, method: call.method === "GET" ? "POST" : "GET" }, token, prove),
      ];
      for (const headers of wrong) {
        const answer = await ask(call, token, headers);
        assert.equal(answer.status, 403, `${name} by ${who}`);
        assert.equal(((await answer.json()) as { code: string }).code, "open_first", name);
      }
      assert.notEqual((await ask(call, token, right)).status, 403, name);
      assert.equal((await ask(call, token, right)).status, 403, `${name} a second time`);
      many++;
    }
  }
  assert.ok(many >= 50, `${many}`);
});

test("of what somebody sends who may not make a call no byte is waited for or kept", async () => {
  for (const [name, call] of calls.filter(([, { who, method }]) => who !== "anyone" && method !== "GET")) {
    const stolen = `authorization: Bearer ${tokens["key holder"]}\r\n`;
    for (const [status, more] of [
      [401, ""] as const,
      ...(provenBy(call, name) ? [[403, stolen] as const] : []),
    ]) {
      const { port } = new URL(here.url);
      const line = connect(Number(port), "127.0.0.1");
      // A body that never ends.
      line.write(
        `${call.method} ${pathOf(call)} HTTP/1.1\r\nhost: network.test\r\ncontent-type: application/json\r\n` +
          `${more}transfer-encoding: chunked\r\n\r\n10000\r\n`,
      );
      const first = await Promise.race([
        once(line, "data"),
        once(line, "close"),
        later(5_000, "no answer in five seconds"),
      ]);
      assert.match(String(first), new RegExp(`^HTTP/1\\.1 ${status} `), name);
      line.destroy();
    }
  }
});

test("what another site makes a browser send with its cookie is taken by no call", async () => {
  const cookie = `undersigned-desk=${tokens["key holder"]}`;
  const own = "http://network.test";
  const from = [
    { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" },
    { "sec-fetch-site": "same-site", origin: own },
    { "sec-fetch-site": "none" },
    { origin: "null" },
    { origin: "https://network.test" },
    { origin: `${own}.elsewhere.example` },
    {},
  ];
  for (const [name, call] of calls) {
    for (const headers of from) {
      const { status } = await ask(call, null, { cookie, ...headers });
      assert.equal(status, 403, `${name} ${JSON.stringify(headers)}`);
    }
    const { status } = await ask(call, null, { cookie, "sec-fetch-site": "same-origin" });
    assert.ok(status !== 401 && status < 500, `${name}: ${status}`);
  }
});

test("a page of another site cannot send a body that any call reads", async () => {
  // What a browser sends elsewhere without asking first (Fetch, CORS-safelisted request-header).
  for (const [name, call] of calls.filter(([, { method }]) => method !== "GET")) {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const { status } = await ask(call, tokens["key holder"], { "content-type": type });
      assert.ok(status === 415 || status === 403, `${name} ${type}: ${status}`);
    }
  }
});
