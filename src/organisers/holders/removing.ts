// Removing somebody, at a key holder's own desk. Of a key holder the chain says so; every open campaign goes on under a new
// key, which they do not get; whoever they vouched for is vouched for anew; and an envelope that they made, whose words they
// know, is removed with them. What was sealed before stays as it is until it is sealed again (resealing.ts).
// Pure but for what is sent; the same in browsers and on the command line.
import { bytesEqual, hex } from "../../vault/bytes.ts";
import type { Primitives } from "../../vault/primitives.ts";
import { KIND, readVouch, type Standing, type VouchWithKeys } from "../../vault/vouch.ts";
import { type Desk, DeskRefused } from "../opening.ts";
import { onTopOfTheChain } from "./granting.ts";
import { removingApi } from "./removing-api.ts";
import { makeNextKeys } from "./renewing-keys.ts";

/** What a removal takes along. */
export interface Removal {
  /** The ids of key holders whom the one to go let in: whoever removes vouches for them from then on. */
  letIn: Uint8Array[];
  /** Whether they made the envelope and know its words: it is removed with them. */
  envelope: boolean;
}

/** By subject, whose record stands for it now: who signed the last one. */
function vouchers(records: readonly VouchWithKeys[]): Map<string, Uint8Array> {
  const by = new Map<string, Uint8Array>();
  for (const { record } of records) {
    const vouch = readVouch(record);
    if (vouch && vouch.kind !== KIND.removal && vouch.kind !== KIND.campaignKey) {
      by.set(hex(vouch.subject), vouch.signer);
    }
  }
  return by;
}

/** What the removal of a key holder would take along, before anything is done. Nothing for an organiser. */
export function lookAtRemoval(desk: Pick<Desk, "chain" | "records">, account: Uint8Array): Removal {
  const by = vouchers(desk.records);
  const theirs = ({ id }: Standing) => {
    const signer = by.get(hex(id));
    return signer !== undefined && bytesEqual(signer, account) && !bytesEqual(id, account);
  };
  const letIn = [...desk.chain.holders.values()].filter(theirs).map(({ id }) => id);
  return { letIn, envelope: [...desk.chain.sheets.values()].some(theirs) };
}

/**
 * Removes somebody.
 * @param p primitives
 * @param desk the open desk of a key holder
 * @param account whom
 * @returns what went along; where it is the envelope, a new one is to be made (renewing-envelope.ts)
 * @throws DeskRefused for oneself, what `send` throws
 */
export async function removeSomebody(p: Primitives, desk: Desk, account: Uint8Array): Promise<Removal> {
  if (bytesEqual(account, desk.id))
    throw new DeskRefused("Another key holder has to remove you.", { code: "not_oneself_removed" });
  await desk.follow();
  if (!desk.chain.holder(account)) {
    await desk.client.send(removingApi.remove, { account, removal: null });
    return { letIn: [], envelope: false };
  }
  return onTopOfTheChain(p, desk, async (vouching) => {
    const { open } = await desk.client.send(removingApi.openKeys, {});
    const along = lookAtRemoval(desk, account);
    const remove = (subject: Uint8Array) =>
      vouching.vouch({ kind: KIND.removal, subject, xwing: null, ed25519: null });
    const records = [remove(account)];
    if (along.envelope) for (const { id } of [...vouching.chain.sheets.values()]) records.push(remove(id));
    for (const subject of along.letIn) {
      const stands = vouching.chain.holder(subject);
      if (stands) records.push(vouching.vouch({ kind: KIND.holder, ...stands, subject }));
    }
    const newKeys = await makeNextKeys(p, vouching, open);
    const wrap = await desk.wrapFor(vouching.chain);
    await desk.client.send(removingApi.remove, { account, removal: { records, newKeys, wrap } });
    return along;
  });
}
