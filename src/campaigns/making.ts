// Making a campaign's key, at a key holder's own device: the seed is drawn there, vouched for there, and granted to
// every key holder and the envelope. Pure; the same in browsers and on the command line.

import { bytesEqual } from "../vault/bytes.ts";
import { makeGrant, openGrant } from "../vault/grant.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Chain, KIND, makeVouch, readChain, type VouchWithKeys } from "../vault/vouch.ts";
import type { MadeKey } from "./desk-api.ts";

/** Who makes it. */
export interface Maker {
  id: Uint8Array;
  ed25519Seed: Uint8Array;
  /** The chain with its records, as the maker checked it. */
  chain: Chain;
  records: readonly VouchWithKeys[];
}

/**
 * Makes the id and the first key of a campaign.
 * @param p primitives
 * @param maker a key holder who stands in the chain
 * @returns what the network is sent (the wrap is the maker's to add), and the chain with the new record
 * @throws Error when the maker does not stand in the chain
 */
export async function makeCampaign(
  p: Primitives,
  maker: Maker,
): Promise<{ made: Omit<MadeKey, "wrap">; chain: Chain }> {
  const { network, serial, head, holders, sheet } = maker.chain;
  const campaign = p.random(16);
  const seed = p.random(32);
  const publicKey = await p.xwingPublic(seed);
  const epoch = 1;
  const record = makeVouch(
    p,
    {
      kind: KIND.campaignKey,
      network,
      subject: campaign,
      epoch,
      serial: serial + 1,
      prev: head,
      xwing: publicKey,
      ed25519: null,
      signer: maker.id,
    },
    maker.ed25519Seed,
  );
  const read = readChain(p, network, [...maker.records, { record, xwing: publicKey, ed25519: null }]);
  if (!read.ok) throw new Error(`the new key's vouch does not extend the chain: ${read.why}`);
  const grants = [];
  for (const { id: holder, xwing } of [...holders.values(), ...(sheet ? [sheet] : [])]) {
    grants.push({ holder, grant: await makeGrant(p, { network, campaign, epoch, holder }, xwing, seed) });
  }
  return { made: { id: campaign, publicKey, record, grants }, chain: read.chain };
}

/** One epoch of a campaign's key, as the network gives it. */
export interface GivenEpoch {
  epoch: number;
  publicKey: Uint8Array;
  grant: Uint8Array | null;
}

export type OpenedEpochs =
  | { ok: true; seeds: Map<number, Uint8Array> }
  /** A key that nobody in the chain vouched for, or a grant that does not give it. */
  | { ok: false; epoch: number; why: "not vouched for" | "unreadable" | "holder" | "key" };

/**
 * Opens a campaign's seeds with one's own. Refuses every key that the chain does not give.
 * @param p primitives
 * @param chain the chain, checked
 * @param own who opens, and their X-Wing seed
 * @returns the seeds of those epochs that were granted
 */
export async function openEpochs(
  p: Primitives,
  chain: Chain,
  own: { id: Uint8Array; xwingSeed: Uint8Array },
  campaign: Uint8Array,
  epochs: readonly GivenEpoch[],
): Promise<OpenedEpochs> {
  const seeds = new Map<number, Uint8Array>();
  for (const { epoch, publicKey, grant } of epochs) {
    const vouched = chain.campaignKey(campaign, epoch);
    if (!vouched || !bytesEqual(vouched, p.sha256(publicKey)))
      return { ok: false, epoch, why: "not vouched for" };
    if (!grant) continue;
    const granted = { network: chain.network, campaign, epoch, holder: own.id };
    const opened = await openGrant(p, granted, own.xwingSeed, vouched, grant);
    if (!opened.ok) return { ok: false, epoch, why: opened.why };
    seeds.set(epoch, opened.seed);
  }
  return { ok: true, seeds };
}
