// What a network does by itself once an hour, and once as it starts: a list, so that a room that has something to
// do gets a line in it.
import { closingOf } from "./closing.ts";
import { endInvitations } from "./organisers/holders/invitations-routes.ts";
import { endLostWords } from "./organisers/holders/lost-words-routes.ts";
import type { NetworkParts } from "./parts.ts";
import { endUnfinished } from "./signing/brought-in/routes.ts";
import { endFollowing } from "./signing/followers/routes.ts";
import { expireAllRequests, expirePending } from "./signing/keeping/expiry.ts";
import { endPromises } from "./signing/keeping/keeping.ts";

/**
 * Does what is due.
 * @param parts the network
 */
export async function everyHour(parts: NetworkParts): Promise<void> {
  const due: readonly (() => unknown)[] = [
    () => parts.memory.expire(),
    () => parts.keys.destroyOldLinks(parts.clock.day()),
    () => expirePending(parts.store, parts),
    () => expireAllRequests(parts.store, parts.clock.day()),
    () => keepNoLonger(parts),
    () => endFollowing(parts),
    () => endUnfinished(parts),
    () => endInvitations(parts),
    () => endLostWords(parts),
  ];
  for (const work of due) await work();
}

async function keepNoLonger(parts: NetworkParts): Promise<void> {
  for (const slug of await closingOf(parts).run()) {
    parts.log.info(`${slug} is closed: its last day of keeping has ended; what was typed is destroyed`);
  }
  for (const { slug, version } of await endPromises(parts)) {
    parts.log.info(
      `${slug}: the last day promised to whoever signed version ${version} has ended; it is destroyed`,
    );
  }
}
