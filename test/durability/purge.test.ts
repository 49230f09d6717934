// What was taken away is out of the database's files within a minute, by whichever way it went.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { sql } from "kysely";
import { openCampaign } from "../../src/cli/desk.ts";
import { openRows } from "../../src/cli/open-rows.ts";
import { signingApi } from "../../src/signing/desk/api.ts";
import { bringUpToDate } from "../../src/signing/tidying/bringing.ts";
import { onNode } from "../../src/vault/on-node.ts";
import { campaignFile, type DeskNetwork, openDeskNetworkOn } from "../desk-network.ts";
import { until } from "../running.ts";
import { KINDS, type Kind } from "./both.ts";

const SLUG = "night-work";
/** Each goes another way; none of these words stands anywhere else. */
const GOES = {
  byCode: "Withdrawn Wanjiru",
  lowered: "Lowered Lindiwe",
  byHolder: "Taken-Off Tariq",
  replaced: "Replaced Rosalind",
  founder: "Founding Fatoumata",
};
const STAYS = "Standing Siobhan";

/** Which of the words stand in the files of names and texts. */
async function found(here: DeskNetwork): Promise<string[]> {
  const words = [...Object.values(GOES), STAYS];
  const { kind, read } = here.store;
  const files: Buffer[] = [];
  if (kind === "sqlite") {
    for (const name of readdirSync(here.settings.dataDir)) {
      files.push(readFileSync(join(here.settings.dataDir, name)));
    }
  } else {
    await sql`checkpoint`.execute(read);
    for (const table of ["names", "texts"]) {
      const { rows } = await sql<{ bytes: Uint8Array }>`
        select pg_read_binary_file(pg_relation_filepath(${table})) as bytes`.execute(read);
      files.push(...rows.map(({ bytes }) => Buffer.from(bytes)));
    }
  }
  return words.filter((one) => files.some((bytes) => bytes.includes(one)));
}

async function purges(kind: Kind): Promise<void> {
  const here = await openDeskNetworkOn(kind);
  try {
    const file = (founders: string) => [
      { name: "n.md", text: campaignFile({ front: `founders: ${founders}` }) },
    ];
    await here.publish(file(`["${GOES.founder}", Harbour Lights]`));
    const desk = await here.desk();
    const codes = new Map<string, string>();
    const sign = async (words: string, email = "") => {
      const fields = { as: "person", name: words, email, appear: "public", shown_as: words };
      codes.set(words, (await here.sign(SLUG, fields)).code ?? "");
    };
    for (const words of [GOES.byCode, GOES.lowered, GOES.byHolder, STAYS]) await sign(words);
    await sign(GOES.replaced, "r@post.example");
    const links = async (many: number) => {
      await until("the mail", async () => (await here.mails()).length === many);
      return (await here.mails()).map(({ link }) => link);
    };
    const [first = ""] = await links(1);
    await here.confirm(first, { appear: "public", shown_as: GOES.replaced });
    const bring = async () => {
      const campaign = await openCampaign(desk, SLUG);
      const rows = () => openRows(desk, campaign);
      return bringUpToDate({ ...campaign, p: onNode, send: desk.client.send, desk, rows });
    };
    await desk.client.send(signingApi.accept, { slug: SLUG, ids: [1, 2, 3, 4] });
    await desk.client.send(signingApi.show, { slug: SLUG, names: [...(await bring()).tidying.unshown] });
    await here.network.publish();
    // What a start cleans by itself is over: from here on only what is taken away is a reason to clean.
    await after(5_500);
    assert.deepEqual(await found(here), [...Object.values(GOES), STAYS], "the test looks in the right place");

    await here.mine(SLUG, { do: "take-off", code: codes.get(GOES.byCode) ?? "" });
    await here.mine(SLUG, { do: "appear", appear: "counted", code: codes.get(GOES.lowered) ?? "" });
    await desk.client.send(signingApi.takeOff, { slug: SLUG, ids: [3], reason: "asked", requests: [] });
    await here.sign(SLUG, { as: "person", name: "R", email: "r@post.example", appear: "counted" });
    const [, second = ""] = await links(2);
    await here.confirm(second, { appear: "counted" });
    await here.publish(file("[Harbour Lights]"), { small: true });
    await until("only what stays to be left", async () => (await found(here)).join() === STAYS, 60_000);
  } finally {
    await here.stop();
  }
}

test("names that were taken off, lowered, replaced, and a founder who left, are out of the files within a minute", async () => {
  await Promise.all(KINDS.map(purges));
});
