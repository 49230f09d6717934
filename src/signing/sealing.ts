// Seals what a group commit holds: one encapsulation for each campaign, epoch and purpose, at most 256 rows.
// What was sealed once keeps its bytes, however often its commit is tried again.

import { inserter } from "../store/insert.ts";
import type { Writing } from "../store/store.ts";
import type { Primitives } from "../vault/primitives.ts";
import { baseOf, beginSealing, info, type Purpose, type Sealed, type Sealer } from "../vault/row.ts";
import { pad, paddedSize, spell } from "../vault/text.ts";

/** The key that a campaign seals to: vouched for, in its present epoch. */
export interface SealingKey {
  campaign: Uint8Array;
  epoch: number;
  publicKey: Uint8Array;
}

/** An encapsulation that some rows share, as it will be stored. */
export interface SharedEnvelope {
  campaign: Uint8Array;
  epoch: number;
  purpose: Purpose;
  bytes: Uint8Array;
}

export interface ToSeal {
  key: SealingKey;
  purpose: Purpose;
  plaintext: Uint8Array;
  /** Set by `sealAll`, once. */
  sealed?: Sealed & { envelope: SharedEnvelope };
}

/**
 * Spells and pads what is to be sealed.
 * @param purpose the row's purpose
 * @param value its members in the order of docs/formats.md (Text)
 * @param floor the form's floor in bytes; 0 where there is no form
 * @returns the plaintext, or null when it fits in no row
 */
export function plaintextOf(
  purpose: Purpose,
  value: Record<string, unknown>,
  floor: number,
): Uint8Array | null {
  const json = spell(value);
  const size = paddedSize(baseOf(purpose), Buffer.byteLength(json), floor);
  return size === null ? null : pad(json, size);
}

/**
 * Seals those that are not sealed yet.
 * @param p the primitives
 * @param network the network's id
 * @param items at most 256
 */
export async function sealAll(p: Primitives, network: Uint8Array, items: readonly ToSeal[]): Promise<void> {
  const sealers = new Map<SealingKey, Map<Purpose, { sealer: Sealer; envelope: SharedEnvelope }>>();
  for (const item of items) {
    if (item.sealed) continue;
    const { key, purpose } = item;
    let ofKey = sealers.get(key);
    if (!ofKey) {
      ofKey = new Map();
      sealers.set(key, ofKey);
    }
    let open = ofKey.get(purpose);
    if (!open) {
      const bound = info({ purpose, network, campaign: key.campaign, epoch: key.epoch });
      const sealer = await beginSealing(p, key.publicKey, bound);
      const envelope = { campaign: key.campaign, epoch: key.epoch, purpose, bytes: sealer.envelope };
      open = { sealer, envelope };
      ofKey.set(purpose, open);
    }
    item.sealed = { ...(await open.sealer.seal(item.plaintext)), envelope: open.envelope };
  }
}

const envelopeRows = inserter("envelopes", ["campaign", "epoch", "purpose", "bytes"], true);

/**
 * Stores the envelopes of sealed items, in the transaction that stores their rows.
 * @returns the id of each envelope
 * @throws Error when an item is not sealed
 */
export async function storeEnvelopes(
  tx: Writing,
  items: readonly ToSeal[],
): Promise<Map<SharedEnvelope, number>> {
  const envelopes = new Set<SharedEnvelope>();
  for (const item of items) {
    if (!item.sealed) throw new Error("a row is stored before it was sealed");
    envelopes.add(item.sealed.envelope);
  }
  const shared = [...envelopes];
  const ids = await envelopeRows.insert(
    tx,
    shared.map((envelope) => [envelope.campaign, envelope.epoch, envelope.purpose, envelope.bytes]),
  );
  return new Map(shared.map((envelope, at) => [envelope, ids[at] as number]));
}
