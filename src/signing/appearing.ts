// How a person appears, after they signed: each answer by link or by code is sealed as a row of its own
// (purpose 8), one a signature, replaced by the next. Lowering takes a shown name away at once; anything else
// waits for a key holder.
import type { Appear } from "../campaigns/campaign.ts";
import { inserter } from "../store/insert.ts";
import type { Writing } from "../store/store.ts";
import { PURPOSE } from "../vault/row.ts";
import { dropEnvelopes } from "./counting.ts";
import { plaintextOf, type SealingKey, type SharedEnvelope, type ToSeal } from "./sealing.ts";

/** An answer on how somebody appears. */
export interface AppearAnswer {
  row: number;
  by: "link" | "code";
  appear: Appear;
  shownAs: string | null;
  organisation?: string;
  position?: string;
  follow: boolean;
}

/**
 * Spells an answer for sealing.
 * @throws Error when it does not fit, which the limits of its fields prevent
 */
export function appearanceToSeal(key: SealingKey, answer: AppearAnswer): ToSeal {
  const text = {
    v: 1,
    row: answer.row,
    by: answer.by,
    appear: answer.appear,
    ...(answer.shownAs === null ? {} : { shown_as: answer.shownAs }),
    ...(answer.organisation === undefined ? {} : { organisation: answer.organisation }),
    ...(answer.position === undefined ? {} : { position: answer.position }),
    follow: answer.follow,
  };
  const plaintext = plaintextOf(PURPOSE.appearance, text, 0);
  if (!plaintext) throw new Error("an answer on how a person appears does not fit in its row");
  return { key, purpose: PURPOSE.appearance, plaintext };
}

const appearanceRows = inserter(
  "appearances",
  ["signature", "campaign", "epoch", "envelope", "row", "sealed_hash"],
  false,
);

/** Stores a sealed answer in the place of the one before it. */
export async function storeAppearance(
  tx: Writing,
  signature: number,
  item: ToSeal,
  envelopes: ReadonlyMap<SharedEnvelope, number>,
): Promise<void> {
  if (!item.sealed) throw new Error("an answer is stored before it was sealed");
  const before = await tx
    .deleteFrom("appearances")
    .where("signature", "=", signature)
    .returning("envelope")
    .execute();
  const { envelope, row, sealedHash } = item.sealed;
  const at = envelopes.get(envelope) as number;
  await appearanceRows.insert(tx, [[signature, envelope.campaign, envelope.epoch, at, row, sealedHash]]);
  await dropEnvelopes(
    tx,
    before.map((gone) => gone.envelope),
  );
}

/** Takes a shown name away. @returns whether there was one */
export async function hideName(tx: Writing, signature: number): Promise<boolean> {
  const gone = await tx.deleteFrom("names").where("signature", "=", signature).executeTakeFirst();
  return Number(gone.numDeletedRows) > 0;
}
