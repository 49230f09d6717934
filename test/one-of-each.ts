// A campaign with one of everything that is sealed, for tests, and all of it opened again with every check.
import assert from "node:assert/strict";
import { openCampaign } from "../src/cli/desk.ts";
import { openRows } from "../src/cli/open-rows.ts";
import { openSeeds } from "../src/organisers/holders/granting.ts";
import type { Desk } from "../src/organisers/opening.ts";
import { bringIn } from "../src/signing/brought-in/bringing.ts";
import { openBrought } from "../src/signing/brought-in/opening.ts";
import { readPageEnvelopes } from "../src/signing/desk/envelopes-store.ts";
import { openerOf } from "../src/signing/opening/opening.ts";
import { allRequests, bringUpToDate } from "../src/signing/tidying/bringing.ts";
import { bytesEqual } from "../src/vault/bytes.ts";
import { onNode } from "../src/vault/on-node.ts";
import { PURPOSE } from "../src/vault/row.ts";
import { FollowerText, type SignatureText } from "../src/vault/texts.ts";
import { campaignFile, type DeskNetwork } from "./desk-network.ts";
import { until } from "./running.ts";

export const SLUG = "night-work";
const ACTIONS = `  - sign:
      as: [person, organisation]
      email: optional
      appear: [counted, public]
      follow: ask
      fields: [name, organisation]`;
const NAMES = ["Brought", "Choir", "Maya", "Plain", "Stays"];
/** Signs; counted only and without an address, unless told. */
export const signed = (here: DeskNetwork, fields: Record<string, string>) =>
  here.sign(SLUG, { as: "person", appear: "counted", email: "", ...fields });
/** Brings up to date. */
export const bring = async (by: Desk) => {
  const campaign = await openCampaign(by, SLUG);
  const rows = () => openRows(by, campaign);
  return bringUpToDate({ ...campaign, p: onNode, send: by.client.send, desk: by, rows });
};
const somebody: SignatureText = {
  ...{ v: 1, as: "person", email: "", appear: "counted", follow: false, language: "en", text: 1 },
  fields: { name: "Brought" },
};

/** One of everything that is sealed: signatures with and without an address, an answer, a request, a list, a follower. */
export async function oneOfEach(here: DeskNetwork, desk: Desk): Promise<void> {
  const sign = (fields: Record<string, string>) => signed(here, fields);
  await here.publish([{ name: "night.md", text: campaignFile({ actions: ACTIONS }) }]);
  await sign({ name: "Maya", email: "maya@post.example", appear: "public", shown_as: "Maya", follow: "yes" });
  await sign({ name: "Plain" });
  await sign({ name: "Stays" });
  await sign({ as: "organisation", name: "Li", organisation: "Choir" });
  const [mail] = await until("the mail", async () => {
    const mails = await here.mails();
    return mails.length > 0 ? mails : null;
  });
  assert.equal(await here.confirm(mail?.link ?? "", { appear: "public", shown_as: "Maya" }), 200);
  await here.mine(SLUG, { do: "ask", name: "Plain" });
  const campaign = await openCampaign(desk, SLUG);
  const people = [somebody];
  const { chain, client } = desk;
  await bringIn({
    p: onNode,
    send: client.send,
    chain,
    campaign,
    label: "from paper",
    people,
    tell: () => {},
  });
  assert.equal((await bring(desk)).followers, 1);
}

/** Everything, opened by somebody. Entries and hashes are held against the rows on the way. */
export async function everything(here: DeskNetwork, by: Desk): Promise<string[]> {
  const campaign = await openCampaign(by, SLUG);
  const rows = (await Array.fromAsync(openRows(by, campaign))).flat();
  for (const { entryFits, why, answerWhy } of rows)
    assert.deepEqual([entryFits, why, answerWhy], [true, null, null]);
  const { client, kind } = by;
  // The envelope is asked for no requests.
  const requests =
    kind === "sheet"
      ? []
      : await allRequests({ p: onNode, send: client.send, keys: campaign.keys, slug: SLUG });
  for (const { why } of requests) assert.equal(why, null);
  const brought = await openBrought(onNode, by.client.send, campaign);
  const followers = await followersOf(here, by);
  const names = [
    ...rows.map(({ typed }) => (typed?.organisation || typed?.fields.name) as string),
    ...brought.map(({ typed }) => typed?.name ?? "?"),
  ];
  return [...names.toSorted(), ...requests.map(() => "asks"), ...followers];
}

/** Who follows, opened with every check. */
async function followersOf(here: DeskNetwork, by: Desk): Promise<string[]> {
  const rows = await here.store.read.selectFrom("followers").selectAll().execute();
  const seeds = await openSeeds(onNode, by);
  const page = await readPageEnvelopes(
    here.store.read,
    rows.map(({ envelope }) => envelope),
  );
  const texts: string[] = [];
  for (const { list, epoch, envelope, row, sealed_hash: hash } of rows) {
    const own = new Map(
      seeds.filter((one) => bytesEqual(one.campaign, list)).map((one) => [one.epoch, one.seed]),
    );
    const keys = {
      network: by.network,
      campaign: list,
      seeds: own,
      forms: new Map(),
      unread: new Set<number>(),
      over: new Set<number>(),
    };
    const read = await openerOf(onNode, keys, page)({ epoch, envelope, row, hash }, PURPOSE.follower);
    texts.push(read.ok ? FollowerText.parse(read.value).email : read.why);
  }
  return texts;
}

/** What `everything` gives of it; the envelope opens no requests. */
export const ALL: readonly string[] = [...NAMES, "asks", "maya@post.example"];
export const BY_ENVELOPE: readonly string[] = ALL.filter((one) => one !== "asks");
