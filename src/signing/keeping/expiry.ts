// Rows that nobody confirmed or accepted do not wait for ever: 15 days after a key holder's desk first listed
// them, 60 days after signing at the latest, they expire and what was sealed is deleted. So do requests to be taken
// off that nobody confirmed or answered in 60 days; one whose link was followed holds until a desk has done it.
import type { Reading, Store } from "../../store/store.ts";
import { type CountingParts, leaveCount } from "../counting.ts";
import { dropRequests } from "../desk/store.ts";
import { EXPIRES_AFTER_LISTING, EXPIRES_AFTER_SIGNING } from "../within.ts";

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

/**
 * Deletes requests whose time is over.
 * @param store the network's database
 * @param campaign the campaign they were made on
 * @param today the network's day
 * @returns how many
 */
export async function expireRequests(store: Store, campaign: Uint8Array, today: number): Promise<number> {
  let expired = 0;
  for (;;) {
    const over = await store.read
      .selectFrom("requests")
      .select("id")
      .where("campaign", "=", campaign)
      .where("day", "<=", today - EXPIRES_AFTER_SIGNING)
      .where("confirmed", "=", 0)
      .limit(GROUP)
      .execute();
    if (over.length === 0) break;
    const ids = over.map(({ id }) => id);
    expired += await store.write((tx) => dropRequests(tx, campaign, ids));
  }
  if (expired > 0) store.erased("rows");
  return expired;
}

/** The same on every campaign. @returns how many */
export async function expireAllRequests(store: Store, today: number): Promise<number> {
  let expired = 0;
  for (const { id } of await store.read.selectFrom("campaigns").select("id").execute()) {
    expired += await expireRequests(store, id, today);
  }
  return expired;
}
