// Adding to the chain of vouches, at one's own device: each record signed on top of the one before, checked like a
// record that the network sent. Pure; the same in browsers and on the command line.
import type { Primitives } from "../../vault/primitives.ts";
import { type Chain, type Kind, makeVouch, readChain, type VouchWithKeys } from "../../vault/vouch.ts";

/** Who signs. */
export interface Signer {
  id: Uint8Array;
  ed25519Seed: Uint8Array;
}

/** What is said; keys that the kind does not name are null. */
export interface Said {
  kind: Kind;
  subject: Uint8Array;
  /** Of a campaign key; else 0. */
  epoch?: number;
  xwing: Uint8Array | null;
  ed25519: Uint8Array | null;
}

export interface Vouching {
  /** The chain with what was added so far. */
  readonly chain: Chain;
  readonly added: readonly VouchWithKeys[];
  /**
   * Signs one more record.
   * @param by who signs, if not the desk
   * @throws Error when it does not extend the chain: the signer does not stand, or the subject cannot be one
   */
  vouch(said: Said, by?: Signer): Uint8Array;
}

/**
 * Opens the chain for adding to it.
 * @param p primitives
 * @param desk an open desk, whose chain is checked
 */
export function openVouching(
  p: Primitives,
  desk: Signer & { chain: Chain; records: readonly VouchWithKeys[] },
): Vouching {
  let { chain } = desk;
  const added: VouchWithKeys[] = [];
  return {
    get chain() {
      return chain;
    },
    added,
    vouch: ({ kind, subject, epoch = 0, xwing, ed25519 }, by = desk) => {
      const { network, head } = chain;
      const said = { kind, network, subject, epoch, serial: chain.serial + 1, prev: head, xwing, ed25519 };
      const record = makeVouch(p, { ...said, signer: by.id }, by.ed25519Seed);
      const read = readChain(p, network, [...desk.records, ...added, { record, xwing, ed25519 }]);
      if (!read.ok) throw new Error(`the new record does not extend the chain: ${read.why}`);
      added.push({ record, xwing, ed25519 });
      chain = read.chain;
      return record;
    },
  };
}
