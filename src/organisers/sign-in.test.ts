import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ADDRESS, type DeskNetwork, openDeskNetwork } from "../../test/desk-network.ts";
import { concat } from "../vault/bytes.ts";
import { onNode } from "../vault/on-node.ts";
import { organiserApi } from "./api.ts";
import { ApiRefused } from "./client.ts";
import { ENVELOPE_LABEL } from "./envelope-label.ts";
import { closeDesk } from "./opening.ts";

let here: DeskNetwork;
beforeEach(async () => {
  here = await openDeskNetwork({ limits: true });
});
afterEach(() => here.stop());

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiRefused, "it was not refused");
  return { status: error.status, message: error.message };
};

test("known and unknown addresses get the same answers", async () => {
  await here.begin();
  const client = here.client();
  const asked = (address: string) => client.send(organiserApi.salt, { address });
  const [known, unknown, again] = [
    await asked(ADDRESS),
    await asked("nobody@example.org"),
    await asked("nobody@example.org"),
  ];
  assert.equal(known.salt.length, unknown.salt.length);
  assert.deepEqual(unknown, again, "an unknown address's salt changes, so it can be told from a known one's");
  const key = new Uint8Array(32);
  assert.deepEqual(
    await refusalOf(client.send(organiserApi.signIn, { address: ADDRESS, key })),
    await refusalOf(client.send(organiserApi.signIn, { address: "nobody@example.org", key })),
  );
});

test("an address signs in however its letters were typed", async () => {
  await here.begin();
  const client = here.client();
  const [one, other] = [
    await client.send(organiserApi.salt, { address: ADDRESS }),
    await client.send(organiserApi.salt, { address: ADDRESS.toUpperCase() }),
  ];
  assert.deepEqual(one, other);
});

test("failed sign-ins slow down, and nothing else does", async () => {
  const desk = await here.desk();
  const client = here.client();
  const wrong = () =>
    refusalOf(client.send(organiserApi.signIn, { address: ADDRESS, key: new Uint8Array(32) }));
  const answers = [];
  for (let tries = 0; tries < 6; tries++) answers.push((await wrong()).status);
  assert.deepEqual(answers.slice(0, 3), [401, 401, 401]);
  assert.equal(answers.at(-1), 429);
  for (let tries = 0; tries < 50; tries++) await desk.client.send(organiserApi.chain, {});
});

test("a session ends when it is closed, after an hour without use, and with its account", async () => {
  const closed = await here.desk();
  const token = closed.client;
  await closeDesk(closed);
  assert.equal((await refusalOf(token.send(organiserApi.chain, {}))).status, 401);

  const used = await here.desk();
  here.clock.move({ minutes: 59 });
  await used.client.send(organiserApi.chain, {});
  here.clock.move({ minutes: 59 });
  await used.client.send(organiserApi.chain, {});
  here.clock.move({ minutes: 61 });
  assert.equal((await refusalOf(used.client.send(organiserApi.chain, {}))).status, 401);

  const removed = await here.desk();
  await here.store.write((tx) => tx.deleteFrom("accounts").execute());
  assert.equal((await refusalOf(removed.client.send(organiserApi.chain, {}))).status, 401);
});

test("of a session only the hash of its token is kept", async () => {
  await here.begin();
  let token = "";
  const client = here.client();
  const { network, challenge } = await client.send(organiserApi.challenge, {});
  assert.equal(challenge.length, 32);
  const sheet = await here.envelopeDesk();
  const signature = onNode.sign(sheet.ed25519Seed, concat(ENVELOPE_LABEL, network, challenge));
  const ed25519 = onNode.ed25519Public(sheet.ed25519Seed);
  ({ token } = await client.send(organiserApi.signInEnvelope, { challenge, ed25519, signature }));
  const kept = await here.store.read.selectFrom("sessions").select("hash").execute();
  const bytes = Uint8Array.fromBase64(token, { alphabet: "base64url" });
  assert.ok(kept.some(({ hash }) => onNode.equal(hash, onNode.sha256(bytes))));
  assert.ok(!kept.some(({ hash }) => onNode.equal(hash, bytes)));
});

test("the envelope signs in by signing a challenge, each once and within two minutes", async () => {
  const sheet = await here.envelopeDesk();
  const client = here.client();
  const ed25519 = onNode.ed25519Public(sheet.ed25519Seed);
  const answer = (network: Uint8Array, challenge: Uint8Array) => {
    const signature = onNode.sign(sheet.ed25519Seed, concat(ENVELOPE_LABEL, network, challenge));
    return client.send(organiserApi.signInEnvelope, { challenge, ed25519, signature });
  };
  const { network, challenge } = await client.send(organiserApi.challenge, {});
  await answer(network, challenge);
  assert.equal(
    (await refusalOf(answer(network, challenge))).status,
    401,
    "the same challenge signed in twice",
  );
  assert.equal(
    (await refusalOf(answer(network, onNode.random(32)))).status,
    401,
    "a challenge that was made up",
  );
  const old = await client.send(organiserApi.challenge, {});
  here.clock.move({ minutes: 3 });
  assert.equal((await refusalOf(answer(network, old.challenge))).status, 401, "an old challenge");
  const other = await client.send(organiserApi.challenge, {});
  assert.equal((await refusalOf(answer(new Uint8Array(16), other.challenge))).status, 401, "another network");
});
