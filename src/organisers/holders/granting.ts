// Passing on what one can open, at one's own device: every seed that the desk was granted, checked against the chain of
// vouches, sealed to somebody else's key that stands in it. Pure but for what is sent.
import { bytesEqual, hex } from "../../vault/bytes.ts";
import { makeGrant, openGrant } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { holdsSeen } from "../../vault/vouch.ts";
import { ApiRefused } from "../client.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { type Grant, keysApi } from "./keys-api.ts";
import { openVouching, type Vouching } from "./vouching.ts";

/** The seed of one key. */
export interface Seed {
  campaign: Uint8Array;
  epoch: number;
  seed: Uint8Array;
}

/**
 * Opens every seed that the desk was granted.
 * @param p primitives
 * @param desk an open desk
 * @param of one campaign or list; everything unless told
 * @throws DeskRefused when a key is not the one that the chain gives, or a grant does not give it
 */
export async function openSeeds(
  p: Primitives,
  desk: Pick<Desk, "client" | "chain" | "id" | "xwingSeed">,
  of: Uint8Array | null = null,
): Promise<Seed[]> {
  const { keys } = await desk.client.send(keysApi.keys, {});
  const seeds: Seed[] = [];
  for (const { campaign, epoch, publicKey, grant } of keys) {
    if (of && !bytesEqual(of, campaign)) continue;
    const vouched = desk.chain.campaignKey(campaign, epoch);
    if (!vouched || !bytesEqual(vouched, p.sha256(publicKey)))
      throw refused(campaign, epoch, "not vouched for");
    if (!grant) continue;
    const granted = { network: desk.chain.network, campaign, epoch, holder: desk.id };
    const opened = await openGrant(p, granted, desk.xwingSeed, vouched, grant);
    if (!opened.ok) throw refused(campaign, epoch, opened.why);
    seeds.push({ campaign, epoch, seed: opened.seed });
  }
  return seeds;
}

function refused(campaign: Uint8Array, epoch: number, why: string): DeskRefused {
  return new DeskRefused(
    `A key of this network (${hex(campaign).slice(0, 8)}, ${epoch}) is refused: ${why}. Nothing is done with it. ` +
      "Ask another key holder by telephone.",
    { code: "other_key_refused", values: { key: hex(campaign).slice(0, 8), number: epoch } },
  );
}

/** Seals seeds to somebody's key. @param to who stands in the chain with that key */
export async function grantAll(
  p: Primitives,
  network: Uint8Array,
  seeds: readonly Seed[],
  to: { id: Uint8Array; xwing: Uint8Array },
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { campaign, epoch, seed } of seeds) {
    const granted = { network, campaign, epoch, holder: to.id };
    grants.push({ campaign, epoch, grant: await makeGrant(p, granted, to.xwing, seed) });
  }
  return grants;
}

const TRIES = 4;

const NOT_KEPT =
  "The network said yes, but did not keep what you added to the record of its key holders. Take it as not done. Try again; if " +
  "it is said once more, ask another key holder by telephone.";

/**
 * Adds to the chain: who came second signs again, on top of whoever was first.
 * @param p primitives
 * @param desk an open desk; it has the chain as it stands afterwards
 * @param add signs with the vouching that it is given, and sends
 * @param stays whether the desk stands in the chain afterwards
 * @throws what `add` throws, DeskRefused when the chain is not the one that this desk saw, or does not hold what was added
 */
export async function onTopOfTheChain<T>(
  p: Primitives,
  desk: Desk,
  add: (vouching: Vouching) => Promise<T>,
  stays = true,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    await desk.follow();
    const vouching = openVouching(p, desk);
    try {
      const done = await add(vouching);
      if (!stays) return done;
      await desk.follow();
      const { root, serial, head } = vouching.chain;
      if (!holdsSeen(desk.chain, root, serial, head)) throw new DeskRefused(NOT_KEPT, { code: "not_kept" });
      return done;
    } catch (error) {
      const again = error instanceof ApiRefused && error.status === 409 && tries < TRIES;
      if (!again) throw error;
    }
  }
}
