// Outer envelopes: what unlocks envelopes that were locked again. Nothing but those needs them, so they go with the last.
import type { Writing } from "./store.ts";

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
