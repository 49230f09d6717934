// The queries about who organises: the network's own row, accounts, the envelope's sheet, what was done.
import type { Account, NewAccount, Role } from "../store/schema.ts";
import type { Reading, Writing } from "../store/store.ts";
import type { DeedKept } from "../web/deeds.ts";

/** What this installation is. */
export interface NetworkRow {
  id: Uint8Array;
  name: string;
  timezone: string;
  /** Of its own pages, apart by blanks; empty for all that there are. */
  languages: string;
}

/** @returns the network's own row */
export function readNetwork(db: Reading): Promise<NetworkRow> {
  return db.selectFrom("network").select(["id", "name", "timezone", "languages"]).executeTakeFirstOrThrow();
}

/** @returns the account of an address in the form for comparing, or null */
export async function accountOf(db: Reading, email: string): Promise<Account | null> {
  const account = await db.selectFrom("accounts").selectAll().where("email", "=", email).executeTakeFirst();
  return account ?? null;
}

/** @returns the role of an account, or null when there is none (any more) */
export async function roleOf(db: Reading, id: Uint8Array): Promise<Role | null> {
  const account = await db.selectFrom("accounts").select("role").where("id", "=", id).executeTakeFirst();
  return account?.role ?? null;
}

/**
 * @returns the Ed25519 key with which an account or the envelope stands in the chain: it is kept in the step that vouches for
 *   it; null for who has none
 */
export async function ownKey(
  db: Reading,
  { kind, id }: { kind: "account" | "sheet"; id: Uint8Array },
): Promise<Uint8Array | null> {
  const table = kind === "account" ? "accounts" : "sheets";
  const kept = await db.selectFrom(table).select("ed25519").where("id", "=", id).executeTakeFirst();
  return kept && kept.ed25519.length > 0 ? kept.ed25519 : null;
}

/** @returns every account, in the order in which they were made */
export function readAccounts(db: Reading) {
  return db
    .selectFrom("accounts")
    .select(["id", "name", "organisation", "role", "xwing", "ed25519", "tested"])
    .orderBy("made_day")
    .orderBy("id")
    .execute();
}

/** @returns who an account is, for themself @throws when there is none */
export function readAccount(db: Reading, id: Uint8Array) {
  return db
    .selectFrom("accounts")
    .select(["id", "name", "email", "organisation", "role", "language"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** @returns the envelope that stands, or null */
export async function standingSheet(db: Reading) {
  const sheet = await db.selectFrom("sheets").selectAll().where("retired", "=", 0).executeTakeFirst();
  return sheet ?? null;
}

/** Adds an account, all of it. */
export async function addAccount(tx: Writing, account: NewAccount): Promise<void> {
  await tx.insertInto("accounts").values(account).execute();
}

/** Adds the envelope; the one before is retired, its keys are kept for what it signed. */
export async function addSheet(
  tx: Writing,
  sheet: { id: Uint8Array; xwing: Uint8Array; ed25519: Uint8Array },
): Promise<void> {
  await tx.updateTable("sheets").set({ retired: 1 }).where("retired", "=", 0).execute();
  await tx
    .insertInto("sheets")
    .values({ ...sheet, tested: 1, retired: 0 })
    .execute();
}

/** Keeps a holder's wrap. */
export async function setWrap(tx: Writing, id: Uint8Array, wrap: Uint8Array): Promise<void> {
  await tx.updateTable("accounts").set({ wrap }).where("id", "=", id).execute();
}

/**
 * Uses the set-up link up and names the network.
 * @param secretHash SHA-256 of the link's secret
 * @returns whether the link was good; nothing changed when it was not
 */
export async function useSetUp(
  tx: Writing,
  secretHash: Uint8Array,
  network: { name: string; timezone: string },
): Promise<boolean> {
  const used = await tx
    .updateTable("network")
    .set({ ...network, set_up: null })
    .where("set_up", "=", secretHash)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** @returns SHA-256 of the set-up link's secret; null once it was used */
export async function setUpHash(db: Reading): Promise<Uint8Array | null> {
  const network = await db.selectFrom("network").select("set_up").executeTakeFirst();
  return network?.set_up ?? null;
}

/** What somebody did: who, what, how many, day. */
export interface Deed {
  who: Uint8Array;
  what: DeedKept;
  campaign: Uint8Array | null;
  many: number;
  day: number;
  /** The colleague whom it was done to. */
  whom?: Uint8Array;
}

/** Keeps what somebody did. */
export async function keepDeed(tx: Writing, { whom, ...deed }: Deed): Promise<void> {
  await tx
    .insertInto("deeds")
    .values({ ...deed, whom: whom ?? null })
    .execute();
}
