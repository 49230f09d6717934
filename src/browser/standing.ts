// Holding what the network tells of people against the chain of vouches, which an open desk has checked.
import { hex } from "../vault/bytes.ts";
import type { Standing } from "../vault/vouch.ts";

/**
 * Whether those who are told are exactly those who stand, each once.
 * @param standing by their ids in hex, as a chain has them
 */
export function areThose(
  standing: ReadonlyMap<string, Standing>,
  told: readonly { id: Uint8Array }[],
): boolean {
  const ids = new Set(told.map(({ id }) => hex(id)));
  return ids.size === told.length && ids.size === standing.size && [...ids].every((id) => standing.has(id));
}
