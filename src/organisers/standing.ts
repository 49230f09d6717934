// Who can open, as the public is told: key holders by organisation, and whether the envelope can.
import { isoDay } from "../clock.ts";
import type { Store } from "../store/store.ts";
import type { Standing } from "../web/view.ts";

/**
 * Reads who stands.
 * @param store the network's database
 * @returns key holders by organisation; a holder without one by their own name
 */
export async function readStanding(store: Store): Promise<Standing> {
  const accounts = await store.read
    .selectFrom("accounts")
    .select(["name", "organisation", "role"])
    .orderBy("made_day")
    .orderBy("id")
    .execute();
  const sheet = await store.read
    .selectFrom("sheets")
    .select("id")
    .where("retired", "=", 0)
    .executeTakeFirst();
  const restarts = await store.read.selectFrom("restarts").select("day").orderBy("number").execute();
  const holders = new Map<string, number>();
  for (const account of accounts) {
    if (account.role !== "key_holder") continue;
    const of = account.organisation;
    if (of !== "") holders.set(of, (holders.get(of) ?? 0) + 1);
  }
  return {
    holders: [...holders].map(([organisation, people]) => ({ organisation, people })),
    named: accounts
      .filter(({ role, organisation }) => role === "key_holder" && organisation === "")
      .map(({ name }) => name),
    organisations: [...new Set(accounts.map((account) => account.organisation).filter(Boolean))],
    envelope: sheet !== undefined,
    restarts: restarts.map(({ day }) => isoDay(day)),
  };
}
