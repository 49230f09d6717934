// What of signatures waits for a key holder, as far as the clear columns tell: requests, rows, mails that never went,
// how many were counted since somebody looked, and how long ago that was. And how many signed on each day.
import type { RowsOf } from "../memory/waiting.ts";
import type { Reading, Writing } from "../store/store.ts";
import { hex } from "../vault/bytes.ts";
import type { Wait } from "../web/waits.ts";

/** A campaign that was not brought up to date for so many days, though something is to be done, is named. */
const STALE = 14;
/** Looked at one by one whether their mail waits in memory; more than so many are said to be so many. */
const MOST_UNSENT = 2_000;
const KEPT = ["pending", "confirmed", "accepted"] as const;

export interface WaitingParts {
  store: { read: Reading };
  /** The network's day. */
  today(): number;
  /** Whether the mail of a row waits in memory. */
  waits(of: RowsOf, row: number): boolean;
}

/** @returns what waits of the signatures of every published campaign */
export async function waitingSignatures({ store: { read }, today, waits }: WaitingParts): Promise<Wait[]> {
  const campaigns = await read
    .selectFrom("campaigns")
    .select(["id", "slug", "turn", "brought", "brought_turn"])
    .where("state", "=", "published")
    .execute();
  const requests = await oldest(read, "requests");
  const pending = await oldest(read, "signatures");
  const lost = await unsent(read, waits);
  return campaigns.flatMap(({ id, slug, turn, brought, brought_turn }) => {
    const at = hex(id);
    const asks = requests.get(at);
    const rows = pending.get(at);
    const never = lost.get(at);
    const fresh = turn - (brought_turn ?? 0);
    const found: Wait[] = [];
    if (asks) found.push({ kind: "requests", slug, ...asks });
    if (never) found.push({ kind: "unsent", slug, ...never });
    const others = (rows?.many ?? 0) - (never?.many ?? 0);
    if (rows && others > 0) found.push({ kind: "pending", slug, many: others, since: rows.since });
    if (fresh > 0) found.push({ kind: "fresh", slug, many: fresh, since: brought });
    // Nobody ever looked: as old as what waits.
    const since = brought ?? rows?.since ?? null;
    if (found.length > 0 && since !== null && today() - since >= STALE) {
      found.push({ kind: "stale", slug, many: today() - since, since });
    }
    return found;
  });
}

type Many = Map<string, { many: number; since: number | null }>;

/** How many wait of each campaign, and since when. */
async function oldest(read: Reading, of: RowsOf): Promise<Many> {
  let query = read
    .selectFrom(of)
    .select(({ fn }) => ["campaign", fn.countAll<number>().as("many"), fn.min("day").as("since")])
    .groupBy("campaign");
  if (of === "signatures") query = query.where("state", "=", "pending");
  const rows = await query.execute();
  return new Map(rows.map(({ campaign, many, since }) => [hex(campaign), { many: Number(many), since }]));
}

/** Rows whose mail was never handed over and does not wait in memory either. */
async function unsent(read: Reading, waits: WaitingParts["waits"]): Promise<Many> {
  const rows = await read
    .selectFrom("signatures")
    .select(["id", "campaign", "day"])
    .where("state", "=", "pending")
    .where("mailed", "=", 0)
    .limit(MOST_UNSENT)
    .execute();
  const found: Many = new Map();
  for (const { id, campaign, day } of rows) {
    if (waits("signatures", id)) continue;
    const before = found.get(hex(campaign));
    found.set(hex(campaign), { many: (before?.many ?? 0) + 1, since: Math.min(before?.since ?? day, day) });
  }
  return found;
}

/** Notes that a key holder brings a campaign up to date. */
export async function noteBrought(tx: Writing, campaign: Uint8Array, today: number): Promise<void> {
  await tx
    .updateTable("campaigns")
    .set((set) => ({ brought: today, brought_turn: set.ref("turn") }))
    .where("id", "=", campaign)
    .execute();
}

/** Whoever a key holder accepts was seen by them: not counted as new since they looked. */
export async function noteAccepted(tx: Writing, campaign: Uint8Array, many: number): Promise<void> {
  await tx
    .updateTable("campaigns")
    .set((set) => ({ brought_turn: set("brought_turn", "+", many) }))
    .where("id", "=", campaign)
    .where("brought_turn", "is not", null)
    .execute();
}

/** How many signed on each day, of those that stand or wait. */
export interface SignedByDay {
  slug: string;
  many: number[];
}

/**
 * @param from the first day
 * @param days how many days
 * @returns published campaigns of which somebody signed in these days, each with a number a day
 */
export async function signedByDay(read: Reading, from: number, days: number): Promise<SignedByDay[]> {
  const rows = await read
    .selectFrom("signatures as s")
    .innerJoin("campaigns as c", "c.id", "s.campaign")
    .select(({ fn }) => ["c.slug", "s.day", fn.countAll<number>().as("many")])
    .where("s.state", "in", KEPT)
    .where("s.day", ">=", from)
    .where("s.day", "<", from + days)
    .where("c.state", "=", "published")
    .groupBy(["c.slug", "s.day"])
    .orderBy("c.slug")
    .execute();
  const found = Map.groupBy(rows, ({ slug }) => slug);
  return [...found].map(([slug, each]) => ({
    slug,
    many: Array.from({ length: days }, (_, at) =>
      Number(each.find(({ day }) => day === from + at)?.many ?? 0),
    ),
  }));
}
