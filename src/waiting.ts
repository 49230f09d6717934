// What waits: a list of rooms, so that a room in which something can wait gets a line in it.
import { waitingCampaigns } from "./campaigns/waiting.ts";
import { waitingNewcomers, waitingOlderKeys } from "./organisers/holders/waiting.ts";
import { waitingHolders } from "./organisers/waits/waiting.ts";
import type { NetworkParts } from "./parts.ts";
import { waitingSignatures } from "./signing/waiting.ts";
import type { WaitsOf } from "./web/waits.ts";

/**
 * What tells what waits in a network.
 * @param parts the network
 */
export function waitingRooms(parts: NetworkParts): readonly WaitsOf[] {
  const { store, clock, memory, live, keys } = parts;
  return [
    () => waitingSignatures({ store, today: () => clock.day(), waits: memory.mail.waits }),
    () => waitingHolders(store.read),
    () => waitingNewcomers(store.read, clock.now()),
    () => waitingOlderKeys(store.read, keys),
    () => waitingCampaigns(live, parts.today()),
  ];
}
