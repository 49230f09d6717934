// What of organisers waits: a network with one key holder, a campaign that only one of several can open, or none.
import type { Reading } from "../../store/store.ts";
import { hex } from "../../vault/bytes.ts";
import type { Wait } from "../../web/waits.ts";
import { readAccounts, standingSheet } from "../store.ts";

/**
 * Who could open nothing any more if somebody lost their words. A network with one key holder is told once, not for
 * each of its campaigns: what helps is the same.
 */
export async function waitingHolders(read: Reading): Promise<Wait[]> {
  const accounts = await readAccounts(read);
  const many = accounts.filter(({ role }) => role === "key_holder").length;
  const campaigns = await waitingKeys(read);
  if (many !== 1) return campaigns;
  const kind = (await standingSheet(read)) ? "alone_envelope" : "alone";
  return [{ kind, slug: null, many, since: null }, ...campaigns.filter((wait) => wait.kind !== "one_holder")];
}

/** @returns published campaigns whose present key fewer than two key holders have */
async function waitingKeys(read: Reading): Promise<Wait[]> {
  const campaigns = await read
    .selectFrom("campaigns")
    .select(["id", "slug"])
    .where("state", "=", "published")
    .execute();
  const granted = await read
    .selectFrom("grants")
    .innerJoin("campaigns", (join) =>
      join.onRef("campaigns.id", "=", "grants.campaign").onRef("campaigns.epoch", "=", "grants.epoch"),
    )
    .innerJoin("accounts", "accounts.id", "grants.holder")
    .select(({ fn }) => ["grants.campaign", fn.countAll<number>().as("many")])
    .where("accounts.role", "=", "key_holder")
    .groupBy("grants.campaign")
    .execute();
  const holders = new Map(granted.map(({ campaign, many }) => [hex(campaign), Number(many)]));
  return campaigns.flatMap(({ id, slug }): Wait[] => {
    const many = holders.get(hex(id)) ?? 0;
    if (many > 1) return [];
    return [{ kind: many === 1 ? "one_holder" : "locked", slug, many: 1, since: null }];
  });
}
