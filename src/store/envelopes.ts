// Envelopes that were locked again need an outer one (docs/formats.md, Sealed again): both are read as they stand at one
// moment, and an outer one goes with the last that needs it.
import type { Reading, Writing } from "./store.ts";

export interface KeptEnvelope {
  id: number;
  epoch: number;
  /** The encapsulation; or the row that gives it back, where it was locked again. */
  bytes: Uint8Array;
  /** The outer envelope that it was locked again in. */
  inside: number | null;
}

/** Envelopes with the outer ones that they need. */
export interface KeptEnvelopes {
  envelopes: KeptEnvelope[];
  outer: Omit<KeptEnvelope, "inside">[];
}

/**
 * Reads envelopes.
 * @param ids null and doubles are passed over
 * @returns those that there are, by id, with the outer ones that they need
 */
export async function readEnvelopes(db: Reading, ids: readonly (number | null)[]): Promise<KeptEnvelopes> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return { envelopes: [], outer: [] };
  const kept = await db
    .selectFrom("envelopes as e")
    .leftJoin("envelopes as o", "o.id", "e.inside")
    .select(["e.id", "e.epoch", "e.bytes", "e.inside", "o.epoch as outer_epoch", "o.bytes as outer_bytes"])
    .where("e.id", "in", wanted)
    .orderBy("e.id")
    .execute();
  const outer = new Map<number, KeptEnvelopes["outer"][number]>();
  for (const { inside: id, outer_epoch: epoch, outer_bytes: bytes } of kept) {
    if (id !== null && epoch !== null && bytes !== null) outer.set(id, { id, epoch, bytes });
  }
  return {
    envelopes: kept.map(({ id, epoch, bytes, inside }) => ({ id, epoch, bytes, inside })),
    outer: [...outer.values()],
  };
}

/**
 * Deletes those of the outer envelopes that no envelope needs any more.
 * @param tx the transaction in which theirs went, or was locked anew
 * @param outer ids; null and doubles are passed over
 */
export async function dropOuterEnvelopes(tx: Writing, outer: readonly (number | null)[]): Promise<void> {
  const ids = [...new Set(outer)].filter((id) => id !== null);
  if (ids.length === 0) return;
  await tx
    .deleteFrom("envelopes")
    .where("id", "in", ids)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("envelopes as within")
            .select("within.id")
            .whereRef("within.campaign", "=", "envelopes.campaign")
            .whereRef("within.inside", "=", "envelopes.id"),
        ),
      ),
    )
    .execute();
}
