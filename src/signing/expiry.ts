// Rows that nobody confirmed or accepted do not wait for ever: 15 days after a key holder's desk first listed
// them, 60 days after signing at the latest, they expire and what was sealed is deleted.
import type { Reading, Store } from "../store/store.ts";
import { type CountingParts, leaveCount } from "./counting.ts";
import { EXPIRES_AFTER_LISTING, EXPIRES_AFTER_SIGNING } from "./within.ts";

const GROUP = 256;

/**
 * Finds what is over.
 * @param today the network's day
 * @param of one campaign, or all
 * @param most how many ids at most
 * @returns ids of pending rows
 */
export async function overdue(
  db: Reading,
  today: number,
  { campaign, most }: { campaign?: Uint8Array; most?: number } = {},
): Promise<number[]> {
  let query = db
    .selectFrom("signatures")
    .select("id")
    .where("state", "=", "pending")
    .where((where) =>
      where.or([
        where("day", "<=", today - EXPIRES_AFTER_SIGNING),
        where("listed", "<=", today - EXPIRES_AFTER_LISTING),
      ]),
    );
  if (campaign) query = query.where("campaign", "=", campaign);
  if (most) query = query.limit(most);
  return (await query.execute()).map((row) => row.id);
}

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
    const ids = await overdue(store.read, today, { most: GROUP });
    if (ids.length === 0) break;
    const left = await store.write((tx) => leaveCount(tx, parts, ids, "expired", "holder"));
    expired += left.rows;
    if (left.rows === 0) break;
  }
  if (expired > 0) store.erased("rows");
  return expired;
}
