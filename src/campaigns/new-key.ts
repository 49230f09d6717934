// A key that a holder made, as it is kept: of a campaign, and of the list of those who follow. Promises that it is one
// that a holder vouched for, granted to exactly those who can open, and kept only inside its closing box.
import type { KeyFiles } from "../store/key-files.ts";
import type { Reading, Writing } from "../store/store.ts";
import { bytesEqual } from "../vault/bytes.ts";
import { closeGrant } from "../vault/grant.ts";
import type { Primitives } from "../vault/primitives.ts";
import { type Chain, KIND, readVouch, type VouchWithKeys } from "../vault/vouch.ts";
import type { Caller } from "../web/api.ts";
import { Refusal } from "../web/mounting.ts";
import type { MadeKey } from "./desk-api.ts";
import { addKey } from "./store.ts";

/** What keeping a key asks of those who keep the chain (src/organisers/openers.ts). */
export interface Openers {
  network: Uint8Array;
  /** Everybody who can open: key holders who stand, and the envelope. */
  standing(
    db: Reading,
  ): Promise<
    { id: Uint8Array; kind: "holder" | "sheet"; name: string; organisation: string; tested: boolean }[]
  >;
  /** Extends the chain. @throws Refusal when the record does not extend it */
  append(tx: Writing, vouch: VouchWithKeys): Promise<Chain>;
  setWrap(tx: Writing, account: Uint8Array, wrap: Uint8Array): Promise<void>;
}

export interface NewKeyParts {
  primitives: Primitives;
  keys: KeyFiles;
  openers: Openers;
}

/**
 * Keeps the first key of something, with its vouch, its grants and its maker's wrap.
 * @param tx the transaction in which the thing itself is kept
 * @param made what the maker sent
 * @param caller the maker
 * @throws Refusal when the caller holds no keys, or vouch and grants are not those of this key
 */
export async function keepNewKey(
  tx: Writing,
  parts: NewKeyParts,
  made: MadeKey,
  caller: Caller,
): Promise<void> {
  if (caller.kind !== "account" || caller.role !== "key_holder") {
    throw new Refusal(403, "A new key is made by a key holder.", { code: "holder_makes_key" });
  }
  const { id, publicKey, record, wrap } = made;
  const vouch = readVouch(record);
  const itself =
    vouch?.kind === KIND.campaignKey &&
    vouch.epoch === 1 &&
    bytesEqual(vouch.subject, id) &&
    bytesEqual(vouch.signer, caller.id);
  if (!itself) throw new Refusal(422, "The vouch is not this key's, by whoever sends it.");
  const chain = await parts.openers.append(tx, { record, xwing: publicKey, ed25519: null });
  const key = { campaign: id, epoch: 1, public_key: publicKey, vouch: chain.serial };
  await addKey(tx, key, await closed(parts, tx, made));
  await parts.openers.setWrap(tx, caller.id, wrap);
}

/** Grants as they are kept: one for everybody who can open, each inside the closing box. */
async function closed({ primitives, keys, openers }: NewKeyParts, tx: Writing, { id, grants }: MadeKey) {
  const standing = await openers.standing(tx);
  const fits =
    standing.length === grants.length &&
    standing.every((one) => grants.some(({ holder }) => bytesEqual(holder, one.id)));
  if (!fits)
    throw new Refusal(409, "The key is not given to exactly those who can open now. Try again.", {
      code: "grants_meanwhile",
    });
  const closing = keys.closingFor(id);
  return Promise.all(
    grants.map(async ({ holder, grant }) => {
      const granted = { network: openers.network, campaign: id, epoch: 1, holder };
      return { holder, closed: await closeGrant(primitives, closing, granted, grant) };
    }),
  );
}
