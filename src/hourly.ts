// What a network does by itself once an hour, and once as it starts: a list, so that a room that has something to
// do gets a line in it.
import type { NetworkParts } from "./parts.ts";
import { expireAllRequests, expirePending } from "./signing/expiry.ts";
import { endKeeping } from "./signing/keeping.ts";

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
  ];
  for (const work of due) await work();
}

async function keepNoLonger(parts: NetworkParts): Promise<void> {
  for (const slug of await endKeeping(parts)) {
    parts.log.info(`${slug}: its last day of keeping has ended; what was typed is destroyed`);
  }
}
