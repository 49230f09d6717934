// The daily mail of one network: looked at soon after the start and every hour, one look at a time.
import { lastDay } from "./campaigns/keeping/keeping.ts";
import { daysLeft } from "./campaigns/waiting.ts";
import { type Ending, sendDaily } from "./organisers/waits/daily-mail.ts";
import type { NetworkParts } from "./parts.ts";
import { waitingRooms } from "./waiting.ts";

export interface Daily {
  /** Sends what is due. Nobody waits for it: a mail server may take its time. */
  look(): void;
  /** @returns when nothing is under way, or after five seconds: the next day's mail says the same */
  idle(): Promise<void>;
}

const LAST_WAIT = 5_000;

/**
 * Opens the daily mail.
 * @param parts the network
 */
export function openDaily(parts: NetworkParts): Daily {
  const { live, log } = parts;
  let last: Promise<unknown> = Promise.resolve();
  const endings = (): Ending[] =>
    live.allKept().flatMap((campaign) => {
      const days = daysLeft(campaign, parts.today());
      const until = lastDay(campaign.promised);
      return days === null || until === null ? [] : [{ id: campaign.id, slug: campaign.slug, until, days }];
    });
  const send = () =>
    sendDaily({
      ...parts,
      rooms: waitingRooms(parts),
      plainName: (slug, language) => live.bySlug(slug)?.text.in(language).plainName.text ?? "",
      endings,
      warn: log.warn,
    });
  return {
    look: () => {
      last = last.then(send).catch(log.error);
    },
    idle: async () => {
      await Promise.race([last, new Promise((resolve) => setTimeout(resolve, LAST_WAIT).unref())]);
    },
  };
}
