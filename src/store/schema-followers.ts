// The tables of who follows, as Kysely types; schema.ts joins them to the others.
import type { Generated } from "kysely";

/** A list of followers: sealed to a key of its own, like a campaign. */
export interface FollowerListTable {
  id: Uint8Array;
  /** The epoch of the key that is sealed to. */
  epoch: number;
  made_day: number;
  /** The last day (UTC) on which the list is kept. */
  keep_until: number;
}

/** Purpose 2: one who follows. Nothing here belongs to a signature. */
export interface FollowerTable {
  id: Generated<number>;
  list: Uint8Array;
  epoch: number;
  envelope: number;
  row: Uint8Array;
  sealed_hash: Uint8Array;
  /** The pass of a desk that is still bringing it; null once it stands. */
  pass: Uint8Array | null;
}

export interface FollowerTables {
  follower_lists: FollowerListTable;
  followers: FollowerTable;
}
