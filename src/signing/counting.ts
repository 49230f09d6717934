// Into the count and out of it: the two doors, and the one way in which a signature leaves. Each is one
// transaction with what goes with it, so that nothing of a row that left stays behind.
import type { Clock } from "../clock.ts";
import { addWaiting, dropWaiting, type NewWaiting } from "../ledger/store.ts";
import { dropOuterEnvelopes } from "../store/envelopes.ts";
import type { Signature, SignatureState } from "../store/schema.ts";
import type { Writing } from "../store/store.ts";
import { ENTRY, signatureEntry, takenBackEntry } from "../vault/entry.ts";
import type { Primitives } from "../vault/primitives.ts";

const GROUP = 256;
const SALT = 32;

export interface CountingParts {
  clock: Clock;
  primitives: Primitives;
}

/** By whose hand a signature leaves: its owner's (also by signing again) or a key holder's. */
export type TakenBy = "signer" | "holder";
export type GoneState = Extract<SignatureState, "withdrawn" | "replaced" | "taken-off" | "expired">;

/** Whether a signature stands in the count, or waits for its lot. */
export function isCounted(state: SignatureState): boolean {
  return state === "confirmed" || state === "accepted";
}

const TYPE = {
  mail: { person: ENTRY.personByMail, organisation: ENTRY.organisationByMail },
  accepted: { person: ENTRY.personAccepted, organisation: ENTRY.organisationAccepted },
} as const;

/** What of a row counting needs. */
export type Countable = Pick<Signature, "id" | "campaign" | "as" | "state" | "sealed_hash">;

/**
 * Counts pending signatures of one campaign: they get their entry and their turn, and wait for the next lot.
 * @param tx the transaction
 * @param parts the network's clock and primitives
 * @param rows pending rows of one campaign, in the order in which they are counted
 * @param door by a mail's link or accepted by a key holder
 * @param checks for each row the check of the code that is shown; none where no code was
 * @throws Error when a row is not pending
 */
export async function countSignatures(
  tx: Writing,
  parts: CountingParts,
  rows: readonly Countable[],
  door: "mail" | "accepted",
  checks: ReadonlyMap<number, Uint8Array> = new Map(),
): Promise<void> {
  const campaign = rows[0]?.campaign;
  if (!campaign) return;
  const { turn } = await tx
    .updateTable("campaigns")
    .set((set) => ({ turn: set("turn", "+", rows.length) }))
    .where("id", "=", campaign)
    .returning("turn")
    .executeTakeFirstOrThrow();
  const waiting: NewWaiting[] = [];
  for (const [at, row] of rows.entries()) {
    const salt = parts.primitives.random(SALT);
    const entry = signatureEntry(parts.primitives, TYPE[door][row.as], salt, row.sealed_hash);
    const check = checks.get(row.id);
    const counted = await tx
      .updateTable("signatures")
      .set({
        state: door === "mail" ? "confirmed" : "accepted",
        salt,
        entry,
        turn: turn - rows.length + 1 + at,
        ...(check ? { check } : {}),
      })
      .where("id", "=", row.id)
      .where("state", "=", "pending")
      .executeTakeFirst();
    if (Number(counted.numUpdatedRows) !== 1) throw new Error(`signature ${row.id} is no longer pending`);
    waiting.push({ campaign, entry, signature: row.id });
  }
  await addWaiting(tx, waiting, parts.clock.hour());
}

/** What was taken away, so that files and pages follow. */
export interface Left {
  /** How many rows left. */
  rows: number;
  /** How many names that anybody could see went with them. */
  names: number;
}

/**
 * Takes signatures out: out of the count when they stood in it, and what was sealed of them is deleted with
 * their names and, where they were the last, their envelopes. Rows that left before are passed over.
 * @param tx the transaction
 * @param parts the network's clock and primitives
 * @param ids signatures of one campaign
 * @param state what they become
 * @param by whose hand it was; decides the entry's type
 * @returns what left; call `store.erased` when it is not nothing
 */
export async function leaveCount(
  tx: Writing,
  parts: CountingParts,
  ids: readonly number[],
  state: GoneState,
  by: TakenBy,
): Promise<Left> {
  const left: Left = { rows: 0, names: 0 };
  for (let at = 0; at < ids.length; at += GROUP) {
    const rows = await tx
      .selectFrom("signatures")
      .select(["id", "campaign", "state", "index", "envelope"])
      .where("id", "in", ids.slice(at, at + GROUP))
      .where("state", "in", ["pending", "confirmed", "accepted"])
      .execute();
    const campaign = rows[0]?.campaign;
    if (!campaign) continue;
    const gone = rows.map((row) => row.id);
    const type = by === "holder" ? ENTRY.takenOff : ENTRY.takenBack;
    const taken = rows.flatMap((row) =>
      row.index === null
        ? []
        : [{ campaign, entry: takenBackEntry(type, row.index), signature: null } satisfies NewWaiting],
    );
    await dropWaiting(
      tx,
      rows.filter((row) => row.index === null).map((row) => row.id),
    );
    await addWaiting(tx, taken, parts.clock.hour());
    const names = await tx.deleteFrom("names").where("signature", "in", gone).executeTakeFirst();
    const answers = await tx
      .deleteFrom("appearances")
      .where("signature", "in", gone)
      .returning("envelope")
      .execute();
    await tx
      .updateTable("signatures")
      .set({ state, row: null, salt: null, check: null, envelope: null })
      .where("id", "in", gone)
      .execute();
    await dropEnvelopes(tx, [...rows.map((row) => row.envelope), ...answers.map((row) => row.envelope)]);
    left.rows += gone.length;
    left.names += Number(names.numDeletedRows);
  }
  return left;
}

/**
 * Deletes those of the envelopes that no row needs any more.
 * @param tx the transaction in which their rows went
 * @param envelopes ids of envelopes; null and doubles are passed over
 */
export async function dropEnvelopes(tx: Writing, envelopes: readonly (number | null)[]): Promise<void> {
  const ids = [...new Set(envelopes)].filter((id) => id !== null);
  if (ids.length === 0) return;
  const gone = await tx
    .deleteFrom("envelopes")
    .where("id", "in", ids)
    .where((where) =>
      where.and(
        (["signatures", "appearances", "requests", "followers", "brought_rows"] as const).map((table) =>
          where.not(
            where.exists(
              where
                .selectFrom(table)
                .select(`${table}.envelope`)
                .whereRef(`${table}.envelope`, "=", "envelopes.id"),
            ),
          ),
        ),
      ),
    )
    .returning("inside")
    .execute();
  await dropOuterEnvelopes(
    tx,
    gone.map(({ inside }) => inside),
  );
}
