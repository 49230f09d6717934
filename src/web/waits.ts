// What waits for somebody who organises: kinds in the order of their weight, and the shape in which every room tells
// its own. Numbers and days that the database has in the clear; what is known only once rows are opened (who gave no
// address, whose words are to be shown) is not among them. Pure.

/** Everything that can wait, gravest first. A room that has something more adds its word here. */
export const WAITS = [
  /** people ask to be taken off */
  "requests",
  /** a campaign that nobody here can open */
  "locked",
  /** a campaign of which nothing is shown, since this release cannot read its text */
  "unread",
  /** newcomers who answered, and whoever lost their words: they wait to be let in */
  "let_in",
  /** one key holder, and no envelope: nobody could let them in again */
  "alone",
  /** lists of people that are under a key which somebody had who was removed */
  "older_key",
  /** mails that never went */
  "unsent",
  /** rows that wait for their link or for a key holder */
  "pending",
  /** counted since a key holder last looked: at most so many names wait to be shown */
  "fresh",
  /** one key holder, and the envelope */
  "alone_envelope",
  /** only one key holder can open it, though there are more */
  "one_holder",
  /** `many` days until what people typed is destroyed */
  "keep_near",
  /** `many` days since it was brought up to date, though there is something to do */
  "stale",
] as const;
export type WaitKind = (typeof WAITS)[number];

/** Those that come one by one and are gone once they are done. The others are states, told without a mail a day. */
export const DAILY: ReadonlySet<WaitKind> = new Set<WaitKind>([
  "requests",
  "locked",
  "unread",
  "let_in",
  "unsent",
  "pending",
  "fresh",
]);

export interface Wait {
  kind: WaitKind;
  /** The campaign's address; null for what is the network's. */
  slug: string | null;
  many: number;
  /** Since which day the oldest waits, days since 1970-01-01; null where nobody knows. */
  since: number | null;
}

/** What a room tells. */
export type WaitsOf = () => Promise<Wait[]>;

/** @returns what waits, gravest first, of one kind what waits longest */
export async function gather(rooms: readonly WaitsOf[]): Promise<Wait[]> {
  const all = (await Promise.all(rooms.map((room) => room()))).flat();
  const late = Number.POSITIVE_INFINITY;
  return all.sort(
    (a, b) =>
      WAITS.indexOf(a.kind) - WAITS.indexOf(b.kind) ||
      (a.since ?? late) - (b.since ?? late) ||
      b.many - a.many,
  );
}
