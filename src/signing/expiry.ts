// Rows that nobody confirmed or accepted do not wait for ever: 15 days after a key holder's desk first listed
// them, 60 days after signing at the latest, they expire and what was sealed is deleted.
import type { Store } from "../store/store.ts";
import { type CountingParts, leaveCount } from "./counting.ts";
import { EXPIRES_AFTER_LISTING, EXPIRES_AFTER_SIGNING } from "./within.ts";

const GROUP = 256;

/**
 * Expires what is over.
 * @param store the network's database
 * @param parts its clock and primitives
 * @returns how many rows expired
 */
export async function expirePending(store: Store, parts: CountingParts): Promise<number> {
  const today = parts.clock.day();
  let expired = 0;
  for (;;) {
    const over = await store.read
      .selectFrom("signatures")
      .select("id")
      .where("state", "=", "pending")
      .where((where) =>
        where.or([
          where("day", "<=", today - EXPIRES_AFTER_SIGNING),
          where("listed", "<=", today - EXPIRES_AFTER_LISTING),
        ]),
      )
      .limit(GROUP)
      .execute();
    if (over.length === 0) break;
    const ids = over.map((row) => row.id);
    const left = await store.write((tx) => leaveCount(tx, parts, ids, "expired", "holder"));
    expired += left.rows;
    if (left.rows === 0) break;
  }
  if (expired > 0) store.erased("rows");
  return expired;
}
