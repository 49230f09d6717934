// The queries about one's own things: sessions, passkeys, words, and what the network is called.
import type { SessionWay } from "../../store/schema.ts";
import type { PasskeyTable } from "../../store/schema-desk.ts";
import type { Reading, Writing } from "../../store/store.ts";

/** Changes who an account is for its colleagues, and its language. */
export async function changeAccount(
  tx: Writing,
  id: Uint8Array,
  to: { name: string; organisation: string; language: string },
): Promise<void> {
  await tx.updateTable("accounts").set(to).where("id", "=", id).execute();
}

/** Another address of an account, in the form for comparing. */
export async function changeAddress(tx: Writing, id: Uint8Array, email: string): Promise<void> {
  await tx.updateTable("accounts").set({ email }).where("id", "=", id).execute();
}

/** New words of an account: what is left of the old ones stays in old backups alone. */
export async function changeWords(
  tx: Writing,
  id: Uint8Array,
  to: { salt: Uint8Array; sign_in: Uint8Array; wrap: Uint8Array },
): Promise<void> {
  await tx.updateTable("accounts").set(to).where("id", "=", id).execute();
}

/** @returns an account's sessions that have not ended, the one used last first */
export function readSessions(
  db: Reading,
  who: Uint8Array,
  since: number,
): Promise<{ hash: Uint8Array; way: SessionWay; made: number; seen: number }[]> {
  return db
    .selectFrom("sessions")
    .select(["hash", "way", "made", "seen"])
    .where("who", "=", who)
    .where("seen", ">", since)
    .orderBy("seen", "desc")
    .orderBy("hash")
    .execute();
}

/**
 * Ends sessions of an account.
 * @param which one of them, or all but the one that stays
 * @returns how many ended
 */
export async function endSessionsOf(
  tx: Writing,
  who: Uint8Array,
  which: { only: Uint8Array } | { but: Uint8Array },
): Promise<number> {
  const own = tx.deleteFrom("sessions").where("who", "=", who);
  const chosen = "only" in which ? own.where("hash", "=", which.only) : own.where("hash", "!=", which.but);
  return Number((await chosen.executeTakeFirst()).numDeletedRows);
}

/** @returns an account's passkeys, oldest first */
export function readPasskeys(db: Reading, account: Uint8Array): Promise<PasskeyTable[]> {
  return db
    .selectFrom("passkeys")
    .selectAll()
    .where("account", "=", account)
    .orderBy("made_day")
    .orderBy("id")
    .execute();
}

/** @returns the passkey of a credential's id, or null */
export async function passkeyOf(db: Reading, id: Uint8Array): Promise<PasskeyTable | null> {
  return (await db.selectFrom("passkeys").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Keeps a passkey. */
export async function addPasskey(tx: Writing, passkey: PasskeyTable): Promise<void> {
  await tx.insertInto("passkeys").values(passkey).execute();
}

/** Keeps how often a passkey's device says it was used. */
export async function countPasskey(tx: Writing, id: Uint8Array, counter: number): Promise<void> {
  await tx.updateTable("passkeys").set({ counter }).where("id", "=", id).execute();
}

/** Takes away a passkey of an account. */
export async function removePasskey(tx: Writing, account: Uint8Array, id: Uint8Array): Promise<void> {
  await tx.deleteFrom("passkeys").where("account", "=", account).where("id", "=", id).execute();
}

/** Takes away every passkey of an account. */
export async function removePasskeys(tx: Writing, account: Uint8Array): Promise<void> {
  await tx.deleteFrom("passkeys").where("account", "=", account).execute();
}

/** Changes what the network is called, its zone, and the languages of its own pages. */
export async function changeNetwork(
  tx: Writing,
  to: { name: string; timezone: string; languages: string },
): Promise<void> {
  await tx.updateTable("network").set(to).execute();
}
