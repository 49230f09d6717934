// Starting again from today: all words and the envelope are lost, so nobody can open and nobody can let anybody in. Whoever
// runs the server ends the chain of vouches; another begins with a new set-up link. Promises that it is shown for ever, with
// the day; that what is counted and which names are shown stay; and that no key holder of before is signed in anywhere. It
// opens nothing: what came before stays locked.
import type { Store, Writing } from "../../store/store.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { readVouches } from "../vouches.ts";

/** Nobody began yet: there is nothing to start again. */
export class NothingBegan extends Error {}

/**
 * Ends the chain of vouches and everything that hangs on it.
 * @param day today, days since 1970-01-01
 * @throws NothingBegan
 */
export async function startAgain(
  { store, primitives }: { store: Store; primitives: Primitives },
  day: number,
): Promise<void> {
  await store.write(async (tx) => {
    await keepChain(tx, primitives, day);
    for (const table of [
      "vouches",
      "grants",
      "campaign_keys",
      "sessions",
      "invitations",
      "renewals",
    ] as const) {
      await tx.deleteFrom(table).execute();
    }
    await tx.updateTable("sheets").set({ retired: 1 }).execute();
    await dropHolders(tx, day);
    // The next start makes a new set-up link; until then there is none.
    await tx.updateTable("network").set({ set_up: null }).execute();
  });
  for (const what of ["accounts", "invitations", "renewals"] as const) store.erased(what);
}

/** The chain that ends stays to be read, and when it ended. */
async function keepChain(tx: Writing, primitives: Primitives, day: number): Promise<void> {
  const records = await readVouches(tx);
  const [first] = records;
  if (!first) throw new NothingBegan();
  const last = await tx.selectFrom("restarts").select("number").orderBy("number", "desc").executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await tx
    .insertInto("restarts")
    .values({ number, day, root: primitives.sha256(first.record) })
    .execute();
  for (const [serial, record] of records.entries()) {
    await tx
      .insertInto("past_vouches")
      .values({ restart: number, serial, ...record })
      .execute();
  }
}

/** Key holders of before are known by name alone; organisers, who open nothing, stay. */
async function dropHolders(tx: Writing, day: number): Promise<void> {
  const holders = await tx
    .selectFrom("accounts")
    .select(["id", "name"])
    .where("role", "=", "key_holder")
    .execute();
  for (const { id, name } of holders) {
    await tx.deleteFrom("passkeys").where("account", "=", id).execute();
    await tx.insertInto("former").values({ id, name, day }).execute();
    await tx.deleteFrom("accounts").where("id", "=", id).execute();
  }
}
