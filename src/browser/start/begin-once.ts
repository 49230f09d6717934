// The last step of the first run, which may be asked again after a lost answer and makes nothing twice.
import { organiserApi } from "../../organisers/api.ts";
import {
  type Beginning,
  beginNetwork,
  type KeptWords,
  MaybeBegun,
  NotBegun,
} from "../../organisers/beginning.ts";
import { ApiRefused, type Client } from "../../organisers/client.ts";
import type { Primitives } from "../../vault/primitives.ts";

/**
 * How far the network is: `unsure` when its last answer did not come, `used` when somebody else used the link. After
 * `unsure`, `begun` may be somebody else's doing: whether the words sign in tells.
 */
export type Far = "not_begun" | "unsure" | "begun" | "used";

/**
 * Begins, or finds out that it has begun.
 * @param far how far it was
 * @param made words that are on paper; the same ones each time
 * @returns how far it is
 * @throws ApiRefused and NoAnswer when nothing has begun
 */
export async function beginOnce(
  p: Primitives,
  client: Client,
  beginning: Beginning,
  made: KeptWords,
  far: Far,
): Promise<Far> {
  if (far === "begun" || far === "used") return far;
  const { begun } = await client.send(organiserApi.network, {});
  if (begun) return far === "unsure" ? "begun" : "used";
  try {
    await beginNetwork(p, client, beginning, async () => made);
    return "begun";
  } catch (error) {
    if (error instanceof MaybeBegun) return "unsure";
    if (error instanceof NotBegun || (error instanceof ApiRefused && error.status === 403)) return "used";
    throw error;
  }
}
