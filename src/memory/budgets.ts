// How many mails may go to one address, one domain and for one campaign (docs/mail-and-memory.md, Budgets). Over budget a mail
// waits; it is never refused. What an address was sent is kept as tags of the day: RUN_DIR/budgets/<day> holds
// pairs of the address' tag and the minute, and of the tag of address and network. Domains and campaigns are
// counted in this process alone: those are rates of the whole post, not a promise to a person.
import { type Clock, DAY, HOUR } from "../clock.ts";
import { base64url, readBase64url, utf8 } from "../vault/bytes.ts";
import type { Primitives } from "../vault/primitives.ts";
import { budgetTag } from "../vault/tag.ts";
import type { DayKeys } from "./keys.ts";
import type { Records } from "./records.ts";

const MINUTE = 60_000;

/** Mails to one address in a day (UTC): three, at most one for each network, and never two within an hour. */
const PER_ADDRESS = { day: 3 };
/** Mails to one domain, by which a flood into one small mail server is slowed, and for one campaign. */
const PER_DOMAIN = { minute: 600, hour: 10_000 };
const PER_CAMPAIGN = { hour: 30_000 };

export interface Spending {
  /** The address in the form for comparing. */
  address: string;
  /** What `rangeTags` gave when the mail came; empty when the network is not known. */
  ranges: readonly string[];
  /** base64url of the campaign's id. */
  campaign: string;
}

export interface Budgets {
  /** Takes what a mail costs, or says when to ask again. */
  take(spending: Spending): "now" | { waitUntil: number };
  /** @returns the tags of a network and an address under each key that lives, newest first, base64url */
  rangeTags(address: string, range: string): string[];
}

/**
 * Opens the budgets.
 * @param keys the days' keys
 * @param of gives the records of a day
 */
export function openBudgets(
  keys: DayKeys,
  of: (day: number) => Records,
  { clock, primitives }: { clock: Clock; primitives: Primitives },
): Budgets {
  const minutes = rates();
  const hours = rates();

  /** When an address may be sent to again. */
  const wait = (address: string, ranges: readonly string[]): number => {
    const now = clock.now();
    const day = clock.day();
    const tomorrow = (day + 1) * DAY;
    let until = 0;
    for (const key of keys.living()) {
      // An hour never reaches back further than the day before.
      if (key.day < day - 1) continue;
      const sent = of(key.day).numbers(budgetTag(primitives, key.key, address));
      for (const minute of sent) until = Math.max(until, key.day * DAY + minute * MINUTE + HOUR);
      if (key.day === day && sent.length >= PER_ADDRESS.day) until = Math.max(until, tomorrow);
    }
    const today = keys.today().day;
    const known = (tag: string) => of(today).numbers(readBase64url(tag) ?? new Uint8Array(12)).length > 0;
    return ranges.some(known) ? Math.max(until, tomorrow) : until > now ? until : 0;
  };

  return {
    take({ address, ranges, campaign }) {
      const now = clock.now();
      const domain = address.slice(address.lastIndexOf("@") + 1);
      const until = Math.max(
        wait(address, ranges),
        minutes.full(domain, now, MINUTE, PER_DOMAIN.minute),
        hours.full(domain, now, HOUR, PER_DOMAIN.hour),
        hours.full(campaign, now, HOUR, PER_CAMPAIGN.hour),
      );
      if (until > 0) return { waitUntil: until };
      minutes.count(domain);
      hours.count(domain);
      hours.count(campaign);
      const today = keys.today();
      const records = of(today.day);
      // The minute is rounded up and begins at 1, so that an hour is a whole one and 0 stays free.
      records.add(budgetTag(primitives, today.key, address), Math.floor((now % DAY) / MINUTE) + 1);
      const network = readBase64url(ranges[0] ?? "");
      if (network && network.length > 0) records.add(network, 1);
      return "now";
    },
    rangeTags: (address, range) => {
      keys.today();
      const tag = (key: Uint8Array) => primitives.hmac(key, utf8(`\x03${address}\0${range}`));
      return keys.living().map(({ key }) => base64url(tag(key).subarray(0, 12)));
    },
  };
}

/** Counters of the present window, all emptied when the next begins, so that they stay few. */
function rates() {
  const counts = new Map<string, number>();
  let window = 0;
  return {
    /** @returns when the window ends, if the count is full; else 0 */
    full(name: string, now: number, length: number, most: number): number {
      const present = Math.floor(now / length);
      if (present !== window) counts.clear();
      window = present;
      return (counts.get(name) ?? 0) >= most ? (present + 1) * length : 0;
    },
    count: (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1),
  };
}
