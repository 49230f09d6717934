// What closing a campaign destroys: a list of rooms, so that a room that keeps something of a campaign gets a line in it.
import { type Closing, type ClosingRoom, openClosing } from "./campaigns/keeping/closing.ts";
import type { NetworkParts } from "./parts.ts";
import { closingBrought } from "./signing/brought-in/routes.ts";
import { closingSignatures, standingSignatures } from "./signing/keeping/keeping.ts";

/**
 * The closing of a network's campaigns.
 * @param parts the network
 */
export function closingOf(parts: NetworkParts): Closing {
  const rooms: readonly ClosingRoom[] = [closingBrought(), closingSignatures(parts)];
  return openClosing({
    ...parts,
    network: () => parts.facts().name,
    rooms,
    standing: standingSignatures,
  });
}
