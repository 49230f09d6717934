// The chain of vouches in the database. Promises that it is only ever extended, by what extends it: the server
// checks each record like a holder's desk does, though no desk has to believe it.
import type { Reading, Writing } from "../store/store.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Chain, readChain, type VouchWithKeys } from "../vault/vouch.ts";
import { Refusal } from "../web/mounting.ts";

/** @returns the records with the keys that they name, from the first on */
export function readVouches(db: Reading): Promise<VouchWithKeys[]> {
  return db.selectFrom("vouches").select(["record", "xwing", "ed25519"]).orderBy("serial").execute();
}

/**
 * Appends records to the chain.
 * @param db the transaction
 * @param p primitives
 * @param network the network's id
 * @param added records with their keys, in their order
 * @returns the chain with them
 * @throws Refusal 409 when they do not extend it: who came second signs again
 */
export async function appendVouches(
  db: Writing,
  p: Primitives,
  network: Uint8Array,
  added: readonly VouchWithKeys[],
): Promise<Chain> {
  const before = await readVouches(db);
  const read = await readChain(p, network, [...before, ...added]);
  if (!read.ok)
    throw new Refusal(409, `The chain of vouches does not go on like this: ${read.why}.`, {
      code: "chain_meanwhile",
    });
  await db
    .insertInto("vouches")
    .values(added.map((vouch, at) => ({ serial: before.length + at, ...vouch })))
    .execute();
  return read.chain;
}

/** @returns the chain as it stands, or null before the first run @throws Error when what is kept is no chain */
export async function standingChain(db: Reading, p: Primitives, network: Uint8Array): Promise<Chain | null> {
  const records = await readVouches(db);
  if (records.length === 0) return null;
  const read = await readChain(p, network, records);
  if (!read.ok) throw new Error(`the chain of vouches in the database is damaged: ${read.why}`);
  return read.chain;
}
