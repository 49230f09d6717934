// What is taken away of those who organise is out of the database's files within a minute: who was invited and never
// came in, who was removed, and whatever old words still opened.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { sql } from "kysely";
import { invitationsApi } from "../../src/organisers/holders/invitations-api.ts";
import { letBackIn } from "../../src/organisers/holders/letting-back-in.ts";
import { askToComeBack } from "../../src/organisers/holders/lost-words.ts";
import { removeSomebody } from "../../src/organisers/holders/removing.ts";
import { useNewWords } from "../../src/organisers/me/new-words.ts";
import { type DeskNetwork, openDeskNetworkOn, quick } from "../desk-network.ts";
import { answered, secondHolder } from "../joined.ts";
import { until } from "../running.ts";
import { KINDS, type Kind } from "./both.ts";

const INVITED = { name: "Invited Ifeoma", email: "ifeoma@never.example", organisation: "" };
const REMOVED = { name: "Removed Rasa", email: "rasa@gone.example", organisation: "" };
const BACK = { name: "Back Birgit", email: "birgit@back.example", organisation: "" };

/** The files in which accounts and invitations are. */
async function files(here: DeskNetwork): Promise<Buffer[]> {
  const { kind, read } = here.store;
  const dir = here.settings.dataDir;
  if (kind === "sqlite") return readdirSync(dir).map((name) => readFileSync(join(dir, name)));
  await sql`checkpoint`.execute(read);
  return Promise.all(
    ["accounts", "invitations", "renewals"].map(async (table) => {
      const { rows } = await sql<{ bytes: Uint8Array }>`
        select pg_read_binary_file(pg_relation_filepath(${table})) as bytes`.execute(read);
      return Buffer.concat(rows.map(({ bytes }) => bytes));
    }),
  );
}

async function purges(kind: Kind): Promise<void> {
  const here = await openDeskNetworkOn(kind);
  try {
    const desk = await here.desk();
    const kept = async (id: Uint8Array) =>
      here.store.read
        .selectFrom("accounts")
        .select(["salt", "sign_in", "wrap"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
    const removed = await secondHolder(here, desk, REMOVED);
    const back = await secondHolder(here, desk, BACK);
    const invited = await answered(here, desk, "organiser", { who: INVITED });
    // What a start cleans by itself is over: from here on only what is taken away is a reason to clean.
    await after(5_500);
    const old: [string, Uint8Array | string][] = [
      ["who was invited", INVITED.email],
      ["who was removed", REMOVED.email],
      ["their wrap", (await kept(removed.id)).wrap],
      ["the wrap that lost words opened", (await kept(back.id)).wrap],
      ["the wrap that old words opened", (await kept(desk.id)).wrap],
    ];
    const found = async () => {
      const all = await files(here);
      return old.filter(([, one]) => all.some((bytes) => bytes.includes(one))).map(([what]) => what);
    };
    assert.equal((await found()).length, old.length, "what is to go is not there: nothing was looked at");

    const { number } = await askToComeBack(quick, here.client(), BACK.email, async (draw) => draw());
    await letBackIn(quick, desk, back.id, number);
    await removeSomebody(quick, desk, removed.id);
    await desk.client.send(invitationsApi.withdrawInvitation, { invitation: invited.invitation });
    await useNewWords(quick, desk.client, desk, "zoom zone zit zips zippy zipping");
    await until("nothing left", async () => (await found()).length === 0, 20_000).catch(async () =>
      assert.deepEqual(await found(), []),
    );
  } finally {
    await here.stop();
  }
}

for (const kind of KINDS) {
  test(`whoever leaves the team leaves nothing in the files, on ${kind}`, () => purges(kind));
}
