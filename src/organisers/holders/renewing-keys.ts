// The next key of campaigns, at a key holder's own desk: drawn there, vouched for there, granted to everybody who stands in
// the chain. Pure but for what is sent; the same in browsers and on the command line.
import { makeGrant } from "../../vault/grant.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { KIND } from "../../vault/vouch.ts";
import type { Desk } from "../opening.ts";
import { onTopOfTheChain } from "./granting.ts";
import { type NewKey, removingApi } from "./removing-api.ts";
import type { Vouching } from "./vouching.ts";

/**
 * Makes the next key of each.
 * @param p primitives
 * @param vouching the chain, to which the vouches are added; whoever stands in it by then is granted them
 * @param things campaigns and lists with their present epoch
 */
export async function makeNextKeys(
  p: Primitives,
  vouching: Vouching,
  things: readonly { campaign: Uint8Array; epoch: number }[],
): Promise<NewKey[]> {
  const { network, holders, sheet } = vouching.chain;
  const openers = [...holders.values(), ...(sheet ? [sheet] : [])];
  const made: NewKey[] = [];
  for (const { campaign, epoch: present } of things) {
    const epoch = present + 1;
    const seed = p.random(32);
    const publicKey = await p.xwingPublic(seed);
    const said = { kind: KIND.campaignKey, subject: campaign, epoch, xwing: publicKey, ed25519: null };
    const record = vouching.vouch(said);
    const grants: NewKey["grants"] = [];
    for (const { id: holder, xwing } of openers) {
      const granted = { network, campaign, epoch, holder };
      grants.push({ holder, grant: await makeGrant(p, granted, xwing, seed) });
    }
    made.push({ campaign, epoch, publicKey, record, grants });
  }
  return made;
}

/**
 * Makes keys for open campaigns that have none: after the network was started again.
 * @param desk the open desk of a key holder
 * @returns how many got one
 * @throws ApiRefused 409 while nobody else can open
 */
export async function makeMissingKeys(p: Primitives, desk: Desk): Promise<number> {
  const { open } = await desk.client.send(removingApi.openKeys, {});
  const missing = open.filter(({ hasKey }) => !hasKey);
  if (missing.length === 0) return 0;
  await onTopOfTheChain(p, desk, async (vouching) => {
    const newKeys = await makeNextKeys(p, vouching, missing);
    const wrap = await desk.wrapFor(vouching.chain);
    await desk.client.send(removingApi.newKeys, { newKeys, wrap });
  });
  return missing.length;
}
