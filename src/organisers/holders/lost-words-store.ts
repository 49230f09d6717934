// The queries about who lost their words and asks to come back.
import type { Insertable } from "kysely";
import type { RenewalTable } from "../../store/schema-invitations.ts";
import type { Reading, Writing } from "../../store/store.ts";
import { dropInvitationsOf } from "./invitations-store.ts";

/** Three days, in which a request is to be let in. */
export const REQUEST_SECONDS: number = 72 * 3600;
/**
 * How many of one account wait at most; one more takes the place of the oldest. So many that whoever floods an address, from
 * however many networks, needs half an hour to push somebody's own request out: limits let one through in eight seconds.
 */
export const MOST_REQUESTS = 256;
const NONE = new Uint8Array();

/**
 * Keeps a request, among the last few of its account. One for an account that there is not leaves nothing behind, by the
 * same statements: how long it takes tells nobody which it was.
 */
export async function keepRequest(
  tx: Writing,
  request: Omit<Insertable<RenewalTable>, "done">,
  now: number,
): Promise<void> {
  await dropPastRequests(tx, now);
  await tx
    .insertInto("renewals")
    .values({ ...request, done: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .deleteFrom("renewals")
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom("accounts").select("id").whereRef("accounts.id", "=", "renewals.account"),
        ),
      ),
    )
    .execute();
  // Read from the last that may stay on: how many wait must not show in how long it takes.
  const over = await tx
    .selectFrom("renewals")
    .select("id")
    .where("account", "=", request.account)
    .where("id", "!=", request.id)
    .where("done", "=", 0)
    .orderBy("until", "desc")
    .orderBy("id")
    .limit(MOST_REQUESTS)
    .offset(MOST_REQUESTS - 1)
    .execute();
  for (const { id } of over) await tx.deleteFrom("renewals").where("id", "=", id).execute();
}

/** Drops requests that are over. @returns how many */
export async function dropPastRequests(tx: Writing, now: number): Promise<number> {
  const done = await tx.deleteFrom("renewals").where("until", "<=", now).executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** @returns requests that wait, with whose they are, by name */
export function readRequests(db: Reading, now: number) {
  return db
    .selectFrom("renewals")
    .innerJoin("accounts", "accounts.id", "renewals.account")
    .selectAll("renewals")
    .select(["accounts.name", "accounts.email", "accounts.organisation", "accounts.role"])
    .where("renewals.until", ">", now)
    .where("renewals.done", "=", 0)
    .orderBy("accounts.name")
    .orderBy("renewals.until")
    .orderBy("renewals.id")
    .execute();
}

/** @returns whether a request was let in */
export async function wasLetIn(db: Reading, id: Uint8Array): Promise<boolean> {
  const one = await db.selectFrom("renewals").select("done").where("id", "=", id).executeTakeFirst();
  return one?.done === 1;
}

/** Marks a request as let in; what it carried goes, and so do the others of that account. */
export async function endRequests(tx: Writing, account: Uint8Array, letIn: Uint8Array | null): Promise<void> {
  const others = tx.deleteFrom("renewals").where("account", "=", account);
  await (letIn ? others.where("id", "!=", letIn) : others).execute();
  const gone = { salt: NONE, sign_in: NONE, wrap: NONE, xwing: NONE, ed25519: NONE, signature: NONE };
  if (letIn)
    await tx
      .updateTable("renewals")
      .set({ ...gone, done: 1 })
      .where("id", "=", letIn)
      .execute();
}

/** Ends whatever signs an account in: its sessions and its passkeys; and what it invited to under its old keys. */
export async function endEverySession(tx: Writing, account: Uint8Array): Promise<void> {
  await tx.deleteFrom("sessions").where("who", "=", account).execute();
  await tx.deleteFrom("passkeys").where("account", "=", account).execute();
  await dropInvitationsOf(tx, account);
}

/** Gives an account new words, and a key holder new keys, which have not opened a test row yet. */
export async function putWords(
  tx: Writing,
  account: Uint8Array,
  to: { salt: Uint8Array; sign_in: Uint8Array; wrap: Uint8Array; xwing: Uint8Array; ed25519: Uint8Array },
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({ ...to, tested: 0 })
    .where("id", "=", account)
    .execute();
}
